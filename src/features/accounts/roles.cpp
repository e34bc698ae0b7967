#include "features/accounts/roles.hpp"

#include "features/accounts/view.hpp"

namespace palier::accounts {

std::optional<Account> Roles::one_of(db::Session& s, AccountId id, places::TerritoryId t) const {
  auto account = store::account(s, id);
  if (!account || account->state == State::deleted || account->territory_id != t) return {};
  return account;
}

bool Roles::last_keeper(db::Session& s, AccountId id, places::TerritoryId t) const {
  return store::roles(s, id, t).has(http::Role::keeper) &&
         store::active_with_role(s, t, http::Role::keeper) <= 1;
}

Roles::Outcome Roles::set(AccountId id, places::TerritoryId t, http::Role role, bool granted,
                          AccountId by) const {
  if (role == http::Role::neighbour) return Outcome::already;
  return core_.db.write([&](db::Transaction& tx) {
    const auto account = store::account(tx, id);
    if (!account || account->state == State::deleted) return Outcome::unknown;
    if (!granted && role == http::Role::keeper && last_keeper(tx, id, t))
      return Outcome::last_keeper;
    const Instant now = core_.clock.now();
    const bool changed =
        granted ? store::grant(tx, id, t, role, by, now) : store::revoke(tx, id, t, role);
    if (!changed) return Outcome::already;
    store::audit(tx, t, id, by, granted ? "role.granted" : "role.revoked", http::name(role), now);
    return Outcome::done;
  });
}

Roles::Outcome Roles::set_verified(AccountId id, places::TerritoryId t, bool verified,
                                   AccountId by) const {
  return core_.db.write([&](db::Transaction& tx) {
    if (!one_of(tx, id, t)) return Outcome::unknown;
    service_.set_verified(tx, id, verified, by, "keeper");
    return Outcome::done;
  });
}

Roles::Outcome Roles::set_suspended(AccountId id, places::TerritoryId t, bool suspended,
                                    AccountId by, std::string_view why) const {
  return core_.db.write([&](db::Transaction& tx) {
    if (!one_of(tx, id, t)) return Outcome::unknown;
    if (suspended && last_keeper(tx, id, t)) return Outcome::last_keeper;
    service_.set_suspended(tx, id, suspended, by, why);
    return Outcome::done;
  });
}

Roles::Page Roles::search(places::TerritoryId t, std::string_view text, bool with_role,
                          int page) const {
  store::PeopleQuery query;
  query.text = text;
  query.with_role = with_role;
  query.limit = kPageSize + 1;
  query.offset = kPageSize * page;
  if (const auto typed = form::parse_identifier(text, core_.config.phone_region))
    (typed->kind == Kind::email ? query.email : query.phone) = typed->value;
  return core_.db.read([&](db::Session& s) {
    Page out;
    for (auto& found : store::people(s, t, query)) {
      if (out.people.size() == kPageSize) {
        out.more = true;
        break;
      }
      Listed listed;
      listed.roles = store::roles(s, found.id, t);
      for (const auto& i : store::identifiers(s, found.id))
        (i.kind == Kind::email ? listed.email : listed.phone) = i.value;
      listed.found = std::move(found);
      out.people.push_back(std::move(listed));
    }
    return out;
  });
}

std::optional<Roles::Detail> Roles::detail(AccountId id, places::TerritoryId t) const {
  return core_.db.read([&](db::Session& s) -> std::optional<Detail> {
    auto account = one_of(s, id, t);
    if (!account) return {};
    Detail d;
    d.own.account = std::move(*account);
    d.own.identifiers = store::identifiers(s, id);
    d.own.roles = store::roles(s, id, t);
    d.audit = store::audit_of(s, id, 50);
    for (const auto& line : d.audit) {
      if (!line.by_account || d.names.contains(line.by_account.value)) continue;
      const auto by = store::account(s, line.by_account);
      d.names[line.by_account.value] = by ? view::full_name(*by) : "";
    }
    return d;
  });
}

}  // namespace palier::accounts
