#include "paris.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "random.hpp"

namespace palier::bench {
namespace {

using matching::Helper;
using matching::Need;

struct District {
  double people;
  double km2;  ///< Where people live: the 12th and 16th without their woods.
  geo::Point centre;
  double old;  ///< How much oftener than elsewhere its people ask: more are over 75.
};

constexpr std::array<District, kDistricts> kParis{{
    {15'939, 1.83, {48.8625, 2.3364}, 1},     {20'900, 0.99, {48.8683, 2.3428}, 0.9},
    {33'000, 1.17, {48.8629, 2.3600}, 0.9},   {28'088, 1.60, {48.8543, 2.3576}, 1},
    {56'882, 2.54, {48.8444, 2.3505}, 1},     {40'005, 2.15, {48.8491, 2.3329}, 1.15},
    {48'354, 4.09, {48.8562, 2.3122}, 1.15},  {35'016, 3.88, {48.8727, 2.3126}, 1.05},
    {59'835, 2.18, {48.8771, 2.3374}, 0.9},   {83'459, 2.89, {48.8761, 2.3607}, 0.9},
    {142'583, 3.67, {48.8590, 2.3800}, 0.9},  {139'867, 6.38, {48.8400, 2.3880}, 1.05},
    {178'350, 7.15, {48.8283, 2.3623}, 1.05}, {134'382, 5.64, {48.8292, 2.3265}, 1.05},
    {227'746, 8.50, {48.8401, 2.2930}, 1.15}, {165'062, 7.85, {48.8570, 2.2730}, 1.15},
    {166'518, 5.67, {48.8873, 2.3068}, 1},    {191'531, 6.01, {48.8925, 2.3481}, 0.9},
    {182'952, 6.79, {48.8871, 2.3848}, 0.9},  {187'642, 5.98, {48.8634, 2.4012}, 0.95},
}};

struct Asked {
  const char* kind;
  double needs;    ///< Share of needs.
  double helpers;  ///< Share of helpers who do it.
};
constexpr std::array<Asked, 7> kEveryday{{{"errands", 0.30, 0.7},
                                          {"call", 0.20, 0.6},
                                          {"pharmacy", 0.15, 0.6},
                                          {"childcare", 0.12, 0.25},
                                          {"transport", 0.10, 0.3},
                                          {"tools", 0.08, 0.3},
                                          {"printing", 0.05, 0.3}}};
constexpr std::array<Asked, 2> kFrontline{{{"childcare", 0.7, 0.5}, {"groceries", 0.3, 0.7}}};

std::span<const Asked> asked(Mix mix) {
  if (mix == Mix::everyday) return kEveryday;
  return kFrontline;
}

constexpr std::array kAges{"0-1", "1-2", "3-5", "6-9", "10-12", "13+"};
constexpr std::array kTongues{"en", "ar", "pt", "es", "zh"};
constexpr int kBlocks = 21;  ///< Morning, afternoon and evening of seven days.

template <class Weight>
int picked(Stream& s, int count, const Weight& weight) {
  double all = 0;
  for (int i = 0; i < count; ++i) all += weight(i);
  double at = s.unit() * all;
  for (int i = 0; i < count; ++i)
    if ((at -= weight(i)) < 0) return i;
  return count - 1;
}

geo::Point somewhere(Stream& s, const District& d) {
  const double km = std::sqrt(s.unit() * d.km2 / std::numbers::pi);
  const double angle = 2 * std::numbers::pi * s.unit();
  constexpr double kDegree = 111.19;  // km
  return {
      d.centre.lat + km * std::sin(angle) / kDegree,
      d.centre.lon + km * std::cos(angle) / (kDegree * std::cos(48.86 * std::numbers::pi / 180))};
}

std::vector<std::string> blocks(Stream& s, int count) {
  std::vector<std::string> out;
  while (static_cast<int>(out.size()) < count) {
    auto block = fmt::format("b{:02}", s.below(kBlocks));
    if (std::find(out.begin(), out.end(), block) == out.end()) out.push_back(std::move(block));
  }
  return out;
}

std::string postcode(int district) {
  return fmt::format("750{:02}", district + 1);
}

Need need(Stream s, int i, Mix mix) {
  const int d = picked(s, kDistricts, [](int k) { return kParis[k].people * kParis[k].old; });
  const auto what = asked(mix);
  Need n;
  n.id = fmt::format("n{:06}", i);
  n.at = somewhere(s, kParis[d]);
  n.kind =
      what[picked(s, static_cast<int>(what.size()), [&](int k) { return what[k].needs; })].kind;
  n.postcode = n.district = postcode(d);
  n.urgent = s.chance(0.15);
  n.waiting_hours = std::min(168.0, s.exponential(24));
  n.blocks = blocks(s, 6);
  const bool old = s.chance(0.4), frail = s.chance(0.6);
  if (n.kind == "childcare") {
    for (int left = 1 + s.below(3); left > 0; --left) n.child_ages.emplace_back(kAges[s.below(6)]);
    n.prefers_parent = s.chance(0.2);
  } else {
    n.vulnerable = old && frail;
  }
  if ((n.kind == "tools" || n.kind == "transport") && s.chance(0.2)) n.people = 2;
  n.languages = std::vector<std::string>{"fr"};
  if (const double tongue = s.unit(); tongue < 0.15) {
    if (tongue < 0.05) n.languages->clear();
    n.languages->emplace_back(kTongues[s.below(5)]);
  }
  return n;
}

Helper helper(Stream s, int i, Mix mix, const std::array<double, kDistricts>& density) {
  const int d = picked(s, kDistricts, [&](int k) { return kParis[k].people * density[k]; });
  Helper h;
  h.id = fmt::format("h{:06}", i);
  h.at = somewhere(s, kParis[d]);
  h.postcode = postcode(d);
  h.kinds.emplace();
  for (const auto& a : asked(mix))
    if (s.chance(a.helpers)) h.kinds->emplace_back(a.kind);
  if (h.kinds->empty()) h.kinds->emplace_back(asked(mix)[s.below(2)].kind);
  h.radius_m = std::clamp(s.lognormal(1'200, 0.5), 200.0, 10'000.0);
  h.capacity = 1 + s.below(3);
  h.blocks = blocks(s, 3);
  h.languages = std::vector<std::string>{"fr"};
  if (s.chance(0.15)) h.languages->emplace_back(kTongues[s.below(5)]);
  h.accepts_vulnerable = s.chance(0.5);
  h.verified = s.chance(0.4);
  h.has_children = s.chance(0.4);
  h.max_children = 1 + s.below(4);
  const int first = s.below(4);
  h.child_ages.emplace();
  for (int age = first, last = std::min(6, first + 2 + s.below(4)); age < last; ++age)
    h.child_ages->emplace_back(kAges[age]);
  h.jobs_28d = s.chance(0.5) ? 0 : s.below(5);
  return h;
}

}  // namespace

int district_of(const std::string& postcode) {
  return std::stoi(postcode) - 75'001;
}

const std::vector<std::string>& kinds_of(Mix mix) {
  static const auto names = [](Mix m) {
    std::vector<std::string> out;
    for (const auto& a : asked(m)) out.emplace_back(a.kind);
    return out;
  };
  static const auto everyday = names(Mix::everyday), frontline = names(Mix::frontline);
  return mix == Mix::everyday ? everyday : frontline;
}

Town paris(Size size, std::uint64_t seed, Mix mix) {
  std::array<double, kDistricts> density{};
  Stream skew(seed, For::skew);
  for (auto& d : density) d = 0.7 + 0.6 * skew.unit();
  Town town;
  for (int i = 0; i < size.needs; ++i)
    town.instance.needs.push_back(need(Stream(seed, For::need, i), i, mix));
  for (int i = 0; i < size.helpers; ++i) {
    town.instance.helpers.push_back(helper(Stream(seed, For::helper, i), i, mix, density));
    // Beta(1, 3): a mean of one in four, and many who hardly ever do.
    town.rate.push_back(1 - std::cbrt(1 - Stream(seed, For::rate, i).unit()));
  }
  return town;
}

}  // namespace palier::bench
