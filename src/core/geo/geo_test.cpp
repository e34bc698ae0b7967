#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/geo/cells.hpp"
#include "core/geo/point.hpp"
#include "core/geo/shape.hpp"

namespace palier::geo {
namespace {

constexpr Point kNotreDame{48.85296, 2.34990};
constexpr Point kEiffel{48.85837, 2.29448};

TEST(Distance, NotreDameToEiffelTower) {
  EXPECT_NEAR(distance_m(kNotreDame, kEiffel), 4098, 10);
  EXPECT_EQ(distance_m(kEiffel, kEiffel), 0);
}

TEST(Valid, RefusesWhatIsNotDegrees) {
  EXPECT_TRUE(valid({-90, 180}));
  EXPECT_FALSE(valid({90.1, 0}));
  EXPECT_FALSE(valid({0, -181}));
  EXPECT_FALSE(valid({NAN, 0}));
}

TEST(Jittered, StaysInTheRingAndSpreadsByArea) {
  int beyond_half_area = 0;
  for (int i = 0; i < 4000; ++i) {
    const double metres = distance_m(kNotreDame, jittered(kNotreDame));
    ASSERT_GE(metres, 59.9);
    ASSERT_LE(metres, 200.1);
    beyond_half_area += metres > std::sqrt((60.0 * 60 + 200.0 * 200) / 2);
  }
  EXPECT_NEAR(beyond_half_area, 2000, 200);
}

TEST(Jittered, WorksAtTheDateLine) {
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(valid(jittered({-17.7, 179.9999})));
}

TEST(Cells, ACoverHoldsEveryPointOfTheCap) {
  for (const Point centre : {kNotreDame, Point{-33.9, 151.2}, Point{0.0001, 179.9999}}) {
    const auto ranges = cover(centre, 800);
    ASSERT_FALSE(ranges.empty());
    ASSERT_TRUE(std::is_sorted(ranges.begin(), ranges.end(), [](auto a, auto b) {
      return static_cast<std::uint64_t>(a.first) < static_cast<std::uint64_t>(b.first);
    }));
    for (int i = 0; i < 200; ++i) {
      const std::int64_t cell = cell_of(jittered(centre));
      EXPECT_TRUE(std::any_of(ranges.begin(), ranges.end(), [&](const CellRange& r) {
        return r.first <= cell && cell <= r.last;
      }));
    }
  }
}

TEST(Cells, AParentIsSharedByNeighbours) {
  EXPECT_EQ(cell_of(kNotreDame, 10), cell_of({48.8531, 2.3500}, 10));
  EXPECT_NE(cell_of(kNotreDame, 14), cell_of(kEiffel, 14));
}

Ring square(double south, double west, double size) {
  return {{south, west},
          {south, west + size},
          {south + size, west + size},
          {south + size, west},
          {south, west}};
}

TEST(Flaw, NamesWhatIsWrong) {
  EXPECT_FALSE(flaw({{square(48, 2, 1)}}));
  EXPECT_FALSE(flaw({{square(48, 2, 1), square(48.2, 2.2, 0.1)}}));
  Ring open = square(48, 2, 1);
  open.pop_back();
  EXPECT_NE(flaw({{open}})->find("not closed"), std::string::npos);
  EXPECT_NE(flaw({{{{48, 2}, {49, 3}, {48, 2}}}})->find("three corners"), std::string::npos);
  const Ring bow{{48, 2}, {49, 3}, {48, 3}, {49, 2}, {48, 2}};
  EXPECT_NE(flaw({{bow}})->find("crosses"), std::string::npos);
  EXPECT_TRUE(flaw({}));
  EXPECT_TRUE(flaw({{square(100, 2, 1)}}));
}

TEST(ShapeIndex, FindsInsideAndNearTheBorder) {
  ShapeIndex index;
  index.add(7, {{square(48, 2, 1), square(48.4, 2.4, 0.2)}});
  index.add(9, {{square(48, 3, 1)}, {square(50, 3, 1)}});
  index.build();
  EXPECT_EQ(index.find({48.1, 2.1}), 7U);
  EXPECT_FALSE(index.find({48.5, 2.5})) << "a hole";
  EXPECT_EQ(index.find({50.5, 3.5}), 9U);
  EXPECT_FALSE(index.find({47.9999, 2.0}));
  EXPECT_EQ(index.find({47.9999, 2.0}, 50), 7U);
  EXPECT_FALSE(ShapeIndex().find({1, 1}, 50));
}

TEST(Box, AndCentre) {
  const std::vector<Rings> shape{{square(48, 2, 1)}};
  EXPECT_EQ(box_of(shape).north, 49);
  EXPECT_NEAR(centre_of(shape).lat, 48.5, 0.01);
  EXPECT_NEAR(centre_of(shape).lon, 2.5, 0.01);
}

}  // namespace
}  // namespace palier::geo
