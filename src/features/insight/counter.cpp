#include "features/insight/counter.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace palier::insight {
namespace {

using accounts::AccountId;
using accounts::Mark;

constexpr Day kChunk = 31;
/// How far back the first count goes at most.
constexpr Day kPast = 1100;

/// Counts of a few days under way.
class Tally {
 public:
  Tally(db::Session& s, const Sources& from, places::TerritoryId t)
      : s_(s), from_(from), refused_(store::all_refused(s, t)) {}

  bool refused(AccountId who) const { return refused_.contains(who); }

  void add(const char* measure, const std::vector<Mark>& marks) {
    for (const auto& m : marks)
      if (!refused(m.account)) add(day_of(m.at), measure, home(m.account));
  }
  void add(Day day, std::string measure, const places::Scopes& where, std::int64_t count = 1) {
    counts_[{day, std::move(measure), where.quarter.value, where.district.value,
             where.commune.value}] += count;
  }
  /// Where somebody lives now; nowhere where they have left or not said so.
  const places::Scopes& home(AccountId who) {
    const auto known = homes_.find(who);
    if (known != homes_.end()) return known->second;
    const auto home = from_.accounts.home(s_, who);
    return homes_.emplace(who, home ? home->scopes : places::Scopes{}).first->second;
  }

  std::vector<Cell> cells() const {
    std::vector<Cell> out;
    out.reserve(counts_.size());
    for (const auto& [key, count] : counts_) {
      const auto& [day, measure, quarter, district, commune] = key;
      out.push_back({day, measure, quarter, district, commune, count});
    }
    return out;
  }

 private:
  using Key = std::tuple<Day, std::string, std::int64_t, std::int64_t, std::int64_t>;
  db::Session& s_;
  const Sources& from_;
  std::set<AccountId> refused_;
  std::map<AccountId, places::Scopes> homes_;
  std::map<Key, std::int64_t> counts_;
};

template <class T>
places::Scopes scopes_of(const T& row) {
  places::Scopes out;
  out.quarter = row.quarter_id;
  out.district = row.district_id;
  out.commune = row.commune_id;
  return out;
}

/// Different people who helped, in the 30 days up to each.
void helpers(Tally& tally, const std::vector<Mark>& marks, Day from, Day to) {
  std::map<Day, std::set<AccountId>> on;
  for (const auto& m : marks)
    if (!tally.refused(m.account)) on[day_of(m.at)].insert(m.account);
  for (Day day = from; day < to; ++day) {
    std::set<AccountId> people;
    for (auto at = on.upper_bound(day - kHelpersDays); at != on.end() && at->first <= day; ++at)
      people.insert(at->second.begin(), at->second.end());
    for (const auto who : people) tally.add(day, kHelpers, tally.home(who));
  }
}

}  // namespace

void Counter::run(places::TerritoryId t, int again) {
  const Day today = day_of(core_.clock.now());
  const Day from = core_.db.read([&](db::Session& s) {
    if (const auto last = store::last_day(s, t)) return std::min(*last, today - again + 1);
    Instant first = core_.clock.now();
    for (const auto& mark : from_.accounts.joined(s, t, Instant{}, first))
      first = std::min(first, mark.at);
    return std::max(day_of(first), today - kPast);
  });
  for (Day day = from; day <= today; day += kChunk)
    count(t, day, std::min(day + kChunk, today + 1));
}

void Counter::count(places::TerritoryId t, Day from, Day to) {
  std::vector<Cell> cells;
  std::vector<Wait> waits;
  core_.db.read([&](db::Session& s) {
    const Instant begin = start_of(from), end = start_of(to);
    Tally tally(s, from_, t);
    tally.add("signups", from_.accounts.joined(s, t, begin, end));
    tally.add("messages", from_.messages.written(s, t, begin, end));
    tally.add("posts", from_.feed.posted(s, t, begin, end));
    tally.add("comments", from_.feed.commented(s, t, begin, end));
    tally.add("groups", from_.groups.founded(s, t, begin, end));
    for (const auto& o : from_.aid.opened(s, t, begin, end)) {
      if (tally.refused(o.owner)) continue;
      const auto where = scopes_of(o);
      const bool need = o.kind == aid::Kind::need;
      tally.add(day_of(o.at), need ? "needs" : "offers", where);
      if (need) tally.add(day_of(o.at), std::string(kCategory) + o.category, where);
    }
    for (const auto& m : from_.aid.met(s, t, begin, end)) {
      if (tally.refused(m.owner)) continue;
      tally.add(day_of(m.at), "met", scopes_of(m));
      waits.push_back({day_of(m.at), m.quarter_id.value, m.district_id.value, m.commune_id.value,
                       std::max<std::int64_t>(0, (m.at - m.opened_at).count() / 1'000'000)});
    }
    helpers(tally, from_.aid.helped(s, t, start_of(from - kHelpersDays + 1), end), from, to);
    cells = tally.cells();
  });
  core_.db.write([&](db::Transaction& tx) {
    store::replace(tx, t, from, to, cells, waits, core_.clock.now());
  });
}

}  // namespace palier::insight
