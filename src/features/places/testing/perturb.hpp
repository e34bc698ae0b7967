#pragma once

#include <array>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "features/places/ban.hpp"
#include "features/places/house_number.hpp"
#include "features/places/text.hpp"

namespace palier::places::testing {

/// The ways in which people write an address otherwise than the file.
enum class Kind {
  as_is,
  no_accents,
  upper_case,
  abbreviated,
  suffix_form,
  no_postcode,
  wrong_postcode,
  one_typo,
  typo_each_word,
  no_city,
  street_only_part,  ///< Number and street alone, as most people type.
  all_together,
};
inline constexpr std::array<std::pair<Kind, const char*>, 12> kKinds{
    {{Kind::as_is, "as in the file"},
     {Kind::no_accents, "without accents"},
     {Kind::upper_case, "upper case"},
     {Kind::abbreviated, "abbreviated"},
     {Kind::suffix_form, "bis and ter otherwise"},
     {Kind::no_postcode, "no postcode"},
     {Kind::wrong_postcode, "wrong postcode"},
     {Kind::one_typo, "a typo in one word"},
     {Kind::typo_each_word, "a typo in every word"},
     {Kind::no_city, "no city"},
     {Kind::street_only_part, "number and street only"},
     {Kind::all_together, "several at once"}}};

/// Makes such queries from rows of the file; the same seed makes the same queries.
class Perturber {
 public:
  explicit Perturber(unsigned seed) : random_(seed) {}

  std::string query(const BanRow& row, Kind kind) {
    std::string street = row.street;
    std::string postcode = row.postcode;
    std::string city = "Paris";
    std::string number = shown({row.number, shown_suffix(row.rep, true)});
    const bool all = kind == Kind::all_together;
    const auto maybe = [&](Kind k, std::size_t percent) {
      return kind == k || (all && below(100) < percent);
    };

    if (maybe(Kind::suffix_form, 50)) number = other_suffix(row);
    if (maybe(Kind::abbreviated, 50)) street = abbreviated(street);
    if (kind == Kind::typo_each_word) street = with_typos(street, 100);
    if (kind == Kind::one_typo) street = with_one_typo(street);
    if (all) street = with_typos(street, 35);
    if (maybe(Kind::wrong_postcode, 15)) postcode = wrong(postcode);
    if (maybe(Kind::no_postcode, 30) || kind == Kind::street_only_part) postcode.clear();
    if (maybe(Kind::no_city, 30) || kind == Kind::street_only_part) city.clear();
    std::string text = number + " " + street;
    if (!postcode.empty()) text += " " + postcode;
    if (!city.empty()) text += " " + city;
    if (maybe(Kind::no_accents, 50)) text = without_accents(text);
    if (maybe(Kind::upper_case, 25)) text = upper(text);
    return text;
  }

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

 private:
  using Words = std::vector<std::string>;
  static Words split(const std::string& s) {
    Words words(1);
    for (const char c : s)
      if (c == ' ')
        words.emplace_back();
      else
        words.back().push_back(c);
    return words;
  }
  static std::string join(const Words& words) {
    std::string out;
    for (const std::string& w : words) out += (out.empty() ? "" : " ") + w;
    return out;
  }
  /// Keeps hyphens and apostrophes; letters lose their accents and stay upper or lower.
  static std::string without_accents(const std::string& s) {
    std::string out;
    for (std::size_t i = 0; i < s.size();) {
      const std::size_t n = static_cast<unsigned char>(s[i]) < 0x80   ? 1
                            : static_cast<unsigned char>(s[i]) < 0xE0 ? 2
                                                                      : 3;
      const std::string one = s.substr(i, n);
      out += n == 1 ? one : fold(one).empty() ? " " : fold(one);
      i += n;
    }
    return out;
  }
  static std::string upper(const std::string& s) {
    std::string out = without_accents(s);
    for (char& c : out)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
  }

