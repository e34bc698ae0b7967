#include "features/places/query.hpp"

#include <algorithm>

#include "features/places/house_number.hpp"
#include "features/places/text.hpp"
#include "features/places/words.hpp"

namespace palier::places {
namespace {

constexpr std::size_t kMostWords = 24;
constexpr std::size_t kMostNumbers = 3;

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint32_t bit(std::size_t i) {
  return 1U << i;
}

/// "appartement 3", "bat B", "2e étage", "3ème étage gauche": nothing of the address itself.
void read_units(ParsedQuery& q) {
  for (std::size_t i = 0; i < q.words.size(); ++i) {
    if (!is_unit_word(q.words[i])) continue;
    q.optional |= bit(i);
    const bool floor = q.words[i].starts_with("et");
    if (floor && i > 0 && ordinal(q.words[i - 1])) {
      q.optional |= bit(i - 1);
      q.within |= bit(i - 1);
    } else if (floor && i > 1 && is_ordinal_ending(q.words[i - 1]) && ordinal(q.words[i - 2])) {
      q.optional |= bit(i - 1) | bit(i - 2);
      q.within |= bit(i - 1) | bit(i - 2);
    } else if (i + 1 < q.words.size() &&
               (q.words[i + 1].size() == 1 || number_word(q.words[i + 1]))) {
      q.optional |= bit(i + 1);
      q.within |= bit(i + 1);
    }
  }
}

void read_postcode(ParsedQuery& q) {
  for (std::size_t i = q.words.size(); i-- > 0;) {
    if (q.words[i].size() != 5 || !all_digits(q.words[i])) continue;
    if (q.postcode.empty()) q.postcode = q.words[i];
    q.place |= bit(i);
    if (i > 0 && q.words[i - 1] == "f") q.optional |= bit(i - 1);
  }
  // "75 011"
  for (std::size_t i = q.words.size(); q.postcode.empty() && i-- > 1;)
    if (q.words[i].size() == 3 && q.words[i - 1].size() == 2 && all_digits(q.words[i]) &&
        all_digits(q.words[i - 1])) {
      q.postcode = std::string(q.words[i - 1]) + std::string(q.words[i]);
      q.place |= bit(i) | bit(i - 1);
    }
}

/// "11e", "11 e", "11e arrondissement", "Paris 11", "Paris XI", "75 - 11e".
void read_arrondissement(ParsedQuery& q) {
  const auto take = [&](std::size_t i, int number) {
    q.arrondissement = number;
    q.place |= bit(i);
  };
  for (std::size_t i = 0; i < q.words.size(); ++i) {
    if (is_arrondissement_word(q.words[i])) q.optional |= bit(i);
    if (q.words[i] == "cedex" || q.words[i] == "france") {
      q.optional |= bit(i);
      if (i + 1 < q.words.size() && all_digits(q.words[i + 1]) && q.words[i + 1].size() <= 2)
        q.optional |= bit(i + 1);
    }
    if ((q.place | q.within) & bit(i)) continue;
    const auto n = ordinal(q.words[i]);
    if (!n) continue;
    const bool after_city = i > 0 && (q.words[i - 1] == "paris" || q.words[i - 1] == "lyon" ||
                                      q.words[i - 1] == "marseille");
    const bool ending_apart =
        n->plain && i + 1 < q.words.size() && is_ordinal_ending(q.words[i + 1]) &&
        (i > 0 || (i + 2 < q.words.size() && is_arrondissement_word(q.words[i + 2])) ||
         q.words.size() == 2);
    const bool before_word = i + 1 < q.words.size() && is_arrondissement_word(q.words[i + 1]);
    if (after_city || ending_apart || before_word ||
        (!n->plain && all_digits(q.words[i].substr(0, 1))))
      take(i, n->number);
    if (ending_apart && (q.place & bit(i))) q.place |= bit(i + 1);
  }
}

void read_numbers(ParsedQuery& q) {
  std::size_t numbers = 0;
  for (std::size_t i = 0; i < q.words.size() && numbers < kMostNumbers; ++i) {
    if (q.within & bit(i)) continue;
    const auto n = number_word(q.words[i]);
    if (!n || n->number == 0) continue;
    ++numbers;
    std::uint32_t used = bit(i);
    if (i > 0 && (q.words[i - 1] == "n" || q.words[i - 1] == "no" || q.words[i - 1] == "numero"))
      used |= bit(i - 1);
    if (!n->rest.empty()) {
      q.readings.push_back({n->number, suffix_key(n->rest), used});
      continue;
    }
    const bool next = i + 1 < q.words.size();
    if (next && may_be_suffix(q.words[i + 1])) {
      std::string key = suffix_key(q.words[i + 1]);
      if (i + 2 < q.words.size() && q.words[i + 1].size() >= 3 && q.words[i + 2].size() == 1)
        q.readings.push_back(
            {n->number, key + std::string(q.words[i + 2]), used | bit(i + 1) | bit(i + 2)});
      q.readings.push_back({n->number, std::move(key), used | bit(i + 1)});
    }
    if (next && i == 0) {
      // "12-14 rue …": the first counts.
      const auto second = number_word(q.words[i + 1]);
      if (second && second->number > n->number && !(q.place & bit(i + 1)))
        q.readings.push_back({n->number, "", used | bit(i + 1)});
    }
    q.readings.push_back({n->number, "", used});
  }
  q.readings.push_back({});
}

}  // namespace

ParsedQuery parse_query(std::string_view text) {
  ParsedQuery q;
  q.folded = fold(text);
  q.words = words_of(q.folded);
  if (q.words.size() > kMostWords) q.words.resize(kMostWords);
  if (q.words.empty()) {
    q.readings.push_back({});
    return q;
  }
  q.last_is_beginning = !text.ends_with(' ') && !all_digits(q.words.back());
  read_units(q);
  read_postcode(q);
  read_arrondissement(q);
  read_numbers(q);
  return q;
}

}  // namespace palier::places
