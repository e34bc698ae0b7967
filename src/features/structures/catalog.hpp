#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "features/structures/model.hpp"

namespace palier::structures {

/// Every place in memory by S2 cell, with its hours read, so that "open now, near me" costs no
/// query. Hours that many places share are kept once. Thread-safe.
class Catalog {
 public:
  /// Takes it in, or out where it is gone.
  void put(const Structure& s);
  std::size_t size() const;

  struct Hit {
    StructureId id{};
    double metres = 0;  ///< 0 without a centre.
  };
  struct Found {
    std::vector<Hit> hits;
    std::size_t total = 0;
  };
  /// Nearest first, or by name where no centre is given. `open_at`: only those open then.
  Found find(const Structures::Look& look, std::optional<hours::Minute> open_at) const;
  /// By name, those whose names have a word beginning with each of these.
  std::vector<StructureId> named(std::string_view words, std::size_t limit) const;
  /// Nothing where the place has no hours that can be read.
  std::shared_ptr<const hours::Hours> hours_of(StructureId id) const;

 private:
  struct Entry {
    std::int64_t id = 0;
    std::uint16_t kind = 0;
    bool shut = false;  ///< By a neighbour's word.
    float lat = 0, lon = 0;
    std::optional<hours::Minute> valid_from, valid_to;
    std::shared_ptr<const hours::Hours> hours;
    std::string name;
  };
  std::shared_ptr<const hours::Hours> read(const std::string& text);
  static bool open(const Entry& e, hours::Minute at);

  mutable std::shared_mutex mutex_;
  std::map<std::int64_t, std::vector<Entry>> cells_;
  std::unordered_map<std::int64_t, std::int64_t> cell_of_;
  std::unordered_map<std::string, std::weak_ptr<const hours::Hours>> read_;
};

}  // namespace palier::structures
