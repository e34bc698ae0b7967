// Figures for insight: rows that are counted there, never shown.
#include "core/db/rows.hpp"
#include "features/aid/store.hpp"

namespace palier::aid::store {

std::vector<Aid::Opened> opened(db::Session& s, places::TerritoryId territory, Instant from,
                                Instant to) {
  return s.all<Aid::Opened>(
      "select p.id as id, p.owner_id as owner, p.kind as kind, c.code as category, "
      "p.quarter_id as quarter_id, p.district_id as district_id, p.commune_id as commune_id, "
      "p.created_at as at from aid_posts p join aid_categories c on c.id = p.category_id "
      "where p.territory_id = $1 and p.created_at >= $2 and p.created_at < $3 and not p.hidden",
      territory, from, to);
}

std::vector<Aid::Met> met(db::Session& s, places::TerritoryId territory, Instant from, Instant to) {
  return s.all<Aid::Met>(
      "select p.id as id, p.owner_id as owner, p.quarter_id as quarter_id, "
      "p.district_id as district_id, p.commune_id as commune_id, p.created_at as opened_at, "
      "min(a.decided_at) as at from aid_answers a join aid_posts p on p.id = a.post_id "
      "where p.territory_id = $1 and p.kind = 0 and not p.hidden and a.state = 1 "
      "group by p.id, p.owner_id, p.quarter_id, p.district_id, p.commune_id, p.created_at "
      "having min(a.decided_at) >= $2 and min(a.decided_at) < $3",
      territory, from, to);
}

std::vector<accounts::Mark> helped(db::Session& s, places::TerritoryId territory, Instant from,
                                   Instant to) {
  auto out = s.all<accounts::Mark>(
      "select a.from_id as account, a.created_at as at from aid_answers a "
      "join aid_posts p on p.id = a.post_id where p.kind = 0 and a.territory_id = $1 "
      "and a.created_at >= $2 and a.created_at < $3",
      territory, from, to);
  auto offers = s.all<accounts::Mark>(
      "select owner_id as account, created_at as at from aid_posts where kind = 1 "
      "and not hidden and territory_id = $1 and created_at >= $2 and created_at < $3",
      territory, from, to);
  out.insert(out.end(), offers.begin(), offers.end());
  return out;
}

std::vector<Aid::Unmet> unmet(db::Session& s, places::TerritoryId territory) {
  return s.all<Aid::Unmet>(
      "select c.code as category, p.quarter_id as quarter_id, count(*) as count, "
      "min(p.created_at) as oldest from aid_posts p join aid_categories c on c.id = p.category_id "
      "where p.territory_id = $1 and p.kind = 0 and p.state in (0, 1) and p.accepted = 0 "
      "and not p.hidden group by c.code, p.quarter_id order by count desc, c.code, p.quarter_id",
      territory);
}

}  // namespace palier::aid::store
