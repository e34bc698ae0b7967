// What may be shown: nothing under five, nor what gives it away.
#include "features/insight/tree.hpp"

#include <gtest/gtest.h>

#include <random>

namespace palier::insight {
namespace {

Tree flat(int parts) {
  Tree tree;
  for (int i = 0; i < parts; ++i) tree.add(100 + i, "quarter", "Q", 0);
  return tree;
}

std::vector<bool> shown(const std::vector<std::int64_t>& parts, std::int64_t rest = 0) {
  const auto tree = flat(static_cast<int>(parts.size()));
  Values values(tree);
  values.add(0, rest);
  for (std::size_t i = 0; i < parts.size(); ++i) values.add(static_cast<int>(i) + 1, parts[i]);
  return protect(values, 5);
}
using V = std::vector<bool>;

TEST(InsightProtection, ShowsWhatIsLargeEnough) {
  EXPECT_EQ(shown({10, 20, 30}), (V{true, true, true, true}));
  EXPECT_EQ(shown({10, 20}, 7), (V{true, true, true}));
  EXPECT_EQ(shown({10, 20, 0, 0}), (V{true, true, true, false, false}));
}

TEST(InsightProtection, HidesASmallOneAndWhatWouldGiveItAway) {
  EXPECT_EQ(shown({3, 20, 30}), (V{true, false, false, true}));
  EXPECT_EQ(shown({3, 4, 30}), (V{true, false, false, true}));  // Together they are seven.
  EXPECT_EQ(shown({1, 2, 30, 9}), (V{true, false, false, true, false}));
  EXPECT_EQ(shown({20, 30}, 2), (V{true, false, true}));  // Two live nobody knows where.
  EXPECT_EQ(shown({3, 30}), (V{true, false, false}));
}

TEST(InsightProtection, HidesTheWholeWhereItIsSmall) {
  EXPECT_EQ(shown({1, 2}), (V{false, false, false}));
  EXPECT_EQ(shown({}), (V{false}));
}

TEST(InsightProtection, HidesThePartsOfWhatIsHidden) {
  Tree tree;
  const int a = tree.add(1, "district", "A", 0), b = tree.add(2, "district", "B", 0);
  const int a1 = tree.add(3, "quarter", "A1", a), a2 = tree.add(4, "quarter", "A2", a);
  const int b1 = tree.add(5, "quarter", "B1", b);
  Values values(tree);
  values.add(a1, 20);
  values.add(a2, 20);
  values.add(b1, 4);
  const auto open = protect(values, 5);
  EXPECT_TRUE(open[0]);
  for (const int node : {a, b, a1, a2, b1}) EXPECT_FALSE(open[static_cast<std::size_t>(node)]);
}

/// Whoever subtracts all that is shown of an area from its figure finds nothing under five, and no
/// single part that was hidden.
TEST(InsightProtection, HoldsForAThousandTowns) {
  std::mt19937 random(11);  // NOLINT(bugprone-random-generator-seed): the same each time.
  const auto draw = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int town = 0; town < 1000; ++town) {
    Tree tree;
    for (int d = 0; d < 1 + draw(4); ++d) {
      const int district = tree.add(1000 + d, "district", "D", 0);
      for (int q = 0; q < draw(6); ++q) tree.add(2000 + d * 10 + q, "quarter", "Q", district);
    }
    Values values(tree);
    for (int node = 0; node < static_cast<int>(tree.nodes().size()); ++node)
      values.add(node, draw(3) == 0 ? draw(40) : draw(7));
    const auto open = protect(values, 5);
    for (std::size_t p = 0; p < open.size(); ++p) {
      if (open[p]) {
        EXPECT_GE(values.at(static_cast<int>(p)), 5);
      }
      const auto& children = tree.nodes()[p].children;
      std::int64_t left = values.at(static_cast<int>(p));
      int hidden = 0, visible = 0;  // Hidden ones in which something happened.
      for (const int c : children) {
        const bool seen = open[static_cast<std::size_t>(c)];
        if (seen) {
          EXPECT_TRUE(open[p]) << "a part of a hidden area";
          left -= values.at(c);
          ++visible;
        } else if (values.at(c) > 0) {
          ++hidden;
        }
      }
      if (!open[p] || visible == 0) continue;
      EXPECT_TRUE(left == 0 || left >= 5) << "a small figure by subtraction";
      if (hidden == 1) {
        std::int64_t rest = values.at(static_cast<int>(p));
        for (const int c : children) rest -= values.at(c);
        EXPECT_GT(rest, 0) << "the one hidden part is what is left";
      }
    }
  }
}

}  // namespace
}  // namespace palier::insight
