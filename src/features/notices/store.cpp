#include "features/notices/store.hpp"

#include "core/db/rows.hpp"

namespace palier::notices {
BOOST_DESCRIBE_STRUCT(Choice, (), (kind, mail, push))
BOOST_DESCRIBE_STRUCT(Rhythm, (), (hour, day, sent_at))
BOOST_DESCRIBE_STRUCT(Device, (),
                      (id, account_id, name, endpoint, p256dh, auth, failures, created_at,
                       last_used_at))
}  // namespace palier::notices

namespace palier::notices::store {
BOOST_DESCRIBE_STRUCT(Run, (), (slot, cursor, finished))
BOOST_DESCRIBE_STRUCT(Chosen, (), (account_id, kind, mail))
BOOST_DESCRIBE_STRUCT(Hour, (), (account_id, hour, day))

#define PALIER_DEVICE \
  "id, account_id, name, endpoint, p256dh, auth, failures, created_at, last_used_at"

std::vector<Choice> choices(db::Session& s, AccountId id) {
  return s.all<Choice>("select kind, mail, push from notice_choices where account_id = $1", id);
}

std::optional<Choice> choice(db::Session& s, AccountId id, std::string_view kind) {
  return s.maybe<Choice>(
      "select kind, mail, push from notice_choices where account_id = $1 and kind = $2", id, kind);
}

void put(db::Transaction& tx, AccountId id, TerritoryId t, const Choice& c) {
  tx.run(
      "insert into notice_choices (account_id, kind, territory_id, mail, push) "
      "values ($1, $2, $3, $4, $5) on conflict (account_id, kind) do update set "
      "mail = excluded.mail, push = excluded.push, territory_id = excluded.territory_id",
      id, c.kind, t, c.mail, c.push);
}

void put_mail(db::Transaction& tx, AccountId id, TerritoryId t, std::string_view kind,
              std::optional<Notify> mail) {
  tx.run(
      "insert into notice_choices (account_id, kind, territory_id, mail) values ($1, $2, $3, $4) "
      "on conflict (account_id, kind) do update set mail = excluded.mail",
      id, kind, t, mail);
}

std::optional<Rhythm> rhythm(db::Session& s, AccountId id) {
  return s.maybe<Rhythm>("select hour, day, sent_at from notice_people where account_id = $1", id);
}

void put_hour(db::Transaction& tx, AccountId id, TerritoryId t, std::int64_t hour) {
  tx.run(
      "insert into notice_people (account_id, territory_id, hour) values ($1, $2, $3) "
      "on conflict (account_id) do update set hour = excluded.hour",
      id, t, hour);
}

bool take_day(db::Transaction& tx, AccountId id, TerritoryId t, std::int64_t day, Instant now) {
  return tx.run(
             "insert into notice_people (account_id, territory_id, day, sent_at) "
             "values ($1, $2, $3, $4) on conflict (account_id) do update set "
             "day = excluded.day, sent_at = excluded.sent_at "
             "where notice_people.day < excluded.day",
             id, t, day, now) == 1;
}

std::optional<std::int64_t> last_slot(db::Session& s) {
  return s.one<std::optional<std::int64_t>>("select max(slot) from notice_runs");
}

std::vector<Run> unfinished(db::Session& s) {
  return s.all<Run>(
      "select slot, cursor, finished from notice_runs where not finished "
      "order by slot");
}

void begin_run(db::Transaction& tx, std::int64_t slot, Instant now) {
  tx.run("insert into notice_runs (slot, started_at) values ($1, $2) on conflict (slot) do nothing",
         slot, now);
}

std::optional<Run> run(db::Session& s, std::int64_t slot) {
  return s.maybe<Run>("select slot, cursor, finished from notice_runs where slot = $1", slot);
}

void advance(db::Transaction& tx, std::int64_t slot, AccountId cursor, bool finished) {
  tx.run("update notice_runs set cursor = $2, finished = $3 where slot = $1", slot, cursor.value,
         finished);
}

void forget_runs(db::Transaction& tx, std::int64_t before_slot) {
  tx.run("delete from notice_runs where slot < $1 and finished", before_slot);
}

std::vector<AccountId> at_hour(db::Session& s, std::int64_t hour, AccountId after, int limit) {
  return s.all<AccountId>(
      "select account_id from notice_people where hour = $1 and account_id > $2 "
      "order by account_id limit $3",
      hour, after.value, limit);
}

std::vector<Chosen> chosen_between(db::Session& s, AccountId after, AccountId last) {
  return s.all<Chosen>(
      "select account_id, kind, mail from notice_choices "
      "where account_id > $1 and account_id <= $2 and mail is not null order by account_id",
      after.value, last.value);
}

std::vector<Hour> hours_between(db::Session& s, AccountId after, AccountId last) {
  return s.all<Hour>(
      "select account_id, hour, day from notice_people "
      "where account_id > $1 and account_id <= $2 order by account_id",
      after.value, last.value);
}

std::vector<Device> devices(db::Session& s, AccountId id) {
  return s.all<Device>("select " PALIER_DEVICE
                       " from notice_devices where account_id = $1 order by created_at desc",
                       id);
}

bool has_devices(db::Session& s, AccountId id) {
  return s.one<bool>("select exists (select 1 from notice_devices where account_id = $1)", id);
}

std::optional<Device> device(db::Session& s, DeviceId id) {
  return s.maybe<Device>("select " PALIER_DEVICE " from notice_devices where id = $1", id);
}

DeviceId put_device(db::Transaction& tx, AccountId id, TerritoryId t, const Subscription& from,
                    Instant now) {
  return tx.one<DeviceId>(
      "insert into notice_devices (id, territory_id, account_id, name, endpoint, p256dh, auth, "
      "created_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (endpoint) do update set "
      "account_id = excluded.account_id, name = excluded.name, p256dh = excluded.p256dh, "
      "auth = excluded.auth, territory_id = excluded.territory_id, failures = 0, "
      "created_at = excluded.created_at returning id",
      new_id(), t, id, from.name, from.endpoint, from.p256dh, from.auth, now);
}

void trim_devices(db::Transaction& tx, AccountId id, std::size_t most) {
  tx.run(
      "delete from notice_devices where account_id = $1 and id not in "
      "(select id from notice_devices where account_id = $1 order by created_at desc, id desc "
      "limit $2)",
      id, static_cast<std::int64_t>(most));
}

bool remove_device(db::Transaction& tx, AccountId id, DeviceId device) {
  return tx.run("delete from notice_devices where id = $1 and account_id = $2", device, id) > 0;
}

bool renew_device(db::Transaction& tx, std::string_view old_endpoint, const Subscription& to) {
  tx.run("delete from notice_devices where endpoint = $1 and endpoint <> $2", to.endpoint,
         old_endpoint);
  return tx.run(
             "update notice_devices set endpoint = $2, p256dh = $3, auth = $4, failures = 0 "
             "where endpoint = $1",
             old_endpoint, to.endpoint, to.p256dh, to.auth) > 0;
}

bool remove_endpoint(db::Transaction& tx, AccountId id, std::string_view endpoint) {
  return tx.run("delete from notice_devices where endpoint = $1 and account_id = $2", endpoint,
                id) > 0;
}

void remove_device(db::Transaction& tx, DeviceId device) {
  tx.run("delete from notice_devices where id = $1", device);
}

void used_device(db::Transaction& tx, DeviceId device, Instant now) {
  tx.run("update notice_devices set last_used_at = $2, failures = 0 where id = $1", device, now);
}

std::int64_t failed_device(db::Transaction& tx, DeviceId device) {
  return tx
      .maybe<std::int64_t>(
          "update notice_devices set failures = failures + 1 where id = $1 returning failures",
          device)
      .value_or(0);
}

std::optional<std::string> setting(db::Session& s, std::string_view name) {
  return s.maybe<std::string>("select value from node_settings where name = $1", name);
}

std::string make_setting(db::Transaction& tx, std::string_view name, std::string_view fresh) {
  tx.run("insert into node_settings (name, value) values ($1, $2) on conflict (name) do nothing",
         name, fresh);
  return tx.one<std::string>("select value from node_settings where name = $1", name);
}

void forget(db::Transaction& tx, AccountId id) {
  tx.run("delete from notice_choices where account_id = $1", id);
  tx.run("delete from notice_people where account_id = $1", id);
  tx.run("delete from notice_devices where account_id = $1", id);
}

}  // namespace palier::notices::store
