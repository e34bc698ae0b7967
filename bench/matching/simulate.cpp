#include "simulate.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

#include "random.hpp"

namespace palier::bench {
namespace {

constexpr double kAnswerMedian = 20, kAnswerSigma = 1.2;  ///< Minutes, lognormal.
constexpr double kDeclines = 0.5;  ///< Of those who listen and will not come; others stay silent.

enum class What { need, wave, yes, no, night };
struct Event {
  double at;
  int order;  ///< Events of one minute in the order in which they were made.
  What what;
  int need = 0, helper = 0, wave = 0;
  bool operator>(const Event& o) const { return at != o.at ? at > o.at : order > o.order; }
};

double gini(std::vector<double> load) {
  std::sort(load.begin(), load.end());
  double sum = 0, ranked = 0;
  for (std::size_t i = 0; i < load.size(); ++i)
    sum += load[i], ranked += static_cast<double>(i + 1) * load[i];
  const auto n = static_cast<double>(load.size());
  return sum == 0 ? 0 : 2 * ranked / (n * sum) - (n + 1) / n;
}

class Play {
 public:
  Play(const Scene& scene, const People& people, Policy& policy)
      : scene_(scene),
        people_(people),
        policy_(policy),
        known_(scene),
        listens_from_(at(scene.helpers())),
        met_(at(scene.needs()), -1) {}

  Outcome run() {
    for (int n = 0; n < scene_.needs(); ++n) add(scene_.arrival[at(n)], What::need, n);
    for (int day = 1; day <= 7 * scene_.weeks; ++day) add(day * kDay, What::night);
    while (!events_.empty()) {
      const Event e = events_.top();
      events_.pop();
      switch (e.what) {
        case What::night:
          policy_.night(known_, e.at);
          break;
        case What::need:
          ask(e, 0);
          break;
        case What::wave:
          if (open(e.need, e.at)) ask(e, e.wave);
          break;
        case What::yes:
          yes(e);
          break;
        case What::no:
          policy_.answered(known_, e.need, e.helper, false, e.at);
          if (policy_.replaces() && open(e.need, e.at) && daytime(e.at)) ask(e, -1);
          break;
      }
    }
    return outcome();
  }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  static bool daytime(double now) {
    const double minute = std::fmod(now, kDay);
    return minute >= kMorning && minute < kEvening;
  }
  bool open(int need, double now) const {
    return met_[at(need)] < 0 && now < scene_.arrival[at(need)] + kDay;
  }
  void add(double when, What what, int need = 0, int helper = 0, int wave = 0) {
    events_.push({when, made_++, what, need, helper, wave});
  }

  void ask(const Event& e, int wave) {
    for (const int h : policy_.ask(known_, e.need, wave, e.at)) request(e.need, h, e.at);
    const double next = policy_.wave(scene_.urgent(e.need), wave);
    if (wave < 0 || next <= 0) return;
    double when = e.at + next;
    if (!daytime(when)) {  // Quiet hours: the next morning.
      when = std::floor(when / kDay) * kDay + kMorning +
             (std::fmod(when, kDay) >= kEvening ? kDay : 0);
    }
    if (open(e.need, when)) add(when, What::wave, e.need, 0, wave + 1);
  }

  void request(int need, int helper, double now) {
    const auto h = at(helper);
    const auto nth = known_.asks[h].size();
    known_.asked[at(need)].push_back(helper);
    known_.asks[h].push_back(now);
    known_.last_asked[h] = now;
    if (Stream(scene_.seed, For::leaving, h, nth).chance(people_.leaving)) {
      known_.gone[h] = 1;
      return;
    }
    if (now < listens_from_[h]) return;  // Does not hear it.
    Stream rest(scene_.seed, For::rest, h, nth);
    listens_from_[h] = now + kDay * rest.exponential(-1 / std::log1p(-people_.q));
    Stream mood(scene_.seed, For::answer, at(need), h);
    const bool will = mood.chance(scene_.town.rate[h]), says = mood.chance(kDeclines);
    const double when = now + mood.lognormal(kAnswerMedian, kAnswerSigma);
    if (will)
      add(when, What::yes, need, helper);
    else if (says)
      add(when, What::no, need, helper);
  }

  void yes(const Event& e) {
    if (met_[at(e.need)] >= 0) {
      ++redundant_;
    } else if (open(e.need, e.at) && known_.can_be_asked(e.helper, e.at)) {
      met_[at(e.need)] = e.at - scene_.arrival[at(e.need)];
      known_.taken[at(e.helper)].push_back(e.at);
    }
    policy_.answered(known_, e.need, e.helper, true, e.at);
  }

  Outcome outcome() const {
    Outcome o;
    double urgent = 0;
    std::vector<double> posted(kDistricts), met(kDistricts);
    for (int n = 0; n < scene_.needs(); ++n) {
      const double minutes = met_[at(n)];
      const auto d = at(district_of(scene_.town.instance.needs[at(n)].postcode));
      ++posted[d];
      if (minutes >= 0) ++o.met_24h, ++met[d];
      if (!scene_.urgent(n)) continue;
      ++urgent;
      if (minutes >= 0 && minutes <= 120) ++o.met_2h;
    }
    const double needs = scene_.needs(), helpers = scene_.helpers(), end = kWeek * scene_.weeks;
    o.met_24h /= needs;
    if (urgent > 0) o.met_2h /= urgent;
    o.worst_district = 1;
    for (std::size_t d = 0; d < posted.size(); ++d) {
      if (posted[d] < 20) continue;
      o.worst_district = std::min(o.worst_district, met[d] / posted[d]);
      o.best_district = std::max(o.best_district, met[d] / posted[d]);
    }
    std::vector<double> a_week, load;
    for (int h = 0; h < scene_.helpers(); ++h) {
      const auto asks = static_cast<double>(known_.asks[at(h)].size());
      o.asked += asks;
      a_week.push_back(asks / scene_.weeks);
      load.push_back(static_cast<double>(known_.taken[at(h)].size()));
      if (!known_.gone[at(h)]) {
        ++o.there;
        if (listens_from_[at(h)] <= end) ++o.listening;
      }
    }
    o.mean = o.asked / helpers / scene_.weeks;
    std::sort(a_week.begin(), a_week.end());
    o.p95 = a_week[static_cast<std::size_t>(0.95 * (helpers - 1))];
    o.there /= helpers;
    o.listening /= helpers;
    o.redundant = redundant_ / needs;
    o.gini = gini(std::move(load));
    return o;
  }

  const Scene& scene_;
  const People& people_;
  Policy& policy_;
  Known known_;
  std::vector<double> listens_from_;
  std::vector<double> met_;  ///< By need: minutes until somebody said yes; −1: nobody.
  double redundant_ = 0;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  int made_ = 0;
};

}  // namespace

Outcome simulate(const Scene& scene, const People& people, Policy& policy) {
  return Play(scene, people, policy).run();
}

}  // namespace palier::bench
