#include "policies.hpp"

#include <algorithm>
#include <cmath>

#include "features/matching/asking.hpp"
#include "random.hpp"

namespace palier::bench {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

bool was_asked(const Known& known, int need, int helper) {
  const auto& list = known.asked[at(need)];
  return std::find(list.begin(), list.end(), helper) != list.end();
}

class Everyone : public Policy {
 public:
  std::vector<int> ask(const Known& known, int need, int, double now) override {
    std::vector<int> out;
    for (const auto& c : known.scene.candidates[at(need)])
      if (known.can_be_asked(c.helper, now)) out.push_back(c.helper);
    return out;
  }
};

class Nearest : public Policy {
 public:
  Nearest(int k, bool in_waves) : k_(at(k)), in_waves_(in_waves) {}
  std::vector<int> ask(const Known& known, int need, int, double now) override {
    std::vector<int> out;
    for (const auto& c : known.scene.candidates[at(need)]) {
      if (out.size() == k_) break;
      if (known.can_be_asked(c.helper, now) && !was_asked(known, need, c.helper))
        out.push_back(c.helper);
    }
    return out;
  }
  double wave(bool urgent, int wave) const override {
    return in_waves_ ? matching::wave_minutes(urgent, wave) : 0;
  }

 private:
  std::size_t k_;
  bool in_waves_;
};

class FirstResponders : public Policy {
 public:
  explicit FirstResponders(int k) : k_(at(k)) {}
  std::vector<int> ask(const Known& known, int need, int, double now) override {
    yes_.resize(at(known.scene.helpers()));
    std::vector<int> out;
    for (const auto& c : known.scene.candidates[at(need)])
      if (known.can_be_asked(c.helper, now)) out.push_back(c.helper);
    std::stable_sort(out.begin(), out.end(),
                     [&](int a, int b) { return yes_[at(a)] > yes_[at(b)]; });
    if (out.size() > k_) out.resize(k_);
    return out;
  }
  void answered(const Known&, int, int helper, bool yes, double) override {
    if (yes) ++yes_[at(helper)];
  }

 private:
  std::size_t k_;
  std::vector<int> yes_;
};

class Drawn : public Policy {
 public:
  Drawn(const ExAnte& plan, std::uint64_t seed, bool is_sparse)
      : plan_(plan), seed_(seed), sparse_(is_sparse) {}
  std::vector<int> ask(const Known& known, int need, int, double now) override {
    const int type = plan_.type_of[at(need)];
    std::vector<int> out;
    for (const auto& c : known.scene.candidates[at(need)]) {
      if (!known.can_be_asked(c.helper, now)) continue;
      const auto& shares = plan_.by_helper[at(c.helper)];
      const auto it = std::lower_bound(shares.begin(), shares.end(), type,
                                       [](const auto& s, int t) { return s.type < t; });
      if (it == shares.end() || it->type != type) continue;
      const double x = sparse_ ? it->sparse : it->x * plan_.scale / plan_.active[at(c.helper)];
      if (Stream(seed_, For::coin, at(need), at(c.helper)).chance(x)) out.push_back(c.helper);
    }
    return out;
  }

 private:
  const ExAnte& plan_;
  std::uint64_t seed_;
  bool sparse_;
};

class PalierAsks : public Policy {
 public:
  PalierAsks(const Scene& scene, const Tuning& tuning)
      : tuning_(tuning),
        rates_(at(scene.helpers())),
        prices_(at(scene.helpers())),
        priced_(at(scene.helpers())),
        pending_(at(scene.needs())) {}

  std::vector<int> ask(const Known& known, int need, int wave, double now) override {
    const bool urgent = known.scene.urgent(need);
    auto& pending = pending_[at(need)];
    std::vector<matching::Candidate> candidates;
    for (const auto& c : known.scene.candidates[at(need)]) {
      if (candidates.size() == 500) break;
      if (!known.can_be_asked(c.helper, now) || was_asked(known, need, c.helper) ||
          known.asked_this_week(c.helper, now) >= tuning_.weekly)
        continue;
      const double last = known.last_asked[at(c.helper)];
      candidates.push_back(
          {.helper = c.helper,
           .rate = rates_[at(c.helper)].mean(),
           .rested = last < 0 ? 1 : matching::recovery((now - last) / kDay, matching::kRestRate),
           .price = prices_[at(c.helper)],
           .newcomer = last < 0});
    }
    double left = 1;
    for (const auto& p : pending)
      if (!p.answered) left *= 1 - matching::still_coming(p.chance, now - p.at);
    // A decline is replaced where those who have not answered are too few without them.
    if (wave < 0 && left <= (urgent ? matching::kEnoughUrgent : matching::kEnough)) return {};
    const auto chosen = matching::whom_to_ask(
        candidates, {.urgent = urgent,
                     .left = left,
                     .most = urgent ? tuning_.most_urgent : tuning_.most,
                     .least = wave == 0 ? 1 : 0,
                     .cost = cost_,
                     .seed = known.scene.seed * 7919 + at(need) * 64 + at(wave + 1)});
    std::vector<int> out;
    for (const auto i : chosen) {
      const auto& c = candidates[i];
      out.push_back(static_cast<int>(c.helper));
      pending.push_back({out.back(), now, c.rested * c.rate, c.rested});
      open_.push_back({need, pending.size() - 1});
    }
    return out;
  }

