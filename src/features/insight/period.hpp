#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "features/insight/model.hpp"

namespace palier::insight {

enum class Span : std::uint8_t { week, month, all };
std::string_view word(Span span);
std::optional<Span> span(std::string_view word);

/// Whole days from `from` up to, not including, `to`.
struct Period {
  Day from = 0, to = 0;
  bool empty() const { return from >= to; }
};

/// The last whole week (Monday to Sunday) or calendar month before today, or everything up to the
/// end of the last whole week. Whole ones alone, so that figures taken on two days cannot be
/// subtracted from one another.
Period last(Span span, Day today, Day first);
/// The one before; nothing for `all`.
std::optional<Period> before(Span span, Period period);
/// Up to `most` whole weeks or months (months for `all`), oldest first, not before `first`.
std::vector<Period> steps(Span span, Day today, Day first, int most);

}  // namespace palier::insight
