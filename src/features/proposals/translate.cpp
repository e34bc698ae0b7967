#include "features/proposals/translate.hpp"

#include <algorithm>
#include <charconv>

#include "core/i18n/zone.hpp"

namespace palier::proposals {
namespace {

namespace chrono = std::chrono;
using chrono::days;

constexpr int kParts = 3;
constexpr chrono::hours kStarts[kParts] = {chrono::hours(8), chrono::hours(12), chrono::hours(18)};
constexpr chrono::hours kEnds[kParts] = {chrono::hours(12), chrono::hours(18), chrono::hours(22)};

chrono::sys_days day_of(Instant t) {
  return chrono::sys_days(i18n::local(t).day);
}

/// 0 for Monday.
int weekday_of(chrono::sys_days day) {
  return static_cast<int>(chrono::weekday(day).iso_encoding()) - 1;
}

Slot slot_at(chrono::sys_days day, int part) {
  const int weekday = weekday_of(day);
  return {(day - days(weekday)).time_since_epoch().count(), weekday * kParts + part};
}

Instant end_of(chrono::sys_days day, int part) {
  return i18n::from_local(chrono::year_month_day(day), kEnds[part]);
}

/// Every slot from now on whose block of the week is among those.
std::vector<Slot> slots_ahead(std::int64_t windows, Instant now, days ahead) {
  std::vector<Slot> out;
  const auto today = day_of(now);
  for (int i = 0; i < ahead.count(); ++i)
    for (int part = 0; part < kParts; ++part) {
      const auto day = today + days(i);
      const Slot slot = slot_at(day, part);
      if (!(windows & (std::int64_t{1} << slot.block))) continue;
      if (end_of(day, part) - chrono::hours(1) <= now) continue;  // Too late for this one.
      out.push_back(slot);
    }
  return out;
}

std::vector<std::string> names_of(const std::vector<Slot>& slots) {
  std::vector<std::string> out;
  out.reserve(slots.size());
  for (const auto& slot : slots) out.push_back(name_of(slot));
  return out;
}

constexpr std::int64_t kAllBlocks = (std::int64_t{1} << 21) - 1;

std::vector<std::string> areas_of(const places::Scopes& scopes) {
  std::vector<std::string> out;
  const auto add = [&](char what, std::int64_t id) {
    if (id) out.push_back(what + std::to_string(id));
  };
  add('b', scopes.building);
  add('s', scopes.street);
  add('q', scopes.quarter.value);
  add('c', scopes.commune.value);
  return out;
}

/// The area whose people the author asks; "" for all.
std::string area_of(const aid::Wanted& w) {
  const auto only = [](char what, std::int64_t id) {
    // Where the area is not known nobody can be shown to live there.
    return id ? what + std::to_string(id) : std::string("nowhere");
  };
  if (w.scope == "building") return only('b', w.scopes.building);
  if (w.scope == "street") return only('s', w.scopes.street);
  if (w.scope == "quarter") return only('q', w.scopes.quarter.value);
  if (w.scope == "city" && !w.anywhere && w.scopes.commune)
    return only('c', w.scopes.commune.value);
  return "";
}

matching::Words languages_of(const std::optional<accounts::Person>& person) {
  if (!person) return {};
  std::vector<std::string> out = person->spoken;
  if (std::find(out.begin(), out.end(), person->language) == out.end())
    out.push_back(person->language);
  return out;
}

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string name_of(const Slot& slot) {
  return slot.block < 0 ? std::string() : fmt::format("{}.{}", slot.week, slot.block);
}

Slot slot_of(std::string_view name) {
  Slot slot;
  const auto dot = name.find('.');
  if (dot == std::string_view::npos) return slot;
  std::from_chars(name.data(), name.data() + dot, slot.week);
  std::from_chars(name.data() + dot + 1, name.data() + name.size(), slot.block);
  return slot;
}

Instant end_of(const Slot& slot) {
  return end_of(chrono::sys_days(days(slot.week)) + days(slot.block / kParts),
                static_cast<int>(slot.block % kParts));
}

Instant start_of(const Slot& slot) {
  const auto day = chrono::sys_days(days(slot.week)) + days(slot.block / kParts);
  return i18n::from_local(chrono::year_month_day(day), kStarts[slot.block % kParts]);
}

Profile profile_of_offers(AccountId account, const std::vector<aid::Given>& offers) {
  constexpr std::int64_t kUsualReach = 1500;
  Profile p;
  p.account_id = account;
  p.asks_per_week = 1;
  p.radius_m = kUsualReach;
  bool any_time = offers.empty();
  for (const auto& offer : offers) {
    if (offer.scope == "radius") p.radius_m = std::max(p.radius_m, offer.radius_m);
    any_time = any_time || offer.windows == 0;
    p.windows |= offer.windows;
  }
  if (any_time) p.windows = 0;
  for (const auto& offer : offers) add_offer(p, offer);
  return p;
}

bool add_offer(Profile& p, const aid::Given& offer) {
  const Profile before = p;
  if (!has(p.kinds, offer.category)) p.kinds.push_back(offer.category);
  p.max_children = std::max<std::int64_t>(p.max_children, offer.max_children);
  for (const auto& age : offer.child_ages)
    if (!has(p.child_ages, age)) p.child_ages.push_back(age);
  return p.kinds != before.kinds || p.max_children != before.max_children ||
         p.child_ages != before.child_ages;
}

matching::Need rules_of(db::Session& s, const Parts& parts, const aid::Wanted& w) {
  matching::Need n;
  n.id = w.id.str();
  n.at = w.exact;
  n.kind = w.childcare ? "childcare" : w.category;
  n.people = w.missing;
  n.urgent = w.urgent;
  n.vulnerable = w.vulnerable;
  n.verified_only = w.verified_only;
  n.anywhere = w.anywhere;
  n.prefers_parent = w.prefers_parent;
  n.district = (w.scopes.district ? w.scopes.district : w.scopes.quarter).str();
  n.child_ages = w.child_ages;
  n.languages = languages_of(parts.accounts.person(s, w.owner));
  n.household = w.owner.str();
  n.area = area_of(w);
  if (w.within_m > 0) n.reach_m = static_cast<double>(w.within_m);
  return n;
}

std::optional<matching::Need> need_of(db::Session& s, const Parts& parts, const aid::Wanted& w,
                                      Instant now) {
  matching::Need n = rules_of(s, parts, w);
  n.waiting_hours =
      std::max(0.0, chrono::duration<double, std::ratio<3600>>(now - w.since).count());
  const std::int64_t windows = w.windows ? w.windows : kAllBlocks;
  std::vector<Slot> slots;
  if (!w.dates.empty()) {
    for (const auto& slot : slots_ahead(windows, now, kAhead)) {
      const auto day = chrono::sys_days(days(slot.week)) + days(slot.block / kParts);
      if (std::any_of(w.dates.begin(), w.dates.end(),
                      [&](Instant date) { return day_of(date) == day; }))
        slots.push_back(slot);
    }
  } else if (w.windows || (w.needed_by && *w.needed_by < now + days(6))) {
    slots = slots_ahead(windows, now, w.windows && !w.needed_by ? days(7) : kAhead);
    if (w.needed_by) {
      const auto last = *w.needed_by + days(1);
      std::erase_if(slots, [&](const Slot& slot) { return start_of(slot) >= last; });
    }
  } else {
    return n;
  }
  if (slots.empty()) return {};  // Its last day is over, or its first too far off.
  // Half a day to answer is worth nothing for this afternoon, unless it must be this afternoon.
  const auto soon = [&](const Slot& slot) { return start_of(slot) < now + kTimeToAnswer; };
  if (!w.urgent && !std::all_of(slots.begin(), slots.end(), soon)) std::erase_if(slots, soon);
  n.blocks = names_of(slots);
  return n;
}

std::optional<matching::Helper> rules_of(db::Session& s, const Parts& parts, const Profile& p) {
  const auto home = parts.accounts.home(s, p.account_id);
  const auto person = parts.accounts.person(s, p.account_id);
  if (!home || !person) return {};
  // Nobody suspended is asked.
  if (parts.accounts.roles(s, p.account_id, home->scopes.territory).empty()) return {};
  matching::Helper h;
  h.id = p.account_id.str();
  h.at = home->exact;
  h.kinds = p.kinds;
  // Childcare is one kind for the rules, whatever the keeper calls the category.
  if (p.max_children > 0 && !has(*h.kinds, "childcare")) h.kinds->emplace_back("childcare");
  h.radius_m = static_cast<double>(p.radius_m);
  h.languages = languages_of(person);
  h.accepts_vulnerable = p.accepts_vulnerable;
  h.verified = person->verified;
  h.max_children = static_cast<int>(p.max_children);
  h.child_ages = p.child_ages;
  h.has_children = p.has_children;
  h.household = p.account_id.str();
  h.areas = areas_of(home->scopes);
  return h;
}

std::optional<matching::Helper> helper_of(db::Session& s, const Parts& parts, const Known& k,
                                          Instant now) {
  const Profile& p = k.profile;
  if (!p.active || (p.paused_until && *p.paused_until > now) || p.kinds.empty()) return {};
  std::int64_t live_now = 0;
  for (const auto& busy : k.busy) live_now += live(busy.state);
  const std::int64_t room = p.per_week - k.jobs_7d - live_now;
  if (room <= 0 || k.asked_7d >= p.asks_per_week) return {};
  auto h = rules_of(s, parts, p);
  if (!h) return {};
  h->capacity = static_cast<int>(std::min(room, p.asks_per_week - k.asked_7d));
  h->jobs_28d = static_cast<int>(k.jobs_28d);
  std::vector<std::string> taken;
  for (const auto& busy : k.busy)
    if (busy.block >= 0) taken.push_back(name_of({busy.week, busy.block}));
  if (p.windows || !taken.empty()) {
    auto names = names_of(slots_ahead(p.windows ? p.windows : kAllBlocks, now, kAhead));
    std::erase_if(names, [&](const auto& name) { return has(taken, name); });
    h->blocks = std::move(names);
  }
  return h;
}

std::optional<Known> known_of(db::Session& s, const Parts& parts, AccountId helper,
                              places::TerritoryId territory, Instant now) {
  Known known;
  if (auto profile = store::profile(s, helper)) {
    known.profile = std::move(*profile);
  } else {
    const auto offers = parts.aid.given(s, helper);
    if (offers.empty()) return {};
    known.profile = profile_of_offers(helper, offers);
    known.profile.territory_id = territory;
  }
  for (const auto& p : store::of_helper(s, helper, 200))
    if (live(p.state) || (p.state == State::agreed && p.created_at > now - days(30)))
      known.busy.push_back({p.helper_id, p.state, p.week, p.block});
  known.asked_7d = store::asked_since(s, helper, now - days(7));
  known.jobs_7d = store::jobs_since(s, helper, now - days(7));
  known.jobs_28d = store::jobs_since(s, helper, now - days(28));
  return known;
}

bool same_home(db::Session& s, const Parts& parts, AccountId a, AccountId b) {
  if (a == b) return true;
  const auto one = parts.accounts.home(s, a), other = parts.accounts.home(s, b);
  // A building is not a household: those who live on one landing are who help each other first.
  if (!one || !other || !one->address || one->address != other->address) return false;
  const auto ca = parts.accounts.contact(s, a), cb = parts.accounts.contact(s, b);
  // The same floor and door, or the same family name where one has not said.
  const bool both_say =
      ca.address.size() > one->label.size() && cb.address.size() > other->label.size();
  if (both_say) return ca.address == cb.address;
  const auto family = [](const std::string& name) {
    const auto space = name.find(' ');
    return space == std::string::npos ? std::string() : name.substr(space + 1);
  };
  return !family(ca.full_name).empty() && family(ca.full_name) == family(cb.full_name);
}

bool apart(db::Session& s, const Parts& parts, AccountId a, AccountId b) {
  return store::apart(s, a, b) || parts.moderation.blocked(s, a, b) || same_home(s, parts, a, b);
}

}  // namespace palier::proposals
