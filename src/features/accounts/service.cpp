#include "features/accounts/service.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "core/http/sessions.hpp"
#include "core/jobs/event_json.hpp"
#include "features/accounts/names.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
namespace {

Person person_of(const Account& a) {
  return {a.id,    a.first_name,   a.language,  split_words(a.spoken),
          a.about, a.verified > 0, a.created_at};
}

/// The first of those after `after` in all of the circles together, nobody twice.
std::vector<store::Living> living(db::Session& s, places::TerritoryId t,
                                  const std::vector<std::string>& circles, AccountId after,
                                  int limit) {
  if (circles.empty()) return store::living(s, t, "", after, limit);
  std::vector<store::Living> all;
  for (const auto& circle : circles) {
    auto some = store::living(s, t, circle, after, limit);
    all.insert(all.end(), some.begin(), some.end());
  }
  if (circles.size() == 1) return all;
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  all.erase(std::unique(all.begin(), all.end(),
                        [](const auto& a, const auto& b) { return a.id == b.id; }),
            all.end());
  if (all.size() > static_cast<std::size_t>(limit)) all.resize(static_cast<std::size_t>(limit));
  return all;
}

}  // namespace

Service::Service(const Core& core, places::Places& places)
    : core_(core), places_(places), post_(core), sign_in_(core, post_) {}

std::optional<Person> Service::person(db::Session& s, AccountId id) const {
  const auto account = store::account(s, id);
  if (!account || account->state == State::deleted) return {};
  return person_of(*account);
}

std::vector<Person> Service::people(db::Session& s, const std::vector<AccountId>& ids) const {
  std::vector<Person> out;
  out.reserve(ids.size());
  for (const auto& account : store::accounts(s, ids))
    if (account.state != State::deleted) out.push_back(person_of(account));
  return out;
}

Contact Service::contact(db::Session& s, AccountId id) const {
  const auto account = store::account(s, id);
  if (!account || account->state == State::deleted) return {};
  Contact c;
  c.full_name = account->first_name;
  if (!account->last_name.empty()) c.full_name += " " + account->last_name;
  for (const auto& i : store::identifiers(s, id))
    (i.kind == Kind::email ? c.email : c.phone) = i.value;
  if (const auto home = store::home(s, id)) {
    c.address = home->location.label;
    if (!home->details.empty()) c.address += ", " + home->details;
  }
  return c;
}

std::optional<places::Location> Service::home(db::Session& s, AccountId id) const {
  auto home = store::home(s, id);
  if (!home) return {};
  return std::move(home->location);
}

http::RoleSet Service::roles(db::Session& s, AccountId id, places::TerritoryId t) const {
  const auto account = store::account(s, id);
  if (!account || account->state != State::active) return {};
  auto roles = store::roles(s, id, t);
  roles.add(http::Role::neighbour);
  return roles;
}

std::vector<AccountId> Service::with_role(db::Session& s, places::TerritoryId t,
                                          http::Role role) const {
  return store::with_role(s, t, role);
}

std::optional<Instant> Service::verified_since(db::Session& s, AccountId id) const {
  const auto account = store::account(s, id);
  if (!account || account->verified == 0) return {};
  for (const auto& line : store::audit_of(s, id, 100))
    if (line.what == "verified") return line.at;
  return account->created_at;  // Made verified: by the desk or an import.
}

std::vector<Accounts::Match> Service::search(db::Session& s, places::TerritoryId t,
                                             std::string_view text, int limit) const {
  store::PeopleQuery query;
  query.text = text;
  query.limit = limit;
  if (const auto typed = form::parse_identifier(text, core_.config.phone_region))
    (typed->kind == Kind::email ? query.email : query.phone) = typed->value;
  std::vector<Match> out;
  for (auto& one : store::people(s, t, query))
    out.push_back({one.id, std::move(one.first_name), std::move(one.last_name), one.verified > 0});
  return out;
}

