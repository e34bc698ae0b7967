// Who sees what, and what the pages and the API take.
#include <boost/json.hpp>

#include "features/circles/town_for_test.hpp"

namespace palier::circles {
namespace {

class Pages : public InCircle {};
INSTANTIATE_TEST_SUITE_P(Sqlite, Pages, ::testing::Values(db::Dialect::sqlite));

TEST_P(Pages, AddressAndTelephoneAreForThoseWhoCome) {
  join(karim);
  join(noor);
  plan(Kind::shopping, 0, 3);
  const auto id = turns().front().id;
  const auto first = holder(turn(id)), other = first == karim ? noor : karim;
  const auto sees = [&](AccountId who, http::RoleSet roles = {http::Role::neighbour}) {
    site->sign_in_as(who.value, roles);
    std::string all = site->get(url()).body + site->get(turn(id).url()).body +
                      site->get_json("/api/v1/circles/" + circle.str()).body +
                      site->get(url() + "/members").body + site->get(url() + "/print").body +
                      site->get(url() + "/tasks").body;
    const bool address = all.find("Lilas") != std::string::npos;
    const bool phone = all.find("99001234") != std::string::npos;
    EXPECT_EQ(address, phone);
    return address;
  };
  EXPECT_TRUE(sees(lucie)) << "The organiser.";
  EXPECT_TRUE(sees(hana, {http::Role::neighbour, http::Role::operator_})) << "The desk.";
  EXPECT_FALSE(sees(first)) << "Asked, and has not said yes.";
  ASSERT_TRUE(take(id, first));
  EXPECT_TRUE(sees(first));
  EXPECT_FALSE(sees(other));
  ASSERT_TRUE(cannot(id, first));
  EXPECT_FALSE(sees(first)) << "Gives it back, and the key with it.";
  ASSERT_TRUE(take(id, other));
  site->clock().set(at(3, 9) + std::chrono::hours(24));
  EXPECT_FALSE(sees(other)) << "Afterwards it is over.";
}

TEST_P(Pages, ACallerLearnsTheNumberAndNotTheAddress) {
  join(tom);
  plan(Kind::call, 0, 3);
  const auto id = turns().front().id;
  ASSERT_TRUE(take(id, tom));
  site->sign_in_as(tom.value);
  const auto page = site->get(turn(id).url());
  EXPECT_TRUE(page.says("+33199001234"));
  EXPECT_FALSE(page.says("Lilas"));
  EXPECT_FALSE(page.says("12A4"));
}

TEST_P(Pages, StrangersSeeNothingAtAll) {
  plan(Kind::shopping, 0, 3);
  const auto turn = turns().front().url();
  site->sign_in_as(noor.value);
  for (const std::string& path :
       {url(), url() + "/members", url() + "/tasks", url() + "/print", url() + "/invite", turn,
        turn + "/report", turn + "/swap", turn + "/give", turn + "/cancel", url() + "/days",
        url() + "/away", url() + "/leave", url() + "/end", url() + "/feed", url() + "/pause"})
    EXPECT_EQ(site->get(path).status, 404) << path;
  EXPECT_EQ(site->post(turn + "/take").status, 404);
  EXPECT_EQ(site->get_json("/api/v1/circles/" + circle.str() + "/turns").status, 404);
  EXPECT_FALSE(site->get("/circles").says("Odette"));
  // A helper does not manage.
  join(noor);
  for (const std::string& path : {url() + "/invite", url() + "/end", url() + "/pause",
                                  url() + "/tasks/new", turn + "/give", turn + "/cancel"})
    EXPECT_EQ(site->get(path).status, 404) << path;
  EXPECT_EQ(site->post(url() + "/end").status, 404);
}

TEST_P(Pages, AnInvitationIsSeenThenAcceptedOnce) {
  site->sign_in_as(lucie.value);
  site->get(url() + "/invite");
  EXPECT_EQ(site->post(url() + "/invite", {{"way", "email"}, {"to", "pas une adresse"}}).status,
            422);
  EXPECT_EQ(site->post(url() + "/invite", {{"way", "email"}, {"to", "noor@example.org"}}).status,
            303);
  const auto link = this->link("Noor", "/circles/join/");
  EXPECT_TRUE(site->get(url() + "/members").says("noor@example.org"));
  site->sign_out();
  const auto page = site->get(link);
  EXPECT_TRUE(page.says("Odette"));
  EXPECT_FALSE(page.says("Lilas"));
  EXPECT_EQ(site->post(link, {{"answer", "yes"}}).location().rfind("/sign-in?next=", 0), 0U);
  site->sign_in_as(noor.value);
  site->get(link);
  EXPECT_EQ(site->post(link, {{"answer", "yes"}}).location(), url() + "/days");
  EXPECT_EQ(site->post(url() + "/days", {{"slots", "mon-morning"}, {"per_week", "0"}}).status, 422);
  EXPECT_EQ(site->post(url() + "/days",
                       {{"slots", "mon-morning"}, {"slots", "tue-morning"}, {"per_week", "2"}})
                .status,
            303);
  EXPECT_EQ(letters("Lucie", "Noor has joined"), 1);
  site->sign_in_as(karim.value);
  EXPECT_EQ(site->get(link).status, 410) << "It admits one.";
  site->clock().advance(std::chrono::days(20));
  EXPECT_EQ(site->get(link).status, 410);
  EXPECT_EQ(site->get("/circles/join/nonsense").status, 410);
}

TEST_P(Pages, ARefusalIsKeptAndTheLinkIsOver) {
  site->sign_in_as(lucie.value);
  site->get(url() + "/invite");
  const auto page = site->post(url() + "/invite", {{"way", "link"}});
  EXPECT_EQ(page.status, 200);
  const auto from = page.body.find("/circles/join/");
  ASSERT_NE(from, std::string::npos);
  const auto link = page.body.substr(from, page.body.find('"', from) - from);
  site->sign_out();
  site->get(link);
  EXPECT_TRUE(site->post(link, {{"answer", "no"}}).says("Thank you for answering"));
  EXPECT_EQ(site->get(link).status, 410);
}

TEST_P(Pages, StartsACircleStepByStep) {
  site->sign_in_as(karim.value);
  site->get("/circles/new");
  EXPECT_EQ(site->post("/circles/new").status, 422);
  EXPECT_EQ(site->post("/circles/new", {{"for", "other"}}).location(), "/circles/new/person");
  EXPECT_EQ(site->post("/circles/new/person", {{"first_name", "Germaine"}}).status, 422)
      << "Nobody's circle is begun without their word.";
  EXPECT_EQ(site->post("/circles/new/person",
                       {{"first_name", "Germaine"}, {"consent", "spoken"}, {"vulnerable", "1"}})
                .location(),
            "/circles/new/home");
  EXPECT_EQ(site->post("/circles/new/home", {{"address_id", "7"}, {"phone", "12"}}).status, 422);
  EXPECT_EQ(site->post("/circles/new/home", {{"address_id", "7"},
                                             {"address_text", "7 Rue des Lilas 75020 Paris"},
                                             {"phone", "01 99 00 11 22"}})
                .location(),
            "/circles/new/check");
  EXPECT_TRUE(site->get("/circles/new/person").says("Germaine")) << "What was said is kept.";
  const auto check = site->get("/circles/new/check");
  EXPECT_TRUE(check.says("Germaine"));
  EXPECT_TRUE(check.says("Rue des Lilas"));
  const auto made = site->post("/circles/new/check", {{"once", "abc"}});
  EXPECT_EQ(made.status, 303);
  const auto again = site->post("/circles/new/check", {{"once", "abc"}});
  EXPECT_EQ(again.location(), made.location()) << "Sent twice is one circle.";
  EXPECT_TRUE(site->get(made.location()).says("Germaine"));
  EXPECT_TRUE(site->get("/circles").says("Around Germaine"));
}

TEST_P(Pages, ATaskSaysWhatIsWrong) {
  site->sign_in_as(lucie.value);
  site->get(url() + "/tasks/new");
  const auto bad = site->post(url() + "/tasks/new", {{"kind", "other"},
                                                     {"repeats", "weekly"},
                                                     {"first", "2026-12-01"},
                                                     {"from", "11 h"},
                                                     {"to", "9:30"}});
  EXPECT_EQ(bad.status, 422);
  for (const char* field : {"#title", "#days", "#to"}) EXPECT_TRUE(bad.says(field)) << field;
  EXPECT_TRUE(bad.says("11 h")) << "What was typed is kept.";
  EXPECT_EQ(site->post(url() + "/tasks/new", {{"kind", "shopping"},
                                              {"repeats", "weekly"},
                                              {"days", "tue"},
                                              {"first", "2026-12-01"},
                                              {"from", "9h30"},
                                              {"to", "11:00"},
                                              {"once", "t1"}})
                .status,
            303);
  EXPECT_TRUE(site->get(url() + "?week=2026-12-01").says("9:30–11:00"));
  EXPECT_TRUE(site->get(url() + "?week=nonsense").says("Odette"));
  EXPECT_TRUE(site->get(url() + "/tasks").says("Tuesday, from 9:30 to 11:00"));
}

TEST_P(Pages, TheFeedIsACalendarBySecretAddress) {
  join(karim);
  plan(Kind::shopping, 0, 3);
  site->sign_in_as(karim.value);
  const auto page = site->get(url() + "/feed");
  const auto from = page.body.find("/circles/calendar/");
  ASSERT_NE(from, std::string::npos);
  const auto feed = page.body.substr(from, page.body.find('"', from) - from);
  site->sign_out();
  const auto answer = site->get(feed);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "text/calendar; charset=utf-8");
  EXPECT_TRUE(answer.says("BEGIN:VEVENT\r\n"));
  EXPECT_TRUE(answer.says("DTSTART:20261127T080000Z\r\n")) << "Nine in Paris is eight in UTC.";
  EXPECT_FALSE(answer.says("Lilas"));
  site->sign_in_as(karim.value);
  site->get(url());
  site->post(url() + "/feed");
  EXPECT_EQ(site->get(feed).status, 404) << "The old address stopped.";
}

TEST_P(Pages, PrintsFourWeeks) {
  join(karim);
  plan(Kind::shopping, 0b10, 1);
  ASSERT_TRUE(take(turns().front().id, karim));
  site->sign_in_as(lucie.value);
  const auto page = site->get(url() + "/print");
  EXPECT_TRUE(page.says("Who comes to Odette"));
  EXPECT_TRUE(page.says("Karim"));
  EXPECT_FALSE(page.says("Lilas"));
}

TEST_P(Pages, TheApiTakesTheSameWords) {
  site->sign_in_as(lucie.value);
  site->get(url());
  const std::string api = "/api/v1/circles/" + circle.str();
  const auto bad = site->send_json(http::Method::post, api + "/tasks", R"({"kind":"dance"})");
  EXPECT_EQ(bad.status, 422);
  EXPECT_EQ(site->send_json(http::Method::post, api + "/tasks",
                            R"({"kind":"call","repeats":"weekly","days":["mon","thu"],
                                "first":"2026-11-26","from":"18:00","to":"18:30"})")
                .status,
            201);
  EXPECT_EQ(site->send_json(http::Method::put, api + "/availability",
                            R"({"slots":["thu-evening"],"per_week":1})")
                .status,
            200);
  const auto list = site->get_json(api + "/turns?from=2026-11-26&days=1").json();
  const auto& turn = list.at("turns").at(0);
  EXPECT_EQ(turn.at("who").as_string(), "Lucie");
  const std::string id(turn.at("id").as_string());
  EXPECT_EQ(turn.at("wants_me").as_bool(), turn.at("state").as_string() == "proposed" ||
                                               turn.at("state").as_string() == "seeking");
  const auto taken = site->send_json(http::Method::post, api + "/turns/" + id + "/take");
  EXPECT_EQ(taken.status, 200);
  EXPECT_EQ(taken.json().at("state").as_string(), "confirmed");
  EXPECT_EQ(site->send_json(http::Method::post, api + "/turns/" + id + "/cannot").status, 200);
  const auto made = site->send_json(
      http::Method::post, "/api/v1/circles",
      R"({"for":"other","first_name":"Ginette","consent":"written","address_id":"7"})");
  EXPECT_EQ(made.status, 201);
  const auto link = site->send_json(http::Method::post, api + "/invitations", R"({"way":"link"})");
  EXPECT_EQ(link.status, 201);
  EXPECT_NE(link.body.find("/circles/join/"), std::string::npos);
  EXPECT_EQ(site->get_json("/api/v1/circles").json().at("circles").as_array().size(), 2U);
  EXPECT_EQ(site->get_json(api + "/members").json().at("members").at(0).at("role").as_string(),
            "organiser");
}

TEST_P(Pages, WritingToAMemberOpensAConversation) {
  const auto id = *join(karim);
  site->sign_in_as(lucie.value);
  site->get(url() + "/members");
  const auto to = site->post(url() + "/members/" + id.str() + "/write");
  EXPECT_EQ(to.location().rfind("/messages/", 0), 0U);
}

TEST_P(Pages, HandingOverMakesTheOtherOrganiser) {
  const auto id = *join(karim);
  site->sign_in_as(lucie.value);
  site->get(url() + "/members");
  EXPECT_TRUE(site->get(url() + "/members/" + id.str() + "/organiser").says("Karim"));
  EXPECT_EQ(site->post(url() + "/members/" + id.str() + "/organiser").status, 303);
  EXPECT_EQ(site->get(url() + "/invite").status, 404);
  site->sign_in_as(karim.value);
  EXPECT_EQ(site->get(url() + "/invite").status, 200);
  EXPECT_EQ(letters("Karim", "You now organise"), 1);
}

}  // namespace
}  // namespace palier::circles
