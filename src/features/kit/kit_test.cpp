#include "features/kit/kit.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "features/kit/model.hpp"

namespace palier::kit {
namespace {

std::string run_on(const std::string& bytes, const std::string& command) {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("palier-{}.pdf", new_id());
  std::ofstream(file, std::ios::binary) << bytes;
  std::string out;
  FILE* pipe = popen(fmt::format(fmt::runtime(command), file.string()).c_str(), "r");
  char buffer[4096];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, n);
  pclose(pipe);
  std::filesystem::remove(file);
  return out;
}

class KitTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { i18n::load("Europe/Paris"); }
  void SetUp() override {
    if (std::system("command -v pdftotext zbarimg > /dev/null") != 0)
      GTEST_SKIP() << "not run: poppler-utils and zbar-tools are not installed";
    site = {"Palier",         "https://palier.example",
            "palier.example", "Ville de Merlefontaine",
            "01 99 00 12 34", "du lundi au samedi, de 9 h à 19 h"};
    options.language = i18n::find("fr");
  }
  std::string made(Paper what, const std::vector<paper::Draw>& pages) {
    return paper::pdf(about(what, options, site), pages);
  }
  static std::string text_of(const std::string& pdf) {
    return run_on(pdf, "pdftotext -layout {} -");
  }
  static std::string codes_in(const std::string& pdf) {
    return run_on(pdf, "pdftoppm -r 200 -png {} | zbarimg -q --raw - 2>/dev/null");
  }
  Site site;
  Options options;
};

TEST_F(KitTest, ThePosterSaysWhatItIsForAndItsCodeIsReadBack) {
  for (const auto ink : {paper::Ink::colour, paper::Ink::saving})
    for (const auto format : {paper::Format::a4, paper::Format::a3}) {
      options.ink = ink;
      options.format = format;
      const auto pdf =
          made(Paper::poster, {[&](paper::Sheet& s) { draw_poster(s, options, site); }});
      const auto text = text_of(pdf);
      for (const char* said : {"Dans cet immeuble", "palier.example", "01 99 00 12 34",
                               "carte bancaire", "Ville de Merlefontaine"})
        EXPECT_NE(text.find(said), std::string::npos) << said << text;
      EXPECT_EQ(codes_in(pdf), "https://palier.example\n");
    }
}

TEST_F(KitTest, WhatSomebodyTypedFitsHoweverLong) {
  options.title = std::string(kTitle, 'W');
  options.intro = std::string(kIntro, 'm');
  options.name = std::string(kName, 'M');
  options.phone = std::string(kPhone, '8');
  for (const auto& draw : {draw_poster, draw_leaflets, draw_board}) {
    const auto pdf = made(Paper::poster, {[&](paper::Sheet& s) { draw(s, options, site); }});
    EXPECT_NE(run_on(pdf, "pdfinfo {}").find("Pages:           1"), std::string::npos);
    EXPECT_EQ(codes_in(pdf).substr(0, 22), "https://palier.example");
  }
}

TEST_F(KitTest, FourLeafletsAPageEachWithItsCode) {
  const auto pdf =
      made(Paper::leaflets, {[&](paper::Sheet& s) { draw_leaflets(s, options, site); }});
  const auto codes = codes_in(pdf);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), '\n'), 4);
}

TEST_F(KitTest, TheBoardHasItsRows) {
  options.rows = 12;
  const auto text =
      text_of(made(Paper::board, {[&](paper::Sheet& s) { draw_board(s, options, site); }}));
  for (const char* said : {"Le panneau des voisins", "Prénom, étage", "12"})
    EXPECT_NE(text.find(said), std::string::npos) << said << text;
}

TEST_F(KitTest, NumbersAndPlacesGoOnOverPages) {
  std::vector<Place> places;
  for (int i = 0; i < 40; ++i)
    places.push_back({fmt::format("Lieu {}", i), "Pharmacie", "1 rue des Lilas",
                      "Lundi à Vendredi 09:00 – 18:00", "01 99 00 00 01"});
  const auto pages = draw_numbers(options, site, useful_numbers(*options.language), places);
  EXPECT_GT(pages.size(), 2U);
  const auto text = text_of(made(Paper::numbers, pages));
  for (const char* said : {"3114", "Lieu 0", "Lieu 39", "Lundi à Vendredi"})
    EXPECT_NE(text.find(said), std::string::npos) << said;
  EXPECT_EQ(draw_numbers(options, site, useful_numbers(*options.language), {}).size(), 1U);
}

/// For whoever changes the drawing and wants to see it: PALIER_PICTURES=FOLDER.
TEST_F(KitTest, PicturesToLookAt) {
  const char* folder = std::getenv("PALIER_PICTURES");
  if (!folder) GTEST_SKIP() << "PALIER_PICTURES names no folder";
  const auto keep = [&](const std::string& name, Paper what, const paper::Draw& draw) {
    std::ofstream(fmt::format("{}/{}.png", folder, name), std::ios::binary)
        << paper::png(about(what, options, site), 900, draw);
  };
  std::vector<Place> places;
  for (int i = 0; i < 9; ++i)
    places.push_back({"Pharmacie du Moulin", "Pharmacie", "12 rue du Moulin, 75020 Paris",
                      "Lundi à Vendredi 09:00 – 12:30, 14:00 – 19:00 · Samedi 09:00 – 12:30",
                      "01 99 00 00 01"});
  for (const auto ink : {paper::Ink::colour, paper::Ink::saving}) {
    options.ink = ink;
    const std::string end = ink == paper::Ink::saving ? "-saving" : "";
    keep("poster" + end, Paper::poster, [&](paper::Sheet& s) { draw_poster(s, options, site); });
    keep("leaflets" + end, Paper::leaflets,
         [&](paper::Sheet& s) { draw_leaflets(s, options, site); });
    keep("board" + end, Paper::board, [&](paper::Sheet& s) { draw_board(s, options, site); });
    keep("numbers" + end, Paper::numbers,
         draw_numbers(options, site, useful_numbers(*options.language), places).front());
  }
}

TEST_F(KitTest, OddChoicesAreSaidBesideTheirField) {
  form::Errors errors;
  const auto odd = form::Input::from_pairs(
      {{"rows", "900"}, {"title", std::string(61, 'a')}, {"format", "a5"}, {"in", "xx"}});
  read_options(odd, *options.language, errors);
  for (const char* field : {"rows", "title", "format", "in"})
    EXPECT_TRUE(errors.find(field)) << field;
}

}  // namespace
}  // namespace palier::kit
