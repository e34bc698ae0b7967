#include "features/ready_texts/store.hpp"

#include "core/db/rows.hpp"

namespace palier::ready_texts::store {
namespace {

#define TEXT_COLUMNS                                                                      \
  "select id, territory_id, use_for, language, name, body, position, active, changed_at " \
  "from ready_texts "

}  // namespace

std::optional<Text> text(db::Session& s, places::TerritoryId territory, TextId id) {
  return s.maybe<Text>(TEXT_COLUMNS "where id = $1 and territory_id = $2", id, territory);
}

std::vector<Text> offered(db::Session& s, places::TerritoryId territory, std::string_view use,
                          std::string_view language) {
  return s.all<Text>(TEXT_COLUMNS
                     "where territory_id = $1 and use_for = $2 and language = $3 and active = true "
                     "order by position, id",
                     territory, use, language);
}

std::vector<Text> all(db::Session& s, places::TerritoryId territory, std::string_view use) {
  return s.all<Text>(TEXT_COLUMNS
                     "where territory_id = $1 and use_for = $2 order by language, position, id",
                     territory, use);
}

void save(db::Transaction& tx, Text t) {
  const auto before = text(tx, t.territory_id, t.id);
  if (!before || before->use_for != t.use_for || before->language != t.language)
    t.position = tx.one<std::int64_t>(
                     "select coalesce(max(position), 0) from ready_texts where territory_id = $1 "
                     "and use_for = $2 and language = $3",
                     t.territory_id, t.use_for, t.language) +
                 10;
  tx.run(
      "insert into ready_texts (id, territory_id, use_for, language, name, body, position, active, "
      "changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do update set "
      "use_for = excluded.use_for, language = excluded.language, name = excluded.name, "
      "body = excluded.body, position = excluded.position, active = excluded.active, "
      "changed_at = excluded.changed_at",
      t.id, t.territory_id, t.use_for, t.language, t.name, t.body, t.position, t.active,
      t.changed_at);
}

void move(db::Transaction& tx, const Text& t, bool up) {
  auto list = tx.all<TextId>(
      "select id from ready_texts where territory_id = $1 and use_for = $2 and language = $3 "
      "order by position, id",
      t.territory_id, t.use_for, t.language);
  const auto at = std::find(list.begin(), list.end(), t.id);
  if (at == list.end() || (up ? at == list.begin() : at + 1 == list.end())) return;
  std::iter_swap(at, up ? at - 1 : at + 1);
  // All are numbered anew: two with one number would not change places.
  for (std::size_t i = 0; i < list.size(); ++i)
    tx.run("update ready_texts set position = $2 where id = $1", list[i],
           static_cast<std::int64_t>(i + 1) * 10);
}

void set_active(db::Transaction& tx, TextId id, bool active, Instant now) {
  tx.run("update ready_texts set active = $2, changed_at = $3 where id = $1", id, active, now);
}

}  // namespace palier::ready_texts::store
