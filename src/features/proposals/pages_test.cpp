// Both sides' pages and the links in letters: who sees what, and when it is too late.
#include "core/form/clean.hpp"
#include "features/proposals/face_for_test.hpp"
#include "features/proposals/links.hpp"

namespace palier::proposals::face {
namespace {

using std::chrono::days;
using std::chrono::hours;
using ::testing::HasSubstr;
using ::testing::Not;

class Asking : public InTown {
 protected:
  std::string page(ProposalId id) { return "/proposals/" + id.str(); }
};
INSTANTIATE_ON_BOTH(Asking);

TEST_P(Asking, IsAnsweredFromTheLetterWithoutSigningIn) {
  volunteers(karim);
  const auto need = shopping(jeanne);
  const auto id = ask(need, karim);
  const auto letter = this->letter("Karim");
  EXPECT_THAT(letter.subject, HasSubstr("Shopping"));
  EXPECT_THAT(letter.subject, HasSubstr("Quartier des Lilas"));
  EXPECT_THAT(letter.text, HasSubstr("About 450 m from you"));
  EXPECT_THAT(letter.text, HasSubstr("today."));
  EXPECT_THAT(letter.text, HasSubstr("This is the first time in four weeks"));

  const auto asked = link("Karim", "/asked/");
  const auto opened = site->get(asked);
  EXPECT_EQ(opened.status, 200);
  EXPECT_TRUE(opened.says("Du lait, du pain"));
  EXPECT_FALSE(opened.says("Jeanne"));
  EXPECT_EQ(at(id).state, State::asked) << "Opening the link does nothing.";
  EXPECT_EQ(site->post_without_csrf(asked, {{"answer", "yes"}}).status, 200);
  EXPECT_EQ(at(id).state, State::offered);
  EXPECT_EQ(site->post_without_csrf(asked, {{"answer", "yes"}}).status, 200) << "Used twice.";
  EXPECT_TRUE(site->get(asked).says("is deciding"));

  const auto offered = this->letter("Jeanne");
  EXPECT_THAT(offered.text, HasSubstr("A neighbour 450 m from you can help."));
  EXPECT_THAT(offered.text, HasSubstr("has not been checked yet"));
  const auto decide = link("Jeanne", "/offered/");
  EXPECT_FALSE(site->get(decide).says("Karim"));
  EXPECT_EQ(site->post_without_csrf(decide, {{"answer", "yes"}}).status, 200);
  EXPECT_EQ(at(id).state, State::agreed);
  EXPECT_FALSE(site->get(decide).says("Karim")) << "A link is not a sign-in.";
  EXPECT_FALSE(site->get(asked).says("Jeanne"));

  site->sign_in_as(jeanne.value);
  EXPECT_TRUE(site->get("/needs/" + need.str()).says("karim@example.org"));
  site->sign_in_as(karim.value);
  EXPECT_TRUE(site->get("/needs/" + need.str()).says("1 Rue des Lilas"));
}

TEST_P(Asking, ANoIsOneClickMoreThanOpeningTheLink) {
  volunteers(karim);
  const auto id = ask(shopping(jeanne), karim);
  const auto no = link("Karim", "/asked/") + "/no";
  EXPECT_EQ(site->get(no).status, 200);
  EXPECT_EQ(at(id).state, State::asked);
  const auto done = site->post_without_csrf(no);
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(done.says("somebody else will be asked"));
  EXPECT_EQ(at(id).state, State::declined);
  EXPECT_EQ(*at(id).no, No::not_now);
  EXPECT_EQ(site->post_without_csrf(no, {{"reason", "too_far"}}).status, 200);
  EXPECT_EQ(*at(id).no, No::not_now) << "The second time only tells.";
  const auto again = ask(shopping(jeanne, {{"title", "Encore"}}), karim);
  const auto other = link("Karim", "/asked/") + "/no";
  EXPECT_EQ(site->post_without_csrf(other, {{"reason", "nonsense"}}).status, 422);
  EXPECT_EQ(site->post_without_csrf(other, {{"reason", "other"}, {"text", "Grippé"}}).status, 200);
  EXPECT_EQ(at(again).no_text, "Grippé");
}

TEST_P(Asking, LinksAreForOneThingAndForATime) {
  volunteers(karim);
  const auto id = ask(shopping(jeanne), karim);
  const auto asked = link("Karim", "/asked/");
  const auto token = asked.substr(std::string("/asked/").size());
  for (const std::string forged :
       {"/asked/nonsense", "/asked/nonsense/no", "/offered/nonsense", "/ask-me-less/nonsense"}) {
    EXPECT_EQ(site->get(forged).status, 410) << forged;
    EXPECT_EQ(site->post_without_csrf(forged, {{"answer", "yes"}}).status, 410) << forged;
  }
  EXPECT_EQ(site->get("/offered/" + token).status, 410) << "Another purpose.";
  EXPECT_EQ(site->get("/ask-me-less/" + token).status, 410);
  site->clock().advance(hours(13));
  EXPECT_EQ(site->get(asked).status, 200);
  EXPECT_TRUE(site->get(asked).says("Nobody answered in time"));
  EXPECT_EQ(site->post_without_csrf(asked, {{"answer", "yes"}}).status, 409);
  EXPECT_EQ(at(id).state, State::asked) << "Too late, though the job has not come by.";
  site->clock().advance(days(8));
  EXPECT_EQ(site->get(asked).status, 410);
}

TEST_P(Asking, AsksLessAtOneClick) {
  volunteers(karim);
  ask(shopping(jeanne), karim);
  const auto less = link("Karim", "/ask-me-less/");
  EXPECT_EQ(site->get(less).status, 200);
  EXPECT_TRUE(profile(karim).active);
  site->post_without_csrf(less, {{"answer", "week"}});
  EXPECT_EQ(*profile(karim).paused_until, now() + days(7));
  site->post_without_csrf(less, {{"answer", "month"}});
  EXPECT_EQ(*profile(karim).paused_until, now() + days(30));
  EXPECT_TRUE(profile(karim).active);
  // As a mail program's own button posts it.
  EXPECT_EQ(site->post_without_csrf(less, {{"List-Unsubscribe", "One-Click"}}).status, 200);
  EXPECT_FALSE(profile(karim).active);
}

TEST_P(Asking, NeitherSideLearnsWhoBeforeBothSaidYes) {
  volunteers(karim);
  const auto need = shopping(jeanne);
  const auto id = ask(need, karim);
  site->sign_in_as(jeanne.value);
  EXPECT_EQ(site->get(page(id)).status, 404) << "Whom we ask in vain is not hers to know.";
  EXPECT_EQ(site->get_json("/api/v1/proposals/" + id.str()).status, 404);
  site->sign_in_as(noor.value);
  EXPECT_EQ(site->get(page(id)).status, 404);
  EXPECT_EQ(site->post(page(id) + "/yes").status, 404);
  EXPECT_EQ(site->post(page(id) + "/accept").status, 404);
  site->sign_in_as(karim.value);
  const auto mine = site->get(page(id));
  EXPECT_EQ(mine.status, 200);
  for (const char* secret : {"Jeanne", "example.org", "Rue des Lilas", "12A4", "+33", "0199"})
    EXPECT_FALSE(mine.says(secret)) << secret;
  EXPECT_TRUE(mine.says("Je suis au régime"));
  EXPECT_TRUE(mine.says("Quartier des Lilas"));
  EXPECT_EQ(site->post(page(id) + "/accept").status, 404) << "Not his to accept.";
  EXPECT_EQ(site->post(page(id) + "/yes").location(), page(id));
  site->sign_in_as(jeanne.value);
  const auto hers = site->get(page(id));
  EXPECT_EQ(hers.status, 200);
  EXPECT_TRUE(hers.says("A neighbour 450 m from you can help"));
  for (const char* secret : {"Karim", "example.org", "Rue des Lilas", "12A4"})
    EXPECT_FALSE(hers.says(secret)) << secret;
  EXPECT_TRUE(site->get("/proposals").says("Neighbours who can help you"));
  const auto json = site->get_json("/api/v1/proposals/" + id.str());
  EXPECT_EQ(json.json().at("role").as_string(), "author");
  EXPECT_THAT(json.body, Not(HasSubstr("Karim")));
  EXPECT_EQ(site->post(page(id) + "/accept").location(), "/needs/" + need.str());
  EXPECT_EQ(site->post(page(id) + "/accept").status, 409);
}

TEST_P(Asking, TheSecondToSayYesIsToldKindly) {
  volunteers(karim);
  volunteers(noor);
  const auto need = shopping(jeanne);
  const auto first = ask(need, karim), second = ask(need, noor);
  const auto late = link("Noor", "/asked/");
  site->post_without_csrf(link("Karim", "/asked/"), {{"answer", "yes"}});
  EXPECT_EQ(at(first).state, State::offered);
  EXPECT_EQ(at(second).state, State::closed);
  EXPECT_THAT(letter("Noor").text, HasSubstr("You have nothing to do"));
  const auto told = site->post_without_csrf(late, {{"answer", "yes"}});
  EXPECT_EQ(told.status, 409);
  EXPECT_TRUE(told.says("Thank you for being there"));
  site->sign_in_as(noor.value);
  EXPECT_EQ(site->post(page(second) + "/yes").status, 409);
  EXPECT_TRUE(site->get(page(second)).says("No longer needed"));
  EXPECT_FALSE(site->get(page(second)).says("Je suis au régime")) << "Not hers to read any more.";
  EXPECT_EQ(
      site->send_json(http::Method::post, "/api/v1/proposals/" + second.str() + "/yes").status,
      409);
}

TEST_P(Asking, TheAuthorSaysNoAndTheHelperIsThanked) {
  volunteers(karim);
  const auto id = ask(shopping(jeanne), karim);
  site->sign_in_as(karim.value);
  EXPECT_EQ(site->send_json(http::Method::post, "/api/v1/proposals/" + id.str() + "/yes").status,
            200);
  site->sign_in_as(jeanne.value);
  EXPECT_EQ(site->send_json(http::Method::post, "/api/v1/proposals/" + id.str() + "/refuse").status,
            200);
  EXPECT_EQ(at(id).state, State::refused);
  EXPECT_THAT(letter("Karim").text, HasSubstr("says nothing about you"));
}

TEST_P(Asking, NoLetterSaysWhoWhereOrHowFrail) {
  volunteers(noor, [](Profile& p) { p.has_children = true; });
  volunteers(karim);
  const auto frail = shopping(jeanne, {{"vulnerable", "1"}, {"title", "Mme Durand, 3e gauche"}});
  const auto one = ask(frail, noor);
  site->post_without_csrf(link("Noor", "/asked/"), {{"answer", "yes"}});
  ASSERT_EQ(at(one).state, State::to_confirm);
  db().write([&](db::Transaction& tx) {
    EXPECT_TRUE(town->service.confirm(tx, one, tom, true, "", now()));
  });
  site->post_without_csrf(link("Jeanne", "/offered/"), {{"answer", "no"}});
  const auto two = ask(shopping(jeanne, {{"title", "Chez Jeanne"}}), karim);
  const auto cards = town->aid->look({aid::Kind::need, {}, {1}, 6}, *i18n::find("en"));
  db().write([&](db::Transaction& tx) {
    EXPECT_TRUE(town->service.cancel(tx, two, tom, "", now()));
    town->letters.digest(tx, *store::profile(tx, karim), cards, 2);
  });
  ASSERT_GE(site->mails().size(), 5U);
  for (const auto& m : site->mails()) {
    const auto all = m.subject + "\n" + m.text;
    for (const char* secret :
         {"Jeanne", "Noor", "Karim", "Martin", "Rue des Lilas", "12A4", "Durand", ", 3e", "régime",
          "+33", "frail", "vulnerable", "elderly", "fragile"})
      EXPECT_THAT(all, Not(HasSubstr(secret))) << m.to;
    EXPECT_THAT(m.subject, Not(HasSubstr("\n")));
  }
}

TEST_P(Asking, AFirstVisitToSomebodyFrailIsLookedAtFirst) {
  volunteers(noor);
  const auto id = ask(shopping(jeanne, {{"vulnerable", "1"}}), noor);
  site->sign_in_as(noor.value);
  const auto shown = site->get(page(id));
  for (const char* secret : {"frail", "elderly", "vulnerable", "coordinator"})
    EXPECT_FALSE(shown.says(secret)) << "Nobody is told: " << secret;
  site->post(page(id) + "/yes");
  EXPECT_EQ(at(id).state, State::to_confirm);
  EXPECT_TRUE(site->get(page(id)).says("a coordinator looks at it first"));
  site->sign_in_as(jeanne.value);
  EXPECT_EQ(site->get(page(id)).status, 404) << "Not before somebody has looked.";
}

TEST_P(Asking, ATextMessageIsShortWithOneLink) {
  const auto rose = db().write([&](db::Transaction& tx) {
    accounts::Accounts::Draft d;
    d.first_name = "Rose";
    d.phone = "+33199001234";
    d.spoken = {"en"};
    d.home = town->places.locate({6});
    d.rules_agreed = true;
    return town->accounts->create(tx, d);
  });
  volunteers(rose);
  const auto id = ask(shopping(jeanne), rose);
  const auto sent = site->mails().front();
  EXPECT_EQ(sent.channel, "sms");
  EXPECT_LT(form::length(sent.text), 250U) << sent.text;
  const auto from = sent.text.find("http");
  ASSERT_NE(from, std::string::npos);
  EXPECT_EQ(sent.text.find("http", from + 1), std::string::npos);
  const auto path = sent.text.substr(sent.text.find("/asked/"));
  EXPECT_EQ(site->post_without_csrf(path, {{"answer", "yes"}}).status, 200);
  EXPECT_EQ(at(id).state, State::offered);
}

TEST_P(Asking, AHelperMayStepBack) {
  volunteers(karim);
  const auto id = ask(shopping(jeanne), karim);
  site->sign_in_as(karim.value);
  site->post(page(id) + "/yes");
  EXPECT_TRUE(site->get(page(id) + "/no").says("You cannot after all?"));
  site->post(page(id) + "/no", {{"reason", "not_now"}});
  EXPECT_EQ(at(id).state, State::declined);
  site->sign_in_as(jeanne.value);
  EXPECT_TRUE(site->get(page(id)).says("cannot come after all"));
  EXPECT_EQ(site->post(page(id) + "/accept").status, 409);
}

}  // namespace
}  // namespace palier::proposals::face
