#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "core/geo/point.hpp"

namespace palier::matching::live {

/// A point in space, in metres from the centre of the Earth. The straight line between two is never
/// longer than the way over the ground, so what is within reach on the ground is within reach here,
/// without poles or a date line in the way.
struct Spot {
  double x = 0, y = 0, z = 0;
};
Spot spot_of(geo::Point p);
/// Whether two may be within `metres` on the ground: never wrongly no.
bool may_reach(const Spot& a, const Spot& b, double metres);

/// Who is near enough to help whom, by kind: cubes of 256 m and twice, four times… that, in which
/// each helper stands once, in the size that their radius calls for, and each need in every size.
/// Answers everybody who may be within reach and some who are not: ask barred().
class Nearby {
 public:
  /// Kinds are small whole numbers given by the caller; kAnyKind for a helper without a list.
  /// `radius` null: any distance.
  static constexpr int kAnyKind = 0;

  void add_helper(int id, int kind, const Spot& at, const double* radius) {
    change_helper(id, kind, at, radius, true);
  }
  void remove_helper(int id, int kind, const Spot& at, const double* radius) {
    change_helper(id, kind, at, radius, false);
  }
  void add_need(int id, int kind, const Spot& at, bool anywhere) {
    change_need(id, kind, at, anywhere, true);
  }
  void remove_need(int id, int kind, const Spot& at, bool anywhere) {
    change_need(id, kind, at, anywhere, false);
  }

  using Each = std::function<void(int id)>;
  /// Helpers of that kind and of any.
  void helpers_for(int kind, const Spot& at, bool anywhere, const Each& each) const;
  /// Needs of that kind; of every kind for kAnyKind. `radius` null: wherever they are.
  void needs_for(int kind, const Spot& at, const double* radius, const Each& each) const;

 private:
  using Ids = std::vector<int>;
  /// Cubes of side 2^8 m to 2^24 m, wider than the Earth.
  static constexpr int kLevels = 17;
  struct Kind {
    std::unordered_map<std::uint64_t, Ids> helper_cubes, need_cubes;
    int helpers_at[kLevels] = {};
    Ids helpers_unbound, helpers;  ///< Without a radius; all.
    Ids needs_anywhere, needs;
  };
  /// So far that looking for who is near spares nothing.
  static bool bound(const double* radius) { return radius && *radius < 8e6; }
  void change_helper(int id, int kind, const Spot& at, const double* radius, bool add);
  void change_need(int id, int kind, const Spot& at, bool anywhere, bool add);
  Kind& of(int kind);

  std::vector<Kind> kinds_;
};

}  // namespace palier::matching::live
