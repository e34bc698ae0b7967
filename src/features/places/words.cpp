#include "features/places/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "features/places/text.hpp"

namespace palier::places {
namespace {

// One group a line: the full word, then how people, the post (AFNOR Z 10-011) and road signs
// shorten it. A short form may stand for several words: "gal" is a general and a gallery.
constexpr std::string_view kGroups[] = {
    "rue r",
    "avenue av ave aven avn",
    "boulevard bd bld boul blvd bvd boulv bvrd",
    "place pl plc",
    "square sq sqr",
    "impasse imp",
    "passage pass pas psg psge pge",
    "allee all al",
    "allees alls",
    "quai q qu qai",
    "route rte rt",
    "chemin ch che chem cm",
    "chaussee chs chee",
    "cours crs cr",
    "cour cr",
    "cite cte",
    "faubourg fg fbg faub fb fbourg",
    "villa vla vlla vil",
    "residence res resid",
    "lotissement lot",
    "hameau ham",
    "sentier sen sent",
    "sente snt",
    "ruelle rle ruel",
    "esplanade esp espl",
    "promenade prom",
    "galerie gal gale",
    "carrefour car carr carf",
    "rond rd rpt",
    "traverse tra trav",
    "montee mte",
    "porte pte",
    "port prt",
    "pont pt",
    "parvis prv pvs",
    "terrasse tsse terr",
    "passerelle passle",
    "peristyle psty",
    "jardin jard",
    "batiment bat",
    "saint st",
    "sainte ste",
    "saints sts",
    "saintes stes",
    "grand gd grd",
    "grande gde grde",
    "petit pt pti",
    "petite pte ptte",
    "vieux vx",
    "vieille vle",
    "haut ht",
    "haute hte",
    "general gal gen gnl",
    "marechal mal mar mchal",
    "president pdt pres prdt",
    "docteur dr doct",
    "docteurs drs",
    "professeur pr prof pf",
    "colonel col cel",
    "commandant cdt cmdt comdt cdant",
    "capitaine cap cne capt",
    "lieutenant lt lieut",
    "sergent sgt serg",
    "adjudant adj",
    "amiral am amal",
    "monseigneur mgr",
    "monsieur m mr",
    "madame mme",
    "mademoiselle mlle",
    "maitre me mtre",
    "abbe ab",
    "notre n",
    "dame d",
    "nord nd n",
    "sud s",
    "est e",
    "ouest o",
    "sur s",
    "sous ss",
    "jean j",
    "square sqare",
    "un une 1 premier premiere 1er 1ere ier iere",
    "deux 2 ii deuxieme second seconde 2e",
    "trois 3 iii troisieme 3e",
    "quatre 4 iv quatrieme 4e",
    "cinq 5 cinquieme 5e",
    "six 6 vi sixieme 6e",
    "sept 7 vii septieme 7e",
    "huit 8 viii huitieme 8e",
    "neuf 9 ix neuvieme 9e",
    "dix 10 dixieme 10e",
    "onze 11 xi",
    "douze 12 xii",
    "treize 13 xiii",
    "quatorze 14 xiv",
    "quinze 15 xv",
    "seize 16 xvi",
    "vingt 20 xx",
    "trente 30",
    "quarante 40",
    "cinquante 50",
    "soixante 60",
    "cent 100",
    "mille 1000",
};

constexpr std::array<std::string_view, 21> kArticles{
    "a",  "au",  "aux", "d",   "de",   "des", "du", "en",  "et",   "l",   "la",
    "le", "les", "s",   "sur", "sous", "lez", "of", "the", "dans", "chez"};

constexpr std::array<std::string_view, 20> kOrdinalWords{
    "premier",  "deuxieme",    "troisieme",   "quatrieme",   "cinquieme",
    "sixieme",  "septieme",    "huitieme",    "neuvieme",    "dixieme",
    "onzieme",  "douzieme",    "treizieme",   "quatorzieme", "quinzieme",
    "seizieme", "dixseptieme", "dixhuitieme", "dixneuvieme", "vingtieme"};
constexpr std::array<std::string_view, 20> kRomans{
    "i",  "ii",  "iii",  "iv",  "v",  "vi",  "vii",  "viii",  "ix",  "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"};

using Groups = std::unordered_map<std::string_view, std::vector<std::string_view>>;

/// Each word to the groups it stands in.
const Groups& groups() {
  static const Groups all = [] {
    Groups made;
    for (const std::string_view group : kGroups)
      for (const std::string_view word : words_of(group)) made[word].push_back(group);
    return made;
  }();
  return all;
}

template <std::size_t N>
int position(const std::array<std::string_view, N>& list, std::string_view word) {
  const auto at = std::find(list.begin(), list.end(), word);
  return at == list.end() ? 0 : static_cast<int>(at - list.begin()) + 1;
}

}  // namespace

std::vector<std::string> other_spellings(std::string_view word) {
  std::vector<std::string> spellings;
  const auto found = groups().find(word);
  if (found == groups().end()) return spellings;
  for (const std::string_view group : found->second)
    for (const std::string_view other : words_of(group))
      if (other != word && std::find(spellings.begin(), spellings.end(), other) == spellings.end())
        spellings.emplace_back(other);
  return spellings;
}

bool is_article(std::string_view word) {
  return position(kArticles, word) != 0;
}

bool is_ordinal_ending(std::string_view word) {
  static constexpr std::array<std::string_view, 8> endings{"e",  "er",   "ere", "eme",
                                                           "em", "ieme", "nd",  "nde"};
  return position(endings, word) != 0;
}

bool is_arrondissement_word(std::string_view word) {
  static constexpr std::array<std::string_view, 6> all{"arrondissement", "arr",  "ardt",
                                                       "arrdt",          "arrt", "arrond"};
  return position(all, word) != 0;
}

bool is_unit_word(std::string_view word) {
  static constexpr std::array<std::string_view, 17> all{
      "appartement", "appart", "appt", "apt",   "app", "etage",    "etg",  "batiment",  "bat",
      "escalier",    "esc",    "hall", "boite", "bal", "digicode", "code", "interphone"};
  return position(all, word) != 0;
}

std::optional<Ordinal> ordinal(std::string_view word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error == std::errc{}) {
    const std::string_view ending = word.substr(static_cast<std::size_t>(end - word.data()));
    if (number < 1 || number > 20 || (!ending.empty() && !is_ordinal_ending(ending))) return {};
    return Ordinal{number, ending.empty()};
  }
  if (const int n = position(kOrdinalWords, word)) return Ordinal{n, false};
  if (const int n = position(kRomans, word); n && word.size() > 1) return Ordinal{n, false};
  std::string_view roman = word;
  for (const std::string_view ending : {"ieme", "eme", "er", "e"})
    if (roman.size() > ending.size() && roman.ends_with(ending)) {
      if (const int n = position(kRomans, roman.substr(0, roman.size() - ending.size())))
        return Ordinal{n, false};
    }
  return {};
}

}  // namespace palier::places