std::vector<AccountId> Service::living_in(db::Session& s, places::TerritoryId t,
                                          const std::vector<std::string>& circles, AccountId after,
                                          int limit) const {
  std::vector<AccountId> out;
  for (const auto& one : living(s, t, circles, after, limit)) out.push_back(one.id);
  return out;
}

std::vector<Mark> Service::joined(db::Session& s, places::TerritoryId t, Instant from,
                                  Instant to) const {
  return store::joined(s, t, from, to);
}

Accounts::Living Service::count_living_in(db::Session& s, places::TerritoryId t,
                                          const std::vector<std::string>& circles) const {
  constexpr int kPage = 5000;
  Living out;
  AccountId after;
  while (true) {
    const auto page = living(s, t, circles, after, kPage);
    out.people += static_cast<std::int64_t>(page.size());
    for (const auto& one : page) {
      out.with_way += one.way ? 1 : 0;
      out.reached += one.reached ? 1 : 0;
    }
    if (page.size() < kPage) return out;
    after = page.back().id;
  }
}

bool Service::set_role(db::Transaction& tx, AccountId id, places::TerritoryId t, http::Role role,
                       bool granted, AccountId by, std::string_view why) {
  const auto account = store::account(tx, id);
  if (!account || account->state == State::deleted || role == http::Role::neighbour) return false;
  const Instant now = core_.clock.now();
  if (!(granted ? store::grant(tx, id, t, role, by, now) : store::revoke(tx, id, t, role)))
    return false;
  std::string detail(http::name(role));
  if (!why.empty()) detail.append(": ").append(why);
  store::audit(tx, t, id, by, granted ? "role.granted" : "role.revoked", detail, now);
  return true;
}

std::optional<Instant> Service::last_here(db::Session& s, AccountId id) const {
  return http::last_use_by(s, id.value);
}

void Service::name_check(NameCheck check) {
  name_check_ = std::move(check);
}

void Service::check_name(db::Session& s, places::TerritoryId t, std::string_view first,
                         std::string_view last, palier::form::Errors& errors) const {
  if (!name_check_ || first.empty()) return;
  auto why = name_check_(s, t, first);
  if (!why && !last.empty()) why = name_check_(s, t, fmt::format("{} {}", first, last));
  if (why) errors.add("first_name", std::move(*why));
}

void Service::check_name(places::TerritoryId t, const form::ProfilePatch& patch,
                         palier::form::Errors& errors) const {
  if (!name_check_ || !patch.first_name) return;
  core_.db.read([&](db::Session& s) {
    check_name(s, t, *patch.first_name, patch.last_name.value_or(""), errors);
  });
}

void Service::account_line(i18n::Message label, std::string path) {
  lines_.emplace_back(std::move(label), std::move(path));
}

Notify Service::notify(db::Session& s, AccountId id) const {
  const auto account = store::account(s, id);
  return account ? account->notify : Notify::never;
}

std::optional<AccountId> Service::find(db::Session& s, Kind kind, std::string_view value) const {
  const auto owner = store::owner(s, kind, value);
  if (!owner) return {};
  return owner->account_id;
}

std::optional<std::string> Service::unfinished(db::Session& s, AccountId id) const {
  const auto account = store::account(s, id);
  if (!account) return {};
  if (account->first_name.empty()) return "/welcome/name";
  if (!store::home(s, id)) return "/welcome/address";
  if (!account->rules_agreed_at) return "/welcome/rules";
  return {};
}

