// The room with the real rooms below it, as one browser after the other sees it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include "core/testing/site.hpp"
#include "features/messages/service.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

struct House {
  explicit House(const Core& core)
      : places(places::make(core)),
        accounts(accounts::make(core, *places)),
        moderation(moderation::make(core, *accounts)),
        photos(photos::make(core, *accounts)),
        messages(make(core, *accounts, *moderation, {photos.get(), nullptr, nullptr})) {}
  std::unique_ptr<places::Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<photos::Photos> photos;
  std::unique_ptr<Messages> messages;
};

class Rounds : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [&](const Core& core) {
          auto made = std::make_shared<House>(core);
          house = made.get();
          return made;
        },
        GetParam());
    jeanne = person("Jeanne");
    karim = person("Karim");
    noor = person("Noor");
    tom = person("Tom");
    far = person("Far", 99);
  }

  static std::string mail(std::string name) {
    for (char& c : name) c = static_cast<char>(std::tolower(c));
    return name + "@valombre.example";
  }
  AccountId person(const std::string& name, std::int64_t quarter = 5) {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = "Martin";
      d.email = mail(name);
      d.rules_agreed = true;
      d.language = "en";
      places::Location home;
      home.scopes.quarter = places::AreaId{quarter};
      home.scopes.commune = places::AreaId{quarter + 1000};
      home.label = "7 rue des Lilas";
      d.home = home;
      return house->accounts->create(tx, d);
    });
  }
  db::Database& db() { return site->core().db; }
  Service& service() { return static_cast<Service&>(*house->messages); }
  void know(AccountId a, AccountId b) {
    db().write([&](db::Transaction& tx) {
      house->messages->open(tx, a, b, "aid", a.value + b.value, "Courses", "/needs/1");
    });
  }
  ThreadId round(const std::vector<AccountId>& others) {
    for (const AccountId who : others) know(jeanne, who);
    const auto made = service().start_round(jeanne, {others, "Le marché", {"Bonjour à tous", ""}});
    EXPECT_EQ(made.how, Service::Sent::How::sent);
    return made.thread;
  }
  void as(AccountId who) {
    site->sign_out();
    site->sign_in_as(who.value);
  }
  std::string to(const std::string& name) {
    for (const auto& m : site->mails())
      if (m.to == mail(name)) return m.subject + "\n" + m.text;
    return "";
  }

  std::unique_ptr<testing::Site> site;
  House* house = nullptr;
  AccountId jeanne, karim, noor, tom, far;
};
INSTANTIATE_ON_BOTH(Rounds);

TEST_P(Rounds, AllOfARoundReadAndAreTold) {
  const ThreadId id = round({karim, noor});
  site->run_jobs();
  EXPECT_THAT(to("Karim"), HasSubstr("Jeanne has written in “Le marché”"));
  EXPECT_THAT(to("Noor"), HasSubstr("Bonjour à tous"));
  EXPECT_EQ(to("Jeanne"), "");
  as(karim);
  const auto page = site->get(Messages::url(id));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("With Jeanne and Noor"));
  EXPECT_TRUE(page.says("Bonjour à tous"));
  EXPECT_EQ(site->post(Messages::url(id), {{"text", "J’en suis"}}).status, 303);
  as(tom);
  EXPECT_EQ(site->get(Messages::url(id)).status, 404);
  EXPECT_EQ(site->post(Messages::url(id), {{"text", "Moi aussi"}}).status, 404);
  EXPECT_EQ(site->get(Messages::url(id) + "/people").status, 404);
}

