#pragma once

#include <string>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/i18n/language.hpp"
#include "core/paper/paper.hpp"

namespace palier::kit {

enum class Paper : std::uint8_t { poster, leaflets, board, numbers };
inline constexpr Paper kPapers[] = {Paper::poster, Paper::leaflets, Paper::board, Paper::numbers};
std::string_view word(Paper paper);  ///< "poster", "leaflets", "board", "numbers"

/// What somebody chose for their print. Texts left as they are come in the print's language.
struct Options {
  const i18n::Language* language = nullptr;  ///< Of the print.
  paper::Format format = paper::Format::a4;
  paper::Ink ink = paper::Ink::colour;
  std::string title, intro;  ///< "" for ours.
  std::string name, phone;   ///< Of whoever hangs it up; "" leaves a line to write on.
  bool precautions = true;
  int rows = 10;     ///< Of the board.
  std::string near;  ///< The numbers: around which address or quarter; "" for the whole town.
};
inline constexpr std::size_t kTitle = 60, kIntro = 240, kName = 60, kPhone = 30;

/// From a query: the same fields for page, picture and PDF.
Options read_options(const form::Input& input, const i18n::Language& reader, form::Errors& errors);

/// What every print shows of the site.
struct Site {
  std::string name;     ///< "Palier"
  std::string address;  ///< "https://palier.example", behind the QR code.
  std::string shown;    ///< "palier.example", to type.
  std::string host;     ///< "Association Voisins de Belleville"
  std::string phone, hours;
};

/// An open place on the sheet of useful numbers.
struct Place {
  std::string name, kind, address, hours, phone;
};
struct Number {
  std::string number, what;
};

// What draws them; each fills one page.
void draw_poster(paper::Sheet& sheet, const Options& options, const Site& site);
void draw_leaflets(paper::Sheet& sheet, const Options& options, const Site& site);
void draw_board(paper::Sheet& sheet, const Options& options, const Site& site);
/// As many pages as there are places for.
std::vector<paper::Draw> draw_numbers(const Options& options, const Site& site,
                                      std::vector<Number> numbers, std::vector<Place> places);
/// Emergency and help lines of France that cost nothing, in the print's language.
std::vector<Number> useful_numbers(const i18n::Language& language);

paper::About about(Paper paper, const Options& options, const Site& site);

}  // namespace palier::kit
