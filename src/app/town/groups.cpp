#include "app/town/groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "core/i18n/zone.hpp"

namespace palier::app::town {
namespace {

namespace chrono = std::chrono;
using chrono::days;
using chrono::minutes;

/// As groups.txt has them:
///   # DOOR LEVEL VOICE members=N      VOICE is @persona, or f or m and an age
///   = its name
///   lines of what it is for, > a rule, ? a question for joining, ! what somebody answers
///   * DAYS HOUR MINUTES | place | title | text     an event that many days ahead
///   - KIND | title | text                          a post
struct Plan {
  groups::Door door = groups::Door::open;
  std::string level, voice, name, about, rules;
  std::string answer;  ///< Of somebody who waits to be let in.
  std::vector<std::string> questions;
  std::size_t members = 0;
  struct Event {
    int in_days = 0, hour = 0, minutes = 0;
    std::string place, title, text;
  };
  struct Post {
    std::string kind, title, text;
  };
  std::vector<Event> events;
  std::vector<Post> posts;
};

int number(std::string_view text) {
  int v = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::logic_error(fmt::format("groups.txt: {} is not a number", text));
  return v;
}

std::string trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return std::string(text);
}

std::vector<std::string> cells(std::string_view line) {
  auto out = split(line, '|');
  for (auto& c : out) c = trimmed(c);
  return out;
}

std::vector<Plan> read_plans() {
  std::vector<Plan> out;
  for (const auto& line : lines_of(file("groups.txt"))) {
    if (line.empty()) continue;
    const std::string rest = line.size() > 2 ? line.substr(2) : "";
    if (line.starts_with("# ")) {
      const auto words = split(rest, ' ');
      auto& p = out.emplace_back();
      p.door = words.at(0) == "open"      ? groups::Door::open
               : words.at(0) == "request" ? groups::Door::by_request
                                          : groups::Door::hidden;
      p.level = words.at(1);
      p.voice = words.at(2);
      p.members =
          static_cast<std::size_t>(number(std::string_view(words.at(3)).substr(8)));  // "members="
      continue;
    }
    if (out.empty()) throw std::logic_error("groups.txt: begins without a group");
    auto& p = out.back();
    const auto add = [](std::string& text, const std::string& more) {
      text += (text.empty() ? "" : "\n\n") + more;
    };
    if (line.starts_with("= ")) {
      p.name = rest;
    } else if (line.starts_with("> ")) {
      p.rules += (p.rules.empty() ? "- " : "\n- ") + rest;
    } else if (line.starts_with("? ")) {
      p.questions.push_back(rest);
    } else if (line.starts_with("! ")) {
      p.answer = rest;
    } else if (line.starts_with("* ")) {
      const auto c = cells(rest);
      const auto when = split(c.at(0), ' ');
      p.events.push_back(
          {number(when.at(0)), number(when.at(1)), number(when.at(2)), c.at(1), c.at(2), c.at(3)});
    } else if (line.starts_with("- ")) {
      const auto c = cells(rest);
      p.posts.push_back({c.at(0), c.at(1), c.at(2)});
    } else {
      add(p.about, line);
    }
  }
  return out;
}

const Resident& founder_of(const Plan& plan, const std::vector<Resident>& residents,
                           std::vector<accounts::AccountId>& taken) {
  if (plan.voice.starts_with('@')) {
    for (const auto& r : residents)
      if (r.persona == plan.voice.substr(1)) return r;
    throw std::logic_error("groups.txt: the town lacks " + plan.voice);
  }
  const int age = number(std::string_view(plan.voice).substr(1));
  const Resident* best = nullptr;
  for (const auto& r : residents) {
    if (!r.persona.empty() || r.gender != plan.voice[0] || !r.verified ||
        std::find(taken.begin(), taken.end(), r.id) != taken.end())
      continue;
    if (!best || std::abs(r.age - age) < std::abs(best->age - age)) best = &r;
  }
  if (!best) throw std::logic_error("groups.txt: nobody to found " + plan.name);
  taken.push_back(best->id);
  return *best;
}

class Groups {
 public:
  Groups(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
         const std::vector<Resident>& residents, Random& random)
      : tx_(tx), rooms_(rooms), clock_(clock), now_(now), residents_(residents), random_(random) {}

