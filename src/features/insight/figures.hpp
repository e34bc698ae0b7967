#pragma once

#include <map>
#include <optional>

#include "features/insight/period.hpp"
#include "features/insight/store.hpp"
#include "features/insight/tree.hpp"

namespace palier::insight {

/// What everyone may see of one period: the figure of a measure in an area, rounded down to a
/// multiple of five; nothing where it is under five or would give one that is away.
class Public {
 public:
  Public(db::Session& s, const Tree& tree, places::TerritoryId t, Period period);

  std::optional<std::int64_t> value(const std::string& measure, int node) const;
  /// Categories of needs in an area, the most asked first: code and figure.
  std::vector<std::pair<std::string, std::int64_t>> categories(int node) const;
  /// The median wait until somebody was accepted, in seconds; of five needs at least.
  std::optional<std::int64_t> median_wait(int node) const;
  Period period() const { return period_; }

 private:
  struct Protected {
    Values values;
    std::vector<bool> shown;
  };
  std::map<std::string, Protected, std::less<>> measures_;
  std::vector<std::vector<std::int64_t>> waits_;
  Period period_;
};

/// People who helped in the 30 days before `day`, and needs of these days, by node.
struct Balance {
  int node = 0;
  std::optional<std::int64_t> helpers, needs;
};
std::vector<Balance> balance(db::Session& s, const Tree& tree, places::TerritoryId t, Day to);

/// Words looked for in an area, most first; each protected over all areas.
std::vector<search::Search::Asked> words(db::Session& s, const search::Search& search,
                                         const Tree& tree, places::TerritoryId t, int node,
                                         Period period, std::size_t most);

/// "+400": the change from one shown figure to the next, in percent.
std::int64_t growth(std::int64_t before, std::int64_t now);

}  // namespace palier::insight
