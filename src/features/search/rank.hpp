#pragma once

#include "features/search/model.hpp"

namespace palier::search {

/// A thing among the answers, best first.
struct Ranked {
  std::string kind;
  std::int64_t id = 0;
  double score = 0;
  std::int64_t key = 0;
};

/// One formula for both databases. For each word looked for: its rarity among the candidates ×
/// (2.5 in the title + how often in the text, dampened as BM25 does); then the share of the words
/// that are there, squared, × a gentle word for what is new. Equal ones: the newer first. A thing
/// found by two of its parts counts once, by the better.
std::vector<Ranked> rank(const std::vector<Candidate>& candidates,
                         const std::vector<Wanted>& wanted, Instant now);

/// Which of the words looked for a candidate has.
std::vector<bool> has(const Candidate& candidate, const std::vector<Wanted>& wanted);

}  // namespace palier::search
