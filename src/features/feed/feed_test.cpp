// Who reads what, in which order, on both databases.
#include "features/feed/town_for_test.hpp"

namespace palier::feed {
namespace {

using Texts = std::vector<std::string>;

class Reading : public InNeighbourhood {};

TEST_P(Reading, EveryoneReadsTheirOwnCirclesAlone) {
  post(jeanne, "immeuble", "building/101");
  post(jeanne, "rue", "street/11");
  post(jeanne, "quartier");
  post(jeanne, "ville", "city/9");
  EXPECT_EQ(texts(karim), (Texts{"ville", "quartier", "rue", "immeuble"}));
  EXPECT_EQ(texts(lea), (Texts{"ville", "quartier", "rue"}));
  EXPECT_EQ(texts(omar), (Texts{"ville", "quartier"}));
  EXPECT_EQ(texts(rose), (Texts{"ville"}));
  EXPECT_EQ(texts(sam), Texts{});
  Query street;
  street.audience = "street/11";
  EXPECT_EQ(texts(lea, street), Texts{"rue"});
  EXPECT_EQ(texts(omar, street), Texts{}) << "a circle that is not one's own is empty";
  street.audience = "street/forged";
  EXPECT_EQ(texts(omar, street), Texts{});
}

TEST_P(Reading, WritesOnlyWhereTheyLive) {
  for (const char* audience : {"building/102", "quarter/2", "group/5", "", "quarter/", "quarter/x",
                               "quarter/1 or 1=1", "planet/1"}) {
    const auto m = made(jeanne, draft("bonjour", audience));
    EXPECT_TRUE(m.errors.find("audience")) << audience;
  }
  EXPECT_TRUE(made(sam, draft("bonjour", "city/1")).errors.find("audience"));
  EXPECT_EQ(count("feed_posts"), 0);
}

TEST_P(Reading, AGroupIsForItsMembers) {
  town->members = {{5, jeanne}, {5, rose}};
  const auto id = post(jeanne, "réunion", "group/5");
  EXPECT_EQ(texts(rose), Texts{"réunion"});
  EXPECT_EQ(texts(karim), Texts{});
  EXPECT_FALSE(detail(karim, id));
  EXPECT_FALSE(comment(karim, id, "moi aussi"));
  EXPECT_TRUE(comment(rose, id, "moi aussi"));
  town->members = {{5, jeanne}};
  EXPECT_FALSE(detail(rose, id)) << "left the group";
}

TEST_P(Reading, PagesFollowEachOtherWithoutGapOrRepeat) {
  for (int i = 0; i < 23; ++i)
    post(i % 2 ? jeanne : karim, fmt::format("{}", i), i % 3 ? "quarter/1" : "city/9");
  Texts seen;
  Query query;
  query.limit = 5;
  for (int page = 0; page < 10; ++page) {
    const auto got = list(lea, query);
    EXPECT_LE(got.items.size(), 5U);
    for (const auto& item : got.items) seen.push_back(item.post.text);
    if (got.after.empty()) break;
    query.after = got.after;
    post(jeanne, "entretemps");  // What comes meanwhile moves nothing.
  }
  ASSERT_EQ(seen.size(), 23U);
  for (int i = 0; i < 23; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i)], std::to_string(22 - i));
  query.after = "n.x.1";
  EXPECT_EQ(list(lea, query).items.size(), 5U) << "a forged cursor is the first page";
}

TEST_P(Reading, WhatIsKeptApartDoesNotMakePagesShort) {
  for (int i = 0; i < 30; ++i) post(karim, "de Karim");
  for (int i = 0; i < 4; ++i) post(lea, "de Léa");
  for (int i = 0; i < 30; ++i) post(karim, "de Karim");
  ASSERT_TRUE(heart().mute_person(jeanne, karim, true));
  Query query;
  query.limit = 4;
  EXPECT_EQ(texts(jeanne, query), (Texts{"de Léa", "de Léa", "de Léa", "de Léa"}));
  EXPECT_EQ(texts(lea, query).size(), 4U);
  ASSERT_TRUE(heart().mute_person(jeanne, karim, false));
  EXPECT_EQ(texts(jeanne, query).front(), "de Karim");
}

