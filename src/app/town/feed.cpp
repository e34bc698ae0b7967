#include "app/town/feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>

#include "core/i18n/zone.hpp"

namespace palier::app::town {
namespace {

namespace chrono = std::chrono;

/// One post of feed.txt:
///   # KIND CIRCLE VOICE DAYS_AGO [in=QUARTER]
///   = its title
///   @ DAYS_FROM_NOW FROM TO PLACE   of an event
///   ?? the question of a poll       ?- VOTES an answer
///   text, empty lines between paragraphs
///   + VOICE HOURS a comment, so long after the post    ++ an answer to the comment before
///   ! how many say thank you
/// VOICE is f or m and an age, or @persona; in one post the same voice is the same person.
struct Scene {
  feed::Kind kind = feed::Kind::news;
  places::Level level = places::Level::quarter;
  std::string voice, quarter, title, text, place;
  double days_ago = 0;
  int event_day = 0;
  chrono::minutes from{}, to{};
  bool event = false;
  std::string question;
  struct Option {
    int votes = 0;
    std::string text;
  };
  std::vector<Option> options;
  struct Said {
    std::string voice, text;
    double hours = 0;
    bool answer = false;
  };
  std::vector<Said> said;
  int thanks = 0;
};

[[noreturn]] void unreadable(std::string_view line) {
  throw std::logic_error(fmt::format("the town's feed: what is {}", line));
}

double number(const std::string& text) {
  char* end = nullptr;
  const double v = std::strtod(text.c_str(), &end);
  if (text.empty() || *end) unreadable(text);
  return v;
}

chrono::minutes time_of(const std::string& text) {
  const auto parts = split(text, ':');
  if (parts.size() != 2) unreadable(text);
  return chrono::minutes(static_cast<int>(number(parts[0]) * 60 + number(parts[1])));
}

/// The words up to the nth, and what follows them.
std::pair<std::vector<std::string>, std::string> words_then_rest(std::string_view line,
                                                                 std::size_t words) {
  std::vector<std::string> out;
  while (out.size() < words) {
    const auto end = line.find(' ');
    if (end == std::string_view::npos) unreadable(line);
    out.emplace_back(line.substr(0, end));
    line.remove_prefix(end + 1);
  }
  return {out, std::string(line)};
}

Scene head_of(std::string_view line) {
  const auto words = split(line.substr(2), ' ');
  if (words.size() < 4) unreadable(line);
  Scene s;
  const auto kind = feed::kind(words[0]);
  const auto level = places::level(words[1]);
  if (!kind || !level) unreadable(line);
  s.kind = *kind;
  s.level = *level;
  s.voice = words[2];
  s.days_ago = number(words[3]);
  if (words.size() > 4) {
    s.quarter = words[4].substr(3);
    std::replace(s.quarter.begin(), s.quarter.end(), '_', ' ');
  }
  return s;
}

void line_of(Scene& s, const std::string& line) {
  const std::string_view rest =
      std::string_view(line).substr(std::min<std::size_t>(2, line.size()));
  if (line.starts_with("= ")) {
    s.title = rest;
  } else if (line.starts_with("@ ")) {
    auto [words, place] = words_then_rest(rest, 3);
    s.event = true;
    s.event_day = static_cast<int>(number(words[0]));
    s.from = time_of(words[1]);
    s.to = time_of(words[2]);
    s.place = place;
  } else if (line.starts_with("?? ")) {
    s.question = line.substr(3);
  } else if (line.starts_with("?- ")) {
    auto [words, text] = words_then_rest(std::string_view(line).substr(3), 1);
    s.options.push_back({static_cast<int>(number(words[0])), text});
  } else if (line.starts_with("+ ") || line.starts_with("++ ")) {
    const bool answer = line.starts_with("++ ");
    auto [words, text] = words_then_rest(std::string_view(line).substr(answer ? 3 : 2), 2);
    s.said.push_back({words[0], text, number(words[1]), answer});
  } else if (line.starts_with("! ")) {
    s.thanks = static_cast<int>(number(std::string(rest)));
  } else {
    if (!s.text.empty()) s.text += '\n';
    s.text += line;
  }
}

/// As lines_of() of the other texts leaves empty lines out, and here they part paragraphs.
std::vector<Scene> read_scenes() {
  std::vector<Scene> out;
  std::string_view text = file("feed.txt");
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("# "))
      out.push_back(head_of(line));
    else if (out.empty())
      unreadable(line);
    else
      line_of(out.back(), line);
  }
  if (out.size() < 2) unreadable("feed.txt");
  // The earliest first: the clock goes one way.
  std::stable_sort(out.begin(), out.end(),
                   [](const Scene& a, const Scene& b) { return a.days_ago > b.days_ago; });
  return out;
}

class Stage {
 public:
  Stage(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
        const std::vector<Resident>& residents, Random& random)
      : tx_(tx), rooms_(rooms), clock_(clock), now_(now), residents_(residents), random_(random) {
    for (const auto& r : residents)
      for (const auto& circle : places::circles(r.home.scopes))
        if (r.age >= 16) people_[circle].push_back(&r);
  }

