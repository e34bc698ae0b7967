#include "features/matching/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace palier::matching {

namespace {

/// Whether helpers within reach are kept away by more than one bar.
bool mixed(const Unserved& u) {
  return std::count_if(u.barred.begin() + static_cast<int>(Bar::unverified), u.barred.end(),
                       [](int count) { return count > 0; }) > 1;
}

const char* short_of(Bar bar) {
  constexpr std::array<const char*, kBars> words{"do not do this",
                                                 "too far away",
                                                 "unverified",
                                                 "not visiting vulnerable people",
                                                 "not taking so many children",
                                                 "not taking children of these ages",
                                                 "without a common language",
                                                 "not free at these times",
                                                 "of the same household",
                                                 "kept apart"};
  return words[static_cast<std::size_t>(bar)];
}

}  // namespace

const char* because(const Unserved& u) {
  if (!u.because)
    return u.able > 0 ? "Everyone who could help is already helping others."
                      : "There are no helpers yet.";
  if (u.helped > 0) return "Everyone who could help is there already; more are asked for.";
  if (mixed(u)) return "No one within reach fits all that is asked.";
  switch (*u.because) {
    case Bar::kind:
      return "No one here has this skill.";
    case Bar::too_far:
      return "No one with this skill is within reach.";
    case Bar::unverified:
      return "Only unverified helpers are within reach.";
    case Bar::vulnerable:
      return "No helper within reach visits vulnerable people.";
    case Bar::children:
      return "No helper within reach takes so many children.";
    case Bar::child_ages:
      return "No helper within reach takes children of these ages.";
    case Bar::language:
      return "No helper within reach speaks a common language.";
    case Bar::blocks:
      return "No helper within reach is free at these times.";
    case Bar::household:
      return "Only people of the same household are within reach.";
    case Bar::blocked:
      return "Only people who are kept apart are within reach.";
    case Bar::not_asked:
      return "No helper among the neighbours who are asked.";
  }
  return "";
}

std::string because_in_full(const Unserved& u) {
  std::string out = because(u);
  if (!u.because || !mixed(u)) return out;
  out.pop_back();
  const char* before = ": ";
  for (int i = static_cast<int>(Bar::unverified); i < kBars; ++i) {
    const int count = u.barred[static_cast<std::size_t>(i)];
    if (count == 0) continue;
    out += fmt::format("{}{} {}", before, count, short_of(static_cast<Bar>(i)));
    before = ", ";
  }
  return out + ".";
}

std::string why(const Instance& instance, const Assignment& a) {
  const Need& n = instance.needs[static_cast<std::size_t>(a.need)];
  const Helper& h = instance.helpers[static_cast<std::size_t>(a.helper)];
  std::string out = n.kind.empty() ? "Can help" : fmt::format("Does {}", n.kind);
  if (from_anywhere(n))
    out += ", at any distance";
  else
    out += fmt::format(", {:.0f} m away", a.metres);
  if (a.block != kNoBlock) out += fmt::format(", free on {}", block_name(n, h, a.block));
  if (n.languages && h.languages)
    for (const auto& language : *n.languages)
      if (std::find(h.languages->begin(), h.languages->end(), language) != h.languages->end()) {
        out += fmt::format(", speaks {}", language);
        break;
      }
  if (n.vulnerable) out += ", verified and visits vulnerable people";
  if (n.kind == "childcare") out += ", verified and takes children of these ages";
  if (n.prefers_parent && h.has_children) out += ", a parent";
  return out + ".";
}

}  // namespace palier::matching
