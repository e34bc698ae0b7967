#include "features/insight/form.hpp"

namespace palier::insight {

LookForm read_look(const form::Input& input, form::Errors& errors, const Tree& tree) {
  form::Reader reader(input, errors);
  LookForm out;
  const auto period = reader.choice("period", {"week", "month", "all"}, false);
  out.span = span(period).value_or(Span::week);
  const auto area =
      reader.number("area", {.min = 1, .max = std::numeric_limits<std::int64_t>::max()});
  if (area) {
    const auto node = tree.find(*area);
    if (node)
      out.node = *node;
    else
      errors.add("area", {N_("This area is not known.")});
  }
  return out;
}

}  // namespace palier::insight
