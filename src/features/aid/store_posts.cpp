#include "core/db/rows.hpp"
#include "features/aid/store.hpp"

namespace palier::aid::store {
namespace {

#define PALIER_AID_POST_COLUMNS                                                                 \
  "id, territory_id, kind, category_id, owner_id, made_by, language, title, details, replies, " \
  "for_other, other_name, consent, consent_at, vulnerable, verified_only, urgent, needed_by, "  \
  "windows, dates, repeats, scope, radius_m, contactless, payment, amount_cents, people, "      \
  "state, pending, accepted, hidden, exact_lat, exact_lon, shown_lat, shown_lon, cell, "        \
  "building, street, quarter_id, district_id, commune_id, address_id, place_label, "            \
  "quarter_name, created_at, renewed_at, expires_at, asked_at, changed_at, closed_at"
#define PALIER_AID_SELECT_POST "select " PALIER_AID_POST_COLUMNS " from aid_posts "

constexpr std::size_t kChunk = 20;

template <std::size_t... I>
std::vector<Post> find_chunk(db::Session& s, const std::array<std::int64_t, kChunk>& ids,
                             std::index_sequence<I...>) {
  return s.all<Post>(PALIER_AID_SELECT_POST
                     "where id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
                     "$15, $16, $17, $18, $19, $20)",
                     ids[I]...);
}

}  // namespace

void insert(db::Transaction& tx, const Post& p) {
  tx.run("insert into aid_posts (" PALIER_AID_POST_COLUMNS
         ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
         "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, "
         "$35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)",
         p.id, p.territory_id, p.kind, p.category_id, p.owner_id, p.made_by, p.language, p.title,
         p.details, p.replies, p.for_other, p.other_name, p.consent, p.consent_at, p.vulnerable,
         p.verified_only, p.urgent, p.needed_by, p.windows, p.dates, p.repeats, p.scope, p.radius_m,
         p.contactless, p.payment, p.amount_cents, p.people, p.state, p.pending, p.accepted,
         p.hidden, p.exact_lat, p.exact_lon, p.shown_lat, p.shown_lon, p.cell, p.building, p.street,
         p.quarter_id.value, p.district_id.value, p.commune_id.value, p.address_id.value,
         p.place_label, p.quarter_name, p.created_at, p.renewed_at, p.expires_at, p.asked_at,
         p.changed_at, p.closed_at);
}

void update(db::Transaction& tx, const Post& p) {
  tx.run(
      "update aid_posts set category_id = $2, title = $3, details = $4, replies = $5, "
      "for_other = $6, other_name = $7, consent = $8, consent_at = $9, vulnerable = $10, "
      "verified_only = $11, urgent = $12, needed_by = $13, windows = $14, dates = $15, "
      "repeats = $16, scope = $17, radius_m = $18, contactless = $19, payment = $20, "
      "amount_cents = $21, people = $22, exact_lat = $23, exact_lon = $24, shown_lat = $25, "
      "shown_lon = $26, cell = $27, building = $28, street = $29, quarter_id = $30, "
      "district_id = $31, commune_id = $32, address_id = $33, place_label = $34, "
      "quarter_name = $35, territory_id = $36, expires_at = $37, changed_at = $38 where id = $1",
      p.id, p.category_id, p.title, p.details, p.replies, p.for_other, p.other_name, p.consent,
      p.consent_at, p.vulnerable, p.verified_only, p.urgent, p.needed_by, p.windows, p.dates,
      p.repeats, p.scope, p.radius_m, p.contactless, p.payment, p.amount_cents, p.people,
      p.exact_lat, p.exact_lon, p.shown_lat, p.shown_lon, p.cell, p.building, p.street,
      p.quarter_id.value, p.district_id.value, p.commune_id.value, p.address_id.value,
      p.place_label, p.quarter_name, p.territory_id, p.expires_at, p.changed_at);
}

std::optional<Post> find(db::Session& s, PostId id) {
  return s.maybe<Post>(PALIER_AID_SELECT_POST "where id = $1", id);
}

std::vector<Post> find_all(db::Session& s, const std::vector<PostId>& ids) {
  std::vector<Post> out;
  for (std::size_t from = 0; from < ids.size(); from += kChunk) {
    std::array<std::int64_t, kChunk> chunk{};
    for (std::size_t i = 0; i < kChunk && from + i < ids.size(); ++i)
      chunk[i] = ids[from + i].value;
    auto rows = find_chunk(s, chunk, std::make_index_sequence<kChunk>{});
    for (const auto id : chunk)
      for (auto& row : rows)
        if (id != 0 && row.id.value == id) out.push_back(std::move(row));
  }
  return out;
}

std::optional<Post> lock(db::Transaction& tx, PostId id, Instant now) {
  if (tx.run("update aid_posts set version = version + 1, changed_at = $2 where id = $1", id,
             now) == 0)
    return {};
  return find(tx, id);
}

void save_state(db::Transaction& tx, const Post& p) {
  tx.run(
      "update aid_posts set state = $2, pending = $3, accepted = $4, hidden = $5, "
      "renewed_at = $6, expires_at = $7, asked_at = $8, changed_at = $9, closed_at = $10 "
      "where id = $1",
      p.id, p.state, p.pending, p.accepted, p.hidden, p.renewed_at, p.expires_at, p.asked_at,
      p.changed_at, p.closed_at);
}

std::vector<Post> of_owner(db::Session& s, AccountId owner, int limit) {
  return s.all<Post>(PALIER_AID_SELECT_POST "where owner_id = $1 order by id desc limit $2", owner,
                     limit);
}

std::vector<Post> answered_by(db::Session& s, AccountId account, int limit) {
  return s.all<Post>(PALIER_AID_SELECT_POST
                     "where id in (select post_id from aid_answers where from_id = $1) "
                     "order by id desc limit $2",
                     account, limit);
}

std::int64_t count_live(db::Session& s, AccountId owner, bool urgent_only) {
  return s.one<std::int64_t>(
      "select count(*) from aid_posts where owner_id = $1 and state in (0, 1, 2) "
      "and (urgent or not $2)",
      owner, urgent_only);
}

bool has_vulnerable_live(db::Session& s, AccountId owner) {
  return s
      .maybe<std::int64_t>(
          "select id from aid_posts where owner_id = $1 and vulnerable and not for_other "
          "and state in (0, 1, 2) limit 1",
          owner)
      .has_value();
}

std::optional<geo::Point> shown_before(db::Session& s, AccountId owner, places::AddressId address) {
  if (!address) return {};
  const auto lat = s.maybe<double>(
      "select shown_lat from aid_posts where owner_id = $1 and address_id = $2 order by id limit 1",
      owner, address);
  const auto lon = s.maybe<double>(
      "select shown_lon from aid_posts where owner_id = $1 and address_id = $2 order by id limit 1",
      owner, address);
  if (!lat || !lon) return {};
  return geo::Point{*lat, *lon};
}

std::vector<PostId> to_ask(db::Session& s, Instant expires_before, Instant now, int limit) {
  return s.all<PostId>(
      "select id from aid_posts where state in (0, 1, 2) and expires_at <= $1 "
      "and (asked_at is null or asked_at < renewed_at) "
      "and renewed_at + (expires_at - renewed_at) / 2 <= $2 order by expires_at limit $3",
      expires_before, now, limit);
}

std::vector<PostId> to_expire(db::Session& s, Instant now, int limit) {
  return s.all<PostId>(
      "select id from aid_posts where state in (0, 1, 2) and expires_at <= $1 "
      "and asked_at is not null and asked_at >= renewed_at order by expires_at limit $2",
      now, limit);
}

std::vector<Post> listed(db::Session& s, std::int64_t after_id, int limit) {
  return s.all<Post>(PALIER_AID_SELECT_POST
                     "where state in (0, 1) and not hidden and id > $1 order by id limit $2",
                     after_id, limit);
}

std::vector<Post> open_of(db::Session& s, Kind kind, places::TerritoryId territory) {
  return s.all<Post>(PALIER_AID_SELECT_POST
                     "where state in (0, 1) and not hidden and kind = $1 and territory_id = $2 "
                     "order by id",
                     kind, territory);
}

std::vector<Post> changed_since(db::Session& s, Instant since, int limit) {
  return s.all<Post>(PALIER_AID_SELECT_POST
                     "where changed_at >= $1 order by changed_at, id limit $2",
                     since, limit);
}

std::vector<Aid::Fared> fared(db::Session& s, places::TerritoryId territory, Instant since) {
  // Sums of bigint are numeric on PostgreSQL.
  return s.all<Aid::Fared>(
      "select quarter_id, district_id, commune_id, cast(sum(people) as bigint) as units, "
      "cast(sum(case when accepted < people then accepted else people end) as bigint) as served "
      "from aid_posts where kind = 0 and territory_id = $1 and created_at >= $2 and not hidden "
      "and not (state = 4 and accepted = 0) group by quarter_id, district_id, commune_id",
      territory, since);
}

Aid::Figures figures(db::Session& s) {
  Aid::Figures out;
  const auto count = [&](std::string_view where) {
    return s.one<std::int64_t>(std::string("select count(*) from aid_posts where ") +
                               std::string(where));
  };
  out.needs_open = count("kind = 0 and state in (0, 1) and not hidden");
  out.offers_open = count("kind = 1 and state in (0, 1) and not hidden");
  out.done = count("state = 3");
  return out;
}

void forget(db::Transaction& tx, AccountId account, Instant now) {
  tx.run(
      "update aid_posts set title = '', details = '', replies = '{}', other_name = '', "
      "place_label = '', address_id = 0, building = 0, street = 0, exact_lat = shown_lat, "
      "exact_lon = shown_lon, vulnerable = false, changed_at = $2 where owner_id = $1",
      account, now);
  tx.run(
      "update aid_answers set message = '', available = '', thanks = '', vulnerable = false "
      "where from_id = $1",
      account);
  tx.run(
      "update aid_answers set reply = '' where post_id in "
      "(select id from aid_posts where owner_id = $1)",
      account);
  tx.run("delete from aid_drafts where account_id = $1", account);
}

}  // namespace palier::aid::store