TEST_P(Reading, TheBlockedDoNotMeet) {
  const auto id = post(karim, "de Karim");
  comment(karim, post(lea, "de Léa"), "Karim dit");
  town->judge.blocks = {{jeanne, karim}};
  EXPECT_EQ(texts(jeanne), Texts{"de Léa"});
  EXPECT_FALSE(detail(jeanne, id));
  EXPECT_EQ(heart().thank(jeanne, id, {}, true).error(), No::not_found);
  EXPECT_FALSE(comment(jeanne, id, "coucou"));
  const auto lea_post = list(jeanne).items.front().post.id;
  EXPECT_TRUE(detail(jeanne, lea_post)->comments.empty());
  EXPECT_EQ(detail(omar, lea_post)->comments.size(), 1U);
}

TEST_P(Reading, HeldIsForItsAuthorAndModerators) {
  town->judge.verdict = {moderation::Moderation::Verdict::Do::hold, {"Somebody looks first."}};
  const auto m = made(jeanne, draft("suspect"));
  ASSERT_TRUE(m.ok());
  EXPECT_TRUE(m.held);
  town->judge.verdict = {};
  EXPECT_EQ(texts(jeanne), Texts{"suspect"});
  EXPECT_EQ(texts(karim), Texts{});
  EXPECT_FALSE(detail(karim, m.id));
  EXPECT_TRUE(town->search.documents.empty());
  const auto moderator =
      person("Mod", places::Scopes{900, 90, places::AreaId{3}, {}, places::AreaId{9}},
             {http::Role::moderator});
  EXPECT_TRUE(detail(moderator, m.id)) << "moderators look at what they judge, wherever they live";
  EXPECT_FALSE(comment(karim, m.id, "?"));
  db().write(
      [&](db::Transaction& tx) { town->judge.kinds.at("post").hide(tx, m.id.value, false); });
  EXPECT_EQ(texts(karim), Texts{"suspect"});
  EXPECT_EQ(town->search.documents.size(), 1U);
}

TEST_P(Reading, HiddenIsHiddenEverywhere) {
  const auto id = post(jeanne, "à cacher", "quarter/1", Kind::question);
  auto event = draft("venez", "quarter/1", Kind::event);
  event.title = "Fête";
  event.event = Event{site->clock().now() + std::chrono::days(3), {}, "Square"};
  const auto party = made(jeanne, event).id;
  const auto coming = [&] {
    return db().read([&](db::Session& s) {
      return town->feed->coming(s, "quarter/1", site->clock().now(), 10).size();
    });
  };
  EXPECT_EQ(coming(), 1U);
  const auto hide = [&](PostId what, bool hidden) {
    db().write(
        [&](db::Transaction& tx) { town->judge.kinds.at("post").hide(tx, what.value, hidden); });
  };
  hide(id, true);
  hide(party, true);
  EXPECT_EQ(texts(karim), Texts{});
  EXPECT_EQ(texts(jeanne).size(), 2U) << "their author still sees them";
  EXPECT_EQ(coming(), 0U);
  EXPECT_TRUE(town->search.documents.empty());
  db().read([&](db::Session& s) {
    EXPECT_FALSE(heart().for_all(s, id, english()));
    EXPECT_TRUE(heart().best(s, karim, {}, english(), 5).empty());
    EXPECT_TRUE(town->feed->recent(s, "quarter/1", {}, 10).empty());
    http::Viewer v;
    v.account = karim.value;
    EXPECT_FALSE(town->search.post.show(s, v, english(), id.value));
    EXPECT_TRUE(town->search.post.all(s, 0, 100).empty());
  });
  Query query;
  query.order = Order::useful;
  EXPECT_EQ(texts(karim, query), Texts{});
  EXPECT_EQ(heart().edit(jeanne, id, draft("autre")).error(), No::closed);
  hide(id, false);
  EXPECT_EQ(texts(karim), Texts{"à cacher"});
}

