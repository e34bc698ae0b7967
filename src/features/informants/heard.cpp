// Requests heard in the street, passed on for somebody who agreed and may have no account.
#include <algorithm>

#include "features/informants/service.hpp"
#include "features/informants/store.hpp"

namespace palier::informants {

using i18n::Language;

Service::Passed Service::pass_on(db::Transaction& tx, AccountId by, const form::Input& fields,
                                 const HeardForm& filled,
                                 const std::optional<places::Location>& place,
                                 std::optional<AccountId> known, const Language& l) {
  Passed out;
  const auto mine = quarters(tx, by);
  const auto home = known ? p_.accounts.home(tx, *known) : place;
  if (!home) {
    out.errors.add("address_text", {N_("Write the address: number, street and town.")});
    return out;
  }
  if (std::find(mine.begin(), mine.end(), home->scopes.quarter) == mine.end()) {
    out.errors.add("address_text", {N_("This address is not in your quarter. Pass it on to the "
                                       "informant there, or to the desk.")});
    return out;
  }
  if (!filled.phone.empty() && p_.accounts.find(tx, accounts::Kind::phone, filled.phone)) {
    // Whose it is is not for an informant to learn: the desk can ask.
    out.errors.add("phone", {N_("This number cannot be taken here. Leave it empty, or ask the desk "
                                "to pass the request on.")});
    return out;
  }
  Heard h;
  if (known) {
    h.account_id = *known;
  } else {
    accounts::Accounts::Draft draft;
    draft.first_name = filled.first_name;
    draft.last_name = filled.last_name;
    draft.phone = filled.phone;
    draft.language = l.code();
    draft.home = place;
    draft.rules_agreed = true;
    h.account_id = p_.accounts.create(tx, draft);
  }
  auto asked = fields;
  for (const char* ours : {"first_name", "last_name", "phone", "consent", "for", "other_name"})
    asked.erase(ours);
  const auto posted = p_.aid.post(tx, {aid::Kind::need, h.account_id, by, home, {}}, asked);
  out.errors = posted.errors;
  if (!posted.ok()) return out;
  out.post = h.post_id = posted.id;
  h.id = new_id();
  h.territory_id = home->scopes.territory;
  h.quarter_id = home->scopes.quarter;
  h.by_id = by;
  h.consent = filled.consent;
  h.words = l.tr(consent_words());
  h.consent_at = p_.core.clock.now();
  store::insert(tx, h);
  audit(tx, h.territory_id, by, "informants.passed_on", h.account_id,
        fmt::format("consent: {}", h.consent));
  return out;
}

/// Somebody answered a request that was passed on: who has neither e-mail nor phone learns it from
/// the informant.
void Service::answered(aid::PostId post) {
  p_.core.db.write([&](db::Transaction& tx) {
    const auto h = store::heard_of(tx, post);
    if (!h || !h->by_id) return;
    const auto contact = p_.accounts.contact(tx, h->account_id);
    if (!contact.email.empty() || !contact.phone.empty()) return;
    tell(tx, h->by_id,
         {N_("A neighbour answers what you passed on for {1}"), {name(tx, h->account_id)}},
         {{N_("Tell them. If they agree, ring the desk, which accepts the answer in their name.")}},
         "/informant/desk");
  });
}

}  // namespace palier::informants
