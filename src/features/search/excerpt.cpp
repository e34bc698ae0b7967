#include "features/search/excerpt.hpp"

#include <algorithm>

#include "features/search/analysis.hpp"

namespace palier::search {
namespace {

constexpr std::size_t kScanned = 3000;
/// How much is shown before the first word found.
constexpr std::size_t kBefore = 50;

struct Place {
  std::size_t begin, end;
  std::string term;
};

std::vector<Place> places(const std::vector<Word>& words, const Terms& terms) {
  std::vector<Place> out;
  for (const auto& word : words) {
    if (stop_word(word, "")) continue;
    for (auto& term : terms_of(word, ""))
      if (terms.contains(term)) {
        out.push_back({word.begin, word.end, std::move(term)});
        break;
      }
  }
  return out;
}

std::vector<Piece> pieces(std::string_view text, std::size_t from, std::size_t to,
                          const std::vector<Place>& found) {
  std::vector<Piece> out;
  std::size_t at = from;
  for (const auto& p : found) {
    if (p.begin < from || p.end > to) continue;
    if (p.begin > at) out.push_back({std::string(text.substr(at, p.begin - at)), false});
    out.push_back({std::string(text.substr(p.begin, p.end - p.begin)), true});
    at = p.end;
  }
  if (at < to) out.push_back({std::string(text.substr(at, to - at)), false});
  return out;
}

/// Where the window begins that holds the most of the words.
std::size_t best(const std::vector<Place>& found, std::size_t length) {
  std::size_t begin = 0, most = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    Terms distinct;
    for (std::size_t j = i; j < found.size() && found[j].end <= found[i].begin + length; ++j)
      distinct.insert(found[j].term);
    if (distinct.size() > most) {
      most = distinct.size();
      begin = found[i].begin;
    }
  }
  return begin;
}

}  // namespace

std::vector<Piece> marked(std::string_view text, const Terms& terms) {
  return pieces(text, 0, text.size(), places(words_of(text, kScanned), terms));
}

std::vector<Piece> excerpt(std::string_view text, const Terms& terms, std::size_t length) {
  const auto words = words_of(text, kScanned);
  const auto found = places(words, terms);
  std::size_t from = 0, to = text.size();
  if (text.size() > length) {
    const auto first = best(found, length - kBefore);
    const auto wish = first > kBefore ? first - kBefore : 0;
    for (const auto& w : words) {
      if (w.begin < wish) continue;
      from = wish == 0 ? 0 : w.begin;
      break;
    }
    to = from;
    for (const auto& w : words) {
      if (w.end > from + length) break;
      to = std::max(to, w.end);
    }
    if (words.empty() || to == from || words.back().end == to) to = text.size();
  }
  // One word that never ends: cut between characters.
  if (to - from > 2 * length) {
    to = from + length;
    while (to > from && (static_cast<unsigned char>(text[to]) & 0xC0U) == 0x80) --to;
  }
  auto out = pieces(text, from, to, found);
  if (from > 0) out.insert(out.begin(), {"… ", false});
  if (to < text.size()) out.push_back({"…", false});
  return out;
}

}  // namespace palier::search
