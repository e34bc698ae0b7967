// What the pages show, take and refuse.
#include "features/feed/draw.hpp"
#include "features/feed/form.hpp"
#include "features/feed/links.hpp"
#include "features/feed/town_for_test.hpp"

namespace palier::feed {
namespace {

using testing::Answer;
using testing::Fields;

class Pages : public InNeighbourhood {
 protected:
  void SetUp() override {
    InNeighbourhood::SetUp();
    db().write([](db::Transaction& tx) { tx.run("update accounts set language = 'en'"); });
  }
  void as(AccountId who, http::RoleSet roles = {http::Role::neighbour}) {
    site->sign_in_as(who.value, roles);
  }
  Answer write(Kind kind, Fields fields) {
    const std::string path = "/neighbourhood/new?kind=" + std::string(word(kind));
    site->get(path);
    fields.emplace_back("kind", word(kind));
    site->clock().advance(std::chrono::seconds(10));
    return site->post(path, std::move(fields));
  }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, Pages, ::testing::Values(db::Dialect::sqlite));

TEST_P(Pages, AVisitorLearnsWhatItIsAndReadsNothing) {
  const auto id = post(jeanne, "Un chat gris dans la cour", "city/9");
  const auto page = site->get("/neighbourhood");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("/sign-in"));
  EXPECT_FALSE(page.says("chat gris"));
  EXPECT_EQ(site->get(post_url(id)).status, 303);
  EXPECT_EQ(site->get("/neighbourhood/order").status, 200);
}

TEST_P(Pages, TheFeedShowsOnesCirclesAndNothingElse) {
  post(jeanne, "Pour <b>l’immeuble</b>", "building/101");
  post(omar, "Pour le quartier");
  post(rose, "Pour l’autre quartier", "quarter/2");
  as(jeanne);
  const auto page = site->get("/neighbourhood");
  EXPECT_TRUE(page.says("Pour &lt;b&gt;l’immeuble"));
  EXPECT_TRUE(page.says("Pour le quartier"));
  EXPECT_FALSE(page.says("autre quartier"));
  EXPECT_TRUE(page.says("data-controller=\"live\""));
  const auto building = site->get("/neighbourhood?audience=building/101");
  EXPECT_FALSE(building.says("Pour le quartier"));
  EXPECT_EQ(site->get("/neighbourhood?audience=quarter/2").status, 404);
  EXPECT_EQ(site->get("/neighbourhood?audience=nonsense").status, 404);
  EXPECT_TRUE(site->get("/neighbourhood?kind=event").says("There is nothing of this kind"));
  as(rose);
  EXPECT_FALSE(site->get("/neighbourhood").says("immeuble"));
}

TEST_P(Pages, OneIsToldWhenOneIsUpToDate) {
  as(karim);
  EXPECT_TRUE(site->get("/neighbourhood").says("You are among the first"));
  post(jeanne, "Premier");
  site->clock().advance(std::chrono::hours(5));
  site->get("/neighbourhood");
  site->clock().advance(std::chrono::hours(5));
  EXPECT_TRUE(site->get("/neighbourhood").says("Nothing new since your last visit"));
  post(jeanne, "Second");
  site->clock().advance(std::chrono::hours(5));
  const auto page = site->get("/neighbourhood");
  const auto second = page.body.find("Second"), line = page.body.find("You have seen what follows"),
             first = page.body.find("Premier");
  EXPECT_LT(second, line);
  EXPECT_LT(line, first);
}

TEST_P(Pages, LaterPagesSayWhatCameMeanwhile) {
  for (int i = 0; i < 25; ++i) post(omar, fmt::format("Message {}", i));
  as(jeanne);
  site->core().live.turn();
  const auto page = site->get("/neighbourhood");
  const auto at = page.body.find("rel=\"next\"");
  ASSERT_NE(at, std::string::npos);
  const auto from = page.body.rfind("href=\"", at) + 6;
  std::string next = page.body.substr(from, page.body.find('"', from) - from);
  for (auto amp = next.find("&amp;"); amp != std::string::npos; amp = next.find("&amp;"))
    next.replace(amp, 5, "&");
  EXPECT_TRUE(site->get(next).says("Message 0"));
  EXPECT_FALSE(site->get(next).says("new post"));
  post(omar, "Tout frais");
  site->core().live.turn();
  EXPECT_TRUE(site->get(next).says("One new post: show it"));
}

TEST_P(Pages, EachKindAsksWhatItNeeds) {
  as(jeanne);
  const auto choose = site->get("/neighbourhood/new");
  for (const Kind k : kKinds) {
    EXPECT_TRUE(choose.says("kind=" + std::string(word(k)) + "\""));
    const auto page = site->get("/neighbourhood/new?kind=" + std::string(word(k)));
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.says("name=\"starts_day\""), k == Kind::event) << word(k);
    EXPECT_TRUE(page.says("Everybody in your street."));
    EXPECT_TRUE(page.says("type=\"file\""));
  }
  EXPECT_TRUE(site->get("/neighbourhood/new?kind=alert").says("112"));
  EXPECT_EQ(site->get("/neighbourhood/new?kind=nonsense").status, 200);
}

