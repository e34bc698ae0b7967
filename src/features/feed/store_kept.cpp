#include <boost/describe.hpp>
#include <cstring>

#include "core/db/rows.hpp"
#include "features/feed/kept.hpp"

namespace palier::feed {
namespace {

struct KeptRow {
  KeptId id{};
  db::Blob large, small;
  int width = 0, height = 0, small_width = 0, small_height = 0;
};
BOOST_DESCRIBE_STRUCT(KeptRow, (), (id, large, small, width, height, small_width, small_height))

constexpr std::size_t kMostKept = 2 * photos::Photos::kMost;

db::Blob blob(const std::string& bytes) {
  db::Blob out(bytes.size());
  if (!bytes.empty()) std::memcpy(out.data(), bytes.data(), bytes.size());
  return out;
}
std::string bytes(const db::Blob& blob) {
  std::string out(blob.size(), '\0');
  if (!blob.empty()) std::memcpy(out.data(), blob.data(), blob.size());
  return out;
}

}  // namespace

namespace store {

KeptId keep_photo(db::Transaction& tx, places::TerritoryId territory, AccountId account,
                  const photos::Prepared& p, Instant now) {
  const auto id = KeptId::make();
  tx.run(
      "insert into feed_kept_photos (id, territory_id, account_id, made_at, large, small, width, "
      "height, small_width, small_height) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      id, territory, account, now, blob(p.large), blob(p.small), p.width, p.height, p.small_width,
      p.small_height);
  const auto all = tx.all<KeptId>(
      "select id from feed_kept_photos where account_id = $1 order by id desc", account);
  for (std::size_t i = kMostKept; i < all.size(); ++i) drop_photo(tx, account, all[i]);
  return id;
}

std::vector<Kept> kept_photos(db::Session& s, AccountId account, const std::vector<KeptId>& ids) {
  std::vector<Kept> out;
  out.reserve(ids.size());
  for (const auto id : ids) {
    const auto row = s.maybe<KeptRow>(
        "select id, large, small, width, height, small_width, small_height "
        "from feed_kept_photos where id = $1 and account_id = $2",
        id, account);
    if (row)
      out.push_back({id,
                     {bytes(row->large), bytes(row->small), row->width, row->height,
                      row->small_width, row->small_height}});
  }
  return out;
}

void drop_photo(db::Transaction& tx, AccountId account, KeptId id) {
  tx.run("delete from feed_kept_photos where id = $1 and account_id = $2", id, account);
}

void sweep_photos(db::Transaction& tx, Instant now) {
  tx.run("delete from feed_kept_photos where made_at < $1", now - kKeptFor);
}

void forget_photos(db::Transaction& tx, AccountId account) {
  tx.run("delete from feed_kept_photos where account_id = $1", account);
}

}  // namespace store
}  // namespace palier::feed
