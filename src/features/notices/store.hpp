#pragma once

#include "core/db/database.hpp"
#include "features/notices/model.hpp"

/// All SQL of the room.
namespace palier::notices::store {

using places::TerritoryId;

std::vector<Choice> choices(db::Session& s, AccountId id);
std::optional<Choice> choice(db::Session& s, AccountId id, std::string_view kind);
void put(db::Transaction& tx, AccountId id, TerritoryId t, const Choice& choice);
/// Only how letters of that kind come; nothing: as the general choice.
void put_mail(db::Transaction& tx, AccountId id, TerritoryId t, std::string_view kind,
              std::optional<Notify> mail);

std::optional<Rhythm> rhythm(db::Session& s, AccountId id);
void put_hour(db::Transaction& tx, AccountId id, TerritoryId t, std::int64_t hour);
/// Notes that the digest of that day goes now; false where it, or a later one, went already.
bool take_day(db::Transaction& tx, AccountId id, TerritoryId t, std::int64_t day, Instant now);

// Runs.
struct Run {
  std::int64_t slot = 0;
  AccountId cursor{};
  bool finished = false;
};
std::optional<std::int64_t> last_slot(db::Session& s);
std::vector<Run> unfinished(db::Session& s);
void begin_run(db::Transaction& tx, std::int64_t slot, Instant now);
std::optional<Run> run(db::Session& s, std::int64_t slot);
void advance(db::Transaction& tx, std::int64_t slot, AccountId cursor, bool finished);
void forget_runs(db::Transaction& tx, std::int64_t before_slot);
/// Those whose digests come at that hour, by id.
std::vector<AccountId> at_hour(db::Session& s, std::int64_t hour, AccountId after, int limit);
/// What a page of people chose: in (after, last].
struct Chosen {
  AccountId account_id{};
  std::string kind;
  std::optional<Notify> mail;
};
std::vector<Chosen> chosen_between(db::Session& s, AccountId after, AccountId last);
struct Hour {
  AccountId account_id{};
  std::int64_t hour = kUsualHour, day = 0;
};
std::vector<Hour> hours_between(db::Session& s, AccountId after, AccountId last);

// Devices.
std::vector<Device> devices(db::Session& s, AccountId id);
bool has_devices(db::Session& s, AccountId id);
std::optional<Device> device(db::Session& s, DeviceId id);
/// The same browser again gets its new owner, name and keys; answers its id.
DeviceId put_device(db::Transaction& tx, AccountId id, TerritoryId t, const Subscription& from,
                    Instant now);
/// All but the newest `most`.
void trim_devices(db::Transaction& tx, AccountId id, std::size_t most);
bool remove_device(db::Transaction& tx, AccountId id, DeviceId device);
/// The same device under the new endpoint and keys that its browser gave it.
bool renew_device(db::Transaction& tx, std::string_view old_endpoint, const Subscription& to);
bool remove_endpoint(db::Transaction& tx, AccountId id, std::string_view endpoint);
void remove_device(db::Transaction& tx, DeviceId device);
void used_device(db::Transaction& tx, DeviceId device, Instant now);
/// Answers how many failures in a row this is.
std::int64_t failed_device(db::Transaction& tx, DeviceId device);

/// A setting of this database, made by whoever asks first.
std::optional<std::string> setting(db::Session& s, std::string_view name);
std::string make_setting(db::Transaction& tx, std::string_view name, std::string_view fresh);

void forget(db::Transaction& tx, AccountId id);

}  // namespace palier::notices::store