TEST_P(Pages, WhatWasTypedIsKept) {
  as(jeanne);
  auto r = write(Kind::event, {{"title", "Un verre <dans> la cour"},
                               {"starts_day", "31"},
                               {"starts_month", "2"},
                               {"starts_year", "2027"},
                               {"starts_time", "sept heures"},
                               {"audience", "street/11"}});
  EXPECT_EQ(r.status, 422);
  EXPECT_TRUE(r.says("value=\"Un verre &lt;dans&gt; la cour\""));
  EXPECT_TRUE(r.says("value=\"sept heures\""));
  EXPECT_FALSE(r.says("href=\"#text\"")) << "An event needs no further words.";
  EXPECT_TRUE(r.says("href=\"#starts\"") && r.says("href=\"#starts_time\""));
  EXPECT_TRUE(r.says("value=\"street/11\" checked"));
  r = write(Kind::question, {{"text", ""}, {"audience", "quarter/1"}});
  EXPECT_EQ(r.status, 422);
  EXPECT_TRUE(r.says("href=\"#text\""));
  r = write(Kind::question, {{"text", "Et moi ?"}, {"audience", "quarter/2"}});
  EXPECT_EQ(r.status, 422);
  r = write(Kind::question, {{"text", "Quel jour ?"},
                             {"audience", "quarter/1"},
                             {"poll_options", "Lundi"},
                             {"poll_options", ""},
                             {"poll_question", "Quel jour"}});
  EXPECT_EQ(r.status, 422);
  EXPECT_TRUE(r.says("href=\"#poll_options\""));
  EXPECT_TRUE(r.says("value=\"Lundi\""));
  EXPECT_EQ(count("feed_posts"), 0);
}

TEST_P(Pages, AnEventHasItsDayItsPlaceAndItsCalendar) {
  as(jeanne);
  const auto r = write(Kind::event, {{"title", "Un verre dans la cour"},
                                     {"starts_day", "5"},
                                     {"starts_month", "12"},
                                     {"starts_year", "2026"},
                                     {"starts_time", "18h30"},
                                     {"ends_time", "1:00"},
                                     {"place", "Cour du 12"},
                                     {"text", "Chacun apporte une chaise."},
                                     {"audience", "quarter/1"}});
  ASSERT_EQ(r.status, 303) << r.body;
  const auto page = site->get(r.location());
  EXPECT_TRUE(page.says("Cour du 12"));
  EXPECT_TRUE(page.says("18:30"));
  const auto ics = site->get(r.location() + "/event.ics");
  EXPECT_EQ(ics.status, 200);
  EXPECT_TRUE(ics.type.starts_with("text/calendar"));
  EXPECT_TRUE(ics.says("DTSTART:20261205T173000Z")) << ics.body;
  EXPECT_TRUE(ics.says("DTEND:20261206T000000Z")) << "One in the morning is of the same night.";
  EXPECT_TRUE(ics.says("SUMMARY:Un verre dans la cour"));
  as(rose);
  EXPECT_EQ(site->get(r.location() + "/event.ics").status, 404);
}

