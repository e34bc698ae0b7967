#include "features/search/asked.hpp"

#include <spdlog/spdlog.h>
#include <xxhash.h>

#include "core/http/keys.hpp"
#include "features/search/store.hpp"

namespace palier::search {
namespace {

/// Past so many a day, counting pauses until the next: memory has its bound.
constexpr std::size_t kMostSeen = 500'000;
constexpr std::chrono::seconds kBetween{20};

}  // namespace

std::vector<std::string> countable(const Query& query, const Finder& finder) {
  for (const char c : query.text)
    if ((c >= '0' && c <= '9') || c == '@') return {};
  if (query.text.find("://") != std::string::npos || query.text.find("www.") != std::string::npos)
    return {};
  std::vector<std::string> out;
  out.reserve(query.words.size());
  for (const auto& word : query.words)
    if (Vocabulary::fits(word.folded) && finder.knows(word.folded))
      out.push_back(finder.shown(word.folded));
  return out;
}

AskedWords::AskedWords(db::Database& db) : db_(db), salt_(http::random_token()) {}

AskedWords::~AskedWords() {
  flush(true);
}

void AskedWords::note(const Query& query, const Finder& finder, places::TerritoryId territory,
                      std::int64_t area, std::int64_t day, std::string_view who) {
  const auto words = countable(query, finder);
  const std::scoped_lock lock(mutex_);
  if (day != day_) {
    day_ = day;
    seen_.clear();
    salt_ = http::random_token();
  }
  for (const auto& word : words) {
    if (seen_.size() >= kMostSeen) return;
    const auto print = fmt::format("{}|{}|{}", salt_, who, word);
    if (!seen_.insert(XXH3_64bits(print.data(), print.size())).second) continue;
    ++counts_[{territory.value, day, area, word}];
  }
}

void AskedWords::flush(bool now) {
  std::map<Key, std::int64_t> counts;
  {
    const std::scoped_lock lock(mutex_);
    const auto clock = std::chrono::steady_clock::now();
    if (counts_.empty() || (!now && clock - flushed_ < kBetween)) return;
    flushed_ = clock;
    counts.swap(counts_);
  }
  try {
    db_.write([&](db::Transaction& tx) {
      for (const auto& [key, count] : counts) {
        const auto& [territory, day, area, word] = key;
        store::count_asked(tx, places::TerritoryId{territory}, day, area, word, count);
      }
    });
  } catch (const std::exception& e) {
    // Figures are not worth an error page.
    spdlog::warn("search: counts of words were lost: {}", e.what());
  }
}

}  // namespace palier::search
