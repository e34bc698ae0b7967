// Asking, confirming, ending. What the two sides answer is in service_answers.cpp.
#include "features/proposals/service.hpp"

#include <algorithm>
#include <cmath>

#include "core/i18n/zone.hpp"
#include "core/jobs/event_json.hpp"
#include "features/proposals/quiet.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

/// What a distance is told to: nobody finds a door by fifty metres.
double told(double metres) {
  return std::max(50.0, std::round(metres / 50) * 50);
}

/// A no is never asked again. Silence, and what a coordinator ended, may be by a person; where
/// somebody else came first and it came to nothing, by the plan too.
bool may_ask_again(const Proposal& before, const Service::New& wanted) {
  switch (before.state) {
    case State::closed:
      return true;
    case State::lapsed:
    case State::cancelled:
      return wanted.by_hand.value != 0;
    default:
      return false;
  }
}

}  // namespace

bool quiet(const Profile& p, Instant now) {
  const auto at = i18n::local(now).time.count();  // Minutes since midnight.
  if (p.quiet_from == p.quiet_to) return false;
  return p.quiet_from < p.quiet_to ? at >= p.quiet_from && at < p.quiet_to
                                   : at >= p.quiet_from || at < p.quiet_to;
}

Instant quiet_until(const Profile& p, Instant now) {
  const auto local = i18n::local(now);
  auto day = std::chrono::sys_days(local.day);
  if (local.time.count() >= p.quiet_to) day += std::chrono::days(1);
  return i18n::from_local(std::chrono::year_month_day(day), std::chrono::minutes(p.quiet_to));
}

void reprice(AskRecord& r, int asked, Instant now) {
  using Days = std::chrono::duration<double, std::ratio<86400>>;
  const double elapsed = r.priced_at ? Days(now - *r.priced_at).count() : 0;
  r.price = matching::next_price(r.price, asked, 1 / matching::kRestRate, elapsed);
  r.priced_at = now;
}

Instant Service::answer_by(const Proposal& p, Instant now) {
  const Instant by = now + kTimeToAnswer;
  if (p.block < 0) return by;
  // Nobody can say yes to a time that is over.
  return std::min(by, std::max(end_of(Slot{p.week, p.block}), now + std::chrono::hours(1)));
}