  void make(const Plan& plan) {
    const Resident& founder = founder_of(plan, residents_, taken_);
    const auto level = places::level(plan.level);
    if (!level) throw std::logic_error("groups.txt: no level " + plan.level);
    auto circle = places::circle(*level, founder.home.scopes);
    if (circle.empty()) circle = places::circle(places::Level::city, founder.home.scopes);
    const Instant begun = now_ - days{random_.between(60, 120)};
    clock_.set(begun);
    const auto made = rooms_.groups->found(
        tx_, founder.id, {plan.name, plan.about, plan.rules, circle, plan.door, plan.questions});
    if (!made.ok())
      throw std::logic_error(fmt::format("the town's group {} is refused: {}", plan.name,
                                         made.errors.entries().front().message.msgid));
    members_.assign(1, founder.id);
    for (const auto* r : near(founder, plan)) {
      clock_.set(begun + days{random_.between(1, 50)});
      if (rooms_.groups->join(tx_, made.id, r->id, true)) members_.push_back(r->id);
    }
    // Those who have been there longest are trusted by now; two or three are still new.
    clock_.set(now_ - days{8});
    for (std::size_t i = 1; i + 2 < members_.size(); ++i)
      for (std::size_t by = 0; by < i; ++by)
        rooms_.groups->trust(tx_, made.id, members_[by], members_[i]);
    if (plan.door == groups::Door::by_request) ask(made.id, founder, plan);
    const auto audience = "group/" + made.id.str();
    for (std::size_t i = 0; i < plan.posts.size(); ++i) {
      const auto& p = plan.posts[i];
      const auto kind = feed::kind(p.kind);
      if (!kind) throw std::logic_error("groups.txt: no kind " + p.kind);
      feed::Feed::Draft d;
      d.kind = *kind;
      d.audience = audience;
      d.title = p.title;
      d.text = p.text;
      write(d, now_ - days{static_cast<int>(2 + 3 * i)} - minutes{random_.between(0, 600)});
    }
    for (const auto& e : plan.events) {
      feed::Feed::Draft d;
      d.kind = feed::Kind::event;
      d.audience = audience;
      d.title = e.title;
      d.text = e.text;
      const auto day = i18n::local(now_ + days{e.in_days}).day;
      d.event = feed::Event{i18n::from_local(day, chrono::hours{e.hour}), {}, e.place};
      d.event->ends = d.event->starts + minutes{e.minutes};
      write(d, now_ - days{random_.between(1, 6)});
    }
    clock_.set(now_);
  }

 private:
  /// Those who live nearest and are not in a story of their own.
  std::vector<const Resident*> near(const Resident& founder, const Plan& plan) {
    std::vector<const Resident*> out;
    for (const auto& r : residents_)
      if (r.id != founder.id && r.age >= 20 &&
          (plan.level != "building" || r.home.scopes.building == founder.home.scopes.building))
        out.push_back(&r);
    std::stable_sort(out.begin(), out.end(), [&](const auto* a, const auto* b) {
      return geo::distance_m(a->home.exact, founder.home.exact) <
             geo::distance_m(b->home.exact, founder.home.exact);
    });
    if (plan.level == "city" || plan.level == "quarter")
      out.resize(std::min<std::size_t>(out.size(), 20 * plan.members));
    random_.shuffle(out);
    if (plan.level == "street" || plan.level == "building")
      std::stable_sort(out.begin(), out.end(), [&](const auto* a, const auto* b) {
        return geo::distance_m(a->home.exact, founder.home.exact) <
               geo::distance_m(b->home.exact, founder.home.exact);
      });
    if (out.size() + 1 > plan.members) out.resize(plan.members - 1);
    return out;
  }

  /// Somebody waits to be let in.
  void ask(groups::GroupId id, const Resident& founder, const Plan& plan) {
    clock_.set(now_ - chrono::hours{20});
    for (const auto& r : residents_)
      if (r.persona.empty() && r.verified && r.age > 25 && r.age < 60 &&
          r.home.scopes.quarter == founder.home.scopes.quarter &&
          std::find(members_.begin(), members_.end(), r.id) == members_.end()) {
        std::vector<std::string> answers(plan.questions.size(), plan.answer);
        rooms_.groups->ask(tx_, id, r.id, answers);
        return;
      }
  }

  void write(const feed::Feed::Draft& draft, Instant at) {
    clock_.set(at);
    (void)rooms_.feed->post(tx_, random_.pick(members_), draft, at);
  }

  db::Transaction& tx_;
  Rooms& rooms_;
  FakeClock& clock_;
  const Instant now_;
  const std::vector<Resident>& residents_;
  Random& random_;
  std::vector<accounts::AccountId> taken_, members_;
};

}  // namespace

void make_groups(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                 const std::vector<Resident>& residents, Random& random) {
  Groups all(tx, rooms, clock, now, residents, random);
  for (const auto& plan : read_plans()) all.make(plan);
}

}  // namespace palier::app::town
