#include "features/search/store.hpp"

#include "core/db/rows.hpp"

namespace palier::search::store {
namespace {

/// Everything the index has of a row: FTS5 wants it again to take it out.
std::string all_terms(const Row& row) {
  std::string out;
  out.reserve(row.title_terms.size() + row.body_terms.size() + 64);
  out += row.title_terms;
  out += ' ';
  out += row.body_terms;
  for (char& c : out)
    if (c == '|') c = ' ';
  out += ' ';
  out += audience_mark(row.audience, row.territory_id);
  out += ' ';
  out += kind_mark(row.kind);
  return out;
}

bool sqlite(db::Session& s) {
  return s.dialect() == db::Dialect::sqlite;
}

#define ROW_COLUMNS                                                                        \
  "select key, territory_id, kind, thing_id, part, audience, author_id, at, title_terms, " \
  "body_terms, put_at from search_documents "

void take_out(db::Transaction& tx, const Row& row) {
  if (sqlite(tx))
    tx.run("insert into search_index (search_index, rowid, terms) values ('delete', $1, $2)",
           row.key, all_terms(row));
  tx.run("delete from search_documents where key = $1", row.key);
}

std::string expression(const Groups& groups, std::string_view conjunction,
                       std::string_view disjunction) {
  std::string out;
  for (const auto& group : groups) {
    if (!out.empty()) out += conjunction;
    out += '(';
    bool first = true;
    for (const auto& term : group) {
      if (!first) out += disjunction;
      first = false;
      out += term;
    }
    out += ')';
  }
  return out;
}

}  // namespace

void insert(db::Transaction& tx, Row row) {
  while (tx.one<std::int64_t>("select count(*) from search_documents where key = $1", row.key) > 0)
    ++row.key;
  if (sqlite(tx)) {
    tx.run(
        "insert into search_documents (key, territory_id, kind, thing_id, part, audience, "
        "author_id, at, title_terms, body_terms, put_at) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.key, row.territory_id, row.kind, row.thing_id, row.part, row.audience, row.author_id,
        row.at, row.title_terms, row.body_terms, row.put_at);
    tx.run("insert into search_index (rowid, terms) values ($1, $2)", row.key, all_terms(row));
    return;
  }
  tx.run(
      "insert into search_documents (key, territory_id, kind, thing_id, part, audience, author_id, "
      "at, title_terms, body_terms, put_at, terms) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
      "array_to_tsvector(array_remove(string_to_array($12, ' '), '')))",
      row.key, row.territory_id, row.kind, row.thing_id, row.part, row.audience, row.author_id,
      row.at, row.title_terms, row.body_terms, row.put_at, all_terms(row));
}

bool remove(db::Transaction& tx, std::string_view kind, std::int64_t thing) {
  const auto rows = tx.all<Row>(ROW_COLUMNS "where kind = $1 and thing_id = $2", kind, thing);
  for (const auto& row : rows) take_out(tx, row);
  return !rows.empty();
}

std::int64_t remove_older(db::Transaction& tx, Instant put_before, int limit) {
  const auto rows =
      tx.all<Row>(ROW_COLUMNS "where put_at < $1 order by put_at limit $2", put_before, limit);
  for (const auto& row : rows) take_out(tx, row);
  return static_cast<std::int64_t>(rows.size());
}

bool empty(db::Session& s) {
  return s.all<std::int64_t>("select key from search_documents limit 1").empty();
}

std::int64_t count(db::Session& s) {
  return s.one<std::int64_t>("select count(*) from search_documents");
}

std::vector<Candidate> find(db::Session& s, const Groups& groups, int limit) {
  if (sqlite(s))
    return s.all<Candidate>(
        "select d.key as key, d.kind as kind, d.thing_id as thing_id, d.at as at, "
        "d.title_terms as title_terms, d.body_terms as body_terms "
        "from search_index join search_documents d on d.key = search_index.rowid "
        "where search_index match $1 order by search_index.rowid desc limit $2",
        expression(groups, " AND ", " OR "), limit);
  return s.all<Candidate>(
      "select key, kind, thing_id, at, title_terms, body_terms from search_documents "
      "where terms @@ cast($1 as tsquery) order by key desc limit $2",
      expression(groups, " & ", " | "), limit);
}

void know(db::Transaction& tx, std::string_view word, std::string_view shown, Instant now) {
  tx.run(
      "insert into search_words (word, shown, added_at) values ($1, $2, $3) "
      "on conflict (word) do nothing",
      word, shown, now);
}

std::vector<Known> known_since(db::Session& s, Instant since) {
  return s.all<Known>("select word, shown, added_at from search_words where added_at >= $1", since);
}

void count_asked(db::Transaction& tx, places::TerritoryId territory, std::int64_t day,
                 std::int64_t area, std::string_view word, std::int64_t count) {
  tx.run(
      "insert into search_asked (territory_id, day, area_id, word, count) "
      "values ($1, $2, $3, $4, $5) on conflict (territory_id, day, area_id, word) "
      "do update set count = search_asked.count + excluded.count",
      territory, day, area, word, count);
}

std::vector<Search::Asked> asked(db::Session& s, places::TerritoryId territory, std::int64_t area,
                                 std::int64_t from, std::int64_t to, int limit) {
  if (area)
    return s.all<Search::Asked>(
        "select word, sum(count) as count from search_asked where territory_id = $1 "
        "and area_id = $2 and day >= $3 and day < $4 group by word "
        "order by count desc, word limit $5",
        territory, area, from, to, limit);
  return s.all<Search::Asked>(
      "select word, sum(count) as count from search_asked where territory_id = $1 "
      "and day >= $2 and day < $3 group by word order by count desc, word limit $4",
      territory, from, to, limit);
}

}  // namespace palier::search::store
