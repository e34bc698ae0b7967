#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "features/aid/categories.hpp"
#include "features/aid/model.hpp"

namespace palier::aid {

/// When somebody could, for the list's filter.
enum class When : std::uint8_t { any, now, week, evenings, weekend };
std::string_view word(When v);

/// What the list asks of the index.
struct Look {
  std::optional<Kind> kind;
  CategoryId category{};
  When when = When::any;
  bool urgent = false;
  places::TerritoryId territory{1};
  Instant now{};
  /// Where the viewer is; nothing: the whole territory, newest first.
  std::optional<geo::Point> centre;
  places::Scopes where{};
  bool own_home = false;  ///< See policy's reaches().
  /// "Around me": metres from the centre; 0 for as far as the territory goes.
  double within = 0;
  /// Only what is in the same quarter, or was addressed to the building or street.
  std::optional<Scope> scope;
  std::vector<AccountId> apart;  ///< Whose posts the viewer is not to meet.
  bool newest = false;           ///< By age although there is a centre.
  std::size_t offset = 0;
  std::size_t limit = 20;
  std::string after;  ///< Cursor of an earlier answer: continues behind it, whatever came since.
};

struct Found {
  struct Hit {
    PostId id{};
    double metres = 0;  ///< To the shown point; 0 without a centre.
  };
  std::vector<Hit> hits;
  std::size_t total = 0;  ///< Of all that fit, not only this page.
  std::string next;       ///< Cursor for what follows; "" at the end.
};

/// Every open need and offer in memory, by S2 cell of its shown point, so that the list near
/// somebody costs no query. Filled at start, changed after each commit. Thread-safe.
class Index {
 public:
  /// Takes the post in, or out where it is not listed any more.
  void put(const Post& post, bool anywhere);
  void clear();
  Found find(const Look& look) const;
  std::size_t size() const;

 private:
  struct Entry {
    std::int64_t id = 0;
    std::int64_t owner = 0;
    std::int64_t created = 0;
    double x = 0, y = 0, z = 0;  ///< Unit vector of the shown point.
    std::int64_t building = 0, street = 0, quarter = 0, commune = 0, category = 0;
    std::int32_t territory = 1;
    std::int32_t radius = 0;
    std::int32_t needed_by = 0;  ///< Day number, 0 for none.
    std::uint32_t windows = 0;
    std::vector<std::int32_t> days;
    Kind kind = Kind::need;
    Scope scope = Scope::city;
    bool urgent = false;
    bool anywhere = false;
  };
  struct Today;
  static bool fits(const Entry& e, const Look& look, const Today& today);

  mutable std::shared_mutex mutex_;
  /// By S2 cell of level 13, about 1 km; under 0 those for which distance does not matter.
  std::map<std::int64_t, std::vector<Entry>> cells_;
  std::unordered_map<std::int64_t, std::int64_t> cell_of_;
};

}  // namespace palier::aid
