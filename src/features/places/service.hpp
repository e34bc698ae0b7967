#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "core/core.hpp"
#include "features/places/places.hpp"
#include "features/places/snapshot.hpp"

namespace palier::places {

/// The room as others see it: answers from the snapshot in memory, and takes in a new one when an
/// import, by this process or another, has changed the data.
class Service final : public Places {
 public:
  Service(db::Database& db, geo::Point centre);
  ~Service() override;

  std::vector<Address> search(const Query& query) const override;
  std::optional<Address> address(AddressId id) const override;
  std::optional<Address> address_by_ban(std::string_view ban_id) const override;
  std::optional<Address> nearest(geo::Point p, double metres) const override;
  std::optional<Area> area(AreaId id) const override;
  std::vector<Area> areas(std::string_view kind) const override;
  bool has_addresses() const override;
  bool has_postcodes() const override;
  std::optional<Location> locate(AddressId id) const override;
  std::optional<Location> locate_postcode(std::string_view postcode) const override;
  Location locate_point(geo::Point p) const override;
  MapPicture map() const override;
  std::vector<Outline> outlines() const override { return snapshot()->map.outlines(); }
  std::optional<geo::Point> point_on_map(double x, double y) const override;
  void refresh() override;

  /// Looks for imports every few seconds until this goes.
  void watch();
  std::shared_ptr<const Snapshot> snapshot() const;

 private:
  std::string name_of(const Snapshot& s, const Scopes& scopes) const;

  db::Database& db_;
  const geo::Point centre_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::mutex refreshing_;
  std::condition_variable_any stopping_;
  std::mutex stopping_mutex_;
  std::jthread watcher_;
};

}  // namespace palier::places