TEST_P(Pages, APollCountsEachNeighbourOnce) {
  as(jeanne);
  const auto r = write(Kind::question, {{"text", "Quel jour pour le verre ?"},
                                        {"audience", "quarter/1"},
                                        {"poll_question", "Quel jour ?"},
                                        {"poll_options", "Vendredi"},
                                        {"poll_options", "Samedi"}});
  ASSERT_EQ(r.status, 303) << r.body;
  const auto url = r.location();
  as(karim);
  site->get(url);
  EXPECT_EQ(site->post(url + "/vote").status, 422);
  EXPECT_EQ(site->post(url + "/vote", {{"option", "1"}}).status, 303);
  EXPECT_EQ(site->post(url + "/vote", {{"option", "0"}}).status, 303);
  site->post(url + "/vote", {{"option", "7"}});
  const auto page = site->get(url);
  EXPECT_TRUE(page.says("One neighbour has answered"));
  EXPECT_TRUE(page.says("Your choice"));
  EXPECT_EQ(site->post(url + "/close-poll").status, 303) << "Only its author closes it.";
  EXPECT_FALSE(site->get(url).says("The poll is closed"));
  as(jeanne);
  site->get(url);
  EXPECT_EQ(site->post(url + "/close-poll").status, 303);
  EXPECT_TRUE(site->get(url).says("The poll is closed"));
  as(rose);
  EXPECT_EQ(site->post(url + "/vote", {{"option", "1"}}).status, 404);
}

TEST_P(Pages, AnswersGoOneLevelDeep) {
  const auto id = post(jeanne, "Qui a une échelle ?", "quarter/1", Kind::question);
  as(karim);
  const auto url = post_url(id);
  site->get(url);
  EXPECT_EQ(site->post(url + "/comments", {{"text", ""}}).status, 422);
  auto r = site->post(url + "/comments", {{"text", "J’en ai *une* <script>"}});
  ASSERT_EQ(r.status, 303);
  const auto anchor = r.location().substr(r.location().find('#') + 1);
  const auto comment = anchor.substr(anchor.find('-') + 1);
  as(jeanne);
  auto page = site->get(url);
  EXPECT_TRUE(page.says("id=\"" + anchor + "\""));
  EXPECT_TRUE(page.says("<em>une</em> &lt;script&gt;"));
  page = site->get(url + "?answer=" + comment);
  EXPECT_TRUE(page.says("Your answer to Karim"));
  site->clock().advance(std::chrono::seconds(10));
  r = site->post(url + "/comments", {{"text", "Merci !"}, {"parent", comment}});
  ASSERT_EQ(r.status, 303);
  page = site->get(url);
  EXPECT_LT(page.body.find("answers-" + comment), page.body.find("Merci !"));
  EXPECT_TRUE(page.says("2 answers"));
  EXPECT_EQ(site->get(url + "/comments/" + comment + "/edit").status, 404) << "It is Karim’s.";
  site->post(url + "/comments/" + comment + "/thanks", {{"on", "1"}});
  EXPECT_TRUE(site->get(url).says("You said thank you"));
  as(karim);
  site->get(url);
  EXPECT_EQ(site->post(url + "/comments/" + comment + "/edit", {{"text", " "}}).status, 422);
  EXPECT_EQ(site->post(url + "/comments/" + comment + "/edit", {{"text", "J’en ai deux"}}).status,
            303);
  EXPECT_TRUE(site->get(url).says("J’en ai deux"));
  EXPECT_TRUE(site->get(url + "/comments/" + comment + "/remove").says("Remove your answer?"));
  EXPECT_EQ(site->post(url + "/comments/" + comment + "/remove").status, 303);
  page = site->get(url);
  EXPECT_TRUE(page.says("This answer was taken back"));
  EXPECT_TRUE(page.says("Merci !"));
}

