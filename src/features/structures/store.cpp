#include "features/structures/store.hpp"

#include "core/db/rows.hpp"

namespace palier::structures::store {
namespace {

#define PALIER_STRUCTURE_COLUMNS                                                                 \
  "id, territory_id, source, source_ref, kind, name, about, address, postcode, city, lat, lon, " \
  "quarter_id, district_id, commune_id, quarter_name, phone, email, website, services, "         \
  "languages, access, wheelchair, hours, hours_said, valid_from, valid_to, status, "             \
  "status_note, status_by, status_at, kept, gone_at, created_at, changed_at"
#define PALIER_STRUCTURE_SELECT "select " PALIER_STRUCTURE_COLUMNS " from structures "
#define PALIER_CORRECTION_SELECT                                                                \
  "select id, territory_id, structure_id, by_id, fields, note, state, created_at, decided_by, " \
  "decided_at from structure_corrections "

}  // namespace

void insert(db::Transaction& tx, const Structure& s) {
  tx.run("insert into structures (" PALIER_STRUCTURE_COLUMNS
         ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
         "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, "
         "$35)",
         s.id, s.territory_id, s.source, s.source_ref, s.kind, s.name, s.about, s.address,
         s.postcode, s.city, s.lat, s.lon, s.quarter_id.value, s.district_id.value,
         s.commune_id.value, s.quarter_name, s.phone, s.email, s.website, s.services, s.languages,
         s.access, s.wheelchair, s.hours, s.hours_said, s.valid_from, s.valid_to, s.status,
         s.status_note, s.status_by.value, s.status_at, s.kept, s.gone_at, s.created_at,
         s.changed_at);
}

void update(db::Transaction& tx, const Structure& s) {
  tx.run(
      "update structures set kind = $2, name = $3, about = $4, address = $5, postcode = $6, "
      "city = $7, lat = $8, lon = $9, quarter_id = $10, district_id = $11, commune_id = $12, "
      "quarter_name = $13, phone = $14, email = $15, website = $16, services = $17, "
      "languages = $18, access = $19, wheelchair = $20, hours = $21, hours_said = $22, "
      "valid_from = $23, valid_to = $24, status = $25, status_note = $26, status_by = $27, "
      "status_at = $28, kept = $29, gone_at = $30, changed_at = $31 where id = $1",
      s.id, s.kind, s.name, s.about, s.address, s.postcode, s.city, s.lat, s.lon,
      s.quarter_id.value, s.district_id.value, s.commune_id.value, s.quarter_name, s.phone, s.email,
      s.website, s.services, s.languages, s.access, s.wheelchair, s.hours, s.hours_said,
      s.valid_from, s.valid_to, s.status, s.status_note, s.status_by.value, s.status_at, s.kept,
      s.gone_at, s.changed_at);
}

std::optional<Structure> find(db::Session& s, StructureId id) {
  return s.maybe<Structure>(PALIER_STRUCTURE_SELECT "where id = $1", id);
}

std::vector<Structure> page(db::Session& s, StructureId after, int limit) {
  return s.all<Structure>(PALIER_STRUCTURE_SELECT
                          "where id > $1 and gone_at is null order by id limit $2",
                          after, limit);
}

std::vector<Structure> changed_since(db::Session& s, Instant since, int limit) {
  return s.all<Structure>(PALIER_STRUCTURE_SELECT
                          "where changed_at >= $1 order by changed_at, id limit $2",
                          since, limit);
}

std::vector<Structure> of_source(db::Session& s, const std::string& source) {
  return s.all<Structure>(PALIER_STRUCTURE_SELECT "where source = $1 order by id", source);
}

void insert(db::Transaction& tx, const Correction& c) {
  tx.run(
      "insert into structure_corrections (id, territory_id, structure_id, by_id, fields, note, "
      "state, created_at, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      c.id, c.territory_id, c.structure_id, c.by_id.value, c.fields, c.note, c.state, c.created_at,
      c.decided_by.value, c.decided_at);
}

void save(db::Transaction& tx, const Correction& c) {
  tx.run(
      "update structure_corrections set state = $2, decided_by = $3, decided_at = $4 where id = $1",
      c.id, c.state, c.decided_by.value, c.decided_at);
}

std::optional<Correction> find_correction(db::Session& s, std::int64_t id) {
  return s.maybe<Correction>(PALIER_CORRECTION_SELECT "where id = $1", id);
}

std::vector<Correction> waiting(db::Session& s, places::TerritoryId territory, int limit) {
  return s.all<Correction>(PALIER_CORRECTION_SELECT
                           "where territory_id = $1 and state = 0 order by created_at limit $2",
                           territory, limit);
}

std::int64_t count_waiting(db::Session& s, places::TerritoryId territory) {
  return s.one<std::int64_t>(
      "select count(*) from structure_corrections where territory_id = $1 and state = 0",
      territory);
}

std::vector<Correction> corrections_of(db::Session& s, StructureId structure, int limit) {
  return s.all<Correction>(PALIER_CORRECTION_SELECT
                           "where structure_id = $1 order by created_at desc limit $2",
                           structure, limit);
}

std::vector<Correction> corrections_by(db::Session& s, accounts::AccountId by) {
  return s.all<Correction>(PALIER_CORRECTION_SELECT "where by_id = $1 order by created_at",
                           by.value);
}

void forget(db::Transaction& tx, accounts::AccountId account) {
  tx.run("update structure_corrections set by_id = 0, note = '' where by_id = $1", account.value);
  tx.run("update structures set status_by = 0, status_note = '' where status_by = $1",
         account.value);
}

std::optional<std::string> mapping(db::Session& s, const std::string& source) {
  return s.maybe<std::string>("select mapping from structure_mappings where source = $1", source);
}

void keep_mapping(db::Transaction& tx, const std::string& source, const std::string& mapping,
                  Instant now) {
  tx.run(
      "insert into structure_mappings (source, mapping, changed_at) values ($1, $2, $3) "
      "on conflict (source) do update set mapping = excluded.mapping, "
      "changed_at = excluded.changed_at",
      source, mapping, now);
}

}  // namespace palier::structures::store