TEST_P(Reading, NewIsWhatCameSinceTheLastVisit) {
  post(karim, "avant");
  EXPECT_FALSE(list(jeanne).items[0].is_new) << "a first visit has no before";
  heart().visited(reader(jeanne));
  site->clock().advance(std::chrono::hours(5));
  post(karim, "un");
  post(lea, "deux");
  auto page = list(jeanne);
  EXPECT_EQ(page.news, 2U);
  EXPECT_TRUE(page.up_to_date);
  EXPECT_TRUE(page.items[0].is_new);
  EXPECT_FALSE(page.items[2].is_new);
  // Turning pages does not make them old; coming back after a while does.
  heart().visited(reader(jeanne));
  site->clock().advance(std::chrono::minutes(5));
  EXPECT_EQ(list(jeanne).news, 2U);
  site->clock().advance(std::chrono::hours(1));
  EXPECT_EQ(list(jeanne).news, 0U);
  Query one;
  one.limit = 1;
  heart().visited(reader(karim));
  site->clock().advance(std::chrono::hours(1));
  post(lea, "trois");
  post(lea, "quatre");
  EXPECT_FALSE(list(karim, one).up_to_date) << "more that is new is on the next page";
}

TEST_P(Reading, NeedsStandBetweenPosts) {
  post(karim, "avant");
  db().write([&](db::Transaction& tx) {
    const auto made = town->aid->post(tx, {aid::Kind::need, lea, {}, {}, {}},
                                      form::Input::from_pairs({{"category", "shopping"},
                                                               {"title", "Quelques courses"},
                                                               {"questions.list", "Du lait"},
                                                               {"questions.repaid", "cash"}}));
    for (const auto& e : made.errors.entries()) ADD_FAILURE() << e.field << ": " << e.message.msgid;
  });
  post(karim, "après");
  EXPECT_EQ(texts(jeanne), (Texts{"après", "[Quelques courses]", "avant"}));
  Query query;
  query.limit = 1;
  const auto first = list(jeanne, query);
  query.after = first.after;
  const auto second = list(jeanne, query);
  ASSERT_EQ(second.items.size(), 1U);
  EXPECT_TRUE(second.items[0].aid);
  query.after = second.after;
  EXPECT_EQ(texts(jeanne, query), Texts{"avant"});
  query = {};
  query.aid = false;
  EXPECT_EQ(texts(jeanne, query), (Texts{"après", "avant"}));
  query.aid = true;
  query.kind = Kind::news;
  EXPECT_EQ(texts(jeanne, query), (Texts{"après", "avant"}));
  town->judge.blocks = {{jeanne, lea}};
  EXPECT_EQ(texts(jeanne), (Texts{"après", "avant"}));
}

TEST_P(Reading, TheMostUsefulComesFirstAndSaysWhy) {
  post(omar, "actualité", "city/9");
  const auto talked = post(karim, "discussion");
  for (int i = 0; i < 4; ++i) comment(i % 2 ? lea : omar, talked, "oui");
  post(karim, "dans l’immeuble", "building/101");
  post(omar, "fuite de gaz", "quarter/1", Kind::alert);
  Query query;
  query.order = Order::useful;
  const auto page = list(jeanne, query);
  ASSERT_EQ(page.items.size(), 4U);
  EXPECT_EQ(page.items[0].post.text, "fuite de gaz");
  EXPECT_STREQ(page.items[0].why[0], "Alert");
  EXPECT_EQ(page.items[3].post.text, "actualité");
  query.limit = 1;
  Texts seen;
  for (int i = 0; i < 6; ++i) {
    const auto got = list(jeanne, query);
    for (const auto& item : got.items) seen.push_back(item.post.text);
    if (got.after.empty()) break;
    query.after = got.after;
    site->clock().advance(std::chrono::hours(1));
  }
  Texts whole;
  for (const auto& item : page.items) whole.push_back(item.post.text);
  EXPECT_EQ(seen, whole) << "time stands still from page to page";
}

INSTANTIATE_ON_BOTH(Reading);

}  // namespace
}  // namespace palier::feed