TEST_P(Pages, ButtonsComeBackToWhereTheyWere) {
  const auto id = post(jeanne, "Le marché déménage");
  as(karim);
  const auto url = post_url(id);
  EXPECT_FALSE(site->get("/neighbourhood").says("thank-you"));
  auto r =
      site->post(url + "/thanks", {{"on", "1"}, {"back", "/neighbourhood?audience=quarter/1"}});
  EXPECT_EQ(r.location(), "/neighbourhood?audience=quarter/1#post-" + id.str());
  EXPECT_TRUE(site->get(url).says("One thank-you"));
  r = site->post(url + "/thanks", {{"on", "0"}, {"back", "https://evil.example/"}});
  EXPECT_EQ(r.location(), url);
  EXPECT_EQ(site->post(url + "/save", {{"on", "1"}}).location(), url);
  EXPECT_TRUE(site->get("/neighbourhood/saved").says("Le marché déménage"));
  EXPECT_EQ(site->post(url + "/follow", {{"on", "1"}}).status, 303);
  EXPECT_TRUE(site->get(url).says("Do not follow it any more"));
  EXPECT_EQ(site->post(url + "/mute", {{"on", "1"}}).location(), "/neighbourhood");
  site->get("/neighbourhood");  // The notice quotes nothing, but is shown once.
  EXPECT_FALSE(site->get("/neighbourhood").says("Le marché déménage"));
  EXPECT_TRUE(site->get("/neighbourhood/muted").says("Le marché déménage"));
  site->post(url + "/mute", {{"on", "0"}, {"back", "/neighbourhood/muted"}});
  EXPECT_TRUE(site->get("/neighbourhood").says("Le marché déménage"));
  r = site->post("/neighbourhood/mute-person", {{"person", jeanne.str()}, {"on", "1"}});
  EXPECT_EQ(r.location(), "/neighbourhood");
  EXPECT_FALSE(site->get("/neighbourhood").says("Le marché déménage"));
  EXPECT_TRUE(site->get("/neighbourhood/muted").says("Jeanne"));
  as(rose);
  for (const char* what : {"thanks", "save", "follow", "mute", "vote", "close-poll", "remove"})
    EXPECT_EQ(site->post(url + "/" + what, {{"on", "1"}, {"option", "0"}}).status, 404) << what;
}

TEST_P(Pages, ItsAuthorChangesAndRemovesIt) {
  const auto id = post(jeanne, "Le marché déménage");
  const auto url = post_url(id);
  as(karim);
  EXPECT_EQ(site->get(url + "/edit").status, 404);
  EXPECT_EQ(site->get(url + "/remove").status, 404);
  EXPECT_EQ(site->post(url + "/remove").status, 404);
  as(jeanne);
  EXPECT_TRUE(site->get(url + "/edit").says("Le marché déménage</textarea>"));
  EXPECT_EQ(site->post(url + "/edit", {{"text", ""}}).status, 422);
  EXPECT_EQ(site->post(url + "/edit", {{"text", "Le marché reste"}}).location(), url);
  EXPECT_TRUE(site->get(url).says("Le marché reste"));
  EXPECT_TRUE(site->get(url + "/remove").says("Remove your post?"));
  EXPECT_EQ(site->post(url + "/remove").location(), "/neighbourhood");
  EXPECT_EQ(site->get(url).status, 404);
}

TEST_P(Pages, HeldIsSaid) {
  town->judge.verdict.act = moderation::Moderation::Verdict::Do::hold;
  as(jeanne);
  const auto r = write(Kind::news, {{"text", "Achetez mes montres"}, {"audience", "quarter/1"}});
  ASSERT_EQ(r.status, 303);
  const auto page = site->get(r.location());
  EXPECT_TRUE(page.says("Until then only you see it"));
  as(karim);
  EXPECT_EQ(site->get(r.location()).status, 404);
}

