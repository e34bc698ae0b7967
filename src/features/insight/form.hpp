#pragma once

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "features/insight/period.hpp"
#include "features/insight/tree.hpp"

namespace palier::insight {

struct LookForm {
  Span span = Span::week;
  int node = 0;
};
/// `area` is an id; unknown words and areas are errors.
LookForm read_look(const form::Input& input, form::Errors& errors, const Tree& tree);

}  // namespace palier::insight
