// Writing, and what happens when two do it at once or twice: on both databases.
#include <boost/json.hpp>
#include <thread>

#include "features/feed/town_for_test.hpp"

namespace palier::feed {
namespace {

using Verdict = moderation::Moderation::Verdict;

class Writing : public InNeighbourhood {
 protected:
  std::vector<std::string> bad_fields(Feed::Draft d) {
    std::vector<std::string> out;
    const auto m = made(jeanne, d);
    for (const auto& e : m.errors.entries()) out.push_back(e.field);
    return out;
  }
  Post row(PostId id) {
    return db().read([&](db::Session& s) { return store::find(s, id).value_or(Post{}); });
  }
  PollResult poll_of(PostId id) {
    return *db().read([&](db::Session& s) { return heart().poll(s, id); });
  }
  PostId poll(bool several = false) {
    auto d = draft("Qui vient ?");
    d.poll = Poll{"Quel jour ?", {"Samedi", "Dimanche", "Lundi"}, several, {}};
    return made(karim, d).id;
  }
  /// Each on a thread of its own, as two requests are.
  template <class F>
  static void at_once(int times, F work) {
    std::vector<std::thread> threads;
    threads.reserve(static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i) threads.emplace_back([&work, i] { work(i); });
    for (auto& t : threads) t.join();
  }
};

using Fields = std::vector<std::string>;

TEST_P(Writing, RefusesWhatIsWrongByField) {
  EXPECT_EQ(bad_fields(draft("")), Fields{"text"});
  EXPECT_EQ(bad_fields(draft(" \u200b\u2060 ")), Fields{"text"}) << "nothing that can be seen";
  EXPECT_EQ(bad_fields(draft(std::string(5001, 'a'))), Fields{"text"});
  auto d = draft("texte");
  d.title = std::string(121, 'a');
  EXPECT_EQ(bad_fields(d), Fields{"title"});
  d = draft("texte", "quarter/1", Kind::event);
  EXPECT_EQ(bad_fields(d), (Fields{"title", "starts"}));
  d.title = "Fête";
  d.event = Event{site->clock().now() - std::chrono::days(3), {}, ""};
  EXPECT_EQ(bad_fields(d), Fields{"starts"});
  d.event->starts = site->clock().now() + std::chrono::days(3);
  d.event->ends = d.event->starts - std::chrono::hours(1);
  EXPECT_EQ(bad_fields(d), Fields{"ends"});
  d = draft("texte");
  d.poll = Poll{"", {"Oui", " "}, false, {}};
  EXPECT_EQ(bad_fields(d), (Fields{"poll_question", "poll_options"}));
  d.poll = Poll{"Q", {"a", "b", "c", "d", "e", "f", "g"}, false, {}};
  EXPECT_EQ(bad_fields(d), Fields{"poll_options"});
  d.poll = Poll{"Q", {"a", "a"}, false, {}};
  EXPECT_EQ(bad_fields(d), Fields{"poll_options"});
  d.poll = Poll{"Q", {"a", "b"}, false, site->clock().now() - std::chrono::hours(1)};
  EXPECT_EQ(bad_fields(d), Fields{"poll_until"});
  d = draft("texte");
  d.photos.resize(7);
  EXPECT_EQ(bad_fields(d), Fields{"photos"});
  d = draft("texte");
  d.about_place = structures::StructureId{12345};
  EXPECT_EQ(bad_fields(d), Fields{"about_place"});
  d = draft("texte");
  d.kind = static_cast<Kind>(77);
  EXPECT_EQ(bad_fields(d), Fields{"kind"});
  d = draft("texte");
  d.title = "Mairie de Merlefontaine";
  EXPECT_EQ(bad_fields(d), Fields{"title"});
  EXPECT_EQ(bad_fields(draft("Mairie de Merlefontaine : venez")), Fields{"text"});
  town->judge.verdict = {Verdict::Do::refuse, {"Too many at once."}};
  EXPECT_EQ(bad_fields(draft("texte")), Fields{"text"});
  EXPECT_EQ(count("feed_posts"), 0);
  EXPECT_EQ(count("feed_marks"), 0);
}

TEST_P(Writing, OddTextIsKeptAsItIsAndHurtsNothing) {
  const std::string odd =
      "<script>alert(1)</script> Z\u0301 \U0001F469\u200d\U0001F9BC '; drop table--";
  const auto id = post(jeanne, odd);
  EXPECT_EQ(row(id).text.find("<script>"), 0U);
  EXPECT_TRUE(comment(karim, id, odd));
  EXPECT_EQ(row(post(jeanne, "a\u202egnp.exe")).text, "agnp.exe") << "no text that turns around";
  EXPECT_TRUE(made(jeanne, draft("\xff\xfe")).errors.find("text"));
  const auto said = heart().comment(karim, id, {}, std::string(2001, 'x'), "");
  ASSERT_TRUE(said);
  EXPECT_TRUE(said->errors.find("text"));
}

TEST_P(Writing, TheSameFormTwiceMakesOnePost) {
  auto d = draft("une fois");
  d.once = "a-random-word";
  PostId ids[4];
  at_once(4, [&](int i) { ids[i] = heart().post(jeanne, d).id; });
  for (const PostId id : ids) EXPECT_EQ(id, ids[0]);
  EXPECT_EQ(count("feed_posts"), 1);
  EXPECT_TRUE(heart().post(karim, d).ok());
  EXPECT_EQ(count("feed_posts"), 2) << "somebody else's word is another word";
  CommentId said[3];
  at_once(3, [&](int i) { said[i] = heart().comment(karim, ids[0], {}, "bien", "w")->id; });
  EXPECT_EQ(said[0], said[1]);
  EXPECT_EQ(said[1], said[2]);
  EXPECT_EQ(row(ids[0]).comments, 1);
}

TEST_P(Writing, ThanksAreCountedOnceEach) {
  const auto id = post(jeanne, "bonjour");
  at_once(4, [&](int i) { (void)heart().thank(i % 2 ? karim : lea, id, {}, true); });
  EXPECT_EQ(row(id).thanks, 2);
  EXPECT_EQ(heart().thank(jeanne, id, {}, true).error(), No::not_allowed) << "not oneself";
  EXPECT_EQ(heart().thank(rose, id, {}, true).error(), No::not_found);
  EXPECT_TRUE(heart().thank(karim, id, {}, false));
  EXPECT_TRUE(heart().thank(karim, id, {}, false));
  EXPECT_EQ(row(id).thanks, 1);
  const auto c = comment(karim, id, "réponse");
  EXPECT_TRUE(heart().thank(lea, id, c, true));
  EXPECT_TRUE(heart().thank(lea, id, c, true));
  EXPECT_EQ(detail(lea, id)->comments[0].comment.thanks, 1);
  EXPECT_TRUE(detail(lea, id)->comments[0].thanked);
  const auto other = post(jeanne, "autre");
  EXPECT_EQ(heart().thank(lea, other, c, true).error(), No::not_found) << "of another post";
}

TEST_P(Writing, VotesAreCountedOnceEach) {
  const auto id = poll();
  EXPECT_TRUE(heart().vote(jeanne, id, {1}));
  EXPECT_TRUE(heart().vote(jeanne, id, {2}));
  at_once(4, [&](int i) { (void)heart().vote(lea, id, {i % 2}); });
  auto result = poll_of(id);
  EXPECT_EQ(result.voters, 2);
  EXPECT_EQ(result.options[0].votes + result.options[1].votes, 1);
  EXPECT_EQ(result.options[2].votes, 1);
  EXPECT_EQ(count("feed_votes"), 2);
  EXPECT_EQ(heart().vote(omar, id, {0, 1}).error(), No::not_allowed) << "one answer";
  EXPECT_EQ(heart().vote(omar, id, {3}).error(), No::not_allowed);
  EXPECT_EQ(heart().vote(omar, id, {-1}).error(), No::not_allowed);
  EXPECT_EQ(heart().vote(rose, id, {0}).error(), No::not_found);
  EXPECT_TRUE(heart().vote(jeanne, id, {}));
  EXPECT_EQ(poll_of(id).voters, 1);
  EXPECT_EQ(heart().close_poll(jeanne, id).error(), No::not_allowed);
  EXPECT_TRUE(heart().close_poll(karim, id));
  EXPECT_EQ(heart().close_poll(karim, id).error(), No::already);
  EXPECT_EQ(heart().vote(jeanne, id, {0}).error(), No::closed);
  const auto many = poll(true);
  EXPECT_TRUE(heart().vote(lea, many, {2, 0, 2}));
  EXPECT_EQ(list(lea).items[0].own.votes, (std::vector<int>{0, 2}));
  EXPECT_EQ(poll_of(many).voters, 1);
  EXPECT_EQ(heart().vote(lea, post(karim, "sans"), {0}).error(), No::not_found);
}

TEST_P(Writing, CommentsHaveOneLevelOfAnswers) {
  const auto id = post(jeanne, "question", "quarter/1", Kind::question);
  const auto first = comment(karim, id, "un");
  const auto second = comment(lea, id, "deux", first);
  const auto third = comment(omar, id, "trois", second);
  ASSERT_TRUE(third);
  const auto d = *detail(jeanne, id);
  ASSERT_EQ(d.comments.size(), 1U);
  ASSERT_EQ(d.comments[0].answers.size(), 2U);
  EXPECT_EQ(d.comments[0].answers[1].comment.text, "trois");
  EXPECT_EQ(d.comments[0].answers[1].author, "Omar");
  EXPECT_EQ(row(id).comments, 3);
  EXPECT_FALSE(comment(karim, post(jeanne, "autre"), "x", first)) << "a parent of another post";
  EXPECT_FALSE(comment(karim, id, "x", CommentId{42})) << "a forged one";
}

TEST_P(Writing, ManyCommentsComeInPages) {
  const auto id = post(jeanne, "beaucoup");
  for (int i = 0; i < 60; ++i) comment(karim, id, std::to_string(i));
  const auto last = *detail(lea, id);
  EXPECT_EQ(last.comments.size(), 50U);
  EXPECT_EQ(last.comments.back().comment.text, "59");
  ASSERT_TRUE(last.earlier);
  const auto before = *detail(lea, id, last.earlier);
  EXPECT_EQ(before.comments.size(), 10U);
  EXPECT_EQ(before.comments.back().comment.text, "9");
  EXPECT_FALSE(before.earlier);
}

TEST_P(Writing, ACommentOnWhatWasRemovedMeanwhileIsRefused) {
  const auto id = post(jeanne, "bientôt parti");
  at_once(4, [&](int i) {
    if (i == 0)
      (void)heart().remove(jeanne, id);
    else
      (void)heart().comment(karim, id, {}, fmt::format("{}", i), "");
  });
  EXPECT_EQ(heart().comment(karim, id, {}, "trop tard", "").error(), No::not_found);
  for (const char* table : {"feed_posts", "feed_comments", "feed_marks"})
    EXPECT_EQ(count(table), 0) << table;
}

TEST_P(Writing, ChangesAreForTheAuthorAndForATime) {
  const auto id = post(jeanne, "avnt");
  EXPECT_EQ(heart().edit(karim, id, draft("à moi")).error(), No::not_allowed);
  EXPECT_EQ(heart().edit(rose, id, draft("à moi")).error(), No::not_found);
  site->clock().advance(std::chrono::days(3));
  ASSERT_TRUE(heart().edit(jeanne, id, draft("avant")));
  EXPECT_EQ(row(id).text, "avant");
  EXPECT_TRUE(row(id).edited_at);
  EXPECT_TRUE(heart().edit(jeanne, id, draft(""))->find("text"));
  const auto c = comment(karim, id, "lu");
  EXPECT_EQ(heart().edit(jeanne, id, draft("autre sens")).error(), No::too_old);
  EXPECT_TRUE(heart().edit_comment(karim, c, "lu et relu"));
  EXPECT_EQ(heart().edit_comment(lea, c, "non").error(), No::not_allowed);
  site->clock().advance(std::chrono::days(2));
  EXPECT_EQ(heart().edit_comment(karim, c, "plus tard").error(), No::too_old);
  EXPECT_EQ(heart().remove(karim, id).error(), No::not_allowed);
}

TEST_P(Writing, WhatIsTakenBackLeavesNothing) {
  const auto id = poll();
  const auto first = comment(jeanne, id, "un");
  const auto second = comment(lea, id, "deux", first);
  EXPECT_TRUE(heart().thank(omar, id, first, true));
  EXPECT_TRUE(heart().remove_comment(jeanne, first));
  auto d = *detail(omar, id);
  ASSERT_EQ(d.comments.size(), 1U) << "the place stays while it has answers";
  EXPECT_EQ(d.comments[0].comment.state, State::removed);
  EXPECT_EQ(d.comments[0].author, "");
  EXPECT_EQ(d.comments[0].comment.text, "");
  EXPECT_EQ(row(id).comments, 1);
  EXPECT_TRUE(heart().remove_comment(lea, second));
  EXPECT_EQ(count("feed_comments"), 0);
  EXPECT_TRUE(heart().vote(lea, id, {1}));
  EXPECT_TRUE(heart().save(lea, id, true));
  EXPECT_TRUE(heart().remove(karim, id));
  for (const char* table : {"feed_posts", "feed_marks", "feed_polls", "feed_poll_options",
                            "feed_votes", "feed_comment_thanks"})
    EXPECT_EQ(count(table), 0) << table;
  EXPECT_TRUE(town->search.documents.empty());
}

TEST_P(Writing, WhoLeavesLeavesNothing) {
  const auto own = post(jeanne, "de Jeanne");
  comment(karim, own, "à Jeanne");
  const auto id = poll();
  const auto above = comment(jeanne, id, "de Jeanne");
  comment(lea, id, "à Jeanne", above);
  EXPECT_TRUE(heart().thank(jeanne, id, {}, true));
  EXPECT_TRUE(heart().vote(jeanne, id, {0}));
  EXPECT_TRUE(heart().mute_person(jeanne, lea, true));
  EXPECT_TRUE(heart().mute_person(lea, jeanne, true));
  heart().visited(reader(jeanne));
  const auto exported = db().read([&](db::Session& s) {
    return store::of_author(s, jeanne, 10).size() + store::marks_of(s, jeanne).size();
  });
  EXPECT_EQ(exported, 3U);
  db().write([&](db::Transaction& tx) { heart().forget(tx, jeanne); });
  EXPECT_EQ(row(own).id, PostId{});
  EXPECT_EQ(row(id).thanks, 0);
  EXPECT_EQ(poll_of(id).voters, 0);
  EXPECT_EQ(poll_of(id).options[0].votes, 0);
  EXPECT_EQ(row(id).comments, 1);
  db().read([&](db::Session& s) {
    for (const char* sql : {"select count(*) from feed_posts where author_id = $1",
                            "select count(*) from feed_comments where author_id = $1",
                            "select count(*) from feed_marks where account_id = $1",
                            "select count(*) from feed_votes where account_id = $1",
                            "select count(*) from feed_visits where account_id = $1",
                            "select count(*) from feed_muted_people where account_id = $1",
                            "select count(*) from feed_muted_people where muted_id = $1"})
      EXPECT_EQ(s.one<std::int64_t>(sql, jeanne), 0) << sql;
  });
}

TEST_P(Writing, AGroupThatGoesTakesItsPosts) {
  town->members = {{5, jeanne}, {5, karim}};
  const auto id = post(jeanne, "au groupe", "group/5");
  comment(karim, id, "oui");
  post(jeanne, "au quartier");
  db().write([&](db::Transaction& tx) { town->feed->remove_all_for(tx, "group/5"); });
  EXPECT_EQ(texts(karim), std::vector<std::string>{"au quartier"});
  EXPECT_EQ(count("feed_comments"), 0);
}

TEST_P(Writing, AGroupsModeratorTakesAwayAndItIsWrittenDown) {
  town->members = {{5, jeanne}, {5, karim}, {5, lea}};
  town->keeper = karim;
  const auto id = post(jeanne, "hors sujet", "group/5");
  EXPECT_EQ(heart().remove(lea, id).error(), No::not_allowed);
  EXPECT_TRUE(heart().remove(karim, id));
  EXPECT_EQ(db().read([&](db::Session& s) {
    return s.one<std::int64_t>("select count(*) from audit_log where what = 'feed.post_removed'");
  }),
            1);
  const auto quarter = post(jeanne, "au quartier");
  EXPECT_EQ(heart().remove(karim, quarter).error(), No::not_allowed);
}

TEST_P(Writing, FollowersAreWrittenToOnceUntilTheyHaveRead) {
  const auto id = post(jeanne, "suivez");
  EXPECT_TRUE(heart().follow(lea, id, true));
  const auto claim = [&] {
    return db().write([&](db::Transaction& tx) {
      return store::claim_followers(tx, id, karim, site->clock().now(),
                                    site->clock().now() - std::chrono::hours(24));
    });
  };
  comment(karim, id, "un");
  EXPECT_EQ(claim().size(), 2U) << "its author and who follows, not who wrote";
  EXPECT_EQ(claim().size(), 0U);
  site->clock().advance(std::chrono::minutes(10));
  heart().opened(reader(lea), id);
  EXPECT_EQ(claim(), std::vector<AccountId>{lea});
  site->clock().advance(std::chrono::hours(25));
  EXPECT_EQ(claim().size(), 2U);
  EXPECT_TRUE(heart().mute_post(jeanne, id, true));
  EXPECT_TRUE(heart().follow(lea, id, false));
  site->clock().advance(std::chrono::hours(25));
  EXPECT_EQ(claim().size(), 0U);
  comment(lea, id, "je n’ai plus à suivre");
  EXPECT_EQ(claim().size(), 0U) << "who has said no more is not made to by writing";
}

TEST_P(Writing, SavedAndMutedAreOneSOwn) {
  const auto a = post(karim, "a");
  post(karim, "b");
  EXPECT_TRUE(heart().save(jeanne, a, true));
  Query query;
  query.saved = true;
  EXPECT_EQ(texts(jeanne, query), std::vector<std::string>{"a"});
  EXPECT_EQ(texts(lea, query), std::vector<std::string>{});
  EXPECT_TRUE(heart().mute_post(jeanne, a, true));
  EXPECT_EQ(texts(jeanne), std::vector<std::string>{"b"});
  EXPECT_TRUE(detail(jeanne, a)) << "it can still be opened, to unmute it";
  EXPECT_EQ(db().read([&](db::Session& s) { return heart().muted_posts(s, jeanne).size(); }), 1U);
  EXPECT_EQ(heart().save(rose, a, true).error(), No::not_found);
  EXPECT_EQ(heart().mute_person(jeanne, jeanne, true).error(), No::not_allowed);
  EXPECT_EQ(heart().mute_person(jeanne, AccountId{42}, true).error(), No::not_found);
}

INSTANTIATE_ON_BOTH(Writing);

}  // namespace
}  // namespace palier::feed
