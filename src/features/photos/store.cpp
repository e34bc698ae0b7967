#include "features/photos/store.hpp"

#include "core/db/rows.hpp"

namespace palier::photos::store {
namespace {

#define PHOTO_COLUMNS \
  "select id, kind, subject, by_id, alt, width, height, small_width, small_height from photos "

db::Blob blob(std::string_view bytes) {
  const auto* from = reinterpret_cast<const std::byte*>(bytes.data());
  return {from, from + bytes.size()};
}

}  // namespace

void insert(db::Transaction& tx, const Row& r, const Prepared& photo, Instant now) {
  tx.run(
      "insert into photos (id, territory_id, kind, subject, position, by_id, alt, width, height, "
      "small_width, small_height, created_at) select $1, 1, $2, $3, "
      "coalesce(max(position), 0) + 1, $4, $5, $6, $7, $8, $9, $10 from photos "
      "where kind = $2 and subject = $3",
      r.id, r.kind, r.subject, r.by_id, r.alt, photo.width, photo.height, photo.small_width,
      photo.small_height, now);
  for (const auto& [size, bytes] : {std::pair("large", &photo.large), {"small", &photo.small}})
    tx.run("insert into photo_bytes (photo_id, size, bytes) values ($1, $2, $3)", r.id, size,
           blob(*bytes));
}

std::optional<Row> find(db::Session& s, PhotoId id) {
  return s.maybe<Row>(PHOTO_COLUMNS "where id = $1", id);
}

std::optional<std::string> bytes(db::Session& s, PhotoId id, std::string_view size) {
  const auto found = s.maybe<db::Blob>(
      "select bytes from photo_bytes where photo_id = $1 and size = $2", id, size);
  if (!found) return {};
  return std::string(reinterpret_cast<const char*>(found->data()), found->size());
}

std::vector<Row> of(db::Session& s, std::string_view kind, std::int64_t subject) {
  return s.all<Row>(PHOTO_COLUMNS "where kind = $1 and subject = $2 order by position, id", kind,
                    subject);
}

std::vector<Row> by(db::Session& s, AccountId account) {
  return s.all<Row>(PHOTO_COLUMNS "where by_id = $1 order by id", account);
}

void describe(db::Transaction& tx, PhotoId id, std::string_view alt) {
  tx.run("update photos set alt = $2 where id = $1", id, alt);
}

void remove(db::Transaction& tx, PhotoId id) {
  tx.run("delete from photo_bytes where photo_id = $1", id);
  tx.run("delete from photos where id = $1", id);
}

void remove_of(db::Transaction& tx, std::string_view kind, std::int64_t subject) {
  tx.run(
      "delete from photo_bytes where photo_id in "
      "(select id from photos where kind = $1 and subject = $2)",
      kind, subject);
  tx.run("delete from photos where kind = $1 and subject = $2", kind, subject);
}

void remove_by(db::Transaction& tx, AccountId account) {
  tx.run("delete from photo_bytes where photo_id in (select id from photos where by_id = $1)",
         account);
  tx.run("delete from photos where by_id = $1", account);
}

}  // namespace palier::photos::store
