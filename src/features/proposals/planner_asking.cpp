// Whom to ask now, about which need: the plan's first, others as the asking policy says, in waves.
#include <algorithm>
#include <cmath>

#include "features/proposals/planner.hpp"
#include "features/proposals/quiet.hpp"
#include "features/proposals/store_planning.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

using std::chrono::minutes;

constexpr std::size_t kMostCandidates = 500;
constexpr int kMostAtOnce = 8;  ///< A unit and wave.
constexpr int kMostLive = 40;   ///< Of one need, all waves together.

/// What helpers have left beside what the plan gives them.
class Spare {
 public:
  Spare(const Snapshot& snap, const matching::Plan& plan) : spare_(snap.helpers.size()) {
    for (std::size_t h = 0; h < spare_.size(); ++h)
      spare_[h] = snap.instance.helpers[h].capacity.value_or(1);
    for (const auto& a : plan.assignments) {
      --spare_[static_cast<std::size_t>(a.helper)];
      const auto& helper = snap.instance.helpers[static_cast<std::size_t>(a.helper)];
      const auto& need = snap.instance.needs[static_cast<std::size_t>(a.need)];
      given_[snap.needs[static_cast<std::size_t>(a.need)].id].push_back(
          {static_cast<std::size_t>(a.helper),
           slot_of(matching::block_name(need, helper, a.block))});
    }
  }
  bool any(std::size_t h) const { return spare_[h] > 0; }
  void take(std::size_t h) { --spare_[h]; }

  struct Given {
    std::size_t helper = 0;
    Slot slot;
  };
  const std::vector<Given>& given(aid::PostId need) const {
    static const std::vector<Given> kNone;
    const auto it = given_.find(need);
    return it == given_.end() ? kNone : it->second;
  }

 private:
  std::vector<int> spare_;
  std::map<aid::PostId, std::vector<Given>> given_;
};

struct Asked {
  std::size_t helper = 0;
  bool planned = false;
  Slot slot;
};

class Asker {
 public:
  Asker(Service& service, const Snapshot& snap, const matching::Plan& plan)
      : service_(service),
        snap_(snap),
        spare_(snap, plan),
        now_(snap.at),
        cost_(service.parts().core.db.read(
            [&](db::Session& s) { return store::cost_of_asking(s, snap.at); })) {
    for (const auto& p : snap.frozen) live_[p.need_id].push_back(p);
    for (std::size_t n = 0; n < snap.needs.size(); ++n) place_[snap.needs[n].id] = n;
  }

  std::int64_t about(const aid::Wanted& wanted) {
    const auto wave =
        service_.parts().core.db.read([&](db::Session& s) { return store::wave(s, wanted.id); });
    if (snap_.silent.contains(wanted.id)) return 0;
    int yes = 0;
    std::vector<const Proposal*> asked;
    for (const auto& p : live_[wanted.id]) {
      yes += p.state != State::asked;
      if (p.state == State::asked) asked.push_back(&p);
    }
    // A neighbour who has answered of themselves may well do; what is urgent does not wait for it.
    const int units = wanted.missing - yes - (wanted.urgent ? 0 : wanted.pending);
    if (units <= 0 || static_cast<int>(asked.size()) >= kMostLive) return 0;

    const bool due = !wave.next_wave_at || *wave.next_wave_at <= now_ || wave.wave_size == 0;
    // Within a wave, whoever said no is replaced, and no more.
    int room = kMostAtOnce * units;
    if (!due) {
      const auto in_wave = std::count_if(asked.begin(), asked.end(),
                                         [&](const auto* p) { return p->wave == wave.waves; });
      room = static_cast<int>(wave.wave_size - in_wave) - yes;
      if (room <= 0) return 0;
    }
    const auto picked = pick(wanted, asked, units, room, wave.waves, due);
    return send(wanted, picked, wave, due);
  }

 private:
  double rate(std::size_t h, const aid::Wanted& wanted) const {
    return rate(snap_.helpers[h].account_id, wanted.category);
  }
  double rate(AccountId helper, const std::string& kind) const {
    const auto it = snap_.rates.find({helper, kind});
    return it == snap_.rates.end() ? matching::ResponseRate{}.mean() : it->second.mean();
  }

