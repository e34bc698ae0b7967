#pragma once

#include <optional>

#include "features/search/model.hpp"

namespace palier::search::store {

/// Puts a row and its place in the index; the key is moved on where it is taken.
void insert(db::Transaction& tx, Row row);
/// Takes away what is kept of a thing; false where nothing was.
bool remove(db::Transaction& tx, std::string_view kind, std::int64_t thing);
/// What was put before then: left over when all was indexed anew. Answers how many rows.
std::int64_t remove_older(db::Transaction& tx, Instant put_before, int limit);
bool empty(db::Session& s);
std::int64_t count(db::Session& s);

/// The newest that meet every group, newest first.
std::vector<Candidate> find(db::Session& s, const Groups& groups, int limit);

struct Known {
  std::string word, shown;
  Instant added_at{};
};
BOOST_DESCRIBE_STRUCT(Known, (), (word, shown, added_at))
void know(db::Transaction& tx, std::string_view word, std::string_view shown, Instant now);
std::vector<Known> known_since(db::Session& s, Instant since);

void count_asked(db::Transaction& tx, places::TerritoryId territory, std::int64_t day,
                 std::int64_t area, std::string_view word, std::int64_t count);
std::vector<Search::Asked> asked(db::Session& s, places::TerritoryId territory, std::int64_t area,
                                 std::int64_t from, std::int64_t to, int limit);

}  // namespace palier::search::store
