#include "features/feed/useful.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace palier::feed {
namespace {

constexpr const char* kNear = N_("Near you");
constexpr const char* kGroup = N_("In your group");
constexpr const char* kFresh = N_("Just posted");
constexpr const char* kTalked = N_("Neighbours are talking about it");
constexpr const char* kThanked = N_("Neighbours have said thank you");
constexpr const char* kAlert = N_("Alert");
constexpr const char* kUrgent = N_("Urgent");
constexpr const char* kSoon = N_("Soon");
constexpr const char* kUnanswered = N_("Nobody has answered yet");
constexpr const char* kFollowed = N_("You follow it");
constexpr const char* kArrived = N_("A new neighbour");
constexpr const char* kUnseen = N_("New since your last visit");

constexpr std::array<Rule, 12> kRules{{
    {kNear, N_("Your building comes before your street, your street before your quarter, your "
               "quarter before the town.")},
    {kGroup, N_("It was posted in a group that you are in.")},
    {kFresh, N_("What is new comes first; after a day and a half this counts half.")},
    {kTalked, N_("Several neighbours have commented lately.")},
    {kThanked, N_("Others found it helpful.")},
    {kAlert, N_("Alerts stay at the top for a day.")},
    {kUrgent, N_("A neighbour needs help that cannot wait.")},
    {kSoon, N_("An event begins within a week.")},
    {kUnanswered, N_("A question of the last three days is still waiting for an answer.")},
    {kFollowed, N_("Somebody has commented on a post that you follow.")},
    {kArrived, N_("Somebody who has just arrived writes for the first time.")},
    {kUnseen, N_("You have not seen it yet.")},
}};

using std::chrono::hours;

/// What is left of it after that time, if half is left after `half`.
double left(std::chrono::microseconds age, hours half) {
  const double halves = std::max(0.0, std::chrono::duration<double>(age) / half);
  return std::exp2(-halves);
}

double near(const Signals& s) {
  if (!s.circle) return 20;
  switch (*s.circle) {
    case places::Level::building:
      return 30;
    case places::Level::street:
      return 24;
    case places::Level::quarter:
      return 16;
    case places::Level::city:
      break;
  }
  return 8;
}

bool waits(const Signals& s) {
  return s.kind == Kind::question && !s.aid && s.comments == 0 && s.age >= hours(3) &&
         s.age <= hours(72);
}

}  // namespace

std::span<const Rule> rules() {
  return kRules;
}

Worth useful(const Signals& s) {
  struct Part {
    const char* why;
    double points;
  };
  std::vector<Part> parts;
  parts.reserve(12);
  const auto add = [&](const char* why, double points) {
    if (points != 0) parts.push_back({why, points});
  };
  // A town is near nobody in particular: its points count, but are no reason to give.
  add(s.circle ? (*s.circle == places::Level::city ? nullptr : kNear) : kGroup, near(s));
  add(s.age <= hours(12) ? kFresh : nullptr, 40 * left(s.age, hours(36)));
  add(kTalked, std::min(30.0, 7 * std::log2(1.0 + static_cast<double>(s.comments))) *
                   left(s.silent, hours(48)));
  add(kThanked, std::min(16.0, 4 * std::log2(1.0 + static_cast<double>(s.thanks))));
  if (s.kind == Kind::alert && !s.aid) add(kAlert, 45 * left(s.age, hours(24)));
  if (s.urgent) add(kUrgent, 30);
  if (s.starts_in) {
    if (*s.starts_in >= hours(0) && *s.starts_in <= hours(7 * 24)) add(kSoon, 15);
    if (*s.starts_in < -hours(3)) add(nullptr, -40);
  }
  if (waits(s)) add(kUnanswered, 10);
  if (s.following && !s.own && s.comments > 0 && s.silent <= hours(48)) add(kFollowed, 20);
  if (s.by_new && !s.own) add(kArrived, 8);
  if (s.unseen && !s.own) add(kUnseen, 12);
  if (s.own) add(nullptr, -20);

  double sum = 0;
  for (const auto& p : parts) sum += p.points;
  Worth out;
  out.points = std::llround(sum * 1000);
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.points > b.points; });
  for (const auto& p : parts)
    if (p.why && p.points >= 4 && out.why.size() < 2) out.why.push_back(p.why);
  return out;
}

}  // namespace palier::feed
