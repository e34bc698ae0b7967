#include "features/matching/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace palier::matching {

const char* because(const Unserved& u) {
  if (!u.because)
    return u.able > 0 ? "Everyone who could help is needed elsewhere or has no time left."
                      : "Nobody could be found.";
  switch (*u.because) {
    case Bar::kind:
      return "No one here does this.";
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
  }
  return "";
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
