// What each side reads of the other: never who.
#include "features/proposals/view.hpp"

#include <boost/json.hpp>

#include "core/i18n/zone.hpp"
#include "features/proposals/templates.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

using i18n::Language;
using i18n::Message;

constexpr int kMost = 100;

bool in_time(const Proposal& p, Instant now) {
  return !p.sent_at || p.expires_at > now;
}

/// Whether it ever came to the author.
bool reached_author(db::Session& s, const Proposal& p) {
  if (p.state == State::offered || p.state == State::agreed) return true;
  for (const auto& line : store::history(s, p.id))
    if (line.to_state == State::offered) return true;
  return false;
}

std::string url_of(const Proposal& p) {
  return "/proposals/" + p.id.str();
}

}  // namespace

Message helper_label(State state) {
  switch (state) {
    case State::asked:
      return {N_("Waiting for your answer")};
    case State::to_confirm:
      return {N_("You said yes: a coordinator looks at it first")};
    case State::offered:
      return {N_("You said yes: the person who asked is deciding")};
    case State::agreed:
      return {N_("Agreed: you are helping")};
    case State::declined:
      return {N_("You said no")};
    case State::refused:
      return {N_("The answer was no this time")};
    case State::lapsed:
      return {N_("Nobody answered in time")};
    case State::closed:
      return {N_("No longer needed")};
    case State::cancelled:
      return {N_("Cancelled")};
  }
  return {""};
}

Message author_label(State state) {
  switch (state) {
    case State::offered:
      return {N_("Waiting for your answer")};
    case State::agreed:
      return {N_("Agreed: this neighbour is coming")};
    case State::refused:
      return {N_("You said no")};
    case State::lapsed:
      return {N_("You did not answer in time")};
    case State::declined:
      return {N_("This neighbour cannot come after all")};
    default:
      return {N_("No longer open")};
  }
}

std::string answer_before(Instant expires, Instant now, const Language& l) {
  const auto then = std::chrono::sys_days(i18n::local(expires).day);
  const auto today = std::chrono::sys_days(i18n::local(now).day);
  const std::string time = l.date(expires, Language::Style::time);
  if (then == today) return l.tr(Message{N_("Answer before {1} today."), {time}});
  if (then == today + std::chrono::days(1))
    return l.tr(Message{N_("Answer before {1} tomorrow."), {time}});
  return l.tr(Message{N_("Answer before {1}."), {l.date(expires, Language::Style::day_and_time)}});
}

std::string asked_line(std::int64_t n, const Language& l) {
  const std::vector<std::string> args{l.number(n)};
  return Language::fill(l.tr("This is the first time in four weeks that we ask you.",
                             "We have asked you {1} times in four weeks, this one included.",
                             std::max<std::int64_t>(1, n)),
                        args);
}

std::string slot_line(const Proposal& p, const Language& l) {
  if (p.block < 0) return "";
  return l.tr(Message{
      N_("{1} ({2})"),
      {block_name(p.block, l), l.date(start_of({p.week, p.block}), Language::Style::day_short)}});
}

const aid::KindOfAid* kind_of(const Kinds& kinds, std::string_view code) {
  const auto it = std::find_if(kinds.begin(), kinds.end(),
                               [&](const aid::KindOfAid& k) { return k.code == code; });
  return it == kinds.end() ? nullptr : &*it;
}

bool from_anywhere(const Kinds& kinds, const Proposal& p) {
  const auto* kind = kind_of(kinds, p.kind);
  return kind && kind->anywhere;
}

std::vector<std::string> why_lines(db::Session& s, const aid::Aid& aid, const Proposal& p,
                                   const Language& l, bool for_helper) {
  const auto kinds = aid.kinds(s, l);
  const auto* kind = kind_of(kinds, p.kind);
  std::vector<std::string> out;
  if (kind && kind->anywhere)
    out.emplace_back(l.tr(N_("By telephone: distance does not matter")));
  else if (p.metres > 0)
    out.push_back(l.tr(Message{N_("About {1} from you"), {l.distance(p.metres)}}));
  if (p.block >= 0)
    out.push_back(
        l.tr(Message{for_helper ? N_("It would be {1}") : N_("Free {1}"), {slot_line(p, l)}}));
  if (kind)
    out.push_back(l.tr(Message{for_helper ? N_("You said that you can do this: {1}")
                                          : N_("Has said that they can do this: {1}"),
                               {kind->name}}));
  return out;
}

