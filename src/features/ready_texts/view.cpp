#include "features/ready_texts/view.hpp"

namespace palier::ready_texts {

Preview preview(const Pattern& pattern, const std::vector<std::string>& values) {
  Preview out;
  out.runs.reserve(pattern.pieces.size());
  for (const auto& piece : pattern.pieces) {
    const bool blank = piece.blank >= 0;
    out.runs.push_back(
        {blank ? values.at(static_cast<std::size_t>(piece.blank)) : piece.text, blank});
  }
  return out;
}

Preview example_of(const Pattern& pattern) {
  std::vector<std::string> values;
  values.reserve(pattern.blanks.size());
  for (const auto& blank : pattern.blanks)
    values.push_back(blank.example.empty() ? "…" : blank.example);
  return preview(pattern, values);
}

}  // namespace palier::ready_texts
