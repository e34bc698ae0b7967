#include "features/accounts/admin.hpp"

#include "core/audit/audit.hpp"
#include "core/db/rows.hpp"
#include "core/form/clean.hpp"
#include "features/accounts/form.hpp"
#include "features/accounts/names.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts::admin {
namespace {

http::Role role_named(std::string_view word) {
  const auto role = form::role_of(word);
  if (role && *role != http::Role::neighbour) return *role;
  std::string known;
  for (int i = 1; i < http::kRoles; ++i)
    known += (i > 1 ? ", " : "") + std::string(http::name(static_cast<http::Role>(i)));
  throw Mistake(fmt::format("There is no role \"{}\". The roles are: {}.", word, known));
}

AccountId look_up(db::Session& s, const Core& core, std::string_view who) {
  if (const auto typed = form::parse_identifier(who, core.config.phone_region))
    if (const auto owner = store::owner(s, typed->kind, typed->value)) return owner->account_id;
  if (const auto id = AccountId::parse(who))
    if (const auto account = store::account(s, *id); account && account->state != State::deleted)
      return *id;
  throw Mistake(fmt::format("Nobody here has \"{}\" as e-mail, phone or number.", who));
}

void give(db::Transaction& tx, const Core& core, AccountId id, places::TerritoryId t,
          http::Role role) {
  const Instant now = core.clock.now();
  if (store::grant(tx, id, t, role, {}, now))
    store::audit(tx, t, id, {}, "role.granted", http::name(role), now);
}

}  // namespace

AccountId add(const Core& core, std::string_view identifier, std::string_view first_name,
              std::string_view last_name, const std::vector<std::string>& roles,
              places::TerritoryId territory) {
  const auto typed = form::parse_identifier(identifier, core.config.phone_region);
  if (!typed)
    throw Mistake(fmt::format("\"{}\" is neither an e-mail nor a phone number.", identifier));
  std::vector<http::Role> wanted;
  wanted.reserve(roles.size());
  for (const auto& word : roles) wanted.push_back(role_named(word));

  return core.db.write([&](db::Transaction& tx) {
    const auto owner = store::owner(tx, typed->kind, typed->value);
    AccountId id = owner ? owner->account_id : AccountId::make();
    if (!owner) {
      Account a;
      a.id = id;
      a.territory_id = territory;
      a.first_name = visible(palier::form::clean(first_name));
      a.last_name = visible(palier::form::clean(last_name));
      a.spoken = a.language;
      a.created_at = core.clock.now();
      store::insert_account(tx, a);
      // Confirmed when they first sign in with a code sent there.
      store::insert_identifier(tx, id, territory, typed->kind, typed->value, {}, true);
      audit::write(tx, core.clock,
                   {.territory_id = territory.value,
                    .what = "accounts.created",
                    .kind = "account",
                    .subject = id.value});
    }
    for (const auto role : wanted) give(tx, core, id, territory, role);
    return id;
  });
}

void set_role(const Core& core, std::string_view who, std::string_view role, bool granted,
              places::TerritoryId territory) {
  const auto wanted = role_named(role);
  core.db.write([&](db::Transaction& tx) {
    const AccountId id = look_up(tx, core, who);
    if (granted) {
      give(tx, core, id, territory, wanted);
    } else if (store::revoke(tx, id, territory, wanted)) {
      store::audit(tx, territory, id, {}, "role.revoked", http::name(wanted), core.clock.now());
    }
  });
}

std::vector<Line> list(const Core& core, bool all, places::TerritoryId territory) {
  return core.db.read([&](db::Session& s) {
    std::vector<Line> lines;
    store::PeopleQuery query;
    query.with_role = !all;
    query.limit = 1'000'000;
    for (const auto& found : store::people(s, territory, query)) {
      Line line;
      line.id = found.id;
      line.name =
          found.last_name.empty() ? found.first_name : found.first_name + " " + found.last_name;
      line.state = found.state == State::suspended ? "suspended" : "active";
      line.verified = found.verified > 0;
      for (const auto& i : store::identifiers(s, found.id))
        (i.kind == Kind::email ? line.email : line.phone) = i.value;
      const auto roles = store::roles(s, found.id, territory);
      for (int i = 1; i < http::kRoles; ++i)
        if (const auto role = static_cast<http::Role>(i); roles.has(role))
          line.roles.emplace_back(http::name(role));
      lines.push_back(std::move(line));
    }
    return lines;
  });
}

}  // namespace palier::accounts::admin