  matching::Candidate candidate(std::size_t h, const aid::Wanted& wanted, bool planned) const {
    using Days = std::chrono::duration<double, std::ratio<86400>>;
    matching::Candidate c;
    c.helper = snap_.helpers[h].account_id.value;
    c.rate = rate(h, wanted);
    c.planned = planned;
    const auto record = snap_.asks.find(snap_.helpers[h].account_id);
    c.newcomer = record == snap_.asks.end() || record->second.asked_total == 0;
    if (!c.newcomer) {
      AskRecord now = record->second;
      reprice(now, 0, now_);
      c.price = now.price;
      if (now.last_asked_at)
        c.rested = matching::recovery(Days(now_ - *now.last_asked_at).count(), matching::kRestRate);
    }
    return c;
  }

  /// Those who could, nearest first where there are more than anybody would look at.
  std::vector<std::size_t> feasible(const aid::Wanted& wanted) const {
    std::optional<matching::Need> own;
    const matching::Need* need = nullptr;
    if (const auto it = place_.find(wanted.id); it != place_.end()) {
      need = &snap_.instance.needs[it->second];
    } else {
      own = service_.parts().core.db.read(
          [&](db::Session& s) { return need_of(s, service_.parts(), wanted, now_); });
      if (!own) return {};
      need = &*own;
    }
    std::vector<std::pair<double, std::size_t>> found;
    for (std::size_t h = 0; h < snap_.helpers.size(); ++h) {
      if (snap_.never.contains({wanted.id, snap_.helpers[h].account_id})) continue;
      const auto& helper = snap_.instance.helpers[h];
      if (matching::barred(*need, helper)) continue;
      found.emplace_back(matching::metres(*need, helper), h);
    }
    std::sort(found.begin(), found.end());
    if (found.size() > kMostCandidates) found.resize(kMostCandidates);
    std::vector<std::size_t> out;
    out.reserve(found.size());
    for (const auto& [metres, h] : found) out.push_back(h);
    return out;
  }

