// What the helper and the one who asked answer.
#include <algorithm>
#include <cmath>

#include "core/jobs/event_json.hpp"
#include "features/proposals/service.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

/// Who has said yes already, of those who may still be given the need.
int said_yes(const std::vector<Proposal>& list) {
  return static_cast<int>(std::count_if(list.begin(), list.end(), [](const Proposal& p) {
    return p.state == State::to_confirm || p.state == State::offered;
  }));
}

}  // namespace

Service::Outcome Service::helper_yes(db::Transaction& tx, ProposalId id, AccountId helper,
                                     Instant now) {
  auto p = locked(tx, id, now);
  if (!p || p->helper_id != helper) return tl::unexpected(Refusal::not_found);
  if (p->state != State::asked || p->expires_at <= now) return tl::unexpected(Refusal::too_late);
  const auto need = p_.aid.wanted(tx, p->need_id);
  const int taken = said_yes(store::of_need(tx, p->need_id));
  if (!need || need->missing <= taken) {
    // Somebody was first, or the need has ended: the one who comes now is told, and not blamed.
    move(tx, *p, State::closed, helper, "too late", now);
    store::add_answer(tx, helper, p->kind, true);
    return tl::unexpected(Refusal::too_late);
  }
  const auto person = p_.accounts.person(tx, helper);
  if (!person ||
      ((need->vulnerable || need->verified_only || need->childcare) && !person->verified))
    return tl::unexpected(Refusal::not_verified);
  if (!may_still(tx, *p, now)) return tl::unexpected(Refusal::barred);

  store::add_answer(tx, helper, p->kind, true);
  AskRecord record = store::asks(tx, helper);
  ++record.yes_total;
  store::save(tx, record, p->territory_id);
  p->answered_at = now;
  p->expires_at = answer_by(*p, now);
  const bool look = p->confirm != Confirm::none && !p->confirmed_by;
  // A coordinator is not at work by night: what waits for one does not run out in half a day.
  if (look) p->expires_at = now + 4 * kTimeToAnswer;
  move(tx, *p, look ? State::to_confirm : State::offered, helper, "", now);
  if (!look) p_.letters.offered(tx, *p);
  if (need->missing <= taken + 1) {
    for (auto& other : store::of_need(tx, p->need_id)) {
      if (other.state != State::asked) continue;
      const bool told = other.sent_at.has_value();
      move(tx, other, State::closed, {}, "", now);
      if (told) p_.letters.closed(tx, other);
    }
  }
  return *p;
}

std::string Service::learn(db::Transaction& tx, const Proposal& p, No why, Instant now) {
  const auto known = known_of(tx, p_, p.helper_id, p.territory_id, now);
  if (!known) return std::string(word(why));
  Profile profile = known->profile;
  std::string note(word(why));
  switch (why) {
    case No::too_far: {
      // What they were told is from the blurred point; their circle is drawn by the exact one.
      double metres = p.metres;
      const auto need = p_.aid.wanted(tx, p.need_id);
      const auto home = p_.accounts.home(tx, p.helper_id);
      if (need && need->anywhere) return note;
      if (need && home) metres = std::min(metres, geo::distance_m(home->exact, need->exact));
      const auto nearer = std::max<std::int64_t>(
          200, static_cast<std::int64_t>(std::floor((metres - 1) / 100)) * 100);
      if (nearer >= profile.radius_m) return note;
      note += fmt::format(" radius_m {} {}", profile.radius_m, nearer);
      profile.radius_m = nearer;
      break;
    }
    case No::not_this_kind:
      if (std::erase(profile.kinds, p.kind) == 0) return note;
      note += fmt::format(" kind {}", p.kind);
      break;
    case No::not_then: {
      if (p.block < 0) return note;
      constexpr std::int64_t kAll = (std::int64_t{1} << 21) - 1;
      const std::int64_t windows = profile.windows ? profile.windows : kAll;
      const std::int64_t left = windows & ~(std::int64_t{1} << p.block);
      if (left == 0 || left == windows) return note;  // 0 would mean "any time".
      note += fmt::format(" block {}", p.block);
      profile.windows = left;
      break;
    }
    case No::too_often:
      note += fmt::format(" asks_per_week {}", profile.asks_per_week);
      profile.asks_per_week = std::max<std::int64_t>(1, profile.asks_per_week - 1);
      profile.paused_until =
          std::max(profile.paused_until.value_or(now), now + std::chrono::days(7));
      break;
    case No::not_them:
      store::add(tx, {p.helper_id, p.author_id, p.helper_id, "", now}, p.territory_id);
      return note;
    case No::not_now:
    case No::other:
      return note;
  }
  save_profile(tx, profile, now);
  return note;
}

Service::Outcome Service::helper_no(db::Transaction& tx, ProposalId id, AccountId helper, No why,
                                    std::string_view text, Instant now) {
  auto p = locked(tx, id, now);
  if (!p || p->helper_id != helper) return tl::unexpected(Refusal::not_found);
  if (!live(p->state)) return tl::unexpected(Refusal::too_late);
  const bool had_said_yes = p->state != State::asked;
  p->no = why;
  p->no_text = text;
  if (!had_said_yes) {
    p->answered_at = now;
    store::add_answer(tx, helper, p->kind, false);
    AskRecord record = store::asks(tx, helper);
    ++record.no_total;
    store::save(tx, record, p->territory_id);
  }
  const auto note = learn(tx, *p, why, now);
  move(tx, *p, State::declined, helper, note, now);
  return *p;
}

Service::Outcome Service::author_yes(db::Transaction& tx, ProposalId id, AccountId author,
                                     AccountId desk, Instant now) {
  auto p = locked(tx, id, now);
  if (!p || p->author_id != author) return tl::unexpected(Refusal::not_found);
  if (p->state != State::offered || p->expires_at <= now) return tl::unexpected(Refusal::too_late);
  const auto need = p_.aid.wanted(tx, p->need_id);
  if (!need) {
    move(tx, *p, State::closed, {}, "", now);
    p_.letters.closed(tx, *p);
    return tl::unexpected(Refusal::need_closed);
  }
  const auto person = p_.accounts.person(tx, p->helper_id);
  if (!person ||
      ((need->vulnerable || need->verified_only || need->childcare) && !person->verified))
    return tl::unexpected(Refusal::not_verified);
  if (!may_still(tx, *p, now)) return tl::unexpected(Refusal::barred);
  const auto answer = p_.aid.settle(tx, p->need_id, p->helper_id, "", "");
  if (!answer) return tl::unexpected(Refusal::need_closed);
  p->answer_id = *answer;
  p->settled_by_desk = desk.value != 0;
  move(tx, *p, State::agreed, desk ? desk : author, "", now);
  if (need->missing <= 1) close_others(tx, p->need_id, p->id, now);
  return *p;
}

Service::Outcome Service::author_no(db::Transaction& tx, ProposalId id, AccountId author,
                                    AccountId desk, Instant now) {
  auto p = locked(tx, id, now);
  if (!p || p->author_id != author) return tl::unexpected(Refusal::not_found);
  if (p->state != State::offered) return tl::unexpected(Refusal::too_late);
  move(tx, *p, State::refused, desk ? desk : author, "", now);
  p_.letters.refused(tx, *p);
  return *p;
}

}  // namespace palier::proposals