  void play(const Scene& scene) {
    const Resident& author = author_of(scene);
    const std::string audience = places::circle(scene.level, author.home.scopes);
    const Instant at = awake(now_ - chrono::minutes(static_cast<int>(scene.days_ago * 1440)));
    clock_.set(at);
    feed::Feed::Draft draft;
    draft.kind = scene.kind;
    draft.audience = audience;
    draft.title = scene.title;
    draft.text = scene.text;
    if (scene.event) {
      const auto day = chrono::sys_days{i18n::local(now_ + chrono::days(scene.event_day)).day};
      draft.event = feed::Event{i18n::from_local(day, scene.from), i18n::from_local(day, scene.to),
                                scene.place};
    }
    if (!scene.question.empty()) {
      draft.poll.emplace();
      draft.poll->question = scene.question;
      for (const auto& o : scene.options) draft.poll->options.push_back(o.text);
    }
    const auto made = rooms_.feed->post(tx_, author.id, draft, at);
    if (!made.ok())
      throw std::logic_error(fmt::format("the town's feed refuses {}: {} {}", scene.title,
                                         made.errors.entries().front().field,
                                         made.errors.entries().front().message.msgid));
    cast_ = {{scene.voice, &author}};
    feed::CommentId above{};
    for (const auto& said : scene.said) {
      const Instant then = std::min(now_ - chrono::minutes(2),
                                    awake(at + chrono::minutes(static_cast<int>(said.hours * 60))));
      clock_.set(then);
      const Resident& who = speaker(said.voice, audience, author);
      const auto id = rooms_.feed->comment(tx_, made.id, said.answer ? above : feed::CommentId{},
                                           who.id, said.text, then);
      if (!id) throw std::logic_error("the town's feed refuses the comment " + said.text);
      if (!said.answer) above = *id;
    }
    const auto& around = people_[audience];
    clock_.set(std::min(now_ - chrono::minutes(1), at + chrono::hours(20)));
    thank(made.id, scene.thanks, around, author);
    vote(made.id, scene, around, author);
  }

 private:
  const Resident& author_of(const Scene& s) {
    if (s.voice.starts_with('@')) return persona(s.voice);
    const auto fits = [&](const Resident& r) {
      return r.persona.empty() && r.gender == s.voice[0] && !used_.contains(r.id) &&
             (s.quarter.empty() || r.home.quarter_name == s.quarter) &&
             people_[places::circle(s.level, r.home.scopes)].size() >
                 static_cast<std::size_t>(s.thanks) / 2 + s.said.size() + 1;
    };
    return nearest_in_age(s.voice, [&](const Resident& r) { return fits(r); });
  }
  const Resident& speaker(const std::string& voice, const std::string& audience,
                          const Resident& author) {
    if (const auto known = cast_.find(voice); known != cast_.end()) return *known->second;
    if (voice.starts_with('@')) return *(cast_[voice] = &persona(voice));
    const Resident& found = nearest_in_age(voice, [&](const Resident& r) {
      const auto circles = places::circles(r.home.scopes);
      return r.persona.empty() && r.id != author.id && !used_.contains(r.id) &&
             std::find(circles.begin(), circles.end(), audience) != circles.end();
    });
    cast_[voice] = &found;
    return found;
  }
  const Resident& persona(std::string_view voice) const {
    for (const auto& r : residents_)
      if (r.persona == voice.substr(1)) return r;
    throw std::logic_error("the town lacks " + std::string(voice));
  }
  /// Of the same gender if one lives there.
  template <class F>
  const Resident& nearest_in_age(const std::string& voice, F fits) {
    const int age = static_cast<int>(number(voice.substr(1)));
    const Resident* best = nullptr;
    int least = 1000;
    for (const auto& r : residents_) {
      if (r.age < 16 || !fits(r)) continue;
      const int off = std::abs(r.age - age) + (r.gender == voice[0] ? 0 : 100);
      if (off < least) {
        least = off;
        best = &r;
      }
    }
    if (!best) throw std::logic_error("nobody in the town speaks as " + voice);
    used_.insert({best->id, true});
    return *best;
  }
  void thank(feed::PostId post, int count, const std::vector<const Resident*>& around,
             const Resident& author) {
    std::size_t at = random_.below(around.size());
    for (std::size_t tried = 0; count > 0 && tried < around.size(); ++tried, ++at) {
      const Resident& r = *around[at % around.size()];
      if (r.id != author.id && rooms_.feed->thank(tx_, post, r.id)) --count;
    }
  }
  void vote(feed::PostId post, const Scene& scene, const std::vector<const Resident*>& around,
            const Resident& author) {
    std::size_t at = random_.below(around.size());
    for (std::size_t option = 0; option < scene.options.size(); ++option)
      for (int left = scene.options[option].votes; left > 0; ++at) {
        const Resident& r = *around[at % around.size()];
        if (r.id == author.id) continue;
        rooms_.feed->vote(tx_, post, r.id, {static_cast<int>(option)});
        --left;
      }
  }
  /// Nobody writes at night.
  static Instant awake(Instant t) {
    const auto local = i18n::local(t);
    if (local.time < chrono::hours(7)) return t + chrono::hours(7);
    if (local.time > chrono::hours(22)) return t - chrono::hours(2);
    return t;
  }

  db::Transaction& tx_;
  Rooms& rooms_;
  FakeClock& clock_;
  const Instant now_;
  const std::vector<Resident>& residents_;
  Random& random_;
  std::map<std::string, std::vector<const Resident*>> people_;
  std::map<std::string, const Resident*> cast_;
  std::map<accounts::AccountId, bool> used_;
};

}  // namespace

void write_feed(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                const std::vector<Resident>& residents, Random& random) {
  Stage stage(tx, rooms, clock, now, residents, random);
  for (const Scene& scene : read_scenes()) stage.play(scene);
  clock.set(now);
}

}  // namespace palier::app::town