TEST_P(Pages, AGroupsPageShowsTheSameCards) {
  town->members = {{5, jeanne}, {5, karim}};
  post(jeanne, "Pour le groupe", "group/5");
  site->core()
      .router
      .get("/groups/{group}",
           [this](http::Context& c, std::string id) {
             const auto page = c.page("Groupe");
             return http::page(town->feed->part(c, page, "group/" + id).markup);
           })
      .who(http::signed_in());
  as(karim);
  const auto page = site->get("/groups/5");
  EXPECT_TRUE(page.says("Pour le groupe"));
  EXPECT_TRUE(page.says("/neighbourhood/new?audience=group/5"));
  as(omar);
  EXPECT_FALSE(site->get("/groups/5").says("Pour le groupe"));
  as(karim);
  EXPECT_TRUE(
      site->get("/neighbourhood/new?kind=news&audience=group/5").says("value=\"group/5\" checked"));
}

TEST_P(Pages, StreamsDependOnNobody) {
  const auto id = post(jeanne, "Bonjour", "quarter/1", Kind::news);
  const auto said = comment(karim, id, "Bonjour Jeanne");
  db().read([&](db::Session& s) {
    const auto item = heart().item(s, reader_in(s, jeanne), id, english());
    ASSERT_TRUE(item && item->own.author);
    const auto card = card_stream(*item, english(), site->clock().now());
    EXPECT_NE(card.find("action=\"prepend\" target=\"feed-list\""), std::string::npos);
    EXPECT_NE(card.find("<li id=\"post-" + id.str()), std::string::npos);
    for (const char* own : {"<form", "csrf", "/edit"})
      EXPECT_EQ(card.find(own), std::string::npos) << own;
    const auto one = heart().comment_item(s, reader_in(s, karim), said);
    ASSERT_TRUE(one && one->own);
    const auto stream = comment_stream(*one, english(), site->clock().now());
    EXPECT_NE(stream.find("target=\"thread-" + id.str()), std::string::npos);
    for (const char* own : {"<form", "csrf", "/edit"})
      EXPECT_EQ(stream.find(own), std::string::npos) << own;
    EXPECT_NE(comment_again_stream(*one, english(), site->clock().now()).find("action=\"replace\""),
              std::string::npos);
    EXPECT_NE(counters_stream(*item, english()).find("post-" + id.str() + "-counters"),
              std::string::npos);
  });
}

TEST(PostForm, TakesTimesAsPeopleWriteThem) {
  i18n::load("Europe/Paris");
  Reader reader;
  reader.circles = {"quarter/1"};
  const Instant now = from_micros(1'790'000'000'000'000);
  const auto starts = [&](std::string time) {
    form::Input in;
    for (const auto& [name, value] : Fields{{"kind", "event"},
                                            {"audience", "quarter/1"},
                                            {"title", "x"},
                                            {"starts", "2026-12-05"},
                                            {"starts_time", std::move(time)}})
      in.set(name, value);
    form::Errors errors;
    const auto post = read_post(in, reader, now, errors);
    return errors ? std::string("refused") : rfc3339(post.draft.event->starts);
  };
  EXPECT_EQ(starts("18:30"), "2026-12-05T17:30:00Z");
  EXPECT_EQ(starts("18h30"), "2026-12-05T17:30:00Z");
  EXPECT_EQ(starts("18 h"), "2026-12-05T17:00:00Z");
  EXPECT_EQ(starts("9"), "2026-12-05T08:00:00Z");
  for (const char* wrong : {"25:00", "18:75", "", "h", "soon", "18:30:00", "1830"})
    EXPECT_EQ(starts(wrong), "refused") << wrong;
}

}  // namespace
}  // namespace palier::feed
