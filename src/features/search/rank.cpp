#include "features/search/rank.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace palier::search {
namespace {

constexpr double kTitle = 2.5;
constexpr double kSaturation = 1.2, kLength = 0.4;
/// What is half a year old has lost half of what newness gives.
constexpr double kHalfLife = 180, kNewness = 0.25;

/// Term → which word it stands for, and how well.
class Lookup {
 public:
  explicit Lookup(const std::vector<Wanted>& wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
      for (const auto& a : wanted[i].any) terms_[a.term].push_back({i, a.weight});
  }
  struct Meaning {
    std::size_t word;
    double weight;
  };
  const std::vector<Meaning>* find(std::string_view term) const {
    const auto at = terms_.find(term);
    return at == terms_.end() ? nullptr : &at->second;
  }

 private:
  std::unordered_map<std::string_view, std::vector<Meaning>> terms_;
};

struct Found {
  std::vector<double> title, body;  ///< Of each word looked for.
  double length = 0;
};

/// Adds what each word of `terms` is worth; answers how many words there are.
double read(std::string_view terms, const Lookup& lookup, std::vector<double>& sums) {
  double words = 0;
  std::vector<double> best(sums.size());
  std::size_t at = 0;
  while (at < terms.size()) {
    const auto end = std::min(terms.find(' ', at), terms.size());
    std::string_view word = terms.substr(at, end - at);
    at = end + 1;
    ++words;
    bool any = false;
    while (!word.empty()) {
      const auto bar = std::min(word.find('|'), word.size());
      if (const auto* meanings = lookup.find(word.substr(0, bar))) {
        if (!any) std::fill(best.begin(), best.end(), 0);
        any = true;
        for (const auto& m : *meanings) best[m.word] = std::max(best[m.word], m.weight);
      }
      word.remove_prefix(std::min(bar + 1, word.size()));
    }
    if (any)
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += best[i];
  }
  return words;
}

Found read(const Candidate& c, const Lookup& lookup, std::size_t words) {
  Found f;
  f.title.resize(words);
  f.body.resize(words);
  read(c.title_terms, lookup, f.title);
  f.length = read(c.body_terms, lookup, f.body);
  return f;
}

double newness(Instant at, Instant now) {
  constexpr double kMicrosADay = 86'400e6;
  if (to_micros(at) == 0) return 1 - kNewness / 2;
  const double days = std::max(0.0, static_cast<double>((now - at).count()) / kMicrosADay);
  return 1 - kNewness + kNewness * std::exp2(-days / kHalfLife);
}

}  // namespace

std::vector<Ranked> rank(const std::vector<Candidate>& candidates,
                         const std::vector<Wanted>& wanted, Instant now) {
  const Lookup lookup(wanted);
  std::vector<Found> found;
  found.reserve(candidates.size());
  std::vector<double> in(wanted.size());
  double lengths = 0;
  for (const auto& c : candidates) {
    auto f = read(c, lookup, wanted.size());
    lengths += f.length;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (f.title[i] > 0 || f.body[i] > 0) ++in[i];
    found.push_back(std::move(f));
  }
  const auto count = static_cast<double>(candidates.size());
  const double usual = std::max(1.0, lengths / std::max(1.0, count));
  std::vector<double> rarity(wanted.size());
  double all = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    rarity[i] = 1 + std::log(std::max(1.0, count) / std::max(1.0, in[i]));
    if (wanted[i].required) all += rarity[i];
  }
  std::map<std::pair<std::string_view, std::int64_t>, Ranked> best;
  for (std::size_t n = 0; n < candidates.size(); ++n) {
    const Candidate& c = candidates[n];
    const Found& f = found[n];
    const double damp = kSaturation * (1 - kLength + kLength * f.length / usual);
    double score = 0, there = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (f.title[i] <= 0 && f.body[i] <= 0) continue;
      score += rarity[i] * (kTitle * std::min(1.0, f.title[i]) +
                            f.body[i] * (kSaturation + 1) / (f.body[i] + damp));
      if (wanted[i].required) there += rarity[i];
    }
    const double share = all > 0 ? there / all : 1;
    score *= share * share * newness(c.at, now);
    auto& kept = best[{c.kind, c.thing_id}];
    if (kept.id == 0 || score > kept.score) kept = {c.kind, c.thing_id, score, c.key};
  }
  std::vector<Ranked> out;
  out.reserve(best.size());
  for (auto& [thing, ranked] : best) out.push_back(std::move(ranked));
  std::sort(out.begin(), out.end(), [](const Ranked& a, const Ranked& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.key != b.key) return a.key > b.key;
    return std::tie(a.kind, a.id) < std::tie(b.kind, b.id);
  });
  return out;
}

std::vector<bool> has(const Candidate& candidate, const std::vector<Wanted>& wanted) {
  const Lookup lookup(wanted);
  const auto f = read(candidate, lookup, wanted.size());
  std::vector<bool> out;
  out.reserve(wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) out.push_back(f.title[i] > 0 || f.body[i] > 0);
  return out;
}

}  // namespace palier::search
