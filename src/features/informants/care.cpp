// Asking after those who asked for it, once nobody has heard of them for as long as they said.
#include <algorithm>

#include "features/informants/service.hpp"
#include "features/informants/store.hpp"

namespace palier::informants {
namespace {

using http::Role;
using http::Viewer;
using i18n::Message;
using Letter = accounts::Accounts::Letter;

constexpr const char* kLink = "informants.well";
constexpr int kPage = 200;

/// Happened after the last news, and so still counts.
bool counts(const std::optional<Instant>& at, Instant last) {
  return at && *at > last;
}

}  // namespace

Service::Silence Service::silence(db::Session& s, const CareRow& care) const {
  Silence out;
  out.care = care;
  out.last = std::max(care.asked_at, care.heard_at);
  if (const auto here = p_.accounts.last_here(s, care.account_id))
    out.last = std::max(out.last, *here);
  out.overdue = p_.core.clock.now() - out.last >= std::chrono::days{care.days};
  out.desk = out.overdue && counts(care.desk_at, out.last);
  return out;
}

std::vector<Service::Silence> Service::overdue_in(db::Session& s, places::AreaId quarter) const {
  std::vector<Silence> out;
  for (const auto& care : store::care_in(s, quarter))
    if (auto one = silence(s, care); one.overdue) out.push_back(std::move(one));
  return out;
}

std::vector<Service::Silence> Service::overdue_for_desk(db::Session& s,
                                                        places::TerritoryId t) const {
  std::vector<Silence> out;
  AccountId after;
  while (true) {
    const auto page = store::care_after(s, after, kPage);
    for (const auto& care : page) {
      if (care.territory_id != t) continue;
      auto one = silence(s, care);
      if (one.overdue && (one.desk || of_quarter(s, care.quarter_id).empty()))
        out.push_back(std::move(one));
    }
    if (page.size() < kPage) return out;
    after = page.back().account_id;
  }
}

void Service::look_after(db::Transaction& tx, AccountId account, const Care& care) {
  CareRow row;
  row.account_id = account;
  row.days = care.days;
  row.way = care.at_door ? Way::door : Way::phone;
  row.note = care.note;
  row.asked_at = row.heard_at = care.asked_at == Instant{} ? p_.core.clock.now() : care.asked_at;
  if (const auto home = p_.accounts.home(tx, account)) {
    row.territory_id = home->scopes.territory;
    row.quarter_id = home->scopes.quarter;
  }
  store::put(tx, row);
}

form::Errors Service::save_care(db::Transaction& tx, AccountId who, const CareForm& filled) {
  form::Errors errors;
  if (!filled.on) {
    store::remove_care(tx, who);
    return errors;
  }
  const auto home = p_.accounts.home(tx, who);
  if (filled.way == Way::phone && p_.accounts.contact(tx, who).phone.empty())
    errors.add("way", {N_("We have no phone number of yours. Add it to your account first, or "
                          "choose your door.")});
  if (!home) errors.add("on", {N_("Say where you live first, on your account’s page.")});
  if (errors) return errors;
  look_after(tx, who, {filled.days, filled.way == Way::door, filled.note, {}});
  return errors;
}

bool Service::may_look(db::Session& s, const Viewer& v, const Silence& one) const {
  if (!one.overdue || one.care.territory_id.value != v.territory) return false;
  if (v.roles.has(Role::informant)) {
    const auto mine = quarters(s, AccountId{v.account});
    if (std::find(mine.begin(), mine.end(), one.care.quarter_id) != mine.end()) return true;
  }
  return v.roles.has(Role::operator_) && (one.desk || of_quarter(s, one.care.quarter_id).empty());
}

Done<> Service::check(db::Transaction& tx, const Viewer& by, AccountId whom,
                      const CheckForm& filled) {
  const auto row = store::care(tx, whom);
  if (!row) return tl::unexpected(No::not_found);
  const auto one = silence(tx, *row);
  if (!may_look(tx, by, one)) return tl::unexpected(No::not_allowed);
  const Instant now = p_.core.clock.now();
  auto care = one.care;
  store::insert(tx, Check{new_id(), whom, AccountId{by.account}, filled.outcome, filled.note, now},
                care.territory_id);
  audit(tx, care.territory_id, AccountId{by.account}, "informants.asked_after", whom,
        filled.outcome == Outcome::well         ? "all is well"
        : filled.outcome == Outcome::needs_help ? "needs help"
                                                : "nobody there");
  if (filled.outcome == Outcome::nobody) {
    const bool news = !counts(care.desk_at, one.last);
    care.desk_at = now;
    store::put(tx, care);
    if (news)
      tell_role(
          tx, care.territory_id, Role::operator_,
          {N_("Nobody answers at {1}’s, {2}"), {name(tx, whom), quarter_name(care.quarter_id)}},
          {{N_("They asked to be looked after, and an informant has found nobody. Ring, or send "
               "somebody:")}},
          "/informant/no-news/" + whom.str(), true);
    return {};
  }
  care.heard_at = now;
  store::put(tx, care);
  return {};
}

bool Service::all_is_well(db::Transaction& tx, AccountId who) {
  auto care = store::care(tx, who);
  if (!care) return false;
  care->heard_at = p_.core.clock.now();
  store::put(tx, *care);
  return true;
}

std::optional<AccountId> Service::read_link(std::string_view token) const {
  const auto subject = links_.read(kLink, token);
  if (!subject) return {};
  return AccountId{*subject};
}

void Service::ask_after() {
  const Instant now = p_.core.clock.now();
  AccountId after;
  while (true) {
    const auto page =
        p_.core.db.read([&](db::Session& s) { return store::care_after(s, after, kPage); });
    for (const auto& listed : page)
      p_.core.db.write([&](db::Transaction& tx) {
        auto care = store::care(tx, listed.account_id);
        if (!care) return;
        const auto one = silence(tx, *care);
        if (one.overdue && !counts(care->told_at, one.last)) {
          care->told_at = now;
          store::put(tx, *care);
          const Message subject{N_("No news of {1}, {2}"),
                                {name(tx, care->account_id), quarter_name(care->quarter_id)}};
          const std::vector<Message> text{
              {N_("They asked to be looked after if nobody hears from them for {1} days. How to "
                  "reach them is on this page:"),
               {std::to_string(care->days)}}};
          const auto path = "/informant/no-news/" + care->account_id.str();
          const auto informants = of_quarter(tx, care->quarter_id);
          for (const auto to : informants) tell(tx, to, subject, text, path, true);
          if (informants.empty())
            tell_role(tx, care->territory_id, Role::operator_, subject, text, path, true);
        } else if (!one.overdue && !counts(care->warned_at, one.last) &&
                   now - one.last >= std::chrono::days{care->days - 1}) {
          care->warned_at = now;
          store::put(tx, *care);
          const auto path = "/look-after/" +
                            links_.make(kLink, care->account_id.value, now + std::chrono::days{14});
          tell(tx, care->account_id, {N_("Is all well?")},
               {{N_("You asked us to look after you. If all is well, open this page and press the "
                    "button. If we hear nothing, somebody asks after you, as you wished.")}},
               path, true);
        }
      });
    if (page.size() < kPage) return;
    after = page.back().account_id;
  }
}

}  // namespace palier::informants