AccountId Service::create(db::Transaction& tx, const Draft& draft) {
  const Instant now = core_.clock.now();
  Account a;
  a.id = AccountId::make();
  a.first_name = visible(draft.first_name);
  a.last_name = visible(draft.last_name);
  a.language = language_of(draft.language).code();
  a.spoken = draft.spoken.empty() ? a.language : join_words(draft.spoken);
  a.about = visible(draft.about, true);
  a.verified = draft.verified ? 1 : 0;
  a.notify = draft.notify;
  a.created_at = now;
  if (draft.rules_agreed) a.rules_agreed_at = now;
  if (draft.home) a.territory_id = draft.home->scopes.territory;
  store::insert_account(tx, a);

  bool first = true;
  for (const std::string& typed : {draft.email, draft.phone}) {
    if (typed.empty()) continue;
    const auto identifier = form::parse_identifier(typed, core_.config.phone_region);
    if (!identifier) throw std::invalid_argument("neither an e-mail nor a phone number");
    store::insert_identifier(tx, a.id, a.territory_id, identifier->kind, identifier->value, {},
                             std::exchange(first, false));
  }
  if (draft.home) store::put_home(tx, a.id, {*draft.home, visible(draft.home_details)}, now);
  for (int i = 0; i < http::kRoles; ++i) {
    const auto role = static_cast<http::Role>(i);
    if (role == http::Role::neighbour || !draft.roles.has(role)) continue;
    store::grant(tx, a.id, a.territory_id, role, {}, now);
    store::audit(tx, a.territory_id, a.id, {}, "role.granted", http::name(role), now);
  }
  return a.id;
}

void Service::set_verified(db::Transaction& tx, AccountId id, bool verified, AccountId by,
                           std::string_view how) {
  auto account = store::account(tx, id);
  if (!account || account->state == State::deleted || (account->verified > 0) == verified) return;
  account->verified = verified ? 1 : 0;
  store::update_account(tx, *account);
  store::audit(tx, account->territory_id, id, by, verified ? "verified" : "unverified", how,
               core_.clock.now());
  core_.events.emit(tx, VerifiedChanged{id.value});
}

void Service::set_suspended(db::Transaction& tx, AccountId id, bool suspended, AccountId by,
                            std::string_view why) {
  auto account = store::account(tx, id);
  const auto wanted = suspended ? State::suspended : State::active;
  if (!account || account->state == State::deleted || account->state == wanted) return;
  account->state = wanted;
  store::update_account(tx, *account);
  store::audit(tx, account->territory_id, id, by, suspended ? "suspended" : "reinstated", why,
               core_.clock.now());
  if (suspended) http::end_sessions_of(tx, id.value);
}

void Service::write_to(db::Transaction& tx, AccountId id, const Post::Compose& compose) {
  if (const auto account = store::account(tx, id)) post_.to_account(tx, *account, compose);
}

std::vector<Accounts::Kept> Service::kept_letters(db::Session& s, AccountId id) const {
  return store::kept_letters(s, id);
}

void Service::drop_kept(db::Transaction& tx, AccountId id, const std::vector<std::string>& kinds,
                        std::int64_t up_to) {
  for (const auto& kind : kinds) store::drop_kept(tx, id, kind, up_to);
}

std::vector<Accounts::Active> Service::active_after(db::Session& s, AccountId after,
                                                    int limit) const {
  return store::active_after(s, after, limit);
}

void Service::deliver_digest(db::Transaction& tx, AccountId id, const Post::Compose& compose) {
  if (const auto account = store::account(tx, id)) post_.digest_to(tx, *account, compose);
}

void Service::set_notify(db::Transaction& tx, AccountId id, Notify notify) {
  auto account = store::account(tx, id);
  if (!account || account->state == State::deleted || account->notify == notify) return;
  account->notify = notify;
  store::update_account(tx, *account);
}

void Service::on_export(std::string section,
                        std::function<std::string(db::Session&, AccountId)> part) {
  export_parts_.emplace_back(std::move(section), std::move(part));
}

void Service::on_delete(std::function<void(db::Transaction&, AccountId)> part) {
  delete_parts_.push_back(std::move(part));
}

std::optional<std::string> before_posting(const Accounts& accounts, db::Session& s,
                                          const http::Context& c, std::string_view next) {
  auto path = accounts.unfinished(s, AccountId{c.viewer.account});
  if (path) *path += "?next=" + boost::urls::encode(next, boost::urls::unreserved_chars);
  return path;
}

}  // namespace palier::accounts