void Service::save_profile(db::Transaction& tx, Profile p, Instant now) {
  p.radius_m = std::clamp<std::int64_t>(p.radius_m, 100, 50'000);
  p.per_week = std::clamp<std::int64_t>(p.per_week, 1, 14);
  p.asks_per_week = std::clamp<std::int64_t>(p.asks_per_week, 1, 14);
  store::save(tx, p, now);
  p_.core.events.emit(tx, ProfileChanged{p.account_id.value});
}

void Service::pause(db::Transaction& tx, AccountId helper, std::optional<Instant> until,
                    Instant now) {
  // Somebody with open offers and no profile gets one, so that the pause is kept.
  if (!store::profile(tx, helper)) {
    const auto person = p_.accounts.person(tx, helper);
    if (!person) return;
    const auto known = known_of(tx, p_, helper, places::TerritoryId{1}, now);
    Profile made = known ? known->profile : Profile{};
    made.account_id = helper;
    store::save(tx, made, now);
  }
  store::set_paused(tx, helper, until, now);
  p_.core.events.emit(tx, ProfileChanged{helper.value});
}

void Service::move(db::Transaction& tx, Proposal& p, State to, AccountId actor,
                   std::string_view note, Instant now) {
  const State from = p.state;
  p.state = to;
  if (!live(to)) p.closed_at = now;
  store::save(tx, p);
  store::record(tx, p, from, now, actor, note);
  if (to == State::agreed)
    p_.core.events.emit(tx, Agreed{p.id.value});
  else if (!live(to))
    p_.core.events.emit(tx, Ended{p.id.value});
}

void Service::send(db::Transaction& tx, Proposal& p, Instant now) {
  p.sent_at = now;
  p.expires_at = answer_by(p, now);
  store::save(tx, p);
  p_.letters.ask(tx, p);
}

Service::Outcome Service::propose(db::Transaction& tx, const New& wanted, Instant now) {
  const auto need = p_.aid.wanted(tx, wanted.need);
  if (!need || need->missing <= 0) return tl::unexpected(Refusal::need_closed);
  store::lock_need(tx, wanted.need, need->territory, now);
  int yes = 0, planned = 0;
  for (const auto& before : store::of_need(tx, wanted.need)) {
    yes += before.state == State::to_confirm || before.state == State::offered;
    planned += before.planned && live(before.state);
    if (before.helper_id == wanted.helper && !may_ask_again(before, wanted))
      return tl::unexpected(Refusal::asked_already);
  }
  // As many have said yes as are wanted; or another node's plan was here first.
  if (yes >= need->missing) return tl::unexpected(Refusal::need_closed);
  if (wanted.planned && planned >= need->missing) return tl::unexpected(Refusal::asked_already);
  const auto answering = p_.aid.answering(tx, wanted.need);
  if (std::find(answering.begin(), answering.end(), wanted.helper) != answering.end())
    return tl::unexpected(Refusal::asked_already);
  if (need->owner == wanted.helper || apart(tx, p_, need->owner, wanted.helper))
    return tl::unexpected(Refusal::barred);
  const auto known = known_of(tx, p_, wanted.helper, need->territory, now);
  if (!known) return tl::unexpected(Refusal::no_room);
  const auto asks = need_of(tx, p_, *need, now);
  if (!asks) return tl::unexpected(Refusal::need_closed);
  const auto helper = helper_of(tx, p_, *known, now);
  if (!helper) return tl::unexpected(Refusal::no_room);
  if (const auto bar = matching::barred(*asks, *helper))
    return tl::unexpected(*bar == matching::Bar::unverified ? Refusal::not_verified
                                                            : Refusal::barred);
  Proposal p;
  bool there = wanted.block < 0;
  // Neither has said when: nobody is held to a time that the program made up.
  const bool any_time = wanted.block < 0 && !asks->blocks && known->profile.windows == 0;
  for (const int block : matching::meeting_blocks(*asks, *helper)) {
    if (any_time) break;
    const Slot slot = slot_of(matching::block_name(*asks, *helper, block));
    if (wanted.block >= 0 && slot.block != wanted.block) continue;
    if (wanted.week > 0 && slot.week != wanted.week) continue;
    p.week = slot.week;
    p.block = slot.block;
    there = true;
    break;
  }
  if (!there) return tl::unexpected(Refusal::barred);

  p.id = ProposalId::make();
  p.territory_id = need->territory;
  p.need_id = wanted.need;
  p.helper_id = wanted.helper;
  p.author_id = need->owner;
  p.wave = wanted.wave;
  p.planned = wanted.planned;
  p.by_hand = wanted.by_hand;
  if (const auto home = p_.accounts.home(tx, wanted.helper))
    p.metres = told(geo::distance_m(home->exact, need->shown));
  p.kind = need->category;
  if (need->childcare)
    p.confirm = Confirm::childcare;
  else if (need->vulnerable && !need->anywhere && !store::met_before(tx, p.helper_id, p.author_id))
    p.confirm = Confirm::first_visit;
  // Whoever proposed it by hand has looked; childcare is looked at again once the helper agrees.
  if (wanted.by_hand && p.confirm == Confirm::first_visit) p.confirmed_by = wanted.by_hand;
  p.created_at = now;
  const bool held = quiet(known->profile, now);
  p.expires_at = (held ? quiet_until(known->profile, now) : now) + kTimeToAnswer;
  if (!store::insert(tx, p)) return tl::unexpected(Refusal::asked_already);
  store::record(tx, p, {}, now, wanted.by_hand, "");
  AskRecord record = store::asks(tx, p.helper_id);
  ++record.asked_total;
  record.last_asked_at = now;
  reprice(record, 1, now);
  store::save(tx, record, p.territory_id);
  p_.core.events.emit(tx, Asked{p.id.value});
  if (!held) send(tx, p, now);
  return p;
}

int Service::send_held(db::Transaction& tx, Instant now) {
  int sent = 0;
  for (auto& p : store::to_send(tx, now, 200)) {
    const auto profile = store::profile(tx, p.helper_id).value_or(Profile{});
    if (quiet(profile, now)) {  // Their hours were changed since.
      p.expires_at = quiet_until(profile, now) + kTimeToAnswer;
      store::save(tx, p);
      continue;
    }
    store::lock_need(tx, p.need_id, p.territory_id, now);
    send(tx, p, now);
    ++sent;
  }
  return sent;
}

Service::Outcome Service::confirm(db::Transaction& tx, ProposalId id, AccountId coordinator,
                                  bool good, std::string_view note, Instant now) {
  auto p = locked(tx, id, now);
  if (!p) return tl::unexpected(Refusal::not_found);
  if (p->state != State::to_confirm) return tl::unexpected(Refusal::wrong_state);
  // Nobody confirms a meeting of their own.
  if (coordinator == p->helper_id || coordinator == p->author_id)
    return tl::unexpected(Refusal::barred);
  if (!good) {
    move(tx, *p, State::refused, coordinator, note, now);
    p_.letters.closed(tx, *p);
    return *p;
  }
  if (!p_.aid.wanted(tx, p->need_id)) return tl::unexpected(Refusal::need_closed);
  if (!may_still(tx, *p, now)) return tl::unexpected(Refusal::barred);
  p->confirmed_by = coordinator;
  p->expires_at = answer_by(*p, now);
  move(tx, *p, State::offered, coordinator, note, now);
  p_.letters.offered(tx, *p);
  return *p;
}

Service::Outcome Service::cancel(db::Transaction& tx, ProposalId id, AccountId by,
                                 std::string_view why, Instant now) {
  auto p = locked(tx, id, now);
  if (!p) return tl::unexpected(Refusal::not_found);
  const bool agreed = p->state == State::agreed;
  if (!live(p->state) && !agreed) return tl::unexpected(Refusal::wrong_state);
  // What was agreed ends on the request too: its author is told, and finds others.
  if (agreed && !p_.aid.withdraw(tx, p->answer_id, p->helper_id))
    return tl::unexpected(Refusal::wrong_state);
  const bool told = p->sent_at.has_value();
  move(tx, *p, State::cancelled, by, why, now);
  if (told && by != p->helper_id) p_.letters.closed(tx, *p);
  return *p;
}

void Service::keep_apart(db::Transaction& tx, AccountId a, AccountId b, AccountId by,
                         std::string_view why, Instant now) {
  const auto home = p_.accounts.home(tx, a);
  store::add(tx, {a, b, by, std::string(why), now},
             home ? home->scopes.territory : places::TerritoryId{1});
  for (const auto& [helper, author] : {std::pair{a, b}, std::pair{b, a}})
    for (auto& p : store::of_helper(tx, helper, 1000))
      if (p.author_id == author && live(p.state)) {
        store::lock_need(tx, p.need_id, p.territory_id, now);
        move(tx, p, State::cancelled, by, "kept apart", now);
        if (p.sent_at) p_.letters.closed(tx, p);
      }
  p_.core.events.emit(tx, ProfileChanged{a.value});
}

void Service::lift_apart(db::Transaction& tx, AccountId a, AccountId b, AccountId, Instant) {
  if (store::remove_apart(tx, a, b)) p_.core.events.emit(tx, ProfileChanged{a.value});
}

int Service::lapse(db::Transaction& tx, Instant now) {
  const auto over = store::to_lapse(tx, now, 500);
  for (auto p : over) {
    store::lock_need(tx, p.need_id, p.territory_id, now);
    const bool helpers_turn = p.state == State::asked;
    move(tx, p, State::lapsed, {}, "", now);
    if (helpers_turn) {
      // No answer is a no, for the next time somebody is to be asked.
      store::add_answer(tx, p.helper_id, p.kind, false);
      AskRecord record = store::asks(tx, p.helper_id);
      ++record.lapsed_total;
      store::save(tx, record, p.territory_id);
    } else {
      p_.letters.closed(tx, p);
    }
  }
  return static_cast<int>(over.size());
}

void Service::close_need(db::Transaction& tx, aid::PostId need, Instant now) {
  close_others(tx, need, {}, now);
}

void Service::close_others(db::Transaction& tx, aid::PostId need, ProposalId but, Instant now) {
  for (auto& p : store::of_need(tx, need)) {
    if (!live(p.state) || p.id == but) continue;
    const bool told = p.sent_at.has_value();
    move(tx, p, State::closed, {}, "", now);
    if (told) p_.letters.closed(tx, p);
  }
}

void Service::forget(db::Transaction& tx, AccountId account, Instant now) {
  for (auto& p : store::of_helper(tx, account, 10'000))
    if (live(p.state)) move(tx, p, State::cancelled, {}, "left", now);
  for (auto& p : store::of_author(tx, account, 10'000))
    if (live(p.state)) {
      move(tx, p, State::closed, {}, "left", now);
      if (p.sent_at) p_.letters.closed(tx, p);
    }
  store::forget(tx, account);
}

std::optional<Proposal> Service::locked(db::Transaction& tx, ProposalId id, Instant now) {
  const auto known = store::find(tx, id);
  if (!known) return {};
  store::lock_need(tx, known->need_id, known->territory_id, now);
  return store::find(tx, id);  // Again: whoever held the lock may have changed it.
}

}  // namespace palier::proposals
