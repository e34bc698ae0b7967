#include "features/moderation/policy.hpp"

#include <algorithm>

#include "features/moderation/store.hpp"

namespace palier::moderation {

i18n::Message sentence(Bar bar) {
  switch (bar) {
    case Bar::none:
      break;
    case Bar::own:
      return {N_("You wrote this yourself: another moderator decides.")};
    case Bar::reported:
      return {N_("You reported this yourself: another moderator decides.")};
    case Bar::apart:
      return {N_("You and somebody in this case are kept apart: another moderator decides.")};
    case Bar::household:
      return {N_("You live with somebody in this case: another moderator decides.")};
    case Bar::above:
      return {N_("A keeper wrote this: only another keeper can decide.")};
    case Bar::first:
      return {
          N_("This is your own decision: another moderator, or the keeper, looks at the appeal.")};
  }
  return {};
}

bool same_home(db::Session& s, const accounts::Accounts& accounts, AccountId a, AccountId b) {
  const auto one = accounts.home(s, a), other = accounts.home(s, b);
  // A building is not a household: those who live on one landing are who help each other first.
  if (!one || !other || !one->address || one->address != other->address) return false;
  const auto ca = accounts.contact(s, a), cb = accounts.contact(s, b);
  const bool both_say =
      ca.address.size() > one->label.size() && cb.address.size() > other->label.size();
  if (both_say && ca.address == cb.address) return true;
  const auto family = [](const std::string& name) {
    const auto space = name.find(' ');
    return space == std::string::npos ? std::string() : name.substr(space + 1);
  };
  return !both_say && !family(ca.full_name).empty() && family(ca.full_name) == family(cb.full_name);
}

Bar bar(db::Session& s, const accounts::Accounts& accounts, AccountId who,
        places::TerritoryId territory, const Parties& parties) {
  if (parties.author == who) return Bar::own;
  if (std::find(parties.reporters.begin(), parties.reporters.end(), who) != parties.reporters.end())
    return Bar::reported;
  std::vector<AccountId> others = parties.reporters;
  others.push_back(parties.author);
  std::erase_if(others, [](AccountId a) { return a.value <= 0; });
  for (const AccountId other : others)
    if (store::apart(s, who, other)) return Bar::apart;
  for (const AccountId other : others)
    if (same_home(s, accounts, who, other)) return Bar::household;
  if (parties.author && accounts.roles(s, parties.author, territory).has(http::Role::keeper) &&
      !accounts.roles(s, who, territory).has(http::Role::keeper))
    return Bar::above;
  return Bar::none;
}

}  // namespace palier::moderation
