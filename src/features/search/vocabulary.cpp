#include "features/search/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace palier::search {
namespace {

constexpr std::size_t kShortest = 3, kLongest = 30;
constexpr std::size_t kFirstMatters = 6;
/// A million words are more than two languages have: past it somebody writes noise.
constexpr std::size_t kMost = 1'000'000;

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t out = 0;
  for (const char c : word) out |= 1U << static_cast<unsigned>(c - 'a');
  return out;
}

}  // namespace

int slips(std::string_view a, std::string_view b, int most) {
  const auto n = a.size(), m = b.size();
  if (n > 40 || m > 40) return a == b ? 0 : most + 1;
  if ((n > m ? n - m : m - n) > static_cast<std::size_t>(most)) return most + 1;
  std::array<int, 42> two{}, one{}, row{};
  std::iota(one.begin(), one.end(), 0);
  for (std::size_t i = 1; i <= n; ++i) {
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= m; ++j) {
      row[j] = std::min({one[j] + 1, row[j - 1] + 1, one[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
    two = one;
    one = row;
  }
  return one[m];
}

bool Vocabulary::fits(std::string_view folded) {
  return folded.size() >= kShortest && folded.size() <= kLongest &&
         std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void Vocabulary::add(std::string folded, std::string shown) {
  if (!fits(folded) || size() >= kMost) return;
  Entry e;
  e.letters = letters_of(folded);
  if (shown != folded) e.shown = std::move(shown);
  e.folded = std::move(folded);
  fresh_.push_back(std::move(e));
}

void Vocabulary::settle() const {
  if (fresh_.empty()) return;
  std::stable_sort(fresh_.begin(), fresh_.end());
  const auto middle = static_cast<std::ptrdiff_t>(entries_.size());
  entries_.reserve(entries_.size() + fresh_.size());
  std::move(fresh_.begin(), fresh_.end(), std::back_inserter(entries_));
  fresh_.clear();
  std::inplace_merge(entries_.begin(), entries_.begin() + middle, entries_.end());
  entries_.erase(std::unique(entries_.begin(), entries_.end(),
                             [](const Entry& a, const Entry& b) { return a.folded == b.folded; }),
                 entries_.end());
}

const Vocabulary::Entry* Vocabulary::find(std::string_view folded) const {
  settle();
  const auto at =
      std::lower_bound(entries_.begin(), entries_.end(), folded,
                       [](const Entry& e, std::string_view word) { return e.folded < word; });
  return at != entries_.end() && at->folded == folded ? &*at : nullptr;
}

bool Vocabulary::has(std::string_view folded) const {
  return find(folded) != nullptr;
}

std::string Vocabulary::shown(std::string_view folded) const {
  const Entry* e = find(folded);
  return e && !e->shown.empty() ? e->shown : std::string(folded);
}

std::vector<std::string> Vocabulary::starting(std::string_view folded, std::size_t limit) const {
  settle();
  std::vector<std::string_view> found;
  for (auto at =
           std::lower_bound(entries_.begin(), entries_.end(), folded,
                            [](const Entry& e, std::string_view word) { return e.folded < word; });
       at != entries_.end() && at->folded.starts_with(folded); ++at)
    if (at->folded.size() > folded.size()) found.emplace_back(at->folded);
  std::stable_sort(found.begin(), found.end(), [](auto a, auto b) { return a.size() < b.size(); });
  found.resize(std::min(found.size(), limit));
  return {found.begin(), found.end()};
}

std::vector<Vocabulary::Near> Vocabulary::near(std::string_view folded, std::size_t limit) const {
  std::vector<Near> found;
  const int most = forgiven(folded.size());
  if (most == 0 || !fits(folded)) return found;
  settle();
  const auto wanted = letters_of(folded);
  int least = most;
  for (const Entry& e : entries_) {
    const auto longer = e.folded.size() > folded.size() ? e.folded.size() - folded.size()
                                                        : folded.size() - e.folded.size();
    if (longer > static_cast<std::size_t>(least)) continue;
    // In a short word few people miss the first letter, and many words differ by it.
    if (folded.size() < kFirstMatters && e.folded[0] != folded[0]) continue;
    // A slip changes at most two of the letters that a word has.
    if (std::popcount(e.letters ^ wanted) > 2 * least) continue;
    const int n = slips(folded, e.folded, least);
    if (n == 0 || n > least) continue;
    if (n < least) found.clear();
    least = n;
    found.push_back({e.folded, n});
  }
  std::stable_sort(found.begin(), found.end(), [&](const Near& a, const Near& b) {
    return a.folded[0] == folded[0] && b.folded[0] != folded[0];
  });
  if (found.size() > limit) found.resize(limit);
  return found;
}

}  // namespace palier::search