  double wave(bool urgent, int wave) const override { return matching::wave_minutes(urgent, wave); }
  bool replaces() const override { return true; }

  void answered(const Known&, int need, int helper, bool yes, double) override {
    for (auto& p : pending_[at(need)])
      if (p.helper == helper && !p.answered) {
        p.answered = true;
        rates_[at(helper)].answered(yes);
      }
  }

  void night(const Known& known, double now) override {
    // No answer within a day is a no.
    std::erase_if(open_, [&](const auto& o) {
      auto& p = pending_[at(o.first)][o.second];
      if (!p.answered && p.at + kDay > now) return false;
      if (!p.answered) p.answered = true, rates_[at(p.helper)].answered(false, p.rested);
      return true;
    });
    double sent = 0, left = 0, yeses = 0;
    for (std::size_t h = 0; h < prices_.size(); ++h) {
      sent += static_cast<double>(known.asks[h].size());
      left += known.gone[h];
      yeses += static_cast<double>(known.taken[h].size());
    }
    cost_ =
        matching::ask_cost(sent, left, yeses, static_cast<double>(prices_.size()) * now / kWeek);
    for (std::size_t h = 0; h < prices_.size(); ++h) {
      const auto asks = known.asks[h].size();
      prices_[h] = matching::next_price(prices_[h], static_cast<int>(asks - priced_[h]),
                                        1 / matching::kRestRate, 1, tuning_.step);
      priced_[h] = asks;
    }
  }

 private:
  struct Pending {
    int helper;
    double at, chance, rested;
    bool answered = false;
  };
  Tuning tuning_;
  double cost_ = matching::kAskCost;
  std::vector<matching::ResponseRate> rates_;
  std::vector<double> prices_;
  std::vector<std::size_t> priced_;
  std::vector<std::vector<Pending>> pending_;
  std::vector<std::pair<int, std::size_t>> open_;
};

}  // namespace

Known::Known(const Scene& s)
    : scene(s),
      last_asked(at(s.helpers()), -1),
      asks(at(s.helpers())),
      gone(at(s.helpers())),
      taken(at(s.helpers())),
      asked(at(s.needs())) {}

bool Known::can_be_asked(int helper, double now) const {
  if (gone[at(helper)]) return false;
  const auto& times = taken[at(helper)];
  const auto recent =
      std::count_if(times.begin(), times.end(), [&](double t) { return t > now - kWeek; });
  return recent < *scene.town.instance.helpers[at(helper)].capacity;
}

int Known::asked_this_week(int helper, double now) const {
  const auto& times = asks[at(helper)];
  return static_cast<int>(times.end() - std::upper_bound(times.begin(), times.end(), now - kWeek));
}

std::unique_ptr<Policy> everyone() {
  return std::make_unique<Everyone>();
}
std::unique_ptr<Policy> nearest(int k, bool in_waves) {
  return std::make_unique<Nearest>(k, in_waves);
}
std::unique_ptr<Policy> first_responders(int k) {
  return std::make_unique<FirstResponders>(k);
}
std::unique_ptr<Policy> scaled_down(const ExAnte& plan, std::uint64_t seed) {
  return std::make_unique<Drawn>(plan, seed, false);
}
std::unique_ptr<Policy> sparse(const ExAnte& plan, std::uint64_t seed) {
  return std::make_unique<Drawn>(plan, seed, true);
}
std::unique_ptr<Policy> palier_asks(const Scene& scene, const Tuning& tuning) {
  return std::make_unique<PalierAsks>(scene, tuning);
}

}  // namespace palier::bench