TEST_P(Rounds, NobodyIsAddedWhomOneDoesNotKnowOrWhoIsKeptApart) {
  const ThreadId id = round({karim, noor});
  EXPECT_EQ(service().add(id, jeanne, tom), Service::Change::not_allowed);
  know(karim, tom);
  site->clock().advance(1min);
  EXPECT_EQ(service().add(id, karim, tom), Service::Change::done);
  site->run_jobs();
  EXPECT_THAT(to("Tom"), HasSubstr("Karim has added you to “Le marché”"));
  as(tom);
  const auto page = site->get(Messages::url(id));
  EXPECT_FALSE(page.says("Bonjour à tous"));
  EXPECT_TRUE(page.says("Karim has added Tom."));
  // Only whoever started it takes others out; whoever left by themselves is not pulled back.
  EXPECT_EQ(service().remove(id, karim, tom), Service::Change::not_allowed);
  EXPECT_EQ(service().remove(id, jeanne, tom), Service::Change::done);
  EXPECT_EQ(service().add(id, karim, tom), Service::Change::done);
  EXPECT_EQ(service().leave(id, tom), Service::Change::done);
  EXPECT_EQ(service().add(id, karim, tom), Service::Change::has_left);
  const AccountId zoe = person("Zoe");
  know(jeanne, zoe);
  as(zoe);
  EXPECT_EQ(site->post("/block/" + karim.str()).status, 303);
  EXPECT_EQ(service().add(id, jeanne, zoe), Service::Change::not_allowed);
}

TEST_P(Rounds, WhoeverBlocksSomebodyLeavesTheRoundsOfBoth) {
  const ThreadId id = round({karim, noor});
  as(karim);
  EXPECT_EQ(site->post("/block/" + noor.str()).status, 303);
  site->run_jobs();
  EXPECT_EQ(site->get(Messages::url(id)).status, 404);
  as(noor);
  EXPECT_TRUE(site->get(Messages::url(id)).says("Karim has left this conversation."));
}

TEST_P(Rounds, TheRoundGoesOnWithoutWhoeverStartedIt) {
  const ThreadId id = round({karim, noor});
  EXPECT_EQ(service().leave(id, jeanne), Service::Change::done);
  EXPECT_EQ(service().set_title(id, karim, "Le marché du samedi"), Service::Change::done);
  EXPECT_EQ(service().leave(id, noor), Service::Change::done);
  as(karim);
  const auto page = site->get(Messages::url(id));
  EXPECT_TRUE(page.says("Noor has left this conversation."));
  EXPECT_TRUE(page.says("This conversation is closed."));
}

TEST_P(Rounds, TwelveAreTheMost) {
  std::vector<AccountId> others;
  for (int i = 0; i < 11; ++i) others.push_back(person("P" + std::to_string(i)));
  const ThreadId id = round(others);
  know(jeanne, tom);
  EXPECT_EQ(service().add(id, jeanne, tom), Service::Change::full);
  others.push_back(tom);
  EXPECT_EQ(service().start_round(jeanne, {others, "Trop", {"Bonjour", ""}}).how,
            Service::Sent::How::not_found);
  as(jeanne);
  EXPECT_EQ(site->post("/messages/round", {{"people", karim.str()}, {"title", "x"}, {"text", "y"}})
                .status,
            422);
}

TEST_P(Rounds, AFirstMessageToAStrangerWaitsForTheirYes) {
  as(jeanne);
  EXPECT_EQ(site->get(Messages::write_url(far)).status, 404);
  EXPECT_EQ(site->get(Messages::write_url(jeanne)).status, 404);
  EXPECT_TRUE(site->get(Messages::write_url(karim)).says("You do not know each other here yet"));
  const auto sent = site->post(Messages::write_url(karim), {{"text", "Je suis au 7"}});
  EXPECT_EQ(sent.status, 303);
  const std::string thread = sent.location().substr(0, sent.location().find('#'));
  EXPECT_TRUE(site->get(thread).says("once Karim agrees"));
  EXPECT_EQ(site->post(thread, {{"text", "Alors ?"}}).status, 422);
  // Written again, it leads to the same.
  EXPECT_EQ(site->post(Messages::write_url(karim), {{"text", "Encore moi"}}).location(),
            sent.location());
  site->run_jobs();
  EXPECT_THAT(to("Karim"), HasSubstr("Jeanne would like to write to you"));
  as(karim);
  EXPECT_TRUE(site->get("/messages").says("Would like to write to you"));
  EXPECT_TRUE(site->get(thread).says("Je suis au 7"));
  EXPECT_EQ(site->post(thread, {{"text", "Bonjour"}}).status, 422);
  EXPECT_EQ(site->post(thread + "/answer", {{"accept", "1"}}).status, 303);
  EXPECT_EQ(site->post(thread, {{"text", "Bonjour Jeanne"}}).status, 303);
}

