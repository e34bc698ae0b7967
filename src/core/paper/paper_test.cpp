#include "core/paper/paper.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/util/id.hpp"

namespace palier::paper {
namespace {

/// What a program prints about a file with these bytes.
std::string run_on(const std::string& bytes, const char* ending, const std::string& command) {
  const auto file =
      std::filesystem::temp_directory_path() / fmt::format("palier-{}{}", new_id(), ending);
  std::ofstream(file, std::ios::binary) << bytes;
  std::string out;
  FILE* pipe = popen(fmt::format(fmt::runtime(command), file.string()).c_str(), "r");
  char buffer[4096];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, n);
  pclose(pipe);
  std::filesystem::remove(file);
  return out;
}
bool have(const char* program) {
  return std::system(fmt::format("command -v {} > /dev/null", program).c_str()) == 0;
}

TEST(Paper, TextIsTextAndFontsAreInTheFile) {
  if (!have("pdftotext")) GTEST_SKIP() << "not run: pdftotext (poppler-utils) is not installed";
  About about;
  about.title = "Affiche « d’essai »";
  const auto made = pdf(about, {[](Sheet& s) {
                                  s.text(20, 20, 170, "Voisins, œuvre et cœur", {});
                                  s.text(20, 40, 170, "مرحبا", {});
                                },
                                [](Sheet& s) { s.text(20, 20, 170, "Page deux", {}); }});
  const auto text = run_on(made, ".pdf", "pdftotext {} -");
  EXPECT_NE(text.find("Voisins, œuvre et cœur"), std::string::npos) << text;
  EXPECT_NE(text.find("Page deux"), std::string::npos);
  const auto info = run_on(made, ".pdf", "pdfinfo {}");
  EXPECT_NE(info.find("Affiche « d’essai »"), std::string::npos) << info;
  EXPECT_NE(info.find("Pages:           2"), std::string::npos) << info;
  const auto fonts = run_on(made, ".pdf", "pdffonts {} | tail -n +3 | awk '{{print $(NF-4)}}'");
  EXPECT_NE(fonts.find("yes"), std::string::npos) << fonts;
  EXPECT_EQ(fonts.find("no"), std::string::npos) << fonts;
}

TEST(Paper, AQrCodeIsReadBackAtPosterSizeAndAtTwoCentimetres) {
  if (!have("zbarimg") || !have("pdftoppm")) GTEST_SKIP() << "not run: zbar-tools, poppler-utils";
  const std::string url = "https://palier.example/p/7K3M9XQ2";
  for (const Ink ink : {Ink::colour, Ink::saving})
    for (const double side : {62.0, 20.0}) {
      About about;
      about.ink = ink;
      const auto made = pdf(about, {[&](Sheet& s) { s.qr(20, 20, side, url); }});
      const auto read =
          run_on(made, ".pdf", "pdftoppm -r 150 -png {} | zbarimg -q --raw - 2>/dev/null");
      EXPECT_EQ(read, url + "\n") << side;
    }
}

TEST(Paper, FitsByMakingSmallerThenByCutting) {
  png({}, 200, [](Sheet& s) {
    Style big;
    big.size = 40;
    const std::string some = "Quelques mots de trop pour une seule ligne";
    EXPECT_LE(s.fitted(10, 10, 100, 20, some, big, 8), 20.5);
    std::string much;
    for (int i = 0; i < 200; ++i) much += "encore ";
    EXPECT_LE(s.fitted(10, 10, 100, 20, much, big, 8), 20.5);
    EXPECT_GT(s.text_height(100, much, big), 20);
  });
}

TEST(Paper, ManyPagesNeedTheMemoryOfAFew) {
  Book book({});
  std::size_t sent = 0, most = 0;
  for (int i = 0; i < 400; ++i) {
    book.page([&](Sheet& s) { s.text(20, 20, 170, fmt::format("Immeuble {}", i), {}); });
    const auto piece = book.take();
    sent += piece.size();
    if (i > 0) most = std::max(most, piece.size());
  }
  book.finish();
  sent += book.take().size();
  EXPECT_LT(most, 64U * 1024);
  EXPECT_GT(sent, 400U * 100);
}

}  // namespace
}  // namespace palier::paper
