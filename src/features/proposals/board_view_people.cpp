// One proposal, one need, and the people of both.
#include <algorithm>
#include <cmath>

#include "features/proposals/board_view.hpp"
#include "features/proposals/view.hpp"

namespace palier::proposals::board {
namespace {

using i18n::Language;
using i18n::Message;

std::string languages_of(const accounts::Person& person) {
  std::string out;
  for (const auto& code : person.spoken) {
    const auto* known = i18n::find(code);
    out += (out.empty() ? "" : ", ") + (known ? std::string(known->own_name()) : code);
  }
  return out.empty() ? person.language : out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

void verified_fact(const Eyes& e, AccountId id, const accounts::Person& person, Facts& facts) {
  std::string text = e.l.tr(N_("No"));
  if (person.verified) {
    const auto since = e.p.accounts.verified_since(e.s, id);
    text = since ? e.l.tr(Message{N_("Since {1}"), {e.l.date(*since)}}) : e.l.tr(N_("Yes"));
  }
  facts.emplace_back(e.l.tr(N_("Verified")), text);
  facts.emplace_back(e.l.tr(N_("Here since")), e.l.date(person.since));
  facts.emplace_back(e.l.tr(N_("Speaks")), languages_of(person));
}

Facts helper_facts(const Eyes& e, const Proposal& p) {
  Facts facts;
  const auto person = e.p.accounts.person(e.s, p.helper_id);
  facts.emplace_back(e.l.tr(N_("Name")), name_of(e, p.helper_id));
  if (!person) return facts;
  verified_fact(e, p.helper_id, *person, facts);
  facts.emplace_back(e.l.tr(N_("Has helped through proposals")),
                     e.l.number(store::jobs_since(e.s, p.helper_id, Instant{})));
  facts.emplace_back(
      e.l.tr(N_("Has met this person before")),
      store::met_before(e.s, p.helper_id, p.author_id) ? e.l.tr(N_("Yes")) : e.l.tr(N_("No")));
  const auto asks = store::asks(e.s, p.helper_id);
  facts.emplace_back(e.l.tr(N_("Asked, said yes, said no, no answer")),
                     fmt::format("{} / {} / {} / {}", asks.asked_total, asks.yes_total,
                                 asks.no_total, asks.lapsed_total));
  const auto profile = store::profile(e.s, p.helper_id);
  if (profile && p.confirm == Confirm::childcare) {
    facts.emplace_back(
        e.l.tr(N_("Takes children")),
        e.l.tr(Message{N_("{1} at most, of ages {2}"),
                       {e.l.number(profile->max_children), joined(profile->child_ages)}}));
    facts.emplace_back(e.l.tr(N_("Has children")),
                       profile->has_children ? e.l.tr(N_("Yes")) : e.l.tr(N_("No")));
  }
  if (!person->about.empty()) facts.emplace_back(e.l.tr(N_("In their words")), person->about);
  return facts;
}

Facts author_facts(const Eyes& e, const Proposal& p) {
  Facts facts;
  facts.emplace_back(e.l.tr(N_("Name")), name_of(e, p.author_id));
  if (const auto person = e.p.accounts.person(e.s, p.author_id)) {
    verified_fact(e, p.author_id, *person, facts);
    if (!person->about.empty()) facts.emplace_back(e.l.tr(N_("In their words")), person->about);
  }
  if (const auto summary = e.p.aid.summary(e.s, p.need_id, e.l)) {
    facts.emplace_back(e.l.tr(N_("Asks for")), summary->card.title);
    facts.emplace_back(e.l.tr(N_("Quarter")), summary->card.quarter);
    for (const auto& line : summary->said) facts.push_back(line);
    if (summary->for_other) facts.emplace_back(e.l.tr(N_("For")), e.l.tr(N_("Somebody else")));
    if (!summary->details.empty()) facts.emplace_back(e.l.tr(N_("Details")), summary->details);
  }
  return facts;
}

std::string note_words(const HistoryLine& line) {
  // What the program notes for itself is in its own words: for the export and the log.
  return line.actor_id && line.to_state != State::declined ? line.note : "";
}

}  // namespace

ProposalView proposal_view(const Eyes& e, const Proposal& p) {
  ProposalView v;
  v.line = proposal_line(e, p);
  v.helper = helper_facts(e, p);
  v.author = author_facts(e, p);
  for (const auto& h : store::history(e.s, p.id))
    v.past.push_back({e.l.date(h.at, Language::Style::day_and_time), name_of(e, h.actor_id),
                      state_label(h.to_state, e.l), note_words(h)});
  v.mine = e.seat.account == p.helper_id || e.seat.account == p.author_id;
  v.can_confirm = p.state == State::to_confirm && !v.mine;
  v.can_answer = p.state == State::offered && e.seat.desk && e.seat.account != p.helper_id;
  v.can_cancel = v.line.live || p.state == State::agreed;
  v.decision.name = "decision";
  v.decision.label = e.l.tr(N_("May these two meet?"));
  v.decision.required = true;
  v.decision.options = {{"yes", e.l.tr(N_("Yes, confirm")),
                         e.l.tr(N_("The person who asked is then asked whether they agree."))},
                        {"no", e.l.tr(N_("No, refuse")),
                         e.l.tr(N_("The helper is told kindly, without your note."))}};
  v.note.name = "note";
  v.note.label = e.l.tr(N_("Note for other coordinators"));
  v.note.hint = e.l.tr(N_("Needed where you refuse. Neither of the two reads it here."));
  v.note.max = 500;
  v.note.rows = 3;
  v.why.name = "why";
  v.why.label = e.l.tr(N_("Why cancel?"));
  v.why.required = true;
  v.why.max = 300;
  v.apart_url = fmt::format("/board/apart/new?a={}&b={}", p.helper_id.str(), p.author_id.str());
  return v;
}

std::optional<NeedView> need_view(const Eyes& e, aid::PostId id,
                                  const std::vector<Possible>& possible) {
  const auto at = e.p.aid.standing(e.s, id);
  const auto summary = e.p.aid.summary(e.s, id, e.l);
  if (!at || !summary || at->territory != e.seat.territory) return {};
  const auto wanted = e.p.aid.wanted(e.s, id);
  NeedView v;
  v.id = id;
  v.desk = e.seat.desk;
  v.url = "/board/needs/" + id.str();
  v.title = summary->card.title;
  v.category = summary->card.category;
  v.quarter = summary->card.quarter;
  v.author = name_of(e, at->owner);
  v.waits = e.l.ago(at->since, e.now);
  v.details = summary->details;
  v.urgent = summary->card.urgent;
  v.vulnerable = e.seat.desk && at->vulnerable;
  v.verified_only = at->verified_only;
  v.open = wanted && wanted->missing > 0;
  v.people = at->people;
  v.missing = std::max<std::int64_t>(0, at->people - at->accepted);
  v.when = summary->when;
  v.said = summary->said;
  for (const auto& p : store::of_need(e.s, id))
    (live(p.state) ? v.live : v.past).push_back(proposal_line(e, p));
  if (v.open)
    if (const auto lacking = store::lacking(e.s, id)) {
      v.reason = reason(e, *lacking);
      v.bars = bars(lacking->barred, e.seat.desk, e.l);
    }
  for (const auto& c : possible) {
    CandidateLine line;
    line.id = c.helper;
    line.name = name_of(e, c.helper);
    line.verified = c.verified;
    line.planned = c.planned;
    line.before = c.asked_before;
    line.distance = e.l.distance(c.metres);
    line.free = e.l.number(c.free_this_week);
    line.asked = e.l.number(c.asked_28d);
    line.rate = rate_words(c.rate, c.asked_28d, e.l);
    if (c.bar) line.bar = bar_line(*c.bar, e.seat.desk, e.l);
    (c.bar ? v.cannot : v.can).push_back(std::move(line));
  }
  for (const auto& look : store::looks(e.s, e.seat.territory, "address", id.value, 5))
    v.looks.push_back(
        {e.l.date(look.at, Language::Style::day_and_time), name_of(e, look.by_id), "", ""});
  return v;
}

Facts door_facts(const Eyes& e, aid::PostId need) {
  Facts facts;
  const auto at = e.p.aid.standing(e.s, need);
  const auto door = e.p.aid.door(e.s, need);
  if (!at || !door) return facts;
  const auto contact = e.p.accounts.contact(e.s, at->owner);
  facts.emplace_back(e.l.tr(N_("Name")), contact.full_name);
  if (!door->other_name.empty()) facts.emplace_back(e.l.tr(N_("For")), door->other_name);
  // Floor and door stand with the home, where the need is at home.
  const bool home = door->other_name.empty() && contact.address.starts_with(door->address);
  facts.emplace_back(e.l.tr(N_("Address")), home ? contact.address : door->address);
  if (!contact.phone.empty()) facts.emplace_back(e.l.tr(N_("Phone number")), contact.phone);
  if (!contact.email.empty()) facts.emplace_back(e.l.tr(N_("E-mail address")), contact.email);
  return facts;
}

std::vector<ApartLine> apart_lines(const Eyes& e) {
  std::vector<ApartLine> out;
  for (const auto& a : store::all_apart(e.s, e.seat.territory))
    out.push_back({a.a, a.b, name_of(e, a.a), name_of(e, a.b),
                   a.by == a.a || a.by == a.b ? e.l.tr(N_("At their own wish")) : a.why,
                   name_of(e, a.by), e.l.date(a.at)});
  return out;
}

std::optional<PersonLine> person_line(const Eyes& e, AccountId id) {
  const auto person = e.p.accounts.person(e.s, id);
  const auto home = e.p.accounts.home(e.s, id);
  if (!person || (home && home->scopes.territory != e.seat.territory)) return {};
  return PersonLine{id, name_of(e, id), home ? home->quarter_name : "", person->verified};
}

std::vector<PersonLine> people(const Eyes& e, std::string_view text) {
  std::vector<PersonLine> out;
  if (text.empty()) return out;
  for (const auto& match : e.p.accounts.search(e.s, e.seat.territory, text, 12))
    if (auto line = person_line(e, match.id)) out.push_back(std::move(*line));
  return out;
}

}  // namespace palier::proposals::board
