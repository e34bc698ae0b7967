#include <algorithm>
#include <array>

#include "core/db/rows.hpp"
#include "features/groups/store.hpp"

namespace palier::groups::store {
namespace {

#define SELECT_GROUP                                                                         \
  "select g.id, g.territory_id, g.name, g.about, g.rules, g.rules_at, g.questions, g.door, " \
  "g.lets_in, g.level, g.circle, g.quarter_id, g.commune_id, g.place, g.founded_by, "        \
  "g.founded_at, g.members, g.unseen from neighbour_groups g "

/// What is looked through when somebody types words.
std::string words(const Group& g) {
  return " " + folded(g.name + " " + g.place + " " + g.about);
}

}  // namespace

void insert(db::Transaction& tx, const Group& g) {
  tx.run(
      "insert into neighbour_groups (id, territory_id, name, about, rules, rules_at, questions, "
      "door, lets_in, level, circle, quarter_id, commune_id, place, words, founded_by, founded_at, "
      "members, unseen) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
      "$16, $17, $18, $19)",
      g.id, g.territory_id, g.name, g.about, g.rules, g.rules_at, g.questions, g.door, g.lets_in,
      g.level, g.circle, g.quarter_id, g.commune_id, g.place, words(g), g.founded_by, g.founded_at,
      g.members, g.unseen);
}

void save(db::Transaction& tx, const Group& g) {
  tx.run(
      "update neighbour_groups set name = $2, about = $3, rules = $4, rules_at = $5, "
      "questions = $6, door = $7, lets_in = $8, words = $9, founded_by = $10, unseen = $11 "
      "where id = $1",
      g.id, g.name, g.about, g.rules, g.rules_at, g.questions, g.door, g.lets_in, words(g),
      g.founded_by, g.unseen);
}

void erase(db::Transaction& tx, GroupId id) {
  tx.run("delete from group_aid where group_id = $1", id);
  tx.run("delete from group_files where group_id = $1", id);
  tx.run("delete from group_invitations where group_id = $1", id);
  tx.run("delete from group_bans where group_id = $1", id);
  tx.run("delete from group_requests where group_id = $1", id);
  tx.run("delete from group_trusts where group_id = $1", id);
  tx.run("delete from group_members where group_id = $1", id);
  tx.run("delete from neighbour_groups where id = $1", id);
}

std::optional<Group> group(db::Session& s, GroupId id) {
  return s.maybe<Group>(SELECT_GROUP "where g.id = $1", id);
}

std::vector<Group> groups_of(db::Session& s, AccountId account) {
  return s.all<Group>(SELECT_GROUP
                      "join group_members m on m.group_id = g.id where m.account_id = $1 "
                      "order by g.name, g.id",
                      account);
}

std::vector<Group> invited(db::Session& s, AccountId account, Instant now) {
  return s.all<Group>(SELECT_GROUP
                      "where g.unseen = false and exists (select 1 from group_invitations i where "
                      "i.group_id = g.id and i.account_id = $1 and i.state = 1 and "
                      "i.expires_at > $2) and not exists (select 1 from group_members m where "
                      "m.group_id = g.id and m.account_id = $1) and not exists (select 1 from "
                      "group_bans b where b.group_id = g.id and b.account_id = $1) "
                      "order by g.name, g.id",
                      account, now);
}

std::vector<Group> asking(db::Session& s, AccountId account) {
  return s.all<Group>(SELECT_GROUP
                      "join group_requests r on r.group_id = g.id where r.account_id = $1 and "
                      "r.state = 1 and g.unseen = false order by g.name, g.id",
                      account);
}

std::int64_t organised(db::Session& s, AccountId account) {
  return s.one<std::int64_t>(
      "select count(*) from group_members where account_id = $1 and role = 1", account);
}

std::vector<Group> findable(db::Session& s, GroupId after, int limit) {
  return s.all<Group>(SELECT_GROUP
                      "where g.id > $1 and g.door <> 3 and g.unseen = false order by g.id limit $2",
                      after.value, limit);
}

std::vector<accounts::Mark> founded(db::Session& s, places::TerritoryId territory, Instant from,
                                    Instant to) {
  return s.all<accounts::Mark>(
      "select founded_by as account, founded_at as at from neighbour_groups where "
      "territory_id = $1 and founded_at >= $2 and founded_at < $3 and door <> 3 and "
      "unseen = false and founded_by is not null order by founded_at",
      territory, from, to);
}

std::vector<Group> look(db::Session& s, const Look& l) {
  // Each word must be there, at the beginning of a word: four are enough to find a group by.
  std::array<std::string, 4> like;
  like.fill("%");
  std::size_t n = 0;
  const std::string text = folded(l.text);
  if (text.empty() && !l.text.empty()) return {};  // Nothing but signs: nothing has that name.
  for (std::size_t at = 0; at < text.size() && n < like.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    like.at(n++) = "% " + text.substr(at, end - at) + "%";
    at = end + 1;
  }
  return s.all<Group>(
      SELECT_GROUP
      "where g.territory_id = $1 and g.door <> 3 and g.unseen = false and "
      // A building's own is for those who live there.
      "(g.level <> 1 or g.circle = $2) and "
      "g.words like $6 and g.words like $7 and g.words like $8 and g.words like $9 and "
      "($10 >= 4 or (case when g.circle = $2 then 0 when g.circle = $3 then 1 "
      "when g.quarter_id = $4 and g.level <= 3 then 2 when g.commune_id = $5 then 3 else 4 end) "
      "<= $10) "
      "order by (case when g.circle = $2 then 0 when g.circle = $3 then 1 "
      "when g.quarter_id = $4 and g.level <= 3 then 2 when g.commune_id = $5 then 3 else 4 end), "
      "g.members desc, g.id limit $11 offset $12",
      l.territory, l.building, l.street, l.quarter.value, l.commune.value, like[0], like[1],
      like[2], like[3], l.within, l.limit, l.offset);
}

void count_members(db::Transaction& tx, GroupId group) {
  tx.run(
      "update neighbour_groups set members = (select count(*) from group_members where "
      "group_id = $1) where id = $1",
      group);
}

}  // namespace palier::groups::store
