// What the board says, in the reader's language.
#include <boost/json.hpp>

#include "features/proposals/board_view.hpp"

namespace palier::proposals::board {

using i18n::Language;
using matching::Bar;

std::string state_label(State state, const Language& l) {
  switch (state) {
    case State::asked:
      return l.tr(N_("The helper has been asked"));
    case State::to_confirm:
      return l.tr(N_("To be confirmed"));
    case State::offered:
      return l.tr(N_("Waits for the person who asked"));
    case State::agreed:
      return l.tr(N_("Agreed"));
    case State::declined:
      return l.tr(N_("The helper said no"));
    case State::refused:
      return l.tr(N_("Refused"));
    case State::lapsed:
      return l.tr(N_("No answer in time"));
    case State::closed:
      return l.tr(N_("Somebody else came first"));
    case State::cancelled:
      return l.tr(N_("Cancelled"));
  }
  return "";
}

std::string bar_line(Bar bar, bool desk, const Language& l) {
  switch (bar) {
    case Bar::kind:
      return l.tr(N_("Does not do this"));
    case Bar::too_far:
      return l.tr(N_("Too far for them"));
    case Bar::unverified:
      return l.tr(N_("Not verified"));
    case Bar::vulnerable:
      return desk ? l.tr(N_("Does not visit vulnerable people"))
                  : l.tr(N_("Does not fit what is asked"));
    case Bar::children:
      return l.tr(N_("Takes fewer children"));
    case Bar::child_ages:
      return l.tr(N_("Does not take children of these ages"));
    case Bar::language:
      return l.tr(N_("No common language"));
    case Bar::blocks:
      return l.tr(N_("Not free at these times"));
    case Bar::household:
      return l.tr(N_("Lives in the same home"));
    case Bar::blocked:
      return l.tr(N_("Kept apart, or asked already"));
    case Bar::not_asked:
      return l.tr(N_("Not among those the person wants to ask"));
  }
  return "";
}

std::string reason(const Eyes& e, const Lacking& lacking) {
  const auto& l = e.l;
  const bool desk = e.seat.desk;
  const auto runs = store::runs(e.s, e.seat.territory, 1);
  if (lacking.because < 0 && !runs.empty() && runs.front().helpers == 0)
    return l.tr(N_("Nobody has offered to help yet, or may be asked now."));
  if (lacking.because < 0 || lacking.because >= matching::kBars)
    return l.tr(N_("Everyone who could help is needed elsewhere or has no time left."));
  switch (static_cast<Bar>(lacking.because)) {
    case Bar::kind:
      return l.tr(N_("No one here does this."));
    case Bar::too_far:
      return l.tr(N_("No one with this skill is within reach."));
    case Bar::unverified:
      return l.tr(N_("Only unverified helpers are within reach."));
    case Bar::vulnerable:
      return desk ? l.tr(N_("No helper within reach visits vulnerable people."))
                  : l.tr(N_("No helper within reach fits what is asked."));
    case Bar::children:
      return l.tr(N_("No helper within reach takes so many children."));
    case Bar::child_ages:
      return l.tr(N_("No helper within reach takes children of these ages."));
    case Bar::language:
      return l.tr(N_("No helper within reach speaks a common language."));
    case Bar::blocks:
      return l.tr(N_("No helper within reach is free at these times."));
    case Bar::household:
      return l.tr(N_("Only people of the same household are within reach."));
    case Bar::blocked:
      return l.tr(N_("Only people who are kept apart, or were asked already, are within reach."));
    case Bar::not_asked:
      return l.tr(N_("Nobody among those whom the person wants to ask."));
  }
  return "";
}

std::vector<std::string> bars(std::string_view barred, bool desk, const Language& l) {
  boost::json::error_code error;
  const auto parsed = boost::json::parse(barred, error);
  std::vector<std::string> out;
  if (error || !parsed.is_array()) return out;
  const auto& list = parsed.get_array();
  const auto count = std::min<std::size_t>(list.size(), matching::kBars);
  for (std::size_t i = 0; i < count; ++i) {
    const auto n = list[i].if_int64();
    if (!n || *n <= 0) continue;
    const auto line = [&](const char* msgid) {
      const std::vector<std::string> args{l.number(*n)};
      return Language::fill(l.tr(msgid), args);
    };
    switch (static_cast<Bar>(i)) {
      case Bar::kind:
        break;  // Nearly everybody: says nothing.
      case Bar::too_far:
        out.push_back(line(N_("too far: {1}")));
        break;
      case Bar::unverified:
        out.push_back(line(N_("not verified: {1}")));
        break;
      case Bar::vulnerable:
        out.push_back(desk ? line(N_("do not visit vulnerable people: {1}"))
                           : line(N_("do not fit: {1}")));
        break;
      case Bar::children:
        out.push_back(line(N_("take fewer children: {1}")));
        break;
      case Bar::child_ages:
        out.push_back(line(N_("take children of other ages: {1}")));
        break;
      case Bar::language:
        out.push_back(line(N_("no common language: {1}")));
        break;
      case Bar::blocks:
        out.push_back(line(N_("not free then: {1}")));
        break;
      case Bar::household:
        out.push_back(line(N_("same home: {1}")));
        break;
      case Bar::blocked:
        out.push_back(line(N_("kept apart or asked already: {1}")));
        break;
      case Bar::not_asked:
        out.push_back(line(N_("not among those to be asked: {1}")));
        break;
    }
  }
  return out;
}

std::string rate_words(double rate, std::int64_t asked, const Language& l) {
  if (asked == 0) return l.tr(N_("not asked lately"));
  if (rate >= 0.6) return l.tr(N_("mostly says yes"));
  if (rate >= 0.35) return l.tr(N_("says yes every second or third time"));
  if (rate >= 0.15) return l.tr(N_("sometimes says yes"));
  return l.tr(N_("rarely says yes"));
}

std::string proof(std::string_view certificate, bool& proven, const Language& l) {
  proven = false;
  boost::json::error_code error;
  const auto parsed = boost::json::parse(certificate.empty() ? "null" : certificate, error);
  if (error || !parsed.is_object()) return "";
  const auto flag = [&](std::string_view key) {
    const auto* v = parsed.get_object().if_contains(key);
    return v && v->is_bool() && v->get_bool();
  };
  if (!flag("optimal")) return l.tr(N_("This plan is good, but was not proven to be the best."));
  if (flag("omitted_could_matter"))
    return l.tr(N_("Proven best among the pairs looked at; pairs left out could have mattered."));
  proven = true;
  return l.tr(N_("Proven best: no other plan serves more."));
}

std::string no_label(No no, const Language& l) {
  switch (no) {
    case No::not_now:
      return l.tr(N_("No time now"));
    case No::too_far:
      return l.tr(N_("Too far"));
    case No::not_this_kind:
      return l.tr(N_("Not this kind of help"));
    case No::not_then:
      return l.tr(N_("Not at that time"));
    case No::too_often:
      return l.tr(N_("Asked too often"));
    case No::not_them:
      return l.tr(N_("Not this person"));
    case No::other:
      return l.tr(N_("Another reason"));
  }
  return "";
}

i18n::Message why_not(Refusal r) {
  switch (r) {
    case Refusal::too_late:
    case Refusal::wrong_state:
      return {
          N_("Not done: somebody was first, and this proposal has moved on. Here is where it "
             "stands.")};
    case Refusal::barred:
      return {N_("Not done: a rule keeps these two people apart for this request.")};
    default:
      return proposals::sentence(r);
  }
}

}  // namespace palier::proposals::board