TEST_P(Rounds, ARefusalIsNotToldAndHoldsOnce) {
  as(jeanne);
  const auto sent = site->post(Messages::write_url(karim), {{"text", "Je suis au 7"}});
  const std::string thread = sent.location().substr(0, sent.location().find('#'));
  as(karim);
  EXPECT_EQ(site->post(thread + "/answer", {{"accept", "0"}}).status, 303);
  EXPECT_FALSE(site->get("/messages").says("Jeanne"));
  as(jeanne);
  EXPECT_TRUE(site->get(thread).says("once Karim agrees"));
  EXPECT_EQ(site->post(thread + "/answer", {{"accept", "1"}}).status, 404);
  EXPECT_EQ(site->post(Messages::write_url(karim), {{"text", "Encore"}}).location(),
            sent.location());
  // Karim may think better of it.
  as(karim);
  EXPECT_EQ(site->post(Messages::write_url(jeanne), {{"text", "Bonjour"}}).status, 303);
  as(jeanne);
  EXPECT_EQ(site->post(thread, {{"text", "Merci"}}).status, 303);
}

TEST_P(Rounds, OnlyAFewStrangersADay) {
  using How = Service::Sent::How;
  for (int i = 0; i < kAsksADay; ++i)
    EXPECT_EQ(service()
                  .start(jeanne, person("S" + std::to_string(i)),
                         {"Bonjour, je suis au " + std::to_string(i), ""})
                  .how,
              How::sent);
  EXPECT_EQ(service().start(jeanne, karim, {"Bonjour", ""}).how, How::too_many);
  site->clock().advance(25h);
  EXPECT_EQ(service().start(jeanne, karim, {"Bonjour", ""}).how, How::sent);
}

TEST_P(Rounds, AMutedConversationWritesNoLettersAndCountsNothing) {
  const ThreadId id = round({karim, noor});
  EXPECT_EQ(service().mute(id, karim, true), Service::Change::done);
  site->run_jobs();
  EXPECT_EQ(to("Karim"), "");
  EXPECT_EQ(db().read([&](db::Session& s) { return service().unread(s, karim); }), 0);
  EXPECT_EQ(db().read([&](db::Session& s) { return service().unread(s, noor); }), 1);
}

TEST_P(Rounds, AnAnswerByMailIsOneInTheThread) {
  know(jeanne, karim);
  const auto first = service().start(jeanne, karim, {"Avez-vous du pain ?", ""});
  site->run_jobs();
  EXPECT_THAT(to("Karim"), HasSubstr("Avez-vous du pain ?"));
  site->clock().advance(1min);
  service().write(first.thread, jeanne, {"Et du lait ?", ""});
  site->run_jobs();
  EXPECT_THAT(to("Karim"), Not(HasSubstr("Et du lait ?")));
  const auto answer = [&](AccountId who, std::string text, std::string id) {
    site->clock().advance(1min);
    inbox::Reply reply;
    reply.subject = first.thread.value;
    reply.account = who.value;
    reply.text = std::move(text);
    reply.message_id = std::move(id);
    return db().write([&](db::Transaction& tx) { return service().answered(tx, reply); });
  };
  EXPECT_EQ(answer(karim, "Oui", "a"), inbox::Outcome::taken);
  EXPECT_EQ(answer(karim, "Oui", "a"), inbox::Outcome::taken);  // The same again changes nothing.
  // What no letter had told is sent now, and from here on each message is.
  EXPECT_THAT(to("Karim"), HasSubstr("Et du lait ?"));
  site->clock().advance(1min);
  service().write(first.thread, jeanne, {"Merci", ""});
  site->run_jobs();
  EXPECT_THAT(to("Karim"), HasSubstr("Merci"));
  as(jeanne);
  EXPECT_EQ(site->get_json("/api/v1/threads/" + first.thread.str() + "/messages")
                .json()
                .at("messages")
                .as_array()
                .size(),
            4U);
  EXPECT_EQ(answer(tom, "Moi", "b"), inbox::Outcome::closed);
  EXPECT_EQ(answer(karim, std::string(4001, 'x'), "c"), inbox::Outcome::too_long);
  as(karim);
  site->post("/block/" + jeanne.str());
  EXPECT_EQ(answer(jeanne, "Allô ?", "d"), inbox::Outcome::closed);
}