std::optional<HelperView> helper_view(db::Session& s, const Parts& parts, const Proposal& p,
                                      AccountId reader, const Language& l, Instant now) {
  if (p.helper_id != reader) return {};
  HelperView v;
  v.at.id = p.id;
  v.at.state = p.state;
  v.at.url = url_of(p);
  v.at.waiting = p.state == State::asked && in_time(p, now);
  v.at.says =
      l.tr(helper_label(p.state == State::asked && !v.at.waiting ? State::lapsed : p.state));
  if (v.at.waiting && p.sent_at) v.at.before = answer_before(p.expires_at, now, l);
  const auto kinds = parts.aid.kinds(s, l);
  const auto* kind = kind_of(kinds, p.kind);
  v.category = v.title = kind ? kind->name : p.kind;
  v.icon = kind ? kind->icon : "help";
  // What a neighbour wrote is for whoever may still help them, not for a list of the past.
  v.open = live(p.state) || p.state == State::agreed;
  const auto need = v.open ? parts.aid.summary(s, p.need_id, l) : std::nullopt;
  if (need) {
    v.title = need->card.title;
    v.category = need->card.category;
    v.icon = need->card.icon;
    v.quarter = need->card.quarter;
    v.urgent = need->card.urgent;
    v.contactless = need->card.contactless;
    v.for_other = need->for_other;
    v.details = need->details;
    v.said = need->said;
    v.when = need->when;
    if (p.state == State::agreed) v.at.page = need->card.url;
  } else {
    v.open = false;
  }
  v.why = why_lines(s, parts.aid, p, l, true);
  v.asked = asked_line(store::asked_since(s, p.helper_id, now - std::chrono::days(28)), l);
  // Childcare says so of itself. That a first visit is looked at would tell that somebody is frail.
  if (live(p.state) && !p.confirmed_by && p.confirm == Confirm::childcare)
    v.look = l.tr(N_("For children’s safety, a coordinator looks at it before you meet."));
  return v;
}

std::optional<AuthorView> author_view(db::Session& s, const Sources& from, const Proposal& p,
                                      AccountId reader, const Language& l, Instant now) {
  if (p.author_id != reader || !reached_author(s, p)) return {};
  AuthorView v;
  v.at.id = p.id;
  v.at.state = p.state;
  v.at.url = url_of(p);
  v.at.waiting = p.state == State::offered && in_time(p, now);
  v.at.says =
      l.tr(author_label(p.state == State::offered && !v.at.waiting ? State::lapsed : p.state));
  if (v.at.waiting) v.at.before = answer_before(p.expires_at, now, l);
  const auto kinds = from.aid.kinds(s, l);
  const auto* kind = kind_of(kinds, p.kind);
  v.title = kind ? kind->name : p.kind;
  v.icon = kind ? kind->icon : "help";
  if (const auto need = from.aid.summary(s, p.need_id, l)) {
    v.title = need->card.title;
    v.icon = need->card.icon;
    v.at.page = need->card.url;
  }
  const bool anywhere = from_anywhere(kinds, p);
  const std::string when = block_name(p.block, l);
  const std::string far = l.distance(p.metres);
  if (anywhere || p.metres <= 0)
    v.heading = when.empty() ? std::string(l.tr(N_("A neighbour can help you")))
                             : l.tr(Message{N_("A neighbour can help you {1}"), {when}});
  else
    v.heading = when.empty()
                    ? l.tr(Message{N_("A neighbour {1} from you can help"), {far}})
                    : l.tr(Message{N_("A neighbour {1} from you can come {2}"), {far, when}});
  const auto person = from.accounts.person(s, p.helper_id);
  v.verified = person && person->verified;
  v.why = why_lines(s, from.aid, p, l, false);
  return v;
}

Mine mine(db::Session& s, const Parts& parts, AccountId reader, const Language& l, Instant now) {
  Mine out;
  for (const auto& p : store::of_helper(s, reader, kMost)) {
    auto v = helper_view(s, parts, p, reader, l, now);
    if (!v) continue;
    auto& to = v->at.waiting ? out.to_answer
               : p.state == State::agreed || (live(p.state) && p.state != State::asked) ? out.going
                                                                                        : out.past;
    to.push_back(std::move(*v));
  }
  for (const auto& p : store::of_author(s, reader, kMost)) {
    auto v = author_view(s, {parts.core, parts.accounts, parts.aid}, p, reader, l, now);
    if (!v) continue;
    (v->at.waiting ? out.offered : out.settled).push_back(std::move(*v));
  }
  return out;
}

http::Response tell(http::Context& c, const ToldPage& p, int status) {
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::told(out, page, p);
  return http::page(out.take(), status);
}

}  // namespace palier::proposals
