// Who sees what of groups, and what they have: hidden ones, buildings, files, calendars,
// invitations.
#include "features/groups/town_for_test.hpp"

namespace palier::groups {
namespace {

class GroupSeen : public InGroups {
 protected:
  bool listed(const std::string& name, const std::string& query = "") {
    return site->get("/groups" + query).says(">" + name + "<");
  }
};
INSTANTIATE_ON_BOTH(GroupSeen);

TEST_P(GroupSeen, AHiddenOneIsNowhere) {
  const auto g = found(Door::hidden, "quarter/11", "Secret garden");
  EXPECT_TRUE(town->search.found.empty());
  be(jeanne);
  EXPECT_TRUE(listed("Secret garden")) << "Its own see it.";
  for (const AccountId who : {lea, max, AccountId{}}) {
    if (who)
      be(who, who == max ? http::RoleSet{http::Role::neighbour, http::Role::moderator}
                         : http::RoleSet{http::Role::neighbour});
    else
      site->sign_out();
    EXPECT_FALSE(listed("Secret garden"));
    EXPECT_FALSE(listed("Secret garden", "?q=secret"));
    EXPECT_EQ(site->get(url(g)).status, 404);
    if (!who) continue;
    for (const char* page : {"/join", "/members", "/calendar", "/files", "/requests", "/settings",
                             "/leave", "/invite", "/aid", "/notices", "/delete"})
      EXPECT_EQ(site->get(url(g) + page).status, 404) << page;
    EXPECT_EQ(site->post(url(g) + "/join").status, 404);
    EXPECT_EQ(site->get_json("/api/v1/groups/" + g.str()).status, 404);
    EXPECT_FALSE(site->get_json("/api/v1/groups").says("Secret"));
    EXPECT_EQ(site->get("/report/group/" + g.str()).status, 404);
  }
  db().read([&](db::Session& s) {
    const auto& a = town->feed.audiences.at("group");
    EXPECT_TRUE(a.may_read(s, g.value, jeanne));
    EXPECT_FALSE(a.may_read(s, g.value, lea));
    EXPECT_FALSE(a.may_write(s, g.value, lea));
    EXPECT_FALSE(a.may_read(s, g.value, AccountId{}));
    EXPECT_EQ(a.of(s, jeanne), std::vector{"group/" + g.str()});
    EXPECT_TRUE(a.of(s, lea).empty());
    EXPECT_EQ(town->search.own(s, jeanne), std::vector{"group/" + g.str()});
    http::Viewer v;
    v.account = lea.value;
    EXPECT_FALSE(town->search.kinds.at(0).show(s, v, *i18n::find("en"), g.value));
    EXPECT_TRUE(town->search.kinds.at(0).all(s, 0, 10).empty());
  });
  const auto counted = [&] {
    return db().read([&](db::Session& s) {
      return town->groups->founded(s, {1}, {}, site->clock().now() + std::chrono::hours(1)).size();
    });
  };
  EXPECT_EQ(counted(), 0U);
  // Made public it is found; hidden again it is gone.
  be(jeanne);
  site->get(url(g));
  const auto door = [&](const char* word) {
    return site
        ->post(url(g) + "/settings",
               {{"name", "Secret garden"}, {"about", "Digging at night."}, {"door", word}})
        .status;
  };
  EXPECT_EQ(door("request"), 303);
  EXPECT_EQ(town->search.found.size(), 1U);
  EXPECT_EQ(counted(), 1U);
  EXPECT_EQ(door("hidden"), 303);
  EXPECT_TRUE(town->search.found.empty());
}

TEST_P(GroupSeen, AnInvitationOpensAHiddenOne) {
  const auto g = found(Door::hidden, "quarter/11", "Secret garden");
  be(jeanne);
  site->get(url(g));
  EXPECT_EQ(site->post(url(g) + "/invite", {{"way", "person"}}).status, 422);
  EXPECT_EQ(site->post(url(g) + "/invite", {{"way", "person"}, {"to", "nobody"}}).status, 422);
  EXPECT_EQ(site->post(url(g) + "/invite", {{"way", "person"}, {"to", "lea@example.org"}}).status,
            303);
  EXPECT_EQ(letters("Lea", "Jeanne invites you to the group"), 1);
  site->post(url(g) + "/invite", {{"way", "person"}, {"to", "lea@example.org"}});
  EXPECT_EQ(letters("Lea", "Jeanne invites you to the group"), 1) << "Written to once.";
  be(lea);
  EXPECT_TRUE(site->get("/groups").says("You are invited"));
  EXPECT_EQ(site->get(url(g)).status, 200);
  EXPECT_FALSE(site->get(url(g)).says("the posts of"));
  EXPECT_EQ(site->post(url(g) + "/refuse").status, 303);
  EXPECT_EQ(site->get(url(g)).status, 404) << "Said no: it is gone.";
  be(jeanne);
  site->get(url(g));
  site->post(url(g) + "/invite", {{"way", "person"}, {"to", "lea@example.org"}});
  be(lea);
  EXPECT_EQ(site->post(url(g) + "/join").status, 303);
  EXPECT_TRUE(member(g, lea));
}

TEST_P(GroupSeen, ALinkLetsInUntilItIsWithdrawnOrOver) {
  const auto g = found(Door::hidden, "quarter/11", "Secret garden", {}, "Be kind.");
  be(jeanne);
  site->get(url(g));
  const auto made = site->post(url(g) + "/invite", {{"way", "link"}});
  const auto at = made.body.find("/groups/invited/");
  ASSERT_NE(at, std::string::npos) << made.body;
  const auto link = made.body.substr(at, made.body.find('"', at) - at);
  site->sign_out();
  EXPECT_TRUE(site->get(link).says("Sign in and come in"));
  be(lea);
  EXPECT_TRUE(site->get(link).says("Be kind."));
  EXPECT_EQ(site->post(link).status, 422);
  EXPECT_EQ(site->post(link, {{"agree", "1"}}).status, 303);
  EXPECT_TRUE(member(g, lea));
  EXPECT_EQ(site->get(link + "x").status, 410);
  be(jeanne);
  const auto i = db().read(
      [&](db::Session& s) { return store::invitations(s, g, site->clock().now()).front().id; });
  EXPECT_EQ(site->post(url(g) + "/invitations/" + i.str() + "/withdraw").status, 303);
  be(noor);
  EXPECT_EQ(site->get(link).status, 410);
  EXPECT_EQ(site->post(link, {{"agree", "1"}}).status, 410);
  be(jeanne);
  const auto second = site->post(url(g) + "/invite", {{"way", "link"}});
  const auto from = second.body.find("/groups/invited/");
  const auto late = second.body.substr(from, second.body.find('"', from) - from);
  site->clock().advance(std::chrono::days(15));
  be(noor);
  EXPECT_EQ(site->get(late).status, 410);
}

TEST_P(GroupSeen, AMembersLinkIntoOneByRequestOnlyAsks) {
  const auto g = found(Door::by_request);
  let_in(g, karim);
  be(jeanne);
  site->get(url(g));
  site->post(url(g) + "/members/" + karim.str() + "/trust");
  be(karim);
  site->get(url(g));
  site->post(url(g) + "/invite", {{"way", "person"}, {"to", "lea@example.org"}});
  be(lea);
  EXPECT_TRUE(site->get(url(g)).says("Ask to join"));
  site->post(url(g) + "/join");
  EXPECT_FALSE(member(g, lea));
  EXPECT_EQ(asked(g, lea)->state, RequestState::waiting);
}

TEST_P(GroupSeen, ABuildingsOwnIsForThoseWhoLiveThere) {
  const auto g = found(Door::open, "building/100", "Staircase B");
  be(karim);
  EXPECT_TRUE(listed("Staircase B"));
  EXPECT_TRUE(site->get(url(g)).says("Your building"));
  be(lea);
  EXPECT_FALSE(listed("Staircase B"));
  EXPECT_EQ(site->get(url(g)).status, 404);
  site->sign_out();
  EXPECT_EQ(site->get(url(g)).status, 404);
  EXPECT_EQ(town->search.found.begin()->second.audience, "building/100");
}

TEST_P(GroupSeen, TheNearestComeFirstAndWordsAreFound) {
  found(Door::open, "city/42", "École à la maison");
  found(Door::by_request, "quarter/11", "Potager partagé");
  found(Door::open, "street/77", "Covoiturage");
  be(lea);
  const auto all = site->get("/groups").body;
  EXPECT_LT(all.find("Covoiturage"), all.find("Potager"));
  EXPECT_LT(all.find("Potager"), all.find("École"));
  EXPECT_TRUE(listed("École à la maison", "?q=ecole"));
  EXPECT_TRUE(listed("École à la maison", "?q=MAISON%20%C3%A9co"));
  EXPECT_FALSE(listed("École à la maison", "?q=%25"));
  EXPECT_FALSE(listed("École à la maison", "?q=potager"));
  EXPECT_FALSE(listed("École à la maison", "?near=quarter"));
  EXPECT_TRUE(listed("Potager partagé", "?near=quarter"));
  EXPECT_FALSE(listed("Potager partagé", "?near=street"));
  be(noor);
  EXPECT_FALSE(listed("Potager partagé", "?near=quarter")) << "Of the next quarter.";
  EXPECT_EQ(site->get("/groups?page=999999").status, 200);
  EXPECT_EQ(site->get("/groups?page=abc&near=moon").status, 200);
  site->sign_out();
  EXPECT_TRUE(listed("Covoiturage"));
}

TEST_P(GroupSeen, ManyStandOnSeveralPages) {
  for (int i = 0; i < 20; ++i) found(Door::open, "quarter/11", fmt::format("Group {}", i + 10));
  be(lea);
  EXPECT_FALSE(site->get("/groups").says("/groups?page=2"));
  be(jeanne);
  site->get("/groups/new");
  const auto refused = site->post("/groups/new", {{"name", "One more"},
                                                  {"about", "It is too much."},
                                                  {"circle", "quarter/11"},
                                                  {"door", "open"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.says("You organise 20 groups already"));
}

TEST_P(GroupSeen, FoundingIsCheckedAndSentTwiceMakesOne) {
  be(jeanne);
  site->get("/groups/new");
  const auto empty = site->post("/groups/new");
  EXPECT_EQ(empty.status, 422);
  for (const char* field : {"#name", "#about", "#circle", "#door"})
    EXPECT_TRUE(empty.says(field)) << field;
  testing::Fields fields{{"name", "Mairie de Valombre"},
                         {"about", "We sing on Tuesdays."},
                         {"circle", "quarter/12"},
                         {"door", "open"}};
  EXPECT_EQ(site->post("/groups/new", fields).status, 422) << "Not their quarter.";
  fields[2].second = "quarter/11";
  const auto official = site->post("/groups/new", fields);
  EXPECT_EQ(official.status, 422);
  EXPECT_TRUE(official.says("public body"));
  EXPECT_TRUE(official.says("We sing on Tuesdays.")) << "What was typed is kept.";
  fields[0].second = "<script>Choir";
  fields.emplace_back("once", "one-token");
  const auto one = site->post("/groups/new", fields);
  EXPECT_EQ(one.status, 303);
  EXPECT_EQ(site->post("/groups/new", fields).location(), one.location());
  EXPECT_EQ(rows("neighbour_groups"), 1);
  const auto page = site->get(one.location());
  EXPECT_FALSE(page.says("<script>Choir"));
  EXPECT_TRUE(page.says("&lt;script&gt;Choir"));
}

TEST_P(GroupSeen, WhatAModeratorHidesIsGone) {
  const auto g = found(Door::open);
  let_in(g, karim);
  be(lea);
  EXPECT_EQ(site->get("/report/group/" + g.str()).status, 200);
  db().write([&](db::Transaction& tx) {
    auto one = *store::group(tx, g);
    one.unseen = true;
    store::save(tx, one);
  });
  EXPECT_EQ(site->get(url(g)).status, 404);
  EXPECT_FALSE(listed("Choir"));
  be(karim);
  EXPECT_EQ(site->get(url(g)).status, 404);
  EXPECT_FALSE(listed("Choir"));
  db().read([&](db::Session& s) {
    EXPECT_FALSE(town->feed.audiences.at("group").may_read(s, g.value, karim));
    EXPECT_TRUE(town->feed.audiences.at("group").of(s, karim).empty());
  });
  be(jeanne);
  EXPECT_TRUE(site->get(url(g)).says("A moderator looks at it"));
  be(max, {http::Role::neighbour, http::Role::moderator});
  EXPECT_EQ(site->get(url(g)).status, 200);
  EXPECT_EQ(site->get(url(g) + "/members").status, 403);
}

}  // namespace
}  // namespace palier::groups
