#include "features/places/house_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "features/places/text.hpp"

namespace palier::places {
namespace {

struct Spelled {
  std::string_view word;
  char letter;
};
constexpr std::array<Spelled, 4> kSpelled{
    {{"bis", 'b'}, {"ter", 't'}, {"quater", 'q'}, {"quinquies", 'c'}}};

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string upper(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return is_letter(c) ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

}  // namespace

std::string shown(const HouseNumber& n) {
  return n.suffix.empty() ? std::to_string(n.number) : fmt::format("{} {}", n.number, n.suffix);
}

std::string suffix_key(std::string_view suffix) {
  const std::string folded = fold(suffix);  // The words are views into it.
  std::string key;
  for (std::string_view word : words_of(folded)) {
    for (const auto& [spelled, letter] : kSpelled)
      if (word.starts_with(spelled)) {
        key.push_back(letter);
        word.remove_prefix(spelled.size());
      }
    key.append(word);
  }
  return key;
}

std::string shown_suffix(std::string_view rep, bool letters_mean_bis) {
  const std::string folded = fold(rep);
  std::string_view rest = folded;
  std::string out;
  for (const auto& [spelled, letter] : kSpelled) {
    if (rest.starts_with(spelled)) {
      out = spelled;
      rest.remove_prefix(spelled.size());
      break;
    }
    // "bv" is bis V, but "b1" is a letter and its number; "c" has always been a letter.
    const bool alone = rest.size() == 1 || (rest.size() == 2 && is_letter(rest[1]));
    if (letters_mean_bis && letter != 'c' && alone && rest[0] == letter) {
      out = spelled;
      rest.remove_prefix(1);
      break;
    }
  }
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  if (!out.empty() && !rest.empty()) out.push_back(' ');
  return out + upper(rest);
}

std::optional<NumberWord> number_word(std::string_view folded) {
  std::size_t digits = 0;
  while (digits < folded.size() && is_digit(folded[digits])) ++digits;
  if (digits == 0 || digits > 4) return {};
  NumberWord out;
  std::from_chars(folded.data(), folded.data() + digits, out.number);
  out.rest = folded.substr(digits);
  if (!out.rest.empty() && !may_be_suffix(out.rest)) return {};
  return out;
}

bool may_be_suffix(std::string_view folded) {
  if (folded.size() == 1) return is_letter(folded[0]);
  if (folded.size() <= 3 && is_letter(folded[0]) &&
      std::all_of(folded.begin() + 1, folded.end(), is_digit))
    return true;
  // "bv" (bis V), "ap": rare, but they exist; "av" is then read both ways.
  if (folded.size() == 2 && is_letter(folded[0]) && is_letter(folded[1])) return true;
  return std::any_of(kSpelled.begin(), kSpelled.end(), [&](const Spelled& s) {
    return folded == s.word || (folded.size() == s.word.size() + 1 && folded.starts_with(s.word) &&
                                is_letter(folded.back()));
  });
}

}  // namespace palier::places
