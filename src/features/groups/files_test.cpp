#include "features/groups/files.hpp"

#include <gtest/gtest.h>

namespace palier::groups {
namespace {

std::string package(std::string_view type, std::string_view name = "mimetype", bool stored = true) {
  std::string out;
  out.reserve(200);
  out.append("PK\x03\x04");
  const auto u16 = [&](std::size_t n) {
    out += static_cast<char>(n & 0xFFU);
    out += static_cast<char>(n >> 8U & 0xFFU);
  };
  u16(20);
  u16(0);
  u16(stored ? 0 : 8);
  u16(0);
  u16(0);
  u16(0);
  u16(0);  // CRC
  u16(type.size());
  u16(0);
  u16(type.size());
  u16(0);
  u16(name.size());
  u16(0);
  return out.append(name).append(type).append("PK\x01\x02 the rest");
}

std::string code(std::string_view bytes) {
  const auto k = kind_of(bytes);
  return k ? std::string(k->code) : "";
}

TEST(GroupFiles, AreToldByTheirBytes) {
  EXPECT_EQ(code("%PDF-1.7\n%\xE2\xE3"), "pdf");
  EXPECT_EQ(code(package("application/vnd.oasis.opendocument.text")), "odt");
  EXPECT_EQ(code(package("application/vnd.oasis.opendocument.spreadsheet")), "ods");
  EXPECT_EQ(code("Bonjour à tous\nMardi 18 h\t30"), "text");
  EXPECT_EQ(code("<script>alert(1)</script>"), "text") << "Sent as text, to be kept.";
}

TEST(GroupFiles, RefusesWhatOnlySaysSo) {
  EXPECT_EQ(code(""), "");
  EXPECT_EQ(code("MZ\x90\x00\x03 this program"), "");
  EXPECT_EQ(code(std::string_view("text with a \0 zero", 18)), "");
  EXPECT_EQ(code("not UTF-8: \xE9t\xE9"), "");
  EXPECT_EQ(code(package("application/zip")), "");
  EXPECT_EQ(code(package("text/plain")), "");
  EXPECT_EQ(code(package("application/vnd.oasis.opendocument.text", "mimetype", false)), "");
  EXPECT_EQ(code(package("application/vnd.oasis.opendocument.text", "evil.exe")), "");
  EXPECT_EQ(code(package("application/vnd.oasis.opendocument.text").substr(0, 40)), "");
  EXPECT_EQ(code("\x7F"
                 "ELF"),
            "");
}

TEST(GroupFiles, NamesAreCleaned) {
  const auto& pdf = kind_named("pdf");
  EXPECT_EQ(file_name("Programme 2026.pdf", pdf), "Programme 2026.pdf");
  EXPECT_EQ(file_name("../../etc/passwd", pdf), "passwd.pdf");
  EXPECT_EQ(file_name("C:\\Users\\moi\\liste.exe", pdf), "liste.pdf");
  EXPECT_EQ(file_name("photo.pdf.exe", pdf), "photo.pdf.pdf");
  EXPECT_EQ(file_name("", pdf), "document.pdf");
  EXPECT_EQ(file_name("....", pdf), "document.pdf");
  EXPECT_EQ(file_name("\xE2\x80\xAE"
                      "fdp.exe",
                      pdf),
            "fdp.pdf")
      << "Turned-round text is undone.";
  EXPECT_EQ(file_name("\xFF\xFE", pdf), "document.pdf");
  std::string endless;
  for (int i = 0; i < 100; ++i) endless += "abcde";
  EXPECT_LE(file_name(endless, pdf).size(), 104U);
}

}  // namespace
}  // namespace palier::groups
