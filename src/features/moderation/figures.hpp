#pragma once

#include <string>
#include <vector>

#include "core/i18n/language.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {

/// What was decided in a quarter of the year, in numbers that name nobody.
struct Quarter {
  int year = 0, number = 1;
  Instant from{}, until{};
  store::Counts counts;
};
/// Newest first, at most eight, none before the first report.
std::vector<Quarter> quarters(db::Session& s, places::TerritoryId territory, Instant now);

/// Under this many nothing is said but that there were fewer.
inline constexpr std::int64_t kFewest = 5;
std::string shown(std::int64_t n, const i18n::Language& l);
/// The numbers of a quarter in the order of heads(); -1 for what is not said. How appeals ended is
/// only said where no part is small, or the missing one could be worked out.
std::vector<std::int64_t> numbers(const store::Counts& c);
std::vector<std::string> heads(const i18n::Language& l);
/// The same as words for CSV and JSON.
inline constexpr const char* kColumns[] = {
    "reports",           "kept",          "hidden", "warned", "limited", "suspended", "appeals",
    "appeals_confirmed", "appeals_undone"};

}  // namespace palier::moderation
