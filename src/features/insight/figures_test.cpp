// Made-up histories, counted and shown, on both databases.
#include <gmock/gmock.h>

#include "core/i18n/zone.hpp"
#include "core/testing/database.hpp"
#include "features/insight/chart.hpp"
#include "features/insight/figures.hpp"
#include "features/insight/map.hpp"
#include "features/insight/view.hpp"

namespace palier::insight {
namespace {

using ::testing::HasSubstr;

constexpr places::TerritoryId kHere{1};

TEST(InsightPeriods, AreWhole) {
  const auto day = [](int y, unsigned m, unsigned d) {
    return std::chrono::sys_days{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}}
        .time_since_epoch()
        .count();
  };
  const Day tuesday = day(2026, 11, 24);
  EXPECT_EQ(last(Span::week, tuesday, 0).from, day(2026, 11, 16));
  EXPECT_EQ(last(Span::week, tuesday, 0).to, day(2026, 11, 23));
  EXPECT_EQ(last(Span::week, day(2026, 11, 23), 0).to, day(2026, 11, 23));
  EXPECT_EQ(last(Span::week, day(2026, 11, 22), 0).to, day(2026, 11, 16));
  EXPECT_EQ(last(Span::month, tuesday, 0).from, day(2026, 10, 1));
  EXPECT_EQ(last(Span::month, tuesday, 0).to, day(2026, 11, 1));
  EXPECT_EQ(before(Span::month, last(Span::month, tuesday, 0))->from, day(2026, 9, 1));
  EXPECT_EQ(last(Span::all, tuesday, day(2026, 1, 5)).from, day(2026, 1, 5));
  EXPECT_FALSE(before(Span::all, {}));
  const auto weeks = steps(Span::week, tuesday, day(2026, 11, 1), 12);
  ASSERT_EQ(weeks.size(), 4U);
  EXPECT_EQ(weeks.back().to, day(2026, 11, 23));
  EXPECT_EQ(start_of(day_of(start_of(tuesday))), start_of(tuesday));
}

TEST(InsightChart, SaysWhatItShows) {
  Chart chart;
  chart.id = "talk";
  chart.title = "Messages & <posts>";
  chart.description = "Ten at the end.";
  chart.labels = {"a", "b", "c"};
  chart.series = {{"Messages", {5, std::nullopt, 10}}, {"Posts", {0, 5, 400}}};
  if (!i18n::find("en")) i18n::load("Europe/Paris");
  const auto* l = i18n::find("en");
  ASSERT_NE(l, nullptr);
  for (const bool lines : {false, true}) {
    chart.lines = lines;
    const auto svg = draw(chart, *l).markup;
    EXPECT_THAT(svg, HasSubstr("<title id=\"talk-title\">Messages &amp; &lt;posts&gt;</title>"));
    EXPECT_THAT(svg, HasSubstr("role=\"img\""));
    EXPECT_THAT(svg, HasSubstr("chart-few"));
    EXPECT_THAT(svg, ::testing::Not(HasSubstr("style=")));
  }
  EXPECT_EQ(axis_for(0).top, 5);
  EXPECT_EQ(axis_for(23).top, 25);
  EXPECT_EQ(axis_for(23).step, 5);
  EXPECT_EQ(axis_for(1234).step, 500);
}

TEST(InsightCsv, IsReadBySpreadsheets) {
  const Table t{"", {"Mot", "Nombre"}, {{"d\"été, vert", "5"}, {"=1+1", "-3"}, {"a\nb", ""}}};
  EXPECT_EQ(csv_of(t),
            "\xef\xbb\xbfMot,Nombre\r\n\"d\"\"été, vert\",5\r\n'=1+1,'-3\r\n\"a\nb\",\r\n");
}

TEST(InsightFigures, GrowAsTheyAreShown) {
  EXPECT_EQ(growth(5, 25), 400);
  EXPECT_EQ(growth(20, 10), -50);
  EXPECT_EQ(growth(0, 10), 0);
  EXPECT_EQ(rounded(24), 20);
  EXPECT_EQ(map_class({0, 10, 5}), 4);
  EXPECT_EQ(map_class({0, 5, 20}), 1);
  EXPECT_EQ(map_class({0, std::nullopt, 20}), 0);
}

class InsightStore : public testing::OnBoth {
 protected:
  static Tree town() {
    Tree tree;
    tree.add(11, "quarter", "Moulin", 0);
    tree.add(12, "quarter", "Tilleuls", 0);
    tree.add(13, "quarter", "Glycines", 0);
    return tree;
  }
  void counted(Day day, std::vector<Cell> cells, std::vector<Wait> waits = {}) {
    for (auto& c : cells) c.day = day;
    for (auto& w : waits) w.day = day;
    db().write([&](db::Transaction& tx) {
      store::replace(tx, kHere, day, day + 1, cells, waits, clock.now());
    });
  }
  static Cell cell(const char* measure, std::int64_t quarter, std::int64_t count) {
    return {0, measure, quarter, 0, 0, count};
  }
};
INSTANTIATE_ON_BOTH(InsightStore);

TEST_P(InsightStore, CountsADayOnce) {
  const auto tree = town();
  for (int again = 0; again < 2; ++again)
    counted(100, {cell("needs", 11, 20), cell("needs", 12, 31), cell("needs", 13, 3),
                  cell("needs", 0, 2)});
  db().read([&](db::Session& s) {
    const Public p(s, tree, kHere, {100, 101});
    EXPECT_EQ(p.value("needs", 0), 55);
    EXPECT_EQ(p.value("needs", 2), 30);
    EXPECT_EQ(p.value("needs", 3), std::nullopt);
    // 3 here and 2 nowhere come to five.
    EXPECT_EQ(p.value("needs", 1), 20);
    EXPECT_EQ(p.value("posts", 0), std::nullopt);
  });
  EXPECT_EQ(db().read([&](db::Session& s) { return store::last_day(s, kHere); }), 100);
}

TEST_P(InsightStore, HidesWhatSubtractionWouldFind) {
  const auto tree = town();
  counted(100, {cell("needs", 11, 20), cell("needs", 12, 30), cell("needs", 13, 3)});
  db().read([&](db::Session& s) {
    const Public p(s, tree, kHere, {100, 101});
    EXPECT_EQ(p.value("needs", 0), 50);
    EXPECT_EQ(p.value("needs", 1), std::nullopt);
    EXPECT_EQ(p.value("needs", 2), 30);
    EXPECT_EQ(p.value("needs", 3), std::nullopt);
  });
}

TEST_P(InsightStore, ShowsCategoriesWithoutTheLittleOnes) {
  const auto tree = town();
  counted(100, {cell("needs", 11, 42), cell("need/shopping", 11, 20), cell("need/company", 11, 12),
                cell("need/pets", 11, 8), cell("need/repairs", 11, 2)});
  db().read([&](db::Session& s) {
    const auto found = Public(s, tree, kHere, {100, 101}).categories(0);
    ASSERT_EQ(found.size(), 2U) << "pets too is hidden: 42 - 40 would give repairs away";
    EXPECT_EQ(found[0].first, "shopping");
    EXPECT_EQ(found[0].second, 20);
    EXPECT_EQ(found[1].second, 10);
  });
}

TEST_P(InsightStore, TellsTheMedianWaitOfFiveAtLeast) {
  const auto tree = town();
  std::vector<Wait> waits;
  for (const std::int64_t hours : {1, 2, 3, 50}) waits.push_back({0, 11, 0, 0, hours * 3600});
  counted(100, {cell("met", 11, 4)}, waits);
  db().read([&](db::Session& s) {
    EXPECT_EQ(Public(s, tree, kHere, {100, 101}).median_wait(0), std::nullopt);
  });
  waits.push_back({0, 12, 0, 0, 4 * 3600});
  counted(100, {cell("met", 11, 4), cell("met", 12, 1)}, waits);
  db().read([&](db::Session& s) {
    const Public p(s, tree, kHere, {100, 101});
    EXPECT_EQ(p.median_wait(0), 3 * 3600);
    EXPECT_EQ(p.median_wait(1), std::nullopt);
  });
}

TEST_P(InsightStore, SetsHelpersAgainstNeeds) {
  const auto tree = town();
  counted(90, {cell("needs", 11, 10), cell("needs", 12, 25), cell(kHelpers, 11, 99)});
  counted(100, {cell("needs", 11, 10), cell(kHelpers, 11, 40), cell(kHelpers, 12, 10)});
  db().read([&](db::Session& s) {
    const auto all = balance(s, tree, kHere, 101);
    EXPECT_EQ(all[1].helpers, 40);
    EXPECT_EQ(all[1].needs, 20);
    EXPECT_EQ(map_class(all[1]), 4);
    EXPECT_EQ(map_class(all[2]), 1);
    EXPECT_EQ(map_class(all[3]), 0);
  });
}

TEST_P(InsightStore, KeepsRefusals) {
  const accounts::AccountId who{77};
  const auto refused = [&] {
    return db().read([&](db::Session& s) { return store::refused(s, who); });
  };
  EXPECT_FALSE(refused());
  for (int again = 0; again < 2; ++again)
    db().write([&](db::Transaction& tx) { store::refuse(tx, who, kHere, true, clock.now()); });
  EXPECT_TRUE(refused());
  db().write([&](db::Transaction& tx) { store::refuse(tx, who, kHere, false, clock.now()); });
  EXPECT_FALSE(refused());
}

}  // namespace
}  // namespace palier::insight
