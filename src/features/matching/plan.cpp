#include "features/matching/plan.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace palier::matching {

Cost cost_of(const Instance& instance, const Plan& plan) {
  return cost_of(instance, plan, basis_of(instance));
}

Cost cost_of(const Instance& instance, const Plan& plan, const Basis& basis) {
  Cost total;
  std::vector<int> left(instance.needs.size()), taken(instance.helpers.size());
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = instance.needs[i].people;
  for (const auto& a : plan.assignments) {
    const Need& need = instance.needs[static_cast<std::size_t>(a.need)];
    const Helper& helper = instance.helpers[static_cast<std::size_t>(a.helper)];
    --left[static_cast<std::size_t>(a.need)];
    total += arc_cost(need, helper, metres(need, helper), scarcity_of(helper, need.kind, basis));
    total += load_cost(helper.jobs_28d, ++taken[static_cast<std::size_t>(a.helper)]);
  }
  std::map<std::string_view, std::pair<int, int>> districts;  // Units posted, units left.
  for (std::size_t i = 0; i < left.size(); ++i) {
    auto& [posted, unserved] = districts[instance.needs[i].district];
    posted += instance.needs[i].people;
    unserved += left[i];
    for (int k = 0; k < left[i]; ++k) total += unserved_cost(instance.needs[i]);
  }
  for (const auto& [name, units] : districts) {
    const auto known = basis.district_units.find(name);
    const int posted = known == basis.district_units.end() ? units.first : known->second;
    for (int j = 1; j <= units.second; ++j) total += district_cost(j, posted);
  }
  return total;
}

std::vector<std::string> flaws(const Instance& instance, const Plan& plan) {
  std::vector<std::string> out;
  std::set<std::pair<int, int>> blocked(instance.blocked.begin(), instance.blocked.end());
  std::set<std::pair<int, int>> met;
  std::set<std::pair<int, std::string_view>> busy;
  std::vector<int> given(instance.needs.size()), taken(instance.helpers.size());
  for (const auto& a : plan.assignments) {
    const Need& need = instance.needs[static_cast<std::size_t>(a.need)];
    const Helper& helper = instance.helpers[static_cast<std::size_t>(a.helper)];
    const auto say = [&](std::string_view what) {
      out.push_back(fmt::format("need {}, helper {}: {}", need.id, helper.id, what));
    };
    if (const auto bar = barred(need, helper)) say(word(*bar));
    if (blocked.contains({a.need, a.helper})) say("blocked");
    if (!met.emplace(a.need, a.helper).second) say("meet twice");
    const auto meeting = meeting_blocks(need, helper);
    if (std::find(meeting.begin(), meeting.end(), a.block) == meeting.end())
      say("not in a common block");
    else if (a.block != kNoBlock &&
             !busy.emplace(a.helper, block_name(need, helper, a.block)).second)
      say("the helper is elsewhere in that block");
    ++given[static_cast<std::size_t>(a.need)];
    if (helper.capacity && ++taken[static_cast<std::size_t>(a.helper)] > *helper.capacity)
      say("more than the helper takes");
  }
  std::vector<int> unserved(instance.needs.size());
  for (const auto& u : plan.unserved) unserved[static_cast<std::size_t>(u.need)] += u.units;
  for (std::size_t i = 0; i < given.size(); ++i)
    if (given[i] + unserved[i] != instance.needs[i].people)
      out.push_back(fmt::format("need {}: {} of {} units given, {} unserved", instance.needs[i].id,
                                given[i], instance.needs[i].people, unserved[i]));
  return out;
}

}  // namespace palier::matching
