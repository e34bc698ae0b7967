// The ends of what an instance may say, and many small changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/matching/certify.hpp"
#include "features/matching/examples.hpp"
#include "features/matching/solve.hpp"
#include "features/matching/words.hpp"

namespace palier::matching {
namespace {

using ::testing::IsEmpty;

/// All over the globe, no radius, all the hours and jobs there can be.
Instance worldwide(int many) {
  examples::Random r(21);
  Instance in;
  for (int i = 0; i < many; ++i) {
    Need n = examples::need(r, {}, i);
    n.at = {examples::real(r, -90, 90), examples::real(r, -180, 180)};
    n.waiting_hours = 1e9;
    n.district = std::to_string(i % 97);
    if (i % 3 == 0) n.kind = "call";
    in.needs.push_back(n);
    Helper h = examples::helper(r, {}, i);
    h.at = {-in.needs.back().at.lat, in.needs.back().at.lon > 0 ? in.needs.back().at.lon - 180
                                                                : in.needs.back().at.lon + 180};
    h.radius_m.reset();
    h.jobs_28d = 1'000'000 - i;
    if (i % 10 == 0) h.capacity.reset();
    in.helpers.push_back(h);
  }
  return in;
}

TEST(ExtremesTest, TheWholeGlobeDoesNotOverflow) {
  const auto in = worldwide(400);
  const auto plan = solve(in);
  EXPECT_TRUE(plan.certificate.optimal);
  EXPECT_THAT(examples::faults(in, plan), IsEmpty());
  EXPECT_GT(plan.cost.distance, 1'000'000);
  EXPECT_LE(plan.cost, greedy(in).cost);
}

TEST(ExtremesTest, SixtyFourBitsOrTwiceAsManyGiveTheSame) {
  for (const auto& in : {worldwide(60), [] {
                           examples::Random r(22);
                           return examples::instance(r, {120, 60});
                         }()}) {
    const auto basis = basis_of(in);
    const Compact compact(in, basis);
    auto net = build(compact, basis, candidates_of(compact, 0));
    auto wide = net;
    run(net);
    run(wide, true);
    const auto total = [](const Network& of) {
      Cost sum;
      for (std::size_t i = 0; i < of.arcs.size(); ++i)
        for (int k = 0; k < of.flow[i]; ++k) sum += of.cost(i);
      return sum;
    };
    EXPECT_EQ(total(net), total(wide));
    EXPECT_TRUE(certify(net).optimal);
    EXPECT_TRUE(certify(wide).optimal);
  }
}

TEST(ExtremesTest, ACertificateIsRefusedToAWorseFlow) {
  examples::Random r(23);
  int tried = 0;
  for (int i = 0; i < 20; ++i) {
    const auto in = examples::instance(r, {30, 20});
    const auto basis = basis_of(in);
    const Compact compact(in, basis);
    auto net = build(compact, basis, candidates_of(compact, 0));
    run(net);
    ASSERT_TRUE(certify(net).optimal);
    // Sends one unit home that could have been helped: still a flow, but not the best.
    for (std::size_t a = 0; a < net.throughs; ++a) {
      if (net.flow[a] == 0 || net.arcs[a].from != net.need_node(net.origins[a].need)) continue;
      auto worse = net;
      const auto take = [&](int from, int to) {
        for (std::size_t k = worse.arcs.size(); k-- > 0;)
          if (worse.arcs[k].from == from && (to < 0 || worse.arcs[k].to == to) &&
              worse.flow[k] > 0) {
            --worse.flow[k];
            return worse.arcs[k].to;
          }
        return -1;
      };
      int at = take(net.arcs[a].from, net.arcs[a].to);
      while (at > 0) at = take(at, -1);
      const auto give = [&](int from) {
        for (std::size_t k = worse.unserved; k < worse.arcs.size(); ++k)
          if (worse.arcs[k].from == from && worse.flow[k] < worse.arcs[k].capacity) {
            ++worse.flow[k];
            return worse.arcs[k].to;
          }
        return -1;
      };
      at = give(net.arcs[a].from);
      while (at > 0) at = give(at);
      const auto verdict = certify(worse);
      EXPECT_TRUE(verdict.feasible);
      EXPECT_FALSE(verdict.optimal);
      ++tried;
      break;
    }
    auto broken = net;
    ++broken.flow[broken.unserved];
    EXPECT_FALSE(certify(broken).feasible);
  }
  EXPECT_GT(tried, 5);
}

TEST(ExtremesTest, NothingAndNobody) {
  const auto none = solve({});
  EXPECT_TRUE(none.certificate.optimal);
  EXPECT_EQ(none.cost, Cost{});
  Instance in;
  in.needs.push_back({.id = "a", .kind = "tools", .people = 3, .urgent = true});
  for (const auto& plan : {solve(in), greedy(in), epl(in)}) {
    ASSERT_EQ(plan.unserved.size(), 1U);
    EXPECT_EQ(plan.unserved[0].units, 3);
    EXPECT_STREQ(because(plan.unserved[0]), "There are no helpers yet.");
    EXPECT_EQ(plan.cost.urgent_unserved, 3);
  }
  Instance idle;
  idle.helpers.push_back({.id = "a"});
  EXPECT_TRUE(solve(idle).certificate.optimal);
}

TEST(ExtremesTest, MoreThanSixtyFourWordsOfASort) {
  examples::Random r(24);
  Instance in;
  const auto words = [&](const char* prefix) {
    std::vector<std::string> out;
    for (int i = 0; i < 12; ++i) out.push_back(prefix + std::to_string(examples::dice(r, 0, 150)));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  };
  for (int i = 0; i < 60; ++i) {
    Need n = examples::need(r, {}, i);
    n.kind = "kind" + std::to_string(examples::dice(r, 0, 90));
    n.blocks = words("block");
    n.languages = words("language");
    in.needs.push_back(n);
    Helper h = examples::helper(r, {}, i);
    h.kinds = words("kind");
    h.radius_m.reset();
    h.blocks = words("block");
    h.languages = words("language");
    in.helpers.push_back(h);
  }
  const auto plan = solve(in);
  EXPECT_THAT(examples::faults(in, plan), IsEmpty());
  EXPECT_FALSE(plan.assignments.empty());
}

TEST(ExtremesTest, TheRimOfARadiusIsInside) {
  Instance in;
  in.needs.push_back({.id = "a", .at = {48.85, 2.35}, .kind = "tools"});
  in.helpers.push_back({.id = "b", .at = {48.86, 2.36}});
  in.helpers[0].radius_m = metres(in.needs[0], in.helpers[0]);
  EXPECT_EQ(solve(in).assignments.size(), 1U);
  in.helpers[0].radius_m = std::nextafter(*in.helpers[0].radius_m, 0);
  EXPECT_EQ(solve(in).assignments.size(), 0U);
  in.needs[0].kind = "call";
  EXPECT_EQ(solve(in).assignments.size(), 1U);
  in.needs[0] = {.id = "a", .at = in.helpers[0].at, .kind = "tools"};
  in.helpers[0].radius_m = 0;
  EXPECT_EQ(solve(in).assignments.size(), 1U);
}

TEST(ExtremesTest, CompactJudgesAsTheRulesDo) {
  examples::Random r(25);
  for (int i = 0; i < 200; ++i) {
    const auto in = examples::instance(r, {20, 20});
    const Compact compact(in, basis_of(in));
    std::set<std::pair<int, int>> found;
    for_pairs(compact, [&](int n, int h) { EXPECT_TRUE(found.emplace(n, h).second); });
    for (int n = 0; n < 20; ++n)
      for (int h = 0; h < 20; ++h) {
        const bool blocked = std::count(in.blocked.begin(), in.blocked.end(), std::pair{n, h}) > 0;
        const auto bar = barred(compact.need(n), compact.helper(h));
        EXPECT_EQ(compact.barred(n, h), bar ? bar : blocked ? std::optional{Bar::blocked} : bar);
        EXPECT_EQ(found.contains({n, h}), !examples::meeting(in, n, h).empty());
        EXPECT_EQ(compact.price(n, h), examples::dear(in, n, h));
        EXPECT_NEAR(compact.rough_price(n, h), static_cast<double>(compact.price(n, h)), 1.1);
        std::vector<Compact::Meeting> meeting;
        compact.meet(n, h, meeting);
        std::vector<int> indexes;
        for (const auto& m : meeting) indexes.push_back(m.index);
        EXPECT_EQ(indexes, meeting_blocks(compact.need(n), compact.helper(h)));
      }
  }
}

TEST(ExtremesTest, NoVulnerablePersonMeetsAnUnverifiedHelperWhateverChanges) {
  examples::Random r(26);
  auto in = examples::instance(r, {25, 20});
  int helped = 0;
  for (int edit = 0; edit < 10'000 && !::testing::Test::HasFailure(); ++edit) {
    Need& n = in.needs[static_cast<std::size_t>(examples::dice(r, 0, 24))];
    Helper& h = in.helpers[static_cast<std::size_t>(examples::dice(r, 0, 19))];
    switch (examples::dice(r, 0, 7)) {
      case 0:
        n.vulnerable = !n.vulnerable;
        break;
      case 1:
        n.urgent = !n.urgent;
        break;
      case 2:
        n.waiting_hours = examples::real(r, 0, 300);
        break;
      case 3:
        n = examples::need(r, {}, std::stoi(n.id.substr(1)));
        break;
      case 4:
        h.verified = !h.verified;
        break;
      case 5:
        h.accepts_vulnerable = !h.accepts_vulnerable;
        break;
      case 6:
        h.radius_m.reset();
        break;
      default:
        h = examples::helper(r, {}, std::stoi(h.id.substr(1)));
        break;
    }
    const auto method = edit % 10;
    const auto plan = method == 0   ? greedy(in)
                      : method == 1 ? epl(in)
                      : method == 2 ? epl(in, true)
                                    : solve(in, {.candidates = method == 3 ? 2 : 0});
    for (const auto& a : plan.assignments) {
      const Need& need = in.needs[static_cast<std::size_t>(a.need)];
      const Helper& helper = in.helpers[static_cast<std::size_t>(a.helper)];
      helped += need.vulnerable;
      EXPECT_TRUE(!need.vulnerable || (helper.verified && helper.accepts_vulnerable));
      EXPECT_TRUE(need.kind != "childcare" || helper.verified);
    }
    EXPECT_THAT(flaws(in, plan), IsEmpty());
  }
  EXPECT_GT(helped, 10'000);
}

}  // namespace
}  // namespace palier::matching
