#include "features/groups/room.hpp"

#include <algorithm>

#include "core/html/markdown.hpp"
#include "features/groups/templates.hpp"

namespace palier::groups {

using http::Context;
using i18n::Language;
using i18n::Message;

Room::Seen Room::see(db::Session& s, const Context& c, GroupId id, Tier least) const {
  auto g = store::group(s, id);
  if (!g) http::not_found();
  Seen seen;
  seen.seer = service.seer(s, *g, c.viewer, c.now);
  seen.tier = tier(*g, seen.seer);
  if (seen.tier == Tier::none) http::not_found();
  if (seen.tier < least) http::forbidden();
  seen.group = std::move(*g);
  return seen;
}

Room::Seen Room::see_approver(db::Session& s, const Context& c, GroupId id) const {
  auto seen = see(s, c, id, Tier::member);
  if (!may_let_in(seen.group, seen.me())) http::forbidden();
  return seen;
}

std::string Room::place(db::Session& s, const Context& c, const Group& g) const {
  const auto home = service.home(s, viewer(c));
  return place_name(g, home ? home->circles : std::vector<std::string>{}, p.below.places,
                    p.core.site.name, c.language);
}

Head Room::head(db::Session& s, const Context& c, const Seen& seen, At at) const {
  const auto& l = c.language;
  const auto& g = seen.group;
  Head out;
  out.url = g.url();
  out.name = g.name;
  out.place = place(s, c, g);
  const std::string n[] = {l.number(g.members)};
  out.members = Language::fill(l.tr("One member", "{1} members", g.members), n);
  out.door = l.tr(label(g.door));
  out.member = seen.tier >= Tier::member;
  if (out.member) out.role = l.tr(label(seen.me().role));
  const auto tab = [&](const char* label, std::string url, At here, int count = 0) {
    out.tabs.push_back({l.tr(label), std::move(url), here == at, count});
  };
  if (seen.tier < Tier::reads) return out;
  tab(N_("Posts of the group"), out.url, At::posts);
  tab(N_("Calendar"), out.url + "/calendar", At::calendar);
  if (!out.member) return out;
  tab(N_("Members"), out.url + "/members", At::members);
  tab(N_("Files"), out.url + "/files", At::files);
  if (may_let_in(g, seen.me()))
    if (const auto count = store::waiting(s, g.id); count || at == At::requests)
      tab(N_("Requests to join"), out.url + "/requests", At::requests, static_cast<int>(count));
  if (seen.tier == Tier::organises) tab(N_("Settings"), out.url + "/settings", At::settings);
  return out;
}

CardView Room::card(const Group& g, const std::vector<std::string>& circles,
                    const Language& l) const {
  CardView v;
  v.url = g.url();
  v.name = g.name;
  v.about = html::excerpt(g.about, 160);
  v.place = place_name(g, circles, p.below.places, p.core.site.name, l);
  const std::string n[] = {l.number(g.members)};
  v.members = Language::fill(l.tr("One member", "{1} members", g.members), n);
  v.door = l.tr(label(g.door));
  return v;
}

Card Room::public_card(const Group& g, const Language& l) const {
  Card out;
  out.id = g.id;
  out.name = g.name;
  out.excerpt = html::excerpt(g.about, 160);
  out.circle_name = place_name(g, {}, p.below.places, p.core.site.name, l);
  out.url = g.url();
  out.door = g.door;
  out.members = g.members;
  return out;
}

std::vector<EventLine> Room::events(db::Session& s, const Seen& seen, Instant from, int limit,
                                    const Language& l) const {
  std::vector<EventLine> out;
  const auto coming = p.below.feed.coming(s, seen.group.audience(), from, limit);
  out.reserve(coming.size());
  for (const auto& e : coming)
    out.push_back({e.title, e.url, event_when(e.event, l), e.event.place});
  return out;
}

std::vector<AidLine> Room::aid(db::Session& s, const Seen& seen, const Language& l) const {
  std::vector<AidLine> out;
  const auto apart = p.below.moderation.apart_from(s, seen.seer.account);
  for (const auto& one : store::listed(s, seen.group.id, kMostAid)) {
    if (std::find(apart.begin(), apart.end(), one.by_id) != apart.end()) continue;
    auto summary = p.below.aid.summary(s, one.post_id, l);
    if (!summary) continue;
    const auto state = summary->card.state;
    if (state != aid::State::open && state != aid::State::proposed) continue;
    AidLine line;
    line.kind = summary->card.kind == aid::Kind::need ? l.tr(N_("Request")) : l.tr(N_("Offer"));
    line.card = std::move(summary->card);
    if (seen.tier >= Tier::member) {
      line.by = p.letters.name(s, one.by_id, l);
      if (may_unlist(seen.me(), one))
        line.unlist = seen.group.url() + "/aid/" + one.post_id.str() + "/unlist";
    }
    out.push_back(std::move(line));
  }
  return out;
}

namespace {
constexpr int kPerPage = 30;
}

MembersPage Room::members(db::Session& s, const Context& c, const Seen& seen, int number) const {
  const auto& l = c.language;
  const auto& g = seen.group;
  const auto& me = seen.me();
  MembersPage out;
  out.head = head(s, c, seen, At::members);
  out.invites = full_rights(me);
  out.runs = me.role != Role::member;
  const auto needed = trust_needed(store::trusted(s, g.id));
  const std::string args[] = {l.number(needed)};
  out.rule = Language::fill(
      l.tr("Here, at present, one is enough.", "Here, at present, {1} are enough.", needed), args);
  const auto apart = p.below.moderation.apart_from(s, me.account_id);
  const auto mine = store::trusted_by(s, g.id, me.account_id);
  auto rows = store::members(s, g.id, kPerPage + 1, (number - 1) * kPerPage);
  const bool more = rows.size() > kPerPage;
  if (more) rows.resize(kPerPage);
  out.pager = pager(g.url() + "/members", number, more);
  out.members.reserve(rows.size());
  for (const auto& m : rows) {
    if (std::find(apart.begin(), apart.end(), m.account_id) != apart.end() && !out.runs) continue;
    const auto person = p.below.accounts.person(s, m.account_id);
    MemberLine line;
    line.id = m.account_id.str();
    line.name = p.letters.name(s, m.account_id, l);
    line.role = l.tr(label(m.role));
    line.since = l.tr(Message{N_("Since {1}"), {l.date(m.joined_at)}});
    line.self = m.account_id == me.account_id;
    line.organiser = m.role == Role::organiser;
    line.helper = m.role == Role::helper;
    line.newcomer = !m.trusted;
    line.verified = person && person->verified;
    line.can_trust = may_trust(me, m);
    line.trusted_by_me = std::find(mine.begin(), mine.end(), m.account_id) != mine.end();
    if (line.newcomer)
      line.trust = l.tr(Message{N_("Trusted by {1} of {2}"),
                                {l.number(store::trusts(s, g.id, m.account_id)), args[0]}});
    line.can_remove = may_remove(me, m);
    line.can_role = may_set_role(me);
    out.members.push_back(std::move(line));
  }
  if (out.runs)
    for (const auto& b : store::bans(s, g.id))
      out.bans.push_back({b.account_id.str(), p.letters.name(s, b.account_id, l)});
  for (const auto& i : store::invitations(s, g.id, c.now)) {
    if (i.by_id != me.account_id && !out.runs) continue;
    const char* way = i.way == Way::link ? N_("A link made by {1}, until {2}")
                                         : N_("Somebody invited by {1}, until {2}");
    out.invitations.push_back(
        {i.id.str(), l.tr(Message{way, {p.letters.name(s, i.by_id, l), l.date(i.expires_at)}})});
  }
  return out;
}

RequestsPage Room::requests(db::Session& s, const Context& c, const Seen& seen) const {
  const auto& l = c.language;
  RequestsPage out;
  out.head = head(s, c, seen, At::requests);
  const auto apart = p.below.moderation.apart_from(s, seen.seer.account);
  for (const auto& r : store::requests(s, seen.group.id)) {
    if (std::find(apart.begin(), apart.end(), r.account_id) != apart.end()) continue;
    const auto person = p.below.accounts.person(s, r.account_id);
    RequestLine line;
    line.id = r.id.str();
    line.name = p.letters.name(s, r.account_id, l);
    line.since = l.ago(r.created_at, c.now);
    line.verified = person && person->verified;
    line.said = r.said();
    line.report = moderation::Moderation::report_url("group_request", r.id.value);
    out.requests.push_back(std::move(line));
  }
  return out;
}

std::string Room::absolute(const Context& c, const std::string& path) const {
  const auto& base = p.core.site.public_url;
  return (base.empty() ? c.request.origin : base) + path;
}

html::Pager pager(const std::string& path, int number, bool more) {
  const char join = path.find('?') == std::string::npos ? '?' : '&';
  html::Pager out;
  if (number == 2)
    out.previous = path;
  else if (number > 2)
    out.previous = path + join + "page=" + std::to_string(number - 1);
  if (more) out.next = path + join + "page=" + std::to_string(number + 1);
  return out;
}

int page_number(const Context& c) {
  form::Errors ignored;
  form::Reader read(c.request.query, ignored);
  const auto n = read.number("page", {.min = 1, .max = 10'000});
  return ignored ? 1 : static_cast<int>(n.value_or(1));
}

http::Response question(Context& c, QuestionPage p, const form::Errors& errors, int status) {
  if (errors)
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::question(out, page, p, errors);
  return http::page(out.take(), status ? status : errors ? 422 : 200);
}

http::Response refuse(Context& c, Refusal r, const std::string& back) {
  if (r == Refusal::not_found) http::not_found();
  QuestionPage p;
  p.heading = c.language.tr(N_("This was not possible"));
  p.lead = {c.language.tr(sentence(r))};
  p.back = back;
  return question(c, p, {}, status_of(r));
}

}  // namespace palier::groups
