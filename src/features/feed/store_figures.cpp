// Figures for insight: who wrote, and when; counted there, never shown one by one.
#include "core/db/rows.hpp"
#include "features/feed/store.hpp"

namespace palier::feed::store {

std::vector<accounts::Mark> posted(db::Session& s, places::TerritoryId t, Instant from,
                                   Instant to) {
  return s.all<accounts::Mark>(
      "select author_id as account, created_at as at from feed_posts where territory_id = $1 "
      "and created_at >= $2 and created_at < $3 and state = 1",
      t, from, to);
}

std::vector<accounts::Mark> commented(db::Session& s, places::TerritoryId t, Instant from,
                                      Instant to) {
  return s.all<accounts::Mark>(
      "select c.author_id as account, c.created_at as at from feed_comments c "
      "join feed_posts p on p.id = c.post_id where c.territory_id = $1 and c.created_at >= $2 "
      "and c.created_at < $3 and c.state = 1 and p.state = 1",
      t, from, to);
}

}  // namespace palier::feed::store
