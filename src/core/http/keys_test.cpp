#include "core/http/keys.hpp"

#include <gtest/gtest.h>

#include "core/http/once.hpp"
#include "core/http/sessions.hpp"
#include "core/http/signed_links.hpp"
#include "core/testing/database.hpp"

namespace palier::http {
namespace {

using namespace std::chrono_literals;

class KeysTest : public testing::OnBoth {};
INSTANTIATE_ON_BOTH(KeysTest);

TEST_P(KeysTest, AllNodesOfADatabaseShareTheKey) {
  const Keys one(db());
  const Keys other(db());
  const std::string seal = one.seal("csrf", "cookie");
  EXPECT_TRUE(other.fits("csrf", "cookie", seal));
  EXPECT_FALSE(other.fits("link", "cookie", seal));
  EXPECT_FALSE(other.fits("csrf", "cookie2", seal));
  EXPECT_FALSE(other.fits("csrf", "cookie", seal.substr(1)));
}

TEST_P(KeysTest, ALinkServesItsPurposeUntilItsTime) {
  const SignedLinks links(db(), clock);
  const std::string token = links.make("aid.still", 123456789012345, clock.now() + 1h);
  EXPECT_LE(token.size(), 60U);
  EXPECT_EQ(links.read("aid.still", token).value_or(0), 123456789012345);
  EXPECT_EQ(links.read("aid.close", token).error(), SignedLinks::Problem::invalid);
  for (const char* bad : {"", ".", "..", "a.b", "1.2.3", "zzzzzzzzzzzzzzzzzz.1.x"})
    EXPECT_EQ(links.read("aid.still", bad).error(), SignedLinks::Problem::invalid) << bad;
  std::string changed = token;
  changed[0] = changed[0] == '1' ? '2' : '1';
  EXPECT_EQ(links.read("aid.still", changed).error(), SignedLinks::Problem::invalid);
  clock.advance(61min);
  EXPECT_EQ(links.read("aid.still", token).error(), SignedLinks::Problem::expired);
}

TEST_P(KeysTest, AFormSentTwiceGetsTheFirstAnswer) {
  const auto send = [&](std::string_view token) {
    return db().write([&](db::Transaction& tx) -> std::string {
      if (auto before = once(tx, token, clock.now())) return "before " + *before;
      keep_result(tx, token, "/needs/1");
      return "made";
    });
  };
  EXPECT_EQ(send("token"), "made");
  EXPECT_EQ(send("token"), "before /needs/1");
  EXPECT_EQ(send("other"), "made");
  EXPECT_EQ(send(""), "made");
  EXPECT_EQ(send(""), "made");
  clock.advance(25h);
  db().write([&](db::Transaction& tx) { sweep_once(tx, clock.now()); });
  EXPECT_EQ(send("token"), "made");
}

TEST_P(KeysTest, AFormThatFailedMayBeSentAgain) {
  EXPECT_THROW(db().write([&](db::Transaction& tx) {
    EXPECT_FALSE(once(tx, "token", clock.now()));
    throw std::runtime_error("the ground gave way");
  }),
               std::runtime_error);
  EXPECT_FALSE(db().write([&](db::Transaction& tx) { return once(tx, "token", clock.now()); }));
}

TEST_P(KeysTest, ASessionKeepsWhatIsPutInAndEndsEverywhere) {
  const Keys keys(db());
  RequestSession first(db(), keys, "", clock.now());
  first.set("draft", "bread");
  const auto cookie = first.save(nullptr);
  ASSERT_EQ(cookie.act, RequestSession::Cookie::Act::set);

  RequestSession second(db(), keys, cookie.value, clock.now());
  RequestSession beside(db(), keys, cookie.value, clock.now());
  EXPECT_EQ(second.get("draft"), "bread");
  second.set("language", "fr");
  beside.set("note", "milk");
  second.save(nullptr);
  beside.save(nullptr);  // Does not undo what was saved beside it.
  RequestSession third(db(), keys, cookie.value, clock.now());
  EXPECT_EQ(third.get("language"), "fr");
  EXPECT_EQ(third.get("note"), "milk");

  third.sign_in(42);
  const auto entered = third.save(nullptr);
  EXPECT_NE(entered.value, cookie.value);
  EXPECT_EQ(RequestSession(db(), keys, cookie.value, clock.now()).get("draft"), "");
  RequestSession fourth(db(), keys, entered.value, clock.now());
  EXPECT_EQ(fourth.account(), 42);
  EXPECT_EQ(fourth.get("draft"), "bread");

  db().write([](db::Transaction& tx) { end_sessions_of(tx, 42); });
  EXPECT_EQ(RequestSession(db(), keys, entered.value, clock.now()).account(), 0);
}

TEST_P(KeysTest, ASessionIsNoDisk) {
  const Keys keys(db());
  RequestSession session(db(), keys, "", clock.now());
  EXPECT_THROW(session.set("draft", std::string(70'000, 'x')), Refused);
}

}  // namespace
}  // namespace palier::http
