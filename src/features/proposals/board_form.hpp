#pragma once

#include "core/form/input.hpp"
#include "features/proposals/board_store.hpp"

namespace palier::proposals::board {

/// Which open needs the board lists. From a query, page and API alike:
///   area (id), category (code), urgent, vulnerable (the desk's alone), long (waits for more than a
///   day), all (those too for whom somebody is being asked), page
struct NeedFilter {
  std::int64_t area = 0;
  std::string category;
  bool urgent = false, vulnerable = false, waiting_long = false, all = false;
  int page = 1;
  bool any() const {
    return area || !category.empty() || urgent || vulnerable || waiting_long || all;
  }
};
NeedFilter read_need_filter(const form::Input& query, bool desk, form::Errors& errors);
/// The query that gives this filter back, page left out: "?area=5&urgent=1".
std::string query_of(const NeedFilter& filter);

/// Which proposals the history lists: state, days (1, 7, 28, 90; none for all), helper, need,
/// before.
struct PastFilter {
  std::optional<State> state;
  int days = 0;
  AccountId helper{};
  aid::PostId need{};
  std::int64_t before = 0;
};
PastFilter read_past_filter(const form::Input& query, form::Errors& errors);
std::string query_of(const PastFilter& filter);
store::Filter to_store(const PastFilter& filter, places::TerritoryId territory, Instant now);

/// A coordinator's word on a meeting. Refusing wants a note.
struct Decision {
  bool good = false;
  std::string note;
};
Decision read_decision(const form::Input& input, form::Errors& errors);
std::string read_why(const form::Input& input, form::Errors& errors);

struct Pair {
  AccountId a{}, b{};
  std::string why;
};
Pair read_pair(const form::Input& input, form::Errors& errors);

std::optional<State> state_of(std::string_view word);

}  // namespace palier::proposals::board
