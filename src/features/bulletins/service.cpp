#include "features/bulletins/service.hpp"

#include <algorithm>

#include "core/audit/audit.hpp"
#include "core/html/markdown.hpp"
#include "features/bulletins/official.hpp"
#include "features/bulletins/store.hpp"

namespace palier::bulletins {
namespace {

using http::Role;
using http::Viewer;
using i18n::Language;
using i18n::Message;

constexpr std::size_t kExcerpt = 180;

bool judges(const Viewer& v) {
  return v.roles.any_of({Role::moderator, Role::keeper});
}

bool has(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

Service::Service(const Parts& parts) : p_(parts), keys_(parts.core.db) {}

std::string Service::area(const std::vector<std::string>& circles, const Language& l) const {
  if (circles.empty()) return l.tr(N_("Everyone here"));
  std::vector<std::string> names;
  names.reserve(circles.size());
  for (const auto& circle : circles)
    if (const auto found = p_.places.area(area_of(circle))) names.push_back(found->name);
  if (names.empty()) return l.tr(N_("Everyone here"));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string Service::voice(const Bulletin& b, const std::vector<std::string>& circles,
                           const Language& l) const {
  if (b.official()) return b.signed_as;
  const auto where = area(circles, l);
  if (b.signed_as.empty()) return l.tr(Message{N_("An informant of {1}"), {where}});
  return l.tr(Message{N_("{1}, informant of {2}"), {b.signed_as, where}});
}

Card Service::card(const Bulletin& b, const std::vector<std::string>& circles,
                   const Language& l) const {
  Card c;
  c.id = b.id;
  c.voice = b.voice;
  c.urgency = b.urgency;
  c.body = voice(b, circles, l);
  c.title = b.title;
  c.excerpt = html::excerpt(b.text, kExcerpt);
  c.area = area(circles, l);
  c.url = b.url();
  c.since = b.from_at;
  if (b.ends_at != kNever) c.until = b.ends_at;
  return c;
}

std::vector<std::string> Service::topics(places::TerritoryId t,
                                         const std::optional<places::Scopes>& where) const {
  std::vector<std::string> out{"bulletins/territory/" + t.str()};
  if (where)
    for (const auto& circle : places::circles(*where)) out.push_back("bulletins/" + circle);
  return out;
}

std::vector<Card> Service::current(db::Session& s, places::TerritoryId territory,
                                   const std::optional<places::Scopes>& where, const Language& l,
                                   int limit) const {
  const auto theirs = where ? places::circles(*where) : std::vector<std::string>{};
  std::vector<Card> out;
  for (const auto& b : store::in_force(s, territory, p_.core.clock.now())) {
    if (out.size() >= static_cast<std::size_t>(limit)) break;
    const auto circles = store::circles(s, b.id);
    const bool for_them = !where || circles.empty() ||
                          std::any_of(circles.begin(), circles.end(),
                                      [&](const auto& circle) { return has(theirs, circle); });
    if (for_them) out.push_back(card(b, circles, l));
  }
  return out;
}

void Service::local_voice(std::function<bool(db::Session&, AccountId, std::string_view)> may) {
  local_ = std::move(may);
}

bool Service::looks_official(db::Session& s, places::TerritoryId territory,
                             std::string_view text) const {
  Known known;
  for (auto& body : store::bodies(s, territory)) {
    if (body.closed_at) continue;
    known.bodies.push_back(std::move(body.name));
    if (!body.short_name.empty()) known.bodies.push_back(std::move(body.short_name));
  }
  for (const char* kind : {"commune", "quarter"})
    for (auto& area : p_.places.areas(kind)) known.areas.push_back(std::move(area.name));
  return imitates(text, known);
}

Message Service::imitating() {
  return {
      N_("The title looks like a public body’s own word. Say who it comes from in the text: “I "
         "read at the town hall that …”.")};
}

FormContext Service::form_context(db::Session& s, const Viewer& viewer, const Language& l) const {
  FormContext c;
  c.now = p_.core.clock.now();
  c.territory = places::TerritoryId{viewer.territory};
  c.communes = p_.places.areas("commune");
  c.quarters = p_.places.areas("quarter");
  const AccountId account{viewer.account};
  if (viewer.roles.has(Role::official))
    for (const auto& body : store::bodies_of(s, account, c.territory))
      c.signatures.push_back({"body/" + body.id.str(), body.name, "", body.id});
  if (local_ && viewer.roles.has(Role::informant))
    for (const auto& quarter : c.quarters) {
      const auto circle = "quarter/" + quarter.id.str();
      if (local_(s, account, circle))
        c.signatures.push_back({"local/" + circle,
                                l.tr(Message{N_("As informant of {1}"), {quarter.name}}),
                                circle,
                                {}});
    }
  return c;
}

Service::Reach Service::reach(db::Session& s, places::TerritoryId t,
                              const std::vector<std::string>& circles) const {
  return p_.accounts.count_living_in(s, t, circles);
}

void Service::audit(db::Transaction& tx, const Bulletin& b, AccountId by, std::string_view what,
                    std::string detail) const {
  audit::Line line;
  line.territory_id = b.territory_id.value;
  line.by_account = by.value;
  line.what = what;
  line.kind = "bulletin";
  line.subject = b.id.value;
  line.detail = std::move(detail);
  audit::write(tx, p_.core.clock, std::move(line));
}

void Service::keep(db::Transaction& tx, Bulletin b, const std::vector<std::string>& circles) {
  const Instant now = p_.core.clock.now();
  b.created_at = now;
  store::insert(tx, b, circles);
  audit(tx, b, b.author_id, "bulletins.published",
        fmt::format("{} {}: {}", word(b.voice), word(b.urgency), b.title));
  if (b.hidden) return;  // Held: it begins when a moderator lets it.
  if (b.from_at <= now) {
    begin(tx, std::move(b));
    return;
  }
  jobs::Options later;
  later.delay = b.from_at - now;
  p_.core.queue.add(tx, "bulletins.begin", b.id.str(), later);
}

std::optional<BulletinId> Service::publish(db::Transaction& tx, AccountId author,
                                           const Draft& draft) {
  const auto home = p_.accounts.home(tx, author);
  const auto person = p_.accounts.person(tx, author);
  if (!person) return {};
  Bulletin b;
  b.id = BulletinId::make();
  if (home) b.territory_id = home->scopes.territory;
  const auto roles = p_.accounts.roles(tx, author, b.territory_id);
  if (draft.voice == Voice::official) {
    const auto body = store::body_named(tx, b.territory_id, draft.body);
    if (!roles.has(Role::official) || !body) return {};
    const auto signers = store::signers(tx, body->id);
    if (std::find(signers.begin(), signers.end(), author) == signers.end()) return {};
    b.body_id = body->id;
    b.signed_as = body->name;
  } else {
    if (!roles.has(Role::informant) || draft.circles.empty() || !local_ ||
        draft.urgency == Urgency::urgent ||
        !std::all_of(draft.circles.begin(), draft.circles.end(),
                     [&](const auto& circle) { return local_(tx, author, circle); }))
      return {};
    b.signed_as = person->first_name;
  }
  b.voice = draft.voice;
  b.urgency = draft.urgency;
  b.author_id = author;
  b.language = person->language;
  b.title = draft.title;
  b.text = draft.text;
  b.from_at = draft.from == Instant{} ? p_.core.clock.now() : draft.from;
  b.ends_at = draft.until.value_or(kNever);
  const auto id = b.id;
  keep(tx, std::move(b), draft.circles);
  return id;
}

Service::Written Service::write(db::Transaction& tx, const Viewer& by, const BulletinForm& filled,
                                std::string_view language) {
  Bulletin b;
  b.id = BulletinId::make();
  b.territory_id = places::TerritoryId{by.territory};
  b.author_id = AccountId{by.account};
  b.voice = filled.sign.circle.empty() ? Voice::official : Voice::local;
  b.urgency = filled.urgency;
  b.language = language;
  b.title = filled.title;
  b.text = filled.text;
  b.from_at = filled.from;
  b.ends_at = filled.ends;
  Written out;
  out.id = b.id;
  if (b.official()) {
    // Between the form and here the keeper may have taken it back.
    const auto body = store::body(tx, filled.sign.body);
    const auto signers = store::signers(tx, filled.sign.body);
    if (!body || body->closed_at ||
        std::find(signers.begin(), signers.end(), b.author_id) == signers.end()) {
      out.refused = {N_("You may not sign for this body any more.")};
      return out;
    }
    b.body_id = body->id;
    b.signed_as = body->name;
    keep(tx, std::move(b), filled.circles);
    return out;
  }
  if (!local_ || !local_(tx, b.author_id, filled.sign.circle)) {
    out.refused = {N_("You are not the informant of this quarter any more.")};
    return out;
  }
  const auto whole = b.title + "\n" + b.text;
  moderation::Moderation::Text text{b.author_id, b.territory_id, "bulletin", whole, b.id.value};
  const auto verdict = p_.moderation.weigh(tx, text);
  if (!verdict.ok()) {
    out.refused = verdict.why;
    return out;
  }
  if (looks_official(tx, b.territory_id, b.title)) {
    out.refused = imitating();
    return out;
  }
  if (const auto person = p_.accounts.person(tx, b.author_id)) b.signed_as = person->first_name;
  out.held = b.hidden = verdict.act == moderation::Moderation::Verdict::Do::hold;
  keep(tx, std::move(b), filled.circles);
  p_.moderation.wrote(tx, text, verdict);
  return out;
}

bool Service::may_see(db::Session& s, const Viewer& v, const Bulletin& b) const {
  if (!b.hidden && b.begun_at) return true;
  return judges(v) || (v.account && v.account == b.author_id.value) ||
         (!b.hidden && may_amend(s, v, b));
}

bool Service::may_amend(db::Session& s, const Viewer& v, const Bulletin& b) const {
  if (!v.account || b.withdrawn_at || b.ends_at <= p_.core.clock.now()) return false;
  if (!b.official()) {
    if (v.account != b.author_id.value || !v.roles.has(Role::informant) || !local_) return false;
    const auto circles = store::circles(s, b.id);
    return std::all_of(circles.begin(), circles.end(),
                       [&](const auto& circle) { return local_(s, b.author_id, circle); });
  }
  if (!v.roles.has(Role::official)) return false;
  const auto signers = store::signers(s, b.body_id);
  return std::find(signers.begin(), signers.end(), AccountId{v.account}) != signers.end();
}

bool Service::may_withdraw(db::Session& s, const Viewer& v, const Bulletin& b) const {
  if (b.withdrawn_at || b.ends_at <= p_.core.clock.now()) return false;
  return may_amend(s, v, b) || v.roles.has(Role::keeper) ||
         (!b.official() &&
          (v.roles.has(Role::moderator) || (v.account && v.account == b.author_id.value)));
}

Done<> Service::amend(db::Transaction& tx, const Viewer& by, BulletinId id,
                      const AmendForm& filled) {
  auto b = store::find(tx, id);
  if (!b || !may_see(tx, by, *b)) return tl::unexpected(No::not_found);
  if (b->withdrawn_at) return tl::unexpected(No::over);
  if (!may_amend(tx, by, *b)) return tl::unexpected(No::not_allowed);
  if (!b->official() && looks_official(tx, b->territory_id, filled.title))
    return tl::unexpected(No::imitates);
  const Instant now = p_.core.clock.now();
  Amendment a{new_id(), id, AccountId{by.account}, filled.note, b->title, b->text, now};
  store::insert(tx, a, b->territory_id);
  b->title = filled.title;
  b->text = filled.text;
  b->amended_at = now;
  store::update(tx, *b);
  audit(tx, *b, a.by_id, "bulletins.amended", filled.note);
  shown_again(tx, *b);
  if (filled.tell && b->begun_at && b->urgency != Urgency::usual)
    start_round(tx, *b, News::corrected);
  return {};
}

Done<> Service::withdraw(db::Transaction& tx, const Viewer& by, BulletinId id,
                         const WithdrawForm& filled) {
  auto b = store::find(tx, id);
  if (!b || !may_see(tx, by, *b)) return tl::unexpected(No::not_found);
  if (b->withdrawn_at) return tl::unexpected(No::over);
  if (!may_withdraw(tx, by, *b)) return tl::unexpected(No::not_allowed);
  const Instant now = p_.core.clock.now();
  b->withdrawn_at = now;
  b->withdrawn_why = filled.why;
  b->ends_at = now;
  store::update(tx, *b);
  store::end_counting(tx, id, now);
  audit(tx, *b, AccountId{by.account}, "bulletins.withdrawn", filled.why);
  shown_again(tx, *b);
  if (filled.tell && b->begun_at && b->urgency != Urgency::usual)
    start_round(tx, *b, News::withdrawn);
  return {};
}

}  // namespace palier::bulletins
