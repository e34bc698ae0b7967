#pragma once

#include <string>
#include <vector>

#include "features/matching/plan.hpp"

namespace palier::matching {

/// Why units of a need got nobody, in English: also a msgid, which the product translates.
const char* because(const Unserved& unserved);

/// The same for people who read a plan: where several things keep helpers away, which and how many.
std::string because_in_full(const Unserved& unserved);

/// Why a pair was chosen, in one English sentence: "Does shopping, 350 m away, both free on
/// tue-evening, shares fr." For people who read a plan; the product words its own.
std::string why(const Instance& instance, const Assignment& assignment);

}  // namespace palier::matching