TEST_P(Rounds, PhotosAreForThoseInTheThread) {
  know(jeanne, karim);
  const auto begun = service().start(jeanne, karim, {"Bonjour", ""});
  constexpr std::string_view kPng =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAKP8/wc53yE8AAAAA"
      "SUVORK5CYII=";
  std::string bytes(200, '\0');
  std::size_t size = 0;
  ASSERT_EQ(
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), kPng.data(),
                        kPng.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL),
      0);
  bytes.resize(size);
  const auto photo = house->photos->prepare(bytes);
  ASSERT_TRUE(photo);
  Draft draft{"", ""};
  draft.photos = {*photo};
  draft.alt = "Le chat";
  EXPECT_EQ(service().write(begun.thread, jeanne, draft).how, Service::Sent::How::sent);
  as(karim);
  const auto page = site->get(Messages::url(begun.thread));
  ASSERT_TRUE(page.says("alt=\"Le chat\""));
  const auto at = page.body.find("/photos/");
  const std::string url = page.body.substr(at, page.body.find('"', at) - at);
  EXPECT_EQ(site->get(url).status, 200);
  as(tom);
  EXPECT_EQ(site->get(url).status, 404);
}

TEST_P(Rounds, TheApiDoesAsThePagesDo) {
  know(jeanne, karim);
  know(jeanne, noor);
  as(jeanne);
  const auto made = site->send_json(http::Method::post, "/api/v1/threads",
                                    R"({"people":[")" + karim.str() + R"(",")" + noor.str() +
                                        R"("],"title":"Le marché","text":"Bonjour"})");
  ASSERT_EQ(made.status, 201);
  const std::string api = "/api/v1/threads/" + std::string(made.json().at("thread").as_string());
  EXPECT_EQ(site->get_json(api + "/people").json().at("people").as_array().size(), 3U);
  EXPECT_EQ(site->send_json(http::Method::patch, api, R"({"muted":true,"title":"Samedi"})").status,
            200);
  const auto list = site->get_json("/api/v1/threads").json().at("threads").as_array();
  EXPECT_EQ(list[0].at("title").as_string(), "Samedi");
  EXPECT_TRUE(list[0].at("muted").as_bool());
  EXPECT_EQ(
      site->send_json(http::Method::post, api + "/people", R"({"people":[")" + tom.str() + R"("]})")
          .status,
      409);
  EXPECT_EQ(site->send_json(http::Method::delete_, api + "/people/" + noor.str()).status, 200);
  EXPECT_EQ(site->send_json(http::Method::delete_, api + "/people/" + jeanne.str()).status, 200);
  EXPECT_EQ(site->get_json(api + "/messages").status, 404);
  EXPECT_EQ(site->send_json(http::Method::post, "/api/v1/threads",
                            R"({"people":[")" + far.str() + R"("],"text":"Bonjour"})")
                .status,
            404);
}

TEST_P(Rounds, WhoeverLeavesThePlaceLeavesTheirRounds) {
  const ThreadId id = round({karim, noor});
  db().write([&](db::Transaction& tx) { service().forget(tx, jeanne); });
  as(karim);
  const auto page = site->get(Messages::url(id));
  EXPECT_FALSE(page.says("Bonjour à tous"));
  EXPECT_TRUE(page.says("has left this conversation."));
  EXPECT_EQ(service().set_title(id, karim, "Encore là"), Service::Change::done);
}

}  // namespace
}  // namespace palier::messages
