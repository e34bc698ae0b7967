#pragma once

#include <map>
#include <mutex>
#include <tuple>
#include <unordered_set>

#include "features/search/query.hpp"

namespace palier::search {

/// How often words are looked for, by day and area. Nothing of who asked is kept: so that one
/// person counts once a day for a word, a salted print of them stays in memory until the day ends.
class AskedWords {
 public:
  explicit AskedWords(db::Database& db);
  ~AskedWords();

  /// `who` tells people apart within the day.
  void note(const Query& query, const Finder& finder, places::TerritoryId territory,
            std::int64_t area, std::int64_t day, std::string_view who);
  /// Writes down what was counted; when a handler asks, at most every 20 s.
  void flush(bool now);

 private:
  db::Database& db_;
  std::mutex mutex_;
  std::string salt_;
  std::int64_t day_ = 0;
  std::unordered_set<std::uint64_t> seen_;
  /// Territory, day, area, word.
  using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::string>;
  std::map<Key, std::int64_t> counts_;
  std::chrono::steady_clock::time_point flushed_{};
};

/// The words of a query that may be counted: letters alone, words that stand in something that was
/// indexed; none at all of a query with a number, an e-mail or web address in it.
std::vector<std::string> countable(const Query& query, const Finder& finder);

}  // namespace palier::search
