// Who might help with one need, for the coordinator who looks for somebody by hand.
#include <algorithm>

#include "features/proposals/planner.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

using std::chrono::days;

struct Ranked {
  Possible possible;
  int order = 0;
  bool operator<(const Ranked& o) const {
    if (order != o.order) return order < o.order;
    return possible.metres < o.possible.metres;
  }
};

/// What keeps them from it: as the rules say, or who the two are to each other.
std::optional<matching::Bar> bar_of(const Snapshot& snap, const aid::Wanted& wanted,
                                    const matching::Need& need, std::size_t h) {
  if (const auto bar = matching::barred(need, snap.instance.helpers[h])) return bar;
  if (snap.never.contains({wanted.id, snap.helpers[h].account_id})) return matching::Bar::blocked;
  return {};
}

}  // namespace

std::vector<Possible> Planner::possible(aid::PostId id, int limit) const {
  const Parts& parts = service_.parts();
  const Instant now = parts.core.clock.now();
  std::set<std::pair<std::int64_t, std::int64_t>> planned;
  return parts.core.db.read([&](db::Session& s) -> std::vector<Possible> {
    const auto wanted = parts.aid.wanted(s, id);
    if (!wanted) return {};
    {
      const std::scoped_lock lock(mutex_);
      if (const auto it = planned_.find(wanted->territory.value); it != planned_.end())
        planned = it->second;
    }
    const auto need = need_of(s, parts, *wanted, now);
    if (!need) return {};
    const auto snap = snapshot(s, parts, wanted->territory, now);
    std::set<AccountId> asked;
    for (const auto& p : store::of_need(s, id)) asked.insert(p.helper_id);
    std::vector<Ranked> all;
    for (std::size_t h = 0; h < snap.helpers.size(); ++h) {
      const AccountId account = snap.helpers[h].account_id;
      const double metres = geo::distance_m(wanted->shown, snap.instance.helpers[h].at);
      Ranked r;
      r.possible.helper = account;
      r.possible.metres = std::max(50.0, std::round(metres / 50) * 50);
      r.possible.bar = bar_of(snap, *wanted, *need, h);
      r.possible.planned = planned.contains({id.value, account.value});
      r.possible.asked_before = asked.contains(account);
      r.possible.free_this_week = snap.instance.helpers[h].capacity.value_or(0);
      if (const auto rate = snap.rates.find({account, wanted->category}); rate != snap.rates.end())
        r.possible.rate = rate->second.mean();
      r.order = r.possible.bar ? 2 : r.possible.planned ? 0 : 1;
      all.push_back(std::move(r));
    }
    const auto many = std::min(all.size(), static_cast<std::size_t>(std::max(0, limit)));
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(many), all.end());
    all.resize(many);
    std::vector<Possible> out;
    for (auto& r : all) {
      if (const auto person = parts.accounts.person(s, r.possible.helper)) {
        r.possible.first_name = person->first_name;
        r.possible.verified = person->verified;
      }
      r.possible.asked_28d = store::asked_since(s, r.possible.helper, now - days(28));
      out.push_back(std::move(r.possible));
    }
    return out;
  });
}

}  // namespace palier::proposals