  /// The chance that nobody already asked says yes, for one of `units`: silence counts as a no
  /// little by little. Whom quiet hours still keep from reading is as if asked just now.
  double left(const std::vector<const Proposal*>& asked, int unit, int units) const {
    using Minutes = std::chrono::duration<double, std::ratio<60>>;
    double out = 1;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (static_cast<int>(i) % units != unit) continue;
      const Proposal& p = *asked[i];
      const double silent = p.sent_at ? Minutes(now_ - *p.sent_at).count() : 0;
      out *= 1 - matching::still_coming(rate(p.helper_id, p.kind), silent);
    }
    return out;
  }

  std::vector<Asked> pick(const aid::Wanted& wanted, const std::vector<const Proposal*>& asked,
                          int units, int room, std::int64_t waves, bool due) {
    std::vector<Asked> out;
    std::vector<matching::Candidate> candidates;
    std::vector<Asked> who;
    std::set<std::size_t> planned;
    for (const auto& given : spare_.given(wanted.id)) {
      if (!planned.insert(given.helper).second) continue;
      candidates.push_back(candidate(given.helper, wanted, true));
      who.push_back({given.helper, true, given.slot});
    }
    const auto able = feasible(wanted);
    for (const std::size_t h : able) {
      if (planned.contains(h) || !spare_.any(h)) continue;
      candidates.push_back(candidate(h, wanted, false));
      who.push_back({h, false, {}});
    }
    if (wanted.urgent) keep_awake(candidates, who);

    const double enough = wanted.urgent ? matching::kEnoughUrgent : matching::kEnough;
    for (int unit = 0; unit < units && !candidates.empty() && room > 0; ++unit) {
      matching::Asking asking;
      asking.urgent = wanted.urgent;
      asking.left = left(asked, unit, units);
      asking.least = due && waves == 0 ? 1 : 0;
      asking.cost = cost_;
      if (asking.left <= enough) continue;
      asking.most = std::min(kMostAtOnce, room);
      asking.seed = static_cast<std::uint64_t>(wanted.id.value + 1000 * (waves + due) + unit);
      // One planned helper a unit: the others are for the units that follow.
      auto now = for_unit(candidates);
      auto chosen = matching::whom_to_ask(now.list, asking);
      std::vector<std::size_t> indexes;
      indexes.reserve(chosen.size());
      for (const std::size_t i : chosen) indexes.push_back(now.place[i]);
      std::sort(indexes.rbegin(), indexes.rend());
      for (const std::size_t i : indexes) {
        out.push_back(who[i]);
        candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(i));
        who.erase(who.begin() + static_cast<std::ptrdiff_t>(i));
      }
      room -= static_cast<int>(indexes.size());
    }
    // The plan's first: where the slot is one that two want, it is theirs.
    std::stable_sort(out.begin(), out.end(),
                     [](const Asked& a, const Asked& b) { return a.planned > b.planned; });
    return out;
  }

  struct ForUnit {
    std::vector<matching::Candidate> list;
    std::vector<std::size_t> place;
  };
  static ForUnit for_unit(const std::vector<matching::Candidate>& all) {
    ForUnit out;
    bool planned = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].planned && std::exchange(planned, true)) continue;
      out.list.push_back(all[i]);
      out.place.push_back(i);
    }
    return out;
  }

  /// What is urgent goes to those who may be written to now, where there are any.
  void keep_awake(std::vector<matching::Candidate>& candidates, std::vector<Asked>& who) const {
    const auto awake = [&](const Asked& a) { return !quiet(snap_.helpers[a.helper], now_); };
    if (std::none_of(who.begin(), who.end(), awake)) return;
    std::vector<matching::Candidate> kept;
    std::vector<Asked> kept_who;
    for (std::size_t i = 0; i < who.size(); ++i) {
      if (!awake(who[i])) continue;
      kept.push_back(candidates[i]);
      kept_who.push_back(who[i]);
    }
    candidates = std::move(kept);
    who = std::move(kept_who);
  }

  std::int64_t send(const aid::Wanted& wanted, const std::vector<Asked>& picked,
                    const store::Wave& before, bool due) {
    const auto sent = service_.parts().core.db.write([&](db::Transaction& tx) {
      // The lock first: whoever changed the need meanwhile has finished, and propose() sees it.
      store::lock_need(tx, wanted.id, wanted.territory, now_);
      store::Wave wave = store::wave(tx, wanted.id);
      if (wave.waves != before.waves) return std::vector<std::size_t>{};  // Another was faster.
      if (due) ++wave.waves;
      std::vector<std::size_t> done;
      for (const auto& asked : picked) {
        Service::New fresh;
        fresh.need = wanted.id;
        fresh.helper = snap_.helpers[asked.helper].account_id;
        fresh.wave = wave.waves;
        fresh.planned = asked.planned;
        // A slot that neither insists on is found by propose().
        const bool free = snap_.helpers[asked.helper].windows == 0 && untimed(wanted);
        if (asked.planned && !free) {
          fresh.block = asked.slot.block;
          fresh.week = asked.slot.week;
        }
        if (service_.propose(tx, fresh, now_)) done.push_back(asked.helper);
      }
      const auto many = static_cast<std::int64_t>(done.size());
      if (due) {
        wave.wave_size = many;
        const int wait = matching::wave_minutes(wanted.urgent, static_cast<int>(wave.waves) - 1);
        // Nobody there to ask: whoever comes is seen by the plan; we look again now and then.
        wave.next_wave_at = now_ + minutes(many > 0 ? wait : wanted.urgent ? 60 : 360);
      }
      store::save_wave(tx, wanted.id, wave);
      return done;
    });
    for (const std::size_t h : sent) {
      const auto& given = spare_.given(wanted.id);
      const bool planned =
          std::any_of(given.begin(), given.end(), [&](const auto& g) { return g.helper == h; });
      if (!planned) spare_.take(h);
    }
    return static_cast<std::int64_t>(sent.size());
  }

  bool untimed(const aid::Wanted& wanted) const {
    const auto it = place_.find(wanted.id);
    return it != place_.end() && !snap_.instance.needs[it->second].blocks;
  }

  Service& service_;
  const Snapshot& snap_;
  Spare spare_;
  Instant now_;
  double cost_;  ///< Of one more request, as what was seen so far says.
  std::map<aid::PostId, std::vector<Proposal>> live_;
  std::map<aid::PostId, std::size_t> place_;
};

}  // namespace

std::int64_t ask(Service& service, const Snapshot& snap, const matching::Plan& plan,
                 const std::function<bool()>& go_on) {
  Asker asker(service, snap, plan);
  std::vector<const aid::Wanted*> order;
  order.reserve(snap.open.size());
  for (const auto& wanted : snap.open) order.push_back(&wanted);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return a->urgent != b->urgent ? a->urgent : a->since < b->since;
  });
  std::int64_t asked = 0;
  for (const auto* wanted : order) {
    if (!go_on()) break;
    asked += asker.about(*wanted);
  }
  return asked;
}

}  // namespace palier::proposals
