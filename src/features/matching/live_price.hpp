#pragma once

#include <cstdint>

#include "features/matching/costs.hpp"

namespace palier::matching::live {

/// A Cost in one whole number that compares as the five do, since sums and differences of one
/// number are what a shortest path is made of.
///
/// It is right where no level can outgrow its room. What is compared is always the sum over a
/// simple cycle of the residual graph (two paths with the same ends), which visits each need, each
/// district and the sink once at most. So, with n needs and d districts:
///   load:      two arcs at the sink, each 2(jobs+k)−1;             < 2^27 for 60 million jobs
///   distance:  two arcs a need, each ≤ 2,001,661 (half the globe); < 2^41 for 549,000 needs
///   waiting:   two arcs a district, each ≤ 168, and two at the sink, each ≤ 336 units;
///                                                         < 2^31 for a million units and districts
///   unserved:  +1 and −1 by turns at the districts, ±1 at the sink: from −2 to 2
/// and the room of each is twice that. A price (potential) is bounded by the cost of a path to or
/// from the sink: with 2^17 urgent needs of as many districts below 2^123, so that the few that are
/// added up stay below 2^127.
__extension__ typedef __int128 Price;

inline constexpr int kDistanceShift = 28;
inline constexpr int kWaitingShift = kDistanceShift + 42;
inline constexpr int kUnservedShift = kWaitingShift + 32;
inline constexpr int kUrgentShift = kUnservedShift + 4;
static_assert(kUrgentShift + 17 + 2 < 127);

/// Above every path.
inline constexpr Price kFar = Price{1} << 126;

inline constexpr int kMostJobs = 10'000'000;  ///< Of a helper in 28 days.
inline constexpr int kMostPeople = 10'000;    ///< Of a need.

inline Price priced(const Cost& c) {
  return Price{c.urgent_unserved} * (Price{1} << kUrgentShift) +
         Price{c.unserved} * (Price{1} << kUnservedShift) +
         Price{c.waiting} * (Price{1} << kWaitingShift) +
         Price{c.distance} * (Price{1} << kDistanceShift) + Price{c.load};
}

}  // namespace palier::matching::live
