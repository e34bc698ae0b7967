#include "features/notices/service.hpp"

#include <boost/json.hpp>

#include "core/i18n/zone.hpp"
#include "features/notices/store.hpp"

namespace palier::notices {
namespace {

constexpr auto kStopLife = std::chrono::hours{24 * 400};

/// The kind is part of what the seal is about: a token for one kind opens no other.
std::string purpose(std::string_view kind) {
  return fmt::format("notices.stop/{}", kind);
}

PushOptions options_of(const Config& config) {
  return {.enabled = config.push.enabled,
          .private_networks = config.push.private_networks,
          .ca_file = config.push.ca_file};
}

}  // namespace

std::chrono::microseconds until_morning(Instant now) {
  using namespace std::chrono;
  const auto local = i18n::local(now);
  const hours morning{8};
  if (local.time >= morning && local.time < hours{21}) return microseconds{0};
  auto day = sys_days(local.day);
  if (local.time >= morning) day += days{1};
  return i18n::from_local(year_month_day(day), morning) - now;
}

Service::Service(const Core& core, accounts::Accounts& accounts)
    : core_(core),
      accounts_(accounts),
      links_(core.db, core.clock),
      push_(core, options_of(core.config)),
      digests_(core, accounts, kinds_,
               [this](AccountId id, std::string_view kind) { return stop_url(id, kind); }) {}

places::TerritoryId Service::territory_of(db::Session& s, AccountId id) const {
  const auto home = accounts_.home(s, id);
  return home ? home->scopes.territory : places::TerritoryId{1};
}

accounts::Accounts::Way Service::way(db::Session& s, AccountId id, std::string_view code,
                                     Notify general) const {
  const Kind* kind = kinds_.find(code);
  if (!kind) return {general, {}};
  const auto choice = store::choice(s, id, code);
  return {effective(*kind, choice ? choice->mail : std::nullopt, general), stop_url(id, code)};
}

void Service::told(db::Transaction& tx, AccountId id, const i18n::Language& language,
                   const accounts::Accounts::Letter& letter) const {
  const Kind* kind = kinds_.find(letter.kind);
  if (!kind || !kind->push || !push_.enabled() || !store::has_devices(tx, id)) return;
  const auto choice = store::choice(tx, id, kind->code);
  if (choice && choice->push && !*choice->push) return;
  Note note;
  note.title = language.tr(kind->name);
  note.body = letter.subject;
  note.path = letter.path.starts_with('/') ? letter.path : "/";
  note.tag = kind->code + note.path;
  note.language = language.code();
  note.urgent = kind->urgent || letter.soon || letter.always;
  const auto delay = note.urgent ? std::chrono::microseconds{0} : until_morning(core_.clock.now());
  for (const auto& device : store::devices(tx, id)) push_.enqueue(tx, device.id, note, delay);
}

Settings Service::settings(db::Session& s, AccountId id) const {
  Settings out;
  out.general = accounts_.notify(s, id);
  if (const auto rhythm = store::rhythm(s, id)) out.hour = rhythm->hour;
  const auto choices = store::choices(s, id);
  const auto roles = accounts_.roles(s, id, territory_of(s, id));
  out.rows.reserve(kinds_.all().size());
  for (const Kind& kind : kinds_.all()) {
    if (kind.fixed || (!kind.only.empty() && !roles.any_of(kind.only))) continue;
    Settings::Row row;
    row.kind = &kind;
    row.push = kind.push;
    for (const auto& c : choices) {
      if (c.kind != kind.code) continue;
      row.mail = c.mail;
      if (c.push) row.push = *c.push && kind.push;
    }
    row.effective = effective(kind, row.mail, out.general);
    out.rows.push_back(row);
  }
  out.devices = store::devices(s, id);
  return out;
}

void Service::save(db::Transaction& tx, AccountId id, const SettingsDraft& draft) {
  const auto territory = territory_of(tx, id);
  if (draft.general) accounts_.set_notify(tx, id, *draft.general);
  if (draft.hour) store::put_hour(tx, id, territory, *draft.hour);
  const auto before = store::choices(tx, id);
  for (const auto& one : draft.kinds) {
    Choice choice{one.code, {}, {}};
    for (const auto& c : before)
      if (c.kind == one.code) choice = c;
    if (one.mail_sent) choice.mail = one.mail;
    if (one.push) choice.push = one.push;
    store::put(tx, id, territory, choice);
  }
}

std::string Service::stop_url(AccountId id, std::string_view kind) const {
  return fmt::format("{}/unsubscribe/{}/{}", core_.site.public_url, kind,
                     links_.make(purpose(kind), id.value, core_.clock.now() + kStopLife));
}

std::optional<Service::Stopping> Service::stopping(std::string_view code,
                                                   std::string_view token) const {
  const Kind* kind = kinds_.find(code);
  if (!kind) return {};
  const auto subject = links_.read(purpose(code), token);
  if (!subject) return {};
  const AccountId id{*subject};
  return core_.db.read([&](db::Session& s) -> std::optional<Stopping> {
    if (!accounts_.person(s, id)) return {};
    const auto choice = store::choice(s, id, code);
    return Stopping{id, kind, choice ? choice->mail : std::nullopt, accounts_.notify(s, id)};
  });
}

void Service::set_kind(AccountId id, const Kind& kind, std::optional<Notify> mail) {
  core_.db.write(
      [&](db::Transaction& tx) { store::put_mail(tx, id, territory_of(tx, id), kind.code, mail); });
}

void Service::set_general(AccountId id, Notify general) {
  core_.db.write([&](db::Transaction& tx) { accounts_.set_notify(tx, id, general); });
}

DeviceId Service::add_device(AccountId id, const Subscription& from) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto made = store::put_device(tx, id, territory_of(tx, id), from, core_.clock.now());
    store::trim_devices(tx, id, kMostDevices);
    return made;
  });
}

bool Service::renew_device(std::string_view old_endpoint, const Subscription& to) {
  return core_.db.write(
      [&](db::Transaction& tx) { return store::renew_device(tx, old_endpoint, to); });
}

bool Service::remove_device(AccountId id, DeviceId device) {
  return core_.db.write([&](db::Transaction& tx) { return store::remove_device(tx, id, device); });
}

bool Service::remove_endpoint(AccountId id, std::string_view endpoint) {
  return core_.db.write(
      [&](db::Transaction& tx) { return store::remove_endpoint(tx, id, endpoint); });
}

std::string Service::exported(db::Session& s, AccountId id) const {
  namespace json = boost::json;
  const auto mine = settings(s, id);
  json::array kinds;
  for (const auto& choice : store::choices(s, id)) {
    json::object one{{"kind", choice.kind}};
    if (choice.mail) one["mail"] = word(*choice.mail);
    if (choice.push) one["push"] = *choice.push;
    kinds.push_back(std::move(one));
  }
  json::array devices;
  for (const auto& d : mine.devices)
    devices.push_back({{"name", d.name}, {"since", rfc3339(d.created_at)}});
  return json::serialize(json::object{
      {"hour", mine.hour}, {"kinds", std::move(kinds)}, {"devices", std::move(devices)}});
}

}  // namespace palier::notices
