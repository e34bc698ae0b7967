// A group's life on both databases: founding, joining, trust, leaving, handing over, deleting.
#include <thread>

#include "features/groups/policy.hpp"
#include "features/groups/town_for_test.hpp"

namespace palier::groups {
namespace {

class GroupLife : public InGroups {};
INSTANTIATE_ON_BOTH(GroupLife);

TEST(GroupPolicy, TrustAsksHalfAtLeastOneAtMostThree) {
  EXPECT_EQ(trust_needed(0), 1);
  EXPECT_EQ(trust_needed(1), 1);
  EXPECT_EQ(trust_needed(3), 1);
  EXPECT_EQ(trust_needed(4), 2);
  EXPECT_EQ(trust_needed(6), 3);
  EXPECT_EQ(trust_needed(600), 3);
}

TEST_P(GroupLife, AnOpenOneIsJoinedOnce) {
  const auto g = found(Door::open);
  be(lea);
  EXPECT_EQ(site->get(url(g)).status, 200);
  EXPECT_EQ(site->post(url(g) + "/join").status, 303);
  EXPECT_EQ(site->post(url(g) + "/join").status, 303) << "Joining twice is joining once.";
  EXPECT_EQ(group(g)->members, 2);
  EXPECT_EQ(rows("group_members"), 2);
  EXPECT_FALSE(member(g, lea)->trusted);
  EXPECT_TRUE(member(g, jeanne)->trusted);
}

TEST_P(GroupLife, RulesAreAgreedToBefore) {
  const auto g = found(Door::open, "quarter/11", "Choir", {}, "Be kind.");
  be(lea);
  EXPECT_TRUE(site->get(url(g) + "/join").says("Be kind."));
  const auto no = site->post(url(g) + "/join");
  EXPECT_EQ(no.status, 422);
  EXPECT_TRUE(no.says("href=\"#agree\""));
  EXPECT_FALSE(member(g, lea));
  EXPECT_EQ(site->post(url(g) + "/join", {{"agree", "1"}}).status, 303);
  EXPECT_TRUE(member(g, lea));
  // Changed rules are shown again, to be agreed to.
  site->clock().advance(std::chrono::hours(1));
  be(jeanne);
  site->get(url(g) + "/settings");
  EXPECT_EQ(site->post(url(g) + "/settings", {{"name", "Choir"},
                                              {"about", "We sing on Tuesdays."},
                                              {"rules", "Be kind, and on time."},
                                              {"door", "open"},
                                              {"lets_in", "helpers"}})
                .status,
            303);
  be(lea);
  EXPECT_TRUE(site->get(url(g)).says("The rules of the group have changed"));
  EXPECT_EQ(site->post(url(g) + "/agree").status, 303);
  EXPECT_FALSE(site->get(url(g)).says("The rules of the group have changed"));
}

TEST_P(GroupLife, ARequestIsAnsweredAskedOnceAndWithdrawn) {
  const auto g = found(Door::by_request, "quarter/11", "Choir", {"Which voice?"});
  be(lea);
  EXPECT_TRUE(site->get(url(g) + "/join").says("Which voice?"));
  EXPECT_EQ(site->post(url(g) + "/join").status, 422);
  EXPECT_EQ(site->post(url(g) + "/join", {{"answer_1", "Alto <b>"}}).status, 303);
  site->post(url(g) + "/join", {{"answer_1", "Again"}});
  EXPECT_EQ(rows("group_requests"), 1);
  EXPECT_EQ(letters("Jeanne", "Lea would like to join"), 1);
  EXPECT_TRUE(site->get(url(g)).says("Your request waits"));
  EXPECT_EQ(site->get(url(g) + "/members").status, 403);
  EXPECT_EQ(site->get(url(g) + "/requests").status, 403);

  EXPECT_EQ(site->post(url(g) + "/withdraw").status, 303);
  EXPECT_EQ(asked(g, lea)->state, RequestState::withdrawn);
  EXPECT_EQ(site->post(url(g) + "/withdraw").status, 409);
  be(jeanne);
  EXPECT_FALSE(site->get(url(g) + "/requests").says("Alto"));
  be(lea);
  EXPECT_EQ(site->post(url(g) + "/join", {{"answer_1", "Alto <b>"}}).status, 303);
  be(jeanne);
  const auto page = site->get(url(g) + "/requests");
  EXPECT_TRUE(page.says("Alto &lt;b&gt;"));
  const auto path = url(g) + "/requests/" + asked(g, lea)->id.str();
  EXPECT_EQ(site->post(path + "/let-in").status, 303);
  EXPECT_TRUE(member(g, lea));
  EXPECT_EQ(site->post(path + "/let-in").status, 409) << "Approved already.";
  EXPECT_EQ(site->post(path + "/decline").status, 409);
  EXPECT_EQ(group(g)->members, 2);
  EXPECT_EQ(letters("Lea", "Welcome to the group"), 1);
}

TEST_P(GroupLife, OfTwoApprovalsAtOnceOneCounts) {
  const auto g = found(Door::by_request);
  let_in(g, karim);
  be(jeanne);
  site->get(url(g));
  EXPECT_EQ(site->post(url(g) + "/members/" + karim.str() + "/role", {{"role", "helper"}}).status,
            303);
  be(lea);
  site->get(url(g));
  site->post(url(g) + "/join");
  const auto id = asked(g, lea)->id;
  std::atomic<int> won{0};
  const auto decide = [&](AccountId who) {
    won += db().write([&](db::Transaction& tx) {
      return store::decide(tx, id, RequestState::let_in, who, site->clock().now());
    });
  };
  std::thread one([&] { decide(jeanne); });
  std::thread two([&] { decide(karim); });
  one.join();
  two.join();
  EXPECT_EQ(won, 1);
}

TEST_P(GroupLife, ANoRestsForAWeek) {
  const auto g = found(Door::by_request);
  be(lea);
  site->get(url(g));
  site->post(url(g) + "/join");
  be(jeanne);
  site->get(url(g));
  site->post(url(g) + "/requests/" + asked(g, lea)->id.str() + "/decline");
  EXPECT_EQ(letters("Lea", "has not accepted your request"), 1);
  be(lea);
  site->get(url(g));
  EXPECT_EQ(site->post(url(g) + "/join").status, 409);
  site->clock().advance(std::chrono::days(8));
  EXPECT_EQ(site->post(url(g) + "/join").status, 303);
  EXPECT_EQ(asked(g, lea)->state, RequestState::waiting);
}

TEST_P(GroupLife, ANewcomersRightsGrowWithTrust) {
  const auto g = found(Door::open);
  let_in(g, karim);
  let_in(g, lea);
  be(lea);
  const auto page = site->get(url(g));
  EXPECT_TRUE(page.says("You are new here"));
  EXPECT_EQ(site->get(url(g) + "/invite").status, 403);
  EXPECT_EQ(site->get(url(g) + "/aid").status, 403);
  EXPECT_EQ(upload(url(g) + "/files", "a.txt", "words").status, 403);
  EXPECT_EQ(site->post(url(g) + "/members/" + karim.str() + "/trust").status, 403)
      << "Newcomers do not make others trusted.";
  EXPECT_EQ(site->post(url(g) + "/members/" + lea.str() + "/trust").status, 403)
      << "Nor themselves.";
  be(jeanne);
  EXPECT_TRUE(site->get(url(g) + "/members").says("Here, at present, one is enough."));
  EXPECT_EQ(site->post(url(g) + "/members/" + lea.str() + "/trust").status, 303);
  EXPECT_TRUE(member(g, lea)->trusted);
  EXPECT_EQ(letters("Lea", "The members trust you"), 1);
  EXPECT_EQ(site->post(url(g) + "/members/" + lea.str() + "/untrust").status, 303);
  EXPECT_TRUE(member(g, lea)->trusted) << "What has grown stays.";
  be(lea);
  EXPECT_EQ(site->get(url(g) + "/invite").status, 200);
  EXPECT_EQ(site->post(url(g) + "/members/" + karim.str() + "/trust").status, 303);
  EXPECT_TRUE(member(g, karim)->trusted);
}

TEST_P(GroupLife, TwoOfFourAreNeeded) {
  const auto g = found(Door::open);
  for (const AccountId who : {karim, noor, max}) {
    let_in(g, who);
    db().write([&](db::Transaction& tx) {
      auto m = *store::member(tx, g, who);
      m.trusted = true;
      store::save(tx, m);
    });
  }
  let_in(g, lea);
  be(jeanne);
  site->get(url(g));
  site->post(url(g) + "/members/" + lea.str() + "/trust");
  site->post(url(g) + "/members/" + lea.str() + "/trust");
  EXPECT_FALSE(member(g, lea)->trusted) << "One member counts once.";
  be(karim);
  site->get(url(g));
  site->post(url(g) + "/members/" + lea.str() + "/trust");
  EXPECT_TRUE(member(g, lea)->trusted);
}

TEST_P(GroupLife, TheLastOrganiserHandsOver) {
  const auto g = found(Door::open);
  let_in(g, karim);
  site->clock().advance(std::chrono::hours(1));
  let_in(g, lea);
  be(jeanne);
  site->get(url(g));
  EXPECT_EQ(site->post(url(g) + "/members/" + jeanne.str() + "/role", {{"role", "member"}}).status,
            409)
      << "The last one cannot step back without another.";
  site->post(url(g) + "/members/" + lea.str() + "/role", {{"role", "helper"}});
  EXPECT_EQ(site->post(url(g) + "/leave").status, 303);
  EXPECT_EQ(member(g, lea)->role, Role::organiser) << "The helper before the longer member.";
  EXPECT_EQ(letters("Lea", "You now organise the group"), 1);
  // And by deleting an account: the next in line.
  db().write([&](db::Transaction& tx) {
    const auto m = *store::member(tx, g, lea);
    (void)m;
  });
  be(lea);
  site->get(url(g));
  EXPECT_EQ(site->post(url(g) + "/leave").status, 303);
  EXPECT_EQ(member(g, karim)->role, Role::organiser);
  EXPECT_TRUE(member(g, karim)->trusted);
  // A group of one goes with its last member.
  be(karim);
  EXPECT_TRUE(site->get(url(g) + "/leave").says("only member"));
  EXPECT_EQ(site->post(url(g) + "/leave").status, 303);
  EXPECT_FALSE(group(g));
  EXPECT_EQ(town->feed.removed, std::vector{std::string("group/" + g.str())});
  EXPECT_TRUE(town->search.found.empty());
}

TEST_P(GroupLife, OneWhoWasBannedDoesNotComeBack) {
  const auto g = found(Door::open);
  let_in(g, lea);
  be(jeanne);
  site->get(url(g));
  site->post(url(g) + "/invite", {{"way", "person"}, {"to", "lea@example.org"}});
  const auto made = site->post(url(g) + "/invite", {{"way", "link"}});
  const auto at = made.body.find("/groups/invited/");
  ASSERT_NE(at, std::string::npos);
  const auto link = made.body.substr(at, made.body.find('"', at) - at);
  EXPECT_EQ(site->post(url(g) + "/members/" + lea.str() + "/remove", {{"for_good", "1"}}).status,
            303);
  EXPECT_FALSE(member(g, lea));
  EXPECT_EQ(letters("Lea", "You are no longer in the group"), 1);
  EXPECT_EQ(rows("audit_log where what = 'groups.member_banned'"), 1);
  be(lea);
  EXPECT_TRUE(site->get(url(g)).says("have closed it to you"));
  EXPECT_FALSE(site->get(url(g)).says("the posts of"));
  EXPECT_EQ(site->post(url(g) + "/join").status, 403);
  EXPECT_EQ(site->post(link).status, 403) << "Nor by a link.";
  EXPECT_FALSE(let_in(g, lea));
  be(jeanne);
  EXPECT_TRUE(site->get(url(g) + "/members").says("May not come back"));
  EXPECT_EQ(site->post(url(g) + "/bans/" + lea.str() + "/lift").status, 303);
  be(lea);
  EXPECT_EQ(site->post(url(g) + "/join").status, 303);
  EXPECT_TRUE(member(g, lea));
}

TEST_P(GroupLife, HelpersTakeMembersOutButNotOrganisers) {
  const auto g = found(Door::open);
  for (const AccountId who : {karim, lea}) let_in(g, who);
  be(jeanne);
  site->get(url(g));
  site->post(url(g) + "/members/" + karim.str() + "/role", {{"role", "helper"}});
  be(karim);
  site->get(url(g));
  EXPECT_EQ(site->post(url(g) + "/members/" + jeanne.str() + "/remove").status, 403);
  EXPECT_EQ(site->post(url(g) + "/members/" + karim.str() + "/remove").status, 403);
  EXPECT_EQ(site->post(url(g) + "/settings", {}).status, 403);
  EXPECT_EQ(site->post(url(g) + "/delete", {{"name", "Choir"}}).status, 403);
  EXPECT_EQ(site->post(url(g) + "/members/" + lea.str() + "/remove").status, 303);
  EXPECT_FALSE(member(g, lea));
  EXPECT_EQ(site->get(url(g) + "/members/" + lea.str() + "/remove").status, 404);
}

TEST_P(GroupLife, DeletionLeavesNothing) {
  const auto g = found(Door::by_request, "quarter/11", "Potager de la Côte", {"Why?"}, "Be kind.");
  let_in(g, karim);
  be(lea);
  site->get(url(g));
  site->post(url(g) + "/join", {{"answer_1", "Because"}, {"agree", "1"}});
  be(jeanne);
  site->get(url(g));
  EXPECT_EQ(upload(url(g) + "/files", "a.txt", "words").status, 303);
  site->post(url(g) + "/members/" + karim.str() + "/trust");
  site->post(url(g) + "/invite", {{"way", "link"}});
  const auto wrong = site->post(url(g) + "/delete", {{"name", "Potager"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.says("value=\"Potager\""));
  EXPECT_EQ(site->post(url(g) + "/delete", {{"name", "potager de la cote"}}).status, 303);
  EXPECT_EQ(site->get(url(g)).status, 404);
  for (const char* table : {"neighbour_groups", "group_members", "group_trusts", "group_requests",
                            "group_bans", "group_invitations", "group_files", "group_aid"})
    EXPECT_EQ(rows(table), 0) << table;
  EXPECT_EQ(town->feed.removed.size(), 1U);
  EXPECT_TRUE(town->search.found.empty());
  EXPECT_EQ(letters("Karim", "The group no longer exists"), 1);
  EXPECT_EQ(rows("audit_log where what = 'groups.deleted'"), 1);
}

TEST_P(GroupLife, ADeletedAccountLeavesNothingOfItself) {
  const auto g = found(Door::open);
  let_in(g, karim);
  be(jeanne);
  site->get(url(g));
  upload(url(g) + "/files", "a.txt", "words");
  site->post(url(g) + "/invite", {{"way", "link"}});
  site->get("/account/delete");
  const auto gone = site->post("/account/delete", {{"sure", "1"}});
  EXPECT_LT(gone.status, 400) << gone.body;
  site->run_jobs();
  if (!db().read([&](db::Session& s) { return town->accounts->person(s, jeanne).has_value(); })) {
    EXPECT_EQ(member(g, karim)->role, Role::organiser);
    EXPECT_FALSE(group(g)->founded_by);
    EXPECT_EQ(rows("group_files"), 0);
    EXPECT_EQ(rows("group_invitations"), 0);
    EXPECT_EQ(letters("Karim", "You now organise"), 1);
  } else {
    ADD_FAILURE() << "the account is still there";
  }
}

}  // namespace
}  // namespace palier::groups
