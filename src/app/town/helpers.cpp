#include "app/town/helpers.hpp"

#include <algorithm>
#include <array>

namespace palier::app::town {
namespace {

constexpr std::array<const char*, 11> kKinds{"shopping",    "pharmacy",  "printing", "meals",
                                             "homework",    "transport", "repairs",  "tools",
                                             "dog-walking", "phone",     "paperwork"};

/// Evenings and Saturday, mornings, or whenever.
std::int64_t some_moments(Random& random) {
  std::int64_t out = 0;
  const auto add = [&](int day, int part) { out |= std::int64_t{1} << (day * 3 + part); };
  switch (random.below(4)) {
    case 0:
      for (int day = 0; day < 5; ++day) add(day, 2);
      add(5, 0);
      return out;
    case 1:
      for (int day = 0; day < 7; ++day) add(day, 0);
      return out;
    case 2:
      for (int i = 0; i < 5; ++i) add(random.between(0, 6), random.between(0, 2));
      return out;
    default:
      return 0;
  }
}

proposals::Profile drawn(const Resident& r, Random& random) {
  proposals::Profile p;
  p.account_id = r.id;
  p.territory_id = r.home.scopes.territory;
  const int how_many = random.between(1, 4);
  for (int i = 0; i < how_many; ++i) {
    const std::string kind = kKinds[random.below(kKinds.size())];
    if (std::find(p.kinds.begin(), p.kinds.end(), kind) == p.kinds.end()) p.kinds.push_back(kind);
  }
  p.radius_m = std::array{300, 500, 500, 1000, 1000, 2000}[random.below(6)];
  p.per_week = random.between(1, 3);
  p.windows = some_moments(random);
  p.accepts_vulnerable = random.chance(0.5);
  p.asks_per_week = random.between(1, 3);
  p.digest = random.chance(0.4);
  p.has_children = r.age > 28 && r.age < 50 && random.chance(0.6);
  if (r.verified && random.chance(0.15)) {
    p.kinds.emplace_back("childcare");
    p.max_children = random.between(1, 3);
    p.child_ages = {"3-5", "6-9"};
    if (random.chance(0.4)) p.child_ages.emplace_back("0-1");
  }
  return p;
}

}  // namespace

void volunteer(db::Transaction& tx, Rooms& rooms, const std::vector<Resident>& residents,
               Random& random) {
  for (const auto& r : residents) {
    if (r.persona == "thomas") {
      // Two evenings a week, near home.
      auto p = drawn(r, random);
      p.kinds = {"shopping", "pharmacy", "dog-walking", "printing"};
      p.radius_m = 800;
      p.per_week = 2;
      p.windows = (1 << 5) | (1 << 11);
      p.accepts_vulnerable = true;
      p.asks_per_week = 2;
      p.max_children = 0;
      p.child_ages.clear();
      rooms.proposals->volunteer(tx, p);
    } else if (r.persona.empty() && r.age >= 18 && r.age <= 75 && random.chance(0.2)) {
      rooms.proposals->volunteer(tx, drawn(r, random));
    }
  }
}

void ask_helpers(db::Database& db, Rooms& rooms, const std::vector<Resident>& residents) {
  const places::TerritoryId territory{1};
  rooms.proposals->run(territory);
  const auto is_persona = [&](accounts::AccountId id) {
    return std::any_of(residents.begin(), residents.end(),
                       [&](const Resident& r) { return r.id == id && !r.persona.empty(); });
  };
  db.write([&](db::Transaction& tx) {
    int turn = 0;
    for (const auto& open : rooms.proposals->live(tx, territory)) {
      // The personas' visitors answer for themselves.
      if (open.state != proposals::State::asked || is_persona(open.helper)) continue;
      const auto need = rooms.aid->wanted(tx, open.need);
      if (!need) continue;
      ++turn;
      if (is_persona(need->owner) || turn % 6 == 0)
        rooms.proposals->say_yes(tx, open.id, open.helper);
      else if (turn % 6 == 3)
        rooms.proposals->say_no(tx, open.id, open.helper,
                                turn % 4 == 1 ? proposals::No::too_far : proposals::No::not_now,
                                "");
    }
  });
}

}  // namespace palier::app::town
