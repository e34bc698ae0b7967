#include "core/http/keys.hpp"
#include "core/http/sessions.hpp"
#include "core/jobs/event_json.hpp"
#include "features/accounts/letters.hpp"
#include "features/accounts/names.hpp"
#include "features/accounts/password.hpp"
#include "features/accounts/service.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
namespace {

std::string_view value_of(const std::vector<Owned>& all, Kind kind) {
  for (const auto& i : all)
    if (i.kind == kind) return i.value;
  return {};
}

bool same_place(const places::Location& a, const places::Location& b) {
  return (a.address && a.address == b.address) || a.exact == b.exact;
}

}  // namespace

std::string_view Own::email() const {
  return value_of(identifiers, Kind::email);
}
std::string_view Own::phone() const {
  return value_of(identifiers, Kind::phone);
}

std::optional<Own> Service::own(AccountId id) const {
  return core_.db.read([&](db::Session& s) -> std::optional<Own> {
    auto account = store::account(s, id);
    if (!account || account->state == State::deleted) return {};
    Own own;
    own.identifiers = store::identifiers(s, id);
    own.home = store::home(s, id);
    own.roles = store::roles(s, id, account->territory_id);
    own.roles.add(http::Role::neighbour);
    own.account = std::move(*account);
    return own;
  });
}

template <class F>
void Service::edit(AccountId id, F&& apply) const {
  core_.db.write([&](db::Transaction& tx) {
    auto account = store::account(tx, id);
    if (!account || account->state == State::deleted) return;
    apply(tx, *account);
    store::update_account(tx, *account);
  });
}

void Service::change(AccountId id, const form::ProfilePatch& p) const {
  edit(id, [&](db::Transaction& tx, Account& a) {
    const Instant now = core_.clock.now();
    if (p.first_name) a.first_name = *p.first_name;
    if (p.last_name) a.last_name = *p.last_name;
    if (p.about) a.about = *p.about;
    if (p.language) a.language = *p.language;
    if (p.spoken) a.spoken = join_words(*p.spoken);
    if (p.notify) a.notify = *p.notify;
    if (p.agree_rules && !a.rules_agreed_at) {
      a.rules_agreed_at = now;
      store::audit(tx, a.territory_id, id, id, "rules.agreed", kRulesVersion, now);
    }
  });
}

void Service::put_home(db::Transaction& tx, Account& a, const places::Location& where,
                       std::string_view details) const {
  const Instant now = core_.clock.now();
  Home home{where, std::string(details)};
  const auto before = store::home(tx, a.id);
  const bool moved = before && !same_place(before->location, where);
  if (before && !moved) home.location.shown = before->location.shown;
  store::put_home(tx, a.id, home, now);
  a.territory_id = where.scopes.territory;
  if (moved && a.verified > 0) {
    // Verified meant: shown to live at the old address.
    a.verified = 0;
    store::audit(tx, a.territory_id, a.id, a.id, "unverified", "moved", now);
    core_.events.emit(tx, VerifiedChanged{a.id.value});
  }
  if (!before || moved) core_.events.emit(tx, HomeChanged{a.id.value});
}

void Service::set_home(AccountId id, const places::Location& where,
                       std::string_view details) const {
  edit(id, [&](db::Transaction& tx, Account& a) { put_home(tx, a, where, details); });
}

void Service::introduce(db::Transaction& tx, AccountId id, const Known& known) {
  auto account = store::account(tx, id);
  if (!account || account->state == State::deleted) return;
  Account& a = *account;
  const Instant now = core_.clock.now();
  palier::form::Errors refused;
  check_name(tx, a.territory_id, known.first_name, known.last_name, refused);
  if (a.first_name.empty() && !refused) {  // Else they are asked for their name.
    a.first_name = visible(known.first_name);
    if (a.last_name.empty()) a.last_name = visible(known.last_name);
  }
  // A new account speaks the language it was made in, which nobody has said yet.
  if (!known.spoken.empty() && (a.spoken.empty() || a.spoken == a.language))
    a.spoken = join_words(known.spoken);
  if (known.home && !store::home(tx, id)) put_home(tx, a, *known.home, "");
  if (known.rules_agreed && !a.rules_agreed_at) {
    a.rules_agreed_at = now;
    store::audit(tx, a.territory_id, id, id, "rules.agreed", kRulesVersion, now);
  }
  store::update_account(tx, a);
}

void Service::set_password(AccountId id, std::string_view password) const {
  // Before the transaction: it takes its time.
  const auto hash = password.empty() ? std::nullopt : std::optional(hash_password(password));
  edit(id, [&](db::Transaction& tx, Account& a) {
    if (!a.password && !hash) return;
    a.password = hash;
    http::end_sessions_of(tx, id.value);
    store::audit(tx, a.territory_id, id, id, hash ? "password.set" : "password.removed", "",
                 core_.clock.now());
    post_.to_all_of(tx, a, [&](const i18n::Language& l) {
      return letters::password_changed(l, post_.site_name());
    });
  });
}

bool Service::remove_identifier(AccountId id, Kind kind) const {
  return core_.db.write([&](db::Transaction& tx) {
    const auto account = store::account(tx, id);
    const auto held = store::identifiers(tx, id);
    const auto value = std::string(value_of(held, kind));
    if (!account || value.empty() || held.size() < 2) return false;
    const auto& language = language_of(account->language);
    post_.to_identifier(tx, kind, value, language,
                        letters::changed(language, post_.site_name(), kind, ""));
    store::delete_identifier(tx, id, kind);
    store::prefer_identifier(tx, id, kind == Kind::email ? Kind::phone : Kind::email);
    store::audit(tx, account->territory_id, id, id,
                 kind == Kind::email ? "email.removed" : "phone.removed", "", core_.clock.now());
    return true;
  });
}

void Service::prefer(AccountId id, Kind kind) const {
  core_.db.write([&](db::Transaction& tx) {
    if (!value_of(store::identifiers(tx, id), kind).empty()) store::prefer_identifier(tx, id, kind);
  });
}

void Service::sign_out_everywhere(AccountId id) const {
  core_.db.write([&](db::Transaction& tx) { http::end_sessions_of(tx, id.value); });
}

void Service::stop_letters(AccountId id, Notify instead) const {
  form::ProfilePatch patch;
  patch.notify = instead;
  change(id, patch);
}

std::optional<Service::NewToken> Service::create_token(AccountId id, std::string_view name) const {
  NewToken made{TokenId::make(), std::string(kTokenPrefix) + http::random_token(32)};
  const bool kept = core_.db.write([&](db::Transaction& tx) {
    const auto account = store::account(tx, id);
    if (!account || account->state != State::active) return false;
    if (store::tokens(tx, id).size() >= kTokensMax) return false;
    store::insert_token(tx, made.id, id, account->territory_id, name, http::digest(made.secret),
                        core_.clock.now());
    return true;
  });
  if (!kept) return {};
  return made;
}

std::vector<Token> Service::tokens(AccountId id) const {
  return core_.db.read([&](db::Session& s) { return store::tokens(s, id); });
}

bool Service::revoke_token(AccountId id, TokenId token) const {
  return core_.db.write([&](db::Transaction& tx) { return store::delete_token(tx, id, token); });
}

}  // namespace palier::accounts
