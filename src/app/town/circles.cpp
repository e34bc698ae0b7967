#include "app/town/circles.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/i18n/zone.hpp"

namespace palier::app::town {
namespace {

namespace chrono = std::chrono;
using chrono::days;
using chrono::hours;
using circles::CircleId;
using circles::Kind;

constexpr int kWeeksRun = 5;
constexpr std::uint32_t kAnyTime = (1U << 21) - 1;
/// Tuesday and Thursday, afternoon and evening.
constexpr std::uint32_t kTwoEvenings = 0b110'000'110'000;

const Resident& named(const std::vector<Resident>& residents, std::string_view persona) {
  for (const auto& r : residents)
    if (r.persona == persona) return r;
  throw std::logic_error("the town lacks " + std::string(persona));
}

/// Grown-ups of the same quarter who have no role in another story, the nearest first.
std::vector<const Resident*> neighbours_of(const std::vector<Resident>& residents,
                                           const Resident& who, bool verified, std::size_t count) {
  std::vector<const Resident*> out;
  for (const auto& r : residents)
    if (r.persona.empty() && r.verified == verified && r.age >= 22 && r.age < 75 &&
        r.id != who.id && r.home.scopes.quarter == who.home.scopes.quarter)
      out.push_back(&r);
  std::stable_sort(out.begin(), out.end(), [&](const auto* a, const auto* b) {
    return geo::distance_m(a->home.exact, who.home.exact) <
           geo::distance_m(b->home.exact, who.home.exact);
  });
  if (out.size() > count) out.resize(count);
  return out;
}

class Circle {
 public:
  Circle(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Random& random)
      : tx_(tx), circles_(*rooms.circles), clock_(clock), random_(random) {}

  void start(const circles::Circles::Start& start) {
    id_ = circles_.start(tx_, start);
    by_ = start.by;
  }
  void join(const Resident& who, std::uint32_t slots, int per_week) {
    if (circles_.join(tx_, id_, who.id, slots, per_week)) members_.push_back(who.id);
  }
  void add(Kind kind, const char* title, const char* notes, std::uint32_t on, int every,
           chrono::minutes from, chrono::minutes to) {
    circles::Circles::Plan p;
    p.kind = kind;
    p.title = title;
    p.notes = notes;
    p.days = on;
    p.every_weeks = every;
    p.first = chrono::sys_days{i18n::local(clock_.now() + days{1}).day};
    p.from = from;
    p.to = to;
    circles_.add(tx_, id_, by_, p);
  }
  /// A morning: what is near is promised, what was yesterday is told of.
  void live_a_day(const std::vector<std::string>& notes) {
    const Instant now = clock_.now();
    circles_.plan(tx_, id_);
    for (const auto& t : circles_.turns(tx_, id_)) {
      if (t.confirmed && t.ends_at <= now) {
        circles_.done(tx_, t.id, t.account, random_.chance(0.4) ? random_.pick(notes) : "");
      } else if (!t.confirmed && t.starts_at > now && t.starts_at <= now + days{9}) {
        if (t.member)
          circles_.take(tx_, t.id, t.account);
        else if (t.starts_at <= now + days{3})
          step_in(t);
      } else if (t.confirmed && t.starts_at > now && t.starts_at <= now + days{1} &&
                 random_.chance(0.04)) {
        circles_.cannot(tx_, t.id, t.account);
        step_in(t);
      }
    }
  }
  /// Somebody who had promised cannot come: the demo's visitors see the search.
  void give_one_back() {
    const Instant now = clock_.now();
    for (const auto& t : circles_.turns(tx_, id_))
      if (t.confirmed && t.starts_at > now + days{2} && t.starts_at <= now + days{7}) {
        circles_.cannot(tx_, t.id, t.account);
        return;
      }
  }

 private:
  void step_in(const circles::Circles::Turn& t) {
    for (const auto& who : members_)
      if (who != t.account && circles_.take(tx_, t.id, who)) return;
  }

  db::Transaction& tx_;
  circles::Circles& circles_;
  FakeClock& clock_;
  Random& random_;
  CircleId id_;
  accounts::AccountId by_;
  std::vector<accounts::AccountId> members_;
};

}  // namespace

void make_circles(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                  const std::vector<Resident>& residents, Random& random) {
  const Resident& jeanne = named(residents, "jeanne");
  const Resident& mireille = named(residents, "mireille");
  const Instant begun = now - days{7 * kWeeksRun};
  clock.set(begun);

  Circle first(tx, rooms, clock, random), second(tx, rooms, clock, random);
  circles::Circles::Start start;
  start.by = jeanne.id;
  start.for_self = true;
  first.start(start);
  if (const Resident& thomas = named(residents, "thomas"); thomas.verified)
    first.join(thomas, kTwoEvenings, 2);
  for (const auto* r : neighbours_of(residents, jeanne, true, 4)) first.join(*r, kAnyTime, 3);
  first.add(Kind::shopping, "", "La liste et le porte-monnaie sont sur la table de la cuisine.",
            0b0000010, 1, hours{17}, hours{18} + chrono::minutes{30});
  first.add(Kind::call, "", "Laissez sonner longtemps : il me faut le temps de me lever.",
            0b1010101, 1, hours{18} + chrono::minutes{30}, hours{18} + chrono::minutes{45});
  first.add(Kind::walk, "Un tour jusqu’au square", "Bras dessus, bras dessous, s’il ne gèle pas.",
            0b1000000, 1, hours{15}, hours{16});

  start = {};
  start.by = mireille.id;
  start.first_name = "Simone";
  start.home = mireille.home;
  start.home_details = "2e étage, à gauche";
  start.phone = "+33199001287";
  second.start(start);
  second.join(mireille, kAnyTime, 2);
  for (const auto* r : neighbours_of(residents, mireille, true, 2)) second.join(*r, kAnyTime, 2);
  for (const auto* r : neighbours_of(residents, mireille, false, 1)) second.join(*r, kAnyTime, 2);
  second.add(Kind::pharmacy, "", "L’ordonnance est chez Mireille.", 0b0000100, 2, hours{10},
             hours{11});
  second.add(Kind::visit, "Lire le journal", "Elle entend mal à gauche : asseyez-vous à droite.",
             0b0010000, 1, hours{15}, hours{16});
  second.add(Kind::call, "", "", 0b0000001, 1, hours{10}, hours{10} + chrono::minutes{15});

  const std::vector<std::string> notes{
      "Tout va bien. Il n’y a plus de café.",
      "Elle était de bonne humeur, nous avons parlé du marché.",
      "L’ascenseur est en panne jusqu’à jeudi : prévoyez les escaliers.",
      "Un peu fatiguée aujourd’hui, je rappellerai demain.",
      "Le chat a été nourri. Il réclame toujours."};
  for (int day = 1; day <= 7 * kWeeksRun; ++day) {
    clock.set(std::min(now, begun + days{day}));
    first.live_a_day(notes);
    second.live_a_day(notes);
  }
  clock.set(now);
  first.give_one_back();
}

}  // namespace palier::app::town
