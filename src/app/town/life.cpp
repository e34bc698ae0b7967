#include "app/town/life.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "core/i18n/zone.hpp"

namespace palier::app::town {

namespace chrono = std::chrono;
using chrono::days;
using chrono::hours;
using chrono::minutes;

/// A story on its way: who is in it, and what it has become so far.
struct Life::Scene {
  const Story* story = nullptr;
  Resident* author = nullptr;
  Instant begun{}, last{};
  aid::PostId post{};
  struct Answer {
    Resident* from = nullptr;
    aid::AnswerId id{};
    messages::ThreadId thread{};
    bool made = false;
  };
  std::vector<Answer> answers;

  bool need() const { return story->kind == aid::Kind::need; }
  Resident& asker(std::size_t i) const { return need() ? *author : *answers[i].from; }
  Resident& helper(std::size_t i) const { return need() ? *answers[i].from : *author; }
};

namespace {

std::string day_in(Instant now, int ahead) {
  const auto day = i18n::local(now + days(ahead)).day;
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

/// How many have answered, and how many of them were accepted.
struct Turnout {
  int answers = 0, accepted = 0;
};

Turnout turnout(const Story& s, Random& random) {
  const std::string& who = s.voice.persona;
  if (s.course == Course::done || s.course == Course::agreed)
    return {s.people + random.between(0, 1), s.people};
  if (s.course != Course::open) return {random.chance(0.3) ? 1 : 0, 0};
  if (who == "jeanne") return {2, 0};
  if (who == "sandrine") return {1, 1};
  if (who == "bernadette") return {4, 2};
  if (!who.empty()) return {1, 0};
  if (!s.report.empty() || s.urgent || random.chance(0.6)) return {};
  return {random.between(1, std::max(2, s.people)), s.people > 2 ? 1 : 0};
}

}  // namespace

Life::Life(Rooms& rooms, FakeClock& clock, Instant now, const Texts& texts,
           std::vector<Resident>& residents, Random& random)
    : rooms_(rooms),
      clock_(clock),
      now_(now),
      texts_(texts),
      residents_(residents),
      random_(random) {}

void Life::plan() {
  for (const Story& story : texts_.stories) plan(story);
}

void Life::live(db::Transaction& tx) {
  std::stable_sort(steps_.begin(), steps_.end(),
                   [](const Step& a, const Step& b) { return a.at < b.at; });
  for (const Step& step : steps_) {
    clock_.set(step.at);
    step.act(tx);
  }
}

Instant Life::awake(Instant t) const {
  const auto time = i18n::local(t).time;
  if (time < hours(7)) return t - time - hours(2) - minutes(random_.between(0, 90));
  if (time >= hours(23)) return t - hours(2);
  return t;
}

Instant Life::between(Instant from, Instant to) {
  if (to <= from) return from;
  const auto span = static_cast<double>((to - from).count());
  const Instant t = from + chrono::microseconds(static_cast<std::int64_t>(random_.unit() * span));
  return std::max(from, awake(t));
}

Resident& Life::author_of(const Story& story) {
  const Voice& v = story.voice;
  const bool verified = story.kind == aid::Kind::offer && story.category == "childcare";
  Resident* best = nullptr;
  int nearest = 1000;
  for (Resident& r : residents_) {
    if (!v.persona.empty()) {
      if (r.persona == v.persona) return r;
      continue;
    }
    if (r.taken || !r.persona.empty() || r.gender != v.gender || r.origin != v.origin ||
        (verified && !r.verified))
      continue;
    const int apart = std::abs(r.age - v.age);
    if (apart < nearest) {
      best = &r;
      nearest = apart;
    }
  }
  if (!best) throw std::logic_error("the town has nobody to say: " + story.title);
  best->taken = true;
  return *best;
}

Resident* Life::neighbour_for(const Scene& scene) {
  const Story& s = *scene.story;
  const auto& there = scene.author->home;
  const auto fits = [&](const Resident& r) {
    if (&r == scene.author || !r.persona.empty() || r.age > 80 || r.id == accounts::AccountId{})
      return false;
    if (scene.need() && s.for_verified && !r.verified) return false;
    for (const auto& a : scene.answers)
      if (a.from == &r) return false;
    const auto& here = r.home;
    if (s.scope == "building") return here.scopes.building == there.scopes.building;
    if (s.scope == "street") return here.scopes.street == there.scopes.street;
    if (s.scope == "quarter") return here.scopes.quarter == there.scopes.quarter;
    if (s.scope == "radius") return geo::distance_m(here.exact, there.shown) <= s.radius;
    return geo::distance_m(here.exact, there.exact) < 1500;
  };
  const std::size_t from = random_.below(residents_.size());
  for (std::size_t i = 0; i < residents_.size(); ++i) {
    Resident& r = residents_[(from + i) % residents_.size()];
    if (fits(r)) return &r;
  }
  return nullptr;
}

Instant Life::begun(const Story& s) {
  const bool offer = s.kind == aid::Kind::offer;
  const auto ago = [&](int from_hours, int to_hours) {
    return awake(between(now_ - hours(to_hours), now_ - hours(from_hours)));
  };
  switch (s.course) {
    case Course::open:
      if (s.urgent) return ago(1, 20);
      if (s.by_day || !s.on_days.empty()) return ago(3, 70);
      if (!s.voice.persona.empty()) return ago(30, 90);
      return offer ? ago(2, 24 * 22) : ago(1, 24 * 10);
    case Course::agreed:
      return ago(40, 24 * 8);
    case Course::done:
      return ago(24 * 10, 24 * 75);
    case Course::cancelled:
      return ago(24 * 4, 24 * 40);
    case Course::expired:
      return ago(24 * 34, 24 * 70);
  }
  return now_;
}

form::Input Life::fields_of(const Story& s) const {
  auto pairs = s.fields;
  pairs.emplace_back("category", s.category);
  pairs.emplace_back("title", s.title);
  pairs.emplace_back("details", s.details);
  if (s.by_day) pairs.emplace_back("needed_by", day_in(now_, *s.by_day));
  for (const int day : s.on_days) pairs.emplace_back("dates", day_in(now_, day));
  return form::Input::from_pairs(pairs);
}

void Life::plan(const Story& story) {
  auto scene = std::make_shared<Scene>();
  scene->story = &story;
  scene->author = &author_of(story);
  scene->begun = scene->last = begun(story);
  at(scene->begun, [this, scene](db::Transaction& tx) {
    const auto posted =
        rooms_.aid->post(tx, {scene->story->kind, scene->author->id, {}, {}, clock_.now()},
                         fields_of(*scene->story));
    if (!posted.ok())
      throw std::logic_error(fmt::format("the town's text “{}” is refused: {}", scene->story->title,
                                         posted.errors.entries().front().field));
    scene->post = posted.id;
  });
  const auto [answers, accepted] = turnout(story, random_);
  plan_answers(scene, answers, accepted);
  plan_end(scene);
}

void Life::plan_answers(const std::shared_ptr<Scene>& scene, int answers, int accepted) {
  const Story& s = *scene->story;
  const auto key = fmt::format("{} {}", scene->need() ? "need" : "offer", s.category);
  static const std::vector<std::string> kWhen{"",
                                              "Demain après-midi",
                                              "En semaine après 18 h",
                                              "Samedi matin",
                                              "Ce soir",
                                              "Quand vous voulez",
                                              "Mercredi",
                                              "Le matin, avant 10 h",
                                              "Après-demain",
                                              "Dimanche en fin de journée"};
  for (int i = 0; i < answers; ++i) {
    Resident* from = nullptr;
    if (s.course == Course::done && s.voice.persona == "jeanne" && i == 0)
      for (Resident& r : residents_)
        if (r.persona == "thomas") from = &r;
    if (!from) from = neighbour_for(*scene);
    if (!from) return;
    const auto n = scene->answers.size();
    scene->answers.push_back({from, {}, {}, false});
    const auto& texts = texts_.answers.at(key);
    const std::string& text = texts[answers_said_[key]++ % texts.size()];
    const Instant when = between(scene->last + minutes(20),
                                 std::min(scene->last + hours(i < accepted ? 20 : 40), now_));
    scene->last = std::min(when, now_ - minutes(5));
    at(scene->last, [this, scene, n, text, available = random_.pick(kWhen)](db::Transaction& tx) {
      auto& a = scene->answers[n];
      const auto id = rooms_.aid->answer(tx, scene->post, a.from->id, text, available);
      a.made = id.has_value();
      if (id) a.id = *id;
    });
    if (i >= accepted) continue;
    scene->last =
        std::min(between(scene->last + minutes(15), scene->last + hours(8)), now_ - minutes(4));
    at(scene->last, [this, scene, n](db::Transaction& tx) {
      auto& a = scene->answers[n];
      if (!a.made || !rooms_.aid->accept(tx, a.id, scene->author->id)) return;
      // Accepting has opened it; asking again answers which it is.
      a.thread = rooms_.messages->open(tx, scene->author->id, a.from->id, "aid", scene->post.value,
                                       scene->story->title, "");
    });
    plan_talk(scene, n, scene->last);
  }
}

void Life::plan_talk(const std::shared_ptr<Scene>& scene, std::size_t n, Instant from) {
  const Story& s = *scene->story;
  const auto it = texts_.dialogues.find(s.category);
  const auto& dialogues = it == texts_.dialogues.end() ? texts_.dialogues.at("other") : it->second;
  const Dialogue& talk = dialogues[talks_had_[s.category]++ % dialogues.size()];
  // What is still to be done has only been arranged.
  const bool over = s.course == Course::done;
  const std::size_t lines = over ? talk.size() : std::min<std::size_t>(talk.size(), 2);
  Instant t = from;
  for (std::size_t i = 0; i < lines; ++i) {
    t = std::min(between(t + minutes(3), t + hours(over ? 9 : 3)), now_ - minutes(2));
    at(t, [this, scene, n, line = talk[i]](db::Transaction& tx) {
      const auto& a = scene->answers[n];
      if (!a.thread) return;
      const Resident& who = line.asker ? scene->asker(n) : scene->helper(n);
      rooms_.messages->say(tx, a.thread, who.id, line.text);
    });
  }
  if (over)
    at(t + minutes(1), [this, scene, n](db::Transaction& tx) {
      const auto& a = scene->answers[n];
      if (!a.thread) return;
      rooms_.messages->seen(tx, a.thread, scene->author->id);
      rooms_.messages->seen(tx, a.thread, a.from->id);
    });
  scene->last = std::max(scene->last, t);
}

void Life::plan_end(const std::shared_ptr<Scene>& scene) {
  const Story& s = *scene->story;
  switch (s.course) {
    case Course::done:
      at(between(scene->last + hours(1), std::min(scene->last + days(3), now_ - hours(1))),
         [this, scene](db::Transaction& tx) {
           rooms_.aid->finish(tx, scene->post, scene->author->id, scene->story->thanks);
         });
      break;
    case Course::cancelled:
      at(between(scene->last + hours(5), std::min(scene->last + days(3), now_ - hours(1))),
         [this, scene](db::Transaction& tx) {
           rooms_.aid->cancel(tx, scene->post, scene->author->id);
         });
      break;
    case Course::expired:
      at(scene->begun + days(31),
         [this, scene](db::Transaction& tx) { rooms_.aid->expire(tx, scene->post); });
      break;
    case Course::open:
    case Course::agreed:
      break;
  }
  if (s.report.empty()) return;
  Resident* by = neighbour_for(*scene);
  at(between(scene->begun + hours(1), now_ - minutes(30)), [this, scene, by](db::Transaction& tx) {
    rooms_.moderation->report(tx, "aid", scene->post.value, by->id, places::TerritoryId{1},
                              scene->story->report, scene->story->thanks);
  });
}

}  // namespace palier::app::town
