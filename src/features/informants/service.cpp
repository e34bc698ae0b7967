// Standing: asking to be an informant, being confirmed, the term and its end.
#include "features/informants/service.hpp"

#include <algorithm>

#include "core/audit/audit.hpp"
#include "features/informants/store.hpp"
#include "features/informants/templates.hpp"

namespace palier::informants {
namespace {

using http::Role;
using http::Viewer;
using i18n::Language;
using i18n::Message;
using Letter = accounts::Accounts::Letter;

constexpr const char* kInvited = "informants.invited";
constexpr std::int64_t kInvitationsAWeek = 3;
constexpr std::chrono::days kNotAgain{180};

}  // namespace

Service::Service(const Parts& parts)
    : p_(parts), keys_(parts.core.db), links_(parts.core.db, parts.core.clock) {}

std::string Service::name(db::Session& s, AccountId id) const {
  const auto person = p_.accounts.person(s, id);
  return person ? person->first_name : "";
}

std::string Service::quarter_name(places::AreaId id) const {
  const auto area = p_.places.area(id);
  return area ? area->name : "";
}

std::string Service::url(std::string_view path) const {
  return p_.core.site.public_url + std::string(path);
}

void Service::audit(db::Transaction& tx, places::TerritoryId t, AccountId by, std::string_view what,
                    AccountId about, std::string detail) const {
  audit::Line line;
  line.territory_id = t.value;
  line.by_account = by.value;
  line.what = what;
  line.kind = "account";
  line.subject = about.value;
  line.detail = std::move(detail);
  audit::write(tx, p_.core.clock, std::move(line));
}

void Service::tell(db::Transaction& tx, AccountId to, const Message& subject,
                   const std::vector<Message>& text, std::string_view path, bool soon) const {
  p_.accounts.write_to(tx, to, [&](const Language& l) {
    Letter out;
    out.subject = l.tr(subject);
    for (const auto& one : text) {
      if (!out.text.empty()) out.text += "\n\n";
      out.text += l.tr(one);
    }
    if (!path.empty()) out.text += "\n\n" + url(path);
    out.sms = path.empty() ? out.subject : out.subject + " " + url(path);
    out.kind = "informants";
    out.path = path;
    out.soon = soon;
    return out;
  });
}

void Service::tell_role(db::Transaction& tx, places::TerritoryId t, Role role,
                        const Message& subject, const std::vector<Message>& text,
                        std::string_view path, bool soon) const {
  for (const auto id : p_.accounts.with_role(tx, t, role)) tell(tx, id, subject, text, path, soon);
}

std::vector<AccountId> Service::of_quarter(db::Session& s, places::AreaId quarter) const {
  std::vector<AccountId> out;
  const auto all = store::serving(s, quarter);
  out.reserve(all.size());
  for (const auto& one : all) out.push_back(one.account_id);
  return out;
}

std::vector<places::AreaId> Service::quarters(db::Session& s, AccountId informant) const {
  std::vector<places::AreaId> out;
  for (const auto& one : store::of_account(s, informant))
    if (one.state == State::serving) out.push_back(one.quarter_id);
  std::sort(out.begin(), out.end());
  return out;
}

html::Html Service::box(db::Session& s, const Viewer& viewer, const html::Page& page) const {
  if (!viewer.signed_in()) return {};
  const auto home = p_.accounts.home(s, AccountId{viewer.account});
  if (!home || !home->scopes.quarter) return {};
  const auto all = of_quarter(s, home->scopes.quarter);
  std::vector<std::string> names;
  for (const auto id : all)
    if (!p_.moderation.blocked(s, id, AccountId{viewer.account}))
      if (auto first = name(s, id); !first.empty()) names.push_back(std::move(first));
  return {templates::box(page, quarter_name(home->scopes.quarter),
                         fmt::format("{}", fmt::join(names, ", ")))};
}

Done<> Service::stand(db::Transaction& tx, AccountId who, places::TerritoryId t,
                      const CandidateForm& filled) {
  if (store::live(tx, who, filled.quarter)) return tl::unexpected(No::already);
  Standing s;
  s.id = StandingId::make();
  s.territory_id = t;
  s.account_id = who;
  s.quarter_id = filled.quarter;
  s.why = filled.why;
  s.knows = filled.knows;
  s.hours = filled.hours;
  s.created_at = p_.core.clock.now();
  store::insert(tx, s);
  tell_role(tx, t, Role::moderator,
            {N_("{1} would like to be the informant of {2}"),
             {name(tx, who), quarter_name(filled.quarter)}},
            {{N_("Read what they say, ask neighbours or meet them, then decide:")}},
            "/informant/candidates");
  return {};
}

bool Service::ask(db::Transaction& tx, AccountId account, places::AreaId quarter,
                  const Candidacy& words) {
  const auto home = p_.accounts.home(tx, account);
  return stand(tx, account, home ? home->scopes.territory : places::TerritoryId{1},
               {quarter, words.why, words.knows, words.hours})
      .has_value();
}

Done<> Service::take_back(db::Transaction& tx, AccountId who, StandingId id) {
  auto s = store::find(tx, id);
  if (!s || s->account_id != who || s->state != State::candidate)
    return tl::unexpected(No::not_found);
  s->state = State::ended;
  s->ended_at = p_.core.clock.now();
  store::update(tx, *s);
  return {};
}

Service::Invited Service::invite(db::Transaction& tx, const Viewer& by, const InviteForm& filled,
                                 const Language& l) {
  const Instant now = p_.core.clock.now();
  const AccountId from{by.account};
  if (store::invitations_by(tx, from, now - std::chrono::days{7}) >= kInvitationsAWeek)
    return Invited::too_many;
  const auto& to = filled.email.empty() ? filled.phone : filled.email;
  const auto seal = keys_.seal(kInvited, to);
  const bool before = store::invited(tx, seal, now - kNotAgain);
  store::insert_invitation(tx, places::TerritoryId{by.territory}, filled.quarter, from, seal, now);
  if (before) return Invited::sent;  // One letter is enough, and nobody learns of it.
  const auto who = name(tx, from), where = quarter_name(filled.quarter);
  const auto path = "/informant?quarter=" + filled.quarter.str();
  const Message subject{N_("{1} thinks that you would be a good informant of {2}"), {who, where}};
  const std::vector<Message> text{
      {N_("The informant of a quarter passes on what is useful to know, brings requests of people "
          "without a computer, and asks after those who wish it. A few hours a week, for a year.")},
      {N_("You decide. If you do nothing, nothing happens, and we do not write again.")}};
  const auto known = p_.accounts.find(
      tx, filled.email.empty() ? accounts::Kind::phone : accounts::Kind::email, to);
  if (known) {
    if (!p_.moderation.blocked(tx, *known, from)) tell(tx, *known, subject, text, path);
    return Invited::sent;
  }
  if (filled.email.empty()) {
    p_.core.outbox.send(
        tx, mail::Sms{to, fmt::format("{}: {}. {}", p_.core.site.name, l.tr(subject), url(path))});
    return Invited::sent;
  }
  mail::Message m;
  m.to = to;
  m.language = l.code();
  m.subject = l.tr(subject);
  m.text = fmt::format("{}\n\n{}\n\n{}\n\n{}\n", l.tr(N_("Hello,")), l.tr(text[0]), url(path),
                       l.tr(text[1]));
  p_.core.outbox.send(tx, m);
  return Invited::sent;
}

void Service::set_serving(db::Transaction& tx, Standing& s, AccountId by, std::string_view reason) {
  const Instant now = p_.core.clock.now();
  s.state = State::serving;
  s.decided_by = by;
  s.decided_at = s.since = now;
  s.until = now + kTerm;
  s.reason = reason;
  p_.accounts.set_role(tx, s.account_id, s.territory_id, Role::informant, true, by,
                       quarter_name(s.quarter_id));
  audit(tx, s.territory_id, by, "informants.confirmed", s.account_id, quarter_name(s.quarter_id));
}

bool Service::appoint(db::Transaction& tx, AccountId account, places::AreaId quarter, AccountId by,
                      std::string_view reason) {
  auto s = store::live(tx, account, quarter);
  if (s && s->state == State::serving) return false;
  const bool fresh = !s;
  if (fresh) {
    s.emplace();
    s->id = StandingId::make();
    if (const auto home = p_.accounts.home(tx, account)) s->territory_id = home->scopes.territory;
    s->account_id = account;
    s->quarter_id = quarter;
    s->created_at = p_.core.clock.now();
  }
  set_serving(tx, *s, by, reason);
  if (fresh)
    store::insert(tx, *s);
  else
    store::update(tx, *s);
  return true;
}

Done<> Service::decide(db::Transaction& tx, const Viewer& by, StandingId id,
                       const DecisionForm& filled) {
  auto s = store::find(tx, id);
  if (!s || s->territory_id.value != by.territory) return tl::unexpected(No::not_found);
  if (s->state != State::candidate) return tl::unexpected(No::already);
  if (s->account_id.value == by.account) return tl::unexpected(No::own);
  const auto where = quarter_name(s->quarter_id);
  if (filled.confirm) {
    set_serving(tx, *s, AccountId{by.account}, filled.reason);
    store::update(tx, *s);
    tell(tx, s->account_id, {N_("You are the informant of {1}"), {where}},
         {{N_("Thank you. For a year you have a desk of your own: bulletins for the quarter, "
              "requests "
              "that you hear, people to ask after, the week’s sheet.")},
          {N_("What the moderator says: {1}"), {filled.reason}}},
         "/informant/desk");
    return {};
  }
  s->state = State::refused;
  s->decided_by = AccountId{by.account};
  s->decided_at = p_.core.clock.now();
  s->reason = filled.reason;
  store::update(tx, *s);
  audit(tx, s->territory_id, s->decided_by, "informants.refused", s->account_id, where);
  tell(tx, s->account_id, {N_("Informant of {1}: not this time"), {where}},
       {{N_("Thank you for having offered. What the moderator says: {1}"), {filled.reason}}},
       "/informant");
  return {};
}

void Service::end(db::Transaction& tx, Standing& s, AccountId by, std::string_view what) {
  s.state = State::ended;
  s.ended_at = p_.core.clock.now();
  store::update(tx, s);
  if (quarters(tx, s.account_id).empty())
    p_.accounts.set_role(tx, s.account_id, s.territory_id, Role::informant, false, by, what);
  // The log outlives the account: the reason is told to them, and not repeated there.
  audit(tx, s.territory_id, by, what, s.account_id, quarter_name(s.quarter_id));
}

Done<> Service::renew(db::Transaction& tx, AccountId who, StandingId id) {
  auto s = store::find(tx, id);
  if (!s || s->account_id != who || s->state != State::serving)
    return tl::unexpected(No::not_found);
  const Instant now = p_.core.clock.now();
  if (!s->until || *s->until > now + kRenewable) return tl::unexpected(No::already);
  s->until = *s->until + kTerm;
  s->reminded_at.reset();
  store::update(tx, *s);
  audit(tx, s->territory_id, who, "informants.renewed", who, quarter_name(s->quarter_id));
  return {};
}

Done<> Service::step_down(db::Transaction& tx, AccountId who, StandingId id) {
  auto s = store::find(tx, id);
  if (!s || s->account_id != who || s->state != State::serving)
    return tl::unexpected(No::not_found);
  end(tx, *s, who, "informants.stepped_down");
  tell_role(
      tx, s->territory_id, Role::moderator,
      {N_("{1} is the informant of {2} no longer"), {name(tx, who), quarter_name(s->quarter_id)}},
      {{N_("They have stepped down.")}}, "/informant");
  return {};
}

Done<> Service::remove(db::Transaction& tx, const Viewer& by, StandingId id,
                       std::string_view reason) {
  auto s = store::find(tx, id);
  if (!s || s->territory_id.value != by.territory || s->state != State::serving)
    return tl::unexpected(No::not_found);
  if (s->account_id.value == by.account) return tl::unexpected(No::own);
  s->reason = reason;
  end(tx, *s, AccountId{by.account}, "informants.removed");
  tell(tx, s->account_id,
       {N_("You are the informant of {1} no longer"), {quarter_name(s->quarter_id)}},
       {{N_("What the moderator says: {1}"), {std::string(reason)}}}, "/informant");
  return {};
}

void Service::end_terms() {
  const Instant now = p_.core.clock.now();
  const auto near =
      p_.core.db.read([&](db::Session& s) { return store::ending(s, now + kReminder); });
  for (const auto& one : near)
    p_.core.db.write([&](db::Transaction& tx) {
      auto s = store::find(tx, one.id);
      if (!s || s->state != State::serving || !s->until) return;
      const auto where = quarter_name(s->quarter_id);
      if (*s->until <= now) {
        end(tx, *s, {}, "informants.term_over");
        tell(tx, s->account_id, {N_("Your year as informant of {1} is over"), {where}},
             {{N_("Thank you. You can ask to go on, if you like.")}}, "/informant");
      } else if (!s->reminded_at) {
        s->reminded_at = now;
        store::update(tx, *s);
        tell(tx, s->account_id, {N_("Your year as informant of {1} ends soon"), {where}},
             {{N_("Would you go on for another year? One press on your desk is enough. If you do "
                  "nothing, it ends by itself, with our thanks.")}},
             "/informant/desk");
      }
    });
}

}  // namespace palier::informants
