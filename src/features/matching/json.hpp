#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "features/matching/plan.hpp"

namespace palier::matching {

/// The instance is not one: what() is "needs[3].lat: must be a number from -90 to 90".
struct BadInstance : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads an instance as docs/matching.md has it. Unknown fields are refused: a slip in a name would
/// otherwise lift a constraint. Throws BadInstance.
Instance instance_from_json(std::string_view text);

/// The plan as docs/matching.md has it, with `method` as its first field.
std::string to_json(const Instance& instance, const Plan& plan, std::string_view method);

}  // namespace palier::matching