  std::string abbreviated(const std::string& street) {
    static const std::map<std::string, std::vector<std::string>> shorts{
        {"Rue", {"r", "R.", "rue"}},
        {"Avenue", {"av", "av.", "ave"}},
        {"Boulevard", {"bd", "bld", "boul.", "Bvd"}},
        {"Place", {"pl", "pl."}},
        {"Impasse", {"imp", "imp."}},
        {"Allée", {"all", "all."}},
        {"Square", {"sq", "sq."}},
        {"Passage", {"pass", "psg"}},
        {"Quai", {"q", "q."}},
        {"Route", {"rte"}},
        {"Chemin", {"ch", "che"}},
        {"Faubourg", {"fg", "fbg"}},
        {"Général", {"gal", "gén"}},
        {"Président", {"pdt", "pres"}},
        {"Docteur", {"dr", "Dr."}},
        {"Maréchal", {"mal", "mar"}},
        {"Professeur", {"pr", "prof"}},
        {"Saint", {"st", "St"}},
        {"Sainte", {"ste", "Ste"}},
        {"Colonel", {"col"}},
        {"Commandant", {"cdt"}},
        {"Capitaine", {"cap"}},
        {"Villa", {"vla"}}};
    Words words = split(street);
    for (std::string& w : words) {
      for (const auto& [full, list] : shorts) {
        if (w == full)
          w = list[below(list.size())];
        else if (w.starts_with(full + "-"))
          w = list[0] + w.substr(full.size());
      }
    }
    return join(words);
  }

  std::string other_suffix(const BanRow& row) {
    const std::string number = std::to_string(row.number);
    const std::string key = row.rep;
    if (key.empty()) return number;
    Words forms{number + key, number + " " + key};
    const auto spelled = [&](const char* word) {
      forms.push_back(number + word);
      forms.push_back(number + " " + word);
    };
    if (key == "b") spelled("bis"), forms.push_back(number + "B");
    if (key == "t") spelled("ter"), forms.push_back(number + " TER");
    if (key == "q") spelled("quater");
    return forms[below(forms.size())];
  }

  std::string wrong(const std::string& postcode) {
    std::string out = postcode;
    while (out == postcode) {
      if (below(2))
        out = "750" + std::to_string(10 + below(11));
      else
        out[2 + below(3)] = static_cast<char>('0' + below(10));
    }
    return out;
  }

  /// Words of four letters or more only; accents count as one letter and go.
  std::string typo(const std::string& word) {
    std::string w = without_accents(word);
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < w.size(); ++i)
      if (std::isalpha(static_cast<unsigned char>(w[i]))) at.push_back(i);
    if (at.size() < 4 ||
        std::any_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return word;
    const std::size_t k = below(at.size());
    const char letter = static_cast<char>('a' + below(26));
    switch (below(4)) {
      case 0:
        w.erase(at[k], 1);
        break;
      case 1:
        w.insert(at[k], 1, letter);
        break;
      case 2:
        w[at[k]] = letter;
        break;
      default: {
        const std::size_t j = std::min(k, at.size() - 2);
        std::swap(w[at[j]], w[at[j + 1]]);
      }
    }
    return w;
  }
  /// A name is split at blanks, hyphens and apostrophes: each part is a word of its own.
  std::string with_typos(const std::string& street, std::size_t percent) {
    std::string out, part;
    for (const char c : street + " ") {
      if (c != ' ' && c != '-' && c != '\'') {
        part.push_back(c);
        continue;
      }
      out += below(100) < percent ? typo(part) : part;
      out.push_back(c);
      part.clear();
    }
    out.pop_back();
    return out;
  }
  std::string with_one_typo(const std::string& street) {
    Words words = split(street);
    for (int tries = 0; tries < 20; ++tries) {
      std::string& w = words[below(words.size())];
      const std::string changed = typo(w);
      if (changed == w) continue;
      w = changed;
      break;
    }
    return join(words);
  }

  std::mt19937 random_;
};

}  // namespace palier::places::testing
