#pragma once

#include <mutex>
#include <set>

#include "features/search/analysis.hpp"
#include "features/search/rank.hpp"
#include "features/search/vocabulary.hpp"

namespace palier::search {

/// What somebody typed, cut into words.
struct Query {
  std::string text;
  std::vector<Word> words;     ///< Those that say something, each once, at most kMostWords.
  std::vector<Word> doubtful;  ///< Perhaps: they count where they are found, and are not asked for.
  bool only_stop_words = false;

  static constexpr std::size_t kMostWords = 12;
};
Query read_query(std::string_view text);

/// What was found for whoever may find it: the rooms have not been asked yet whether they may see
/// each.
struct Answer {
  std::vector<Ranked> ranked;
  std::set<std::string, std::less<>> terms;  ///< To mark in titles and texts.
  std::string suggestion;  ///< The query with what was meant in place of slips; "" for none.
  bool corrected = false;  ///< Slips were forgiven.
  bool partly = false;     ///< Nothing has all words: these have some.
};

/// Finds by the engine, ranks by us.
class Finder {
 public:
  explicit Finder(std::vector<std::string> kinds) : kinds_(std::move(kinds)) {}

  /// `audiences`: marks of all that the viewer belongs to.
  Answer find(db::Session& s, const Query& query, const std::vector<std::string>& audiences,
              Instant now) const;

  /// Takes in what was indexed by others; at most every two seconds.
  void sync(db::Session& s, bool at_once = false) const;
  /// Notes the words of a text that are new; they are forgotten again if the transaction fails.
  void learn(db::Transaction& tx, std::string_view text, Instant now) const;
  std::string shown(std::string_view folded) const;
  bool knows(std::string_view folded) const;

 private:
  struct Search;
  std::vector<std::string> kinds_;
  mutable std::mutex mutex_;
  mutable Vocabulary vocabulary_;
  mutable Instant synced_{};
  mutable std::chrono::steady_clock::time_point looked_{};
};

}  // namespace palier::search
