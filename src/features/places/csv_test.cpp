#include "features/places/csv.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <fstream>

#include "features/places/ban.hpp"

namespace palier::places {
namespace {

class Csv : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& bytes, bool gz = false) {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    const auto path = std::filesystem::temp_directory_path() /
                      fmt::format("palier-csv-{}-{}-{}", info->name(), ::getpid(), files_.size());
    if (gz) {
      gzFile f = gzopen(path.c_str(), "wb");
      gzwrite(f, bytes.data(), static_cast<unsigned>(bytes.size()));
      gzclose(f);
    } else {
      std::ofstream(path, std::ios::binary) << bytes;
    }
    files_.push_back(path);
    return path;
  }
  void TearDown() override {
    for (const auto& f : files_) std::filesystem::remove(f);
  }
  static std::string why(const std::filesystem::path& path) {
    try {
      CsvReader csv(path);
      std::vector<std::string> fields;
      while (csv.next(fields)) {
      }
    } catch (const BadFile& e) {
      return e.what();
    }
    return "";
  }

 private:
  std::vector<std::filesystem::path> files_;
};

constexpr const char* kHeader =
    "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n";

TEST_F(Csv, ReadsQuotesLinesMarksAndArchives) {
  const std::string text =
      "\xEF\xBB\xBF"
      "a;b\r\n\"1;\"\"x\"\"\";2\r\n\r\n\"two\nlines\";3\nlast;4";
  for (const bool gz : {false, true}) {
    CsvReader csv(write(text, gz));
    EXPECT_EQ(csv.column("a"), 0);
    EXPECT_EQ(csv.column("c"), -1);
    std::vector<std::string> f;
    ASSERT_TRUE(csv.next(f));
    EXPECT_EQ(f, (std::vector<std::string>{"1;\"x\"", "2"}));
    EXPECT_EQ(csv.line(), 2);
    ASSERT_TRUE(csv.next(f));
    EXPECT_EQ(f[0], "two\nlines");
    EXPECT_EQ(csv.line(), 4);
    ASSERT_TRUE(csv.next(f));
    EXPECT_EQ(f[1], "4");
    EXPECT_EQ(csv.line(), 6);
    EXPECT_FALSE(csv.next(f));
  }
}

TEST_F(Csv, TellsTheSeparatorFromTheHeader) {
  CsvReader csv(write("a,b,c\n1,2,3\n"));
  std::vector<std::string> f;
  ASSERT_TRUE(csv.next(f));
  EXPECT_EQ(f.size(), 3U);
}

TEST_F(Csv, SaysWhatIsWrongWithAFile) {
  EXPECT_NE(why("/nowhere/x.csv").find("There is no file"), std::string::npos);
  EXPECT_NE(why(write("")).find("empty"), std::string::npos);
  EXPECT_NE(why(write("a;b\nRue de l'\xC9galit\xE9;1\n")).find("Line 2: the text is not UTF-8"),
            std::string::npos);
  EXPECT_NE(why(write("a;b\n\"open;1\n")).find("never closed"), std::string::npos);
  std::string rows = "a;b\n";
  for (int i = 0; i < 20'000; ++i) rows += fmt::format("{};{}\n", i, i * 7919 % 10007);
  const auto whole = write(rows, true);
  std::filesystem::resize_file(whole, std::filesystem::file_size(whole) / 2);
  EXPECT_NE(why(whole).find("damaged or cut short"), std::string::npos);
}

TEST_F(Csv, NamesTheColumnsThatAreMissing) {
  CsvReader csv(write("id;numero;voie\n"));
  try {
    const BanColumns columns(csv);
    FAIL();
  } catch (const BadFile& e) {
    EXPECT_STREQ(e.what(),
                 "Line 1 lacks these columns: rep, nom_voie, code_postal, code_insee, nom_commune, "
                 "lon, lat. It has: id, numero, voie.");
  }
}

TEST_F(Csv, RefusesBadRowsOfTheBanWithTheReason) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"75101_1_00001;1;;Rue X;75001;75101;Paris 1er Arrondissement;2.33;48.86", ""},
      {"75101_1_00000;0;;Rue X;75001;75101;Paris;2.33;48.86", "no house number"},
      {"75101_1_09999;9999;;Rue X;75001;75101;Paris;2.33;48.86", "no house number"},
      {"75101_1_00001;-4;;Rue X;75001;75101;Paris;2.33;48.86", "not a number"},
      {"75101_1_00001;1;;;75001;75101;Paris;2.33;48.86", "nom_voie"},
      {"75101_1_00001;1;;Rue X;7501;75101;Paris;2.33;48.86", "five digits"},
      {"75101_1_00001;1;;Rue X;75001;Paris;Paris;2.33;48.86", "code_insee"},
      {"75101_1_00001;1;;Rue X;75001;75101;Paris;;", "missing"},
      {"75101_1_00001;1;;Rue X;75001;75101;Paris;2.33;480.86", "not a place"},
      {"75101_1_00001;1;;Rue X;75001;75101;Paris;nan;48", "not a place"},
      {"75101_1_00001;1;;Rue X;75001;75101", "fields"},
      {";1;;Rue X;75001;75101;Paris;2.33;48.86", "id is empty"}};
  for (const auto& [line, reason] : cases) {
    CsvReader csv(write(kHeader + line + "\n"));
    const BanColumns columns(csv);
    std::vector<std::string> f;
    ASSERT_TRUE(csv.next(f));
    const auto row = columns.read(f);
    EXPECT_EQ(row.has_value(), reason.empty()) << line;
    if (row) {
      EXPECT_EQ(row->street_code, "75101//rue x");
    } else {
      EXPECT_NE(row.error().find(reason), std::string::npos) << line << ": " << row.error();
    }
  }
}

}  // namespace
}  // namespace palier::places
