#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "core/util/time.hpp"

namespace palier::i18n {

/// A moment as the wall clock of the territory shows it.
struct Local {
  std::chrono::year_month_day day{};
  std::chrono::minutes time{0};  ///< Since midnight.
  std::chrono::weekday weekday{};
};

/// The territory's time zone, set once at start by load(). An unknown IANA name throws.
void set_zone(std::string_view iana_name);

Local local(Instant t);
/// The moment that the wall clock shows so; where the clock jumps over it in spring, the jump's
/// end; where it comes twice in autumn, the first.
Instant from_local(std::chrono::year_month_day day, std::chrono::minutes time = {});

}  // namespace palier::i18n
