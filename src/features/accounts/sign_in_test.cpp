#include "features/accounts/sign_in.hpp"

#include <thread>

#include "features/accounts/password.hpp"
#include "features/accounts/store.hpp"
#include "features/accounts/testing/town.hpp"

namespace palier::accounts {
namespace {

using testing::Town;
using namespace std::chrono_literals;

const form::Identifier kAnna{Kind::email, "anna@example.org"};
const form::Identifier kPhone{Kind::phone, "+33612345678"};

class SignInTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !palier::testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    town.emplace(GetParam());
  }
  const SignIn& in() { return town->service().sign_in(); }
  std::string begin(const form::Identifier& to = kAnna, std::string_view flow = {}) {
    return in().begin(to, "en", "/needs", flow)->flow;
  }
  std::string link() {
    return town->site.mailed_link("/sign-in/link/").substr(std::string("/sign-in/link/").size());
  }
  std::optional<Town> town;
};

TEST_P(SignInTest, MakesAnAccountForWhoeverIsNew) {
  const auto flow = begin();
  const auto entered = in().enter_code(flow, town->code());
  ASSERT_TRUE(entered);
  EXPECT_TRUE(entered->is_new);
  EXPECT_EQ(entered->next, "/needs");
  const auto next_flow = begin();
  const auto again = in().enter_code(next_flow, town->code());
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->account, entered->account);
}

TEST_P(SignInTest, ReachesAPhoneByTextMessage) {
  begin(kPhone);
  ASSERT_EQ(town->site.mails().size(), 1U);
  const auto sms = town->site.mails().front();
  EXPECT_EQ(sms.channel, "sms");
  EXPECT_EQ(sms.to, "+33612345678");
  EXPECT_EQ(town->code().size(), 6U);
}

TEST_P(SignInTest, LetsACodeServeOnce) {
  const auto flow = begin();
  const auto code = town->code();
  EXPECT_TRUE(in().enter_code(flow, code));
  EXPECT_EQ(in().enter_code(flow, code).error().why, SignIn::Refusal::expired);
}

TEST_P(SignInTest, CountsFiveTriesAndThenRefusesTheRightCodeToo) {
  const auto flow = begin();
  for (int left = 4; left >= 1; --left) {
    const auto refused = in().enter_code(flow, town->wrong_code());
    EXPECT_EQ(refused.error().why, SignIn::Refusal::wrong);
    EXPECT_EQ(refused.error().tries_left, left);
  }
  EXPECT_EQ(in().enter_code(flow, town->wrong_code()).error().why, SignIn::Refusal::expired);
  EXPECT_EQ(in().enter_code(flow, town->code()).error().why, SignIn::Refusal::expired);
}

TEST_P(SignInTest, ForgetsACodeAfterAQuarterOfAnHour) {
  const auto flow = begin();
  town->site.clock().advance(15min + 1s);
  EXPECT_FALSE(in().pending(flow));
  EXPECT_EQ(in().enter_code(flow, town->code()).error().why, SignIn::Refusal::expired);
  EXPECT_FALSE(in().pending_link(link()));
  EXPECT_EQ(in().enter_link(link()).error().why, SignIn::Refusal::expired);
}

TEST_P(SignInTest, TakesACodeOnlyWithTheFlowThatAskedForIt) {
  begin();
  const auto code = town->code();
  EXPECT_FALSE(in().enter_code("another flow", code));
  const auto strangers = begin({Kind::email, "mallory@example.org"});
  EXPECT_FALSE(in().enter_code(strangers, code));
  EXPECT_FALSE(in().enter_code("", code));
}

TEST_P(SignInTest, KeepsTheFirstCodeGoodWhenAnotherIsAskedFor) {
  const auto flow = begin();
  const auto first = town->code();
  EXPECT_EQ(begin(kAnna, flow), flow);
  const auto second = town->code();
  EXPECT_TRUE(in().enter_code(flow, first));
  EXPECT_FALSE(in().enter_code(flow, second));
}

TEST_P(SignInTest, OpensByALinkOnce) {
  const auto flow = begin();
  const auto token = link();
  EXPECT_EQ(in().pending_link(token)->value, "anna@example.org");
  EXPECT_TRUE(in().pending_link(token)) << "looking does not burn it";
  EXPECT_TRUE(in().enter_link(token));
  EXPECT_FALSE(in().enter_link(token));
  EXPECT_FALSE(in().enter_code(flow, town->code())) << "the code goes with its link";
}

TEST_P(SignInTest, SendsFiveCodesAnHourToOneAddress) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(in().begin(kAnna, "en", "/"));
  EXPECT_FALSE(in().begin(kAnna, "en", "/"));
  EXPECT_TRUE(in().begin(kPhone, "en", "/"));
  town->site.clock().advance(61min);
  in().purge();
  EXPECT_TRUE(in().begin(kAnna, "en", "/"));
}

TEST_P(SignInTest, LetsOneOfTwoRequestsAtOnceIn) {
  const auto flow = begin();
  const auto code = town->code();
  std::atomic<int> in_count{0}, out_count{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] { (in().enter_code(flow, code) ? in_count : out_count)++; });
  for (auto& t : threads) t.join();
  EXPECT_EQ(in_count, 1);
  EXPECT_EQ(out_count, 3);
}

TEST_P(SignInTest, MakesOneAccountWhenTwoFlowsOfOneAddressEndAtOnce) {
  const auto a = begin();
  const auto code_a = town->code();
  const auto b = begin();
  const auto code_b = town->code();
  tl::expected<SignIn::Entered, SignIn::Refused> in_a, in_b;
  std::thread one([&] { in_a = in().enter_code(a, code_a); });
  std::thread two([&] { in_b = in().enter_code(b, code_b); });
  one.join();
  two.join();
  ASSERT_TRUE(in_a && in_b);
  EXPECT_EQ(in_a->account, in_b->account);
}

TEST_P(SignInTest, KeepsASuspendedPersonOut) {
  const auto id = town->settled("anna@example.org");
  town->service().set_password(id, "cheval agrafe pile");
  town->site.core().db.write(
      [&](db::Transaction& tx) { town->service().set_suspended(tx, id, true, {}, "rude"); });
  const auto flow = begin();
  EXPECT_EQ(in().enter_code(flow, town->code()).error().why, SignIn::Refusal::suspended);
  EXPECT_EQ(in().enter_password({kAnna, "cheval agrafe pile"}).error(),
            SignIn::PasswordRefusal::suspended);
}

TEST_P(SignInTest, TakesAPasswordAndCountsWrongOnesForAnybody) {
  const auto id = town->settled("anna@example.org");
  EXPECT_FALSE(in().enter_password({kAnna, ""}));
  town->service().set_password(id, "cheval agrafe pile");
  EXPECT_EQ(in().enter_password({kAnna, "cheval agrafe pile"})->account, id);
  const form::Identifier nobody{Kind::email, "nobody@example.org"};
  for (const auto& who : {kAnna, nobody}) {
    for (int i = 0; i < 10; ++i)
      EXPECT_EQ(in().enter_password({who, "wrong wrong"}).error(), SignIn::PasswordRefusal::wrong);
    EXPECT_EQ(in().enter_password({who, "wrong wrong"}).error(), SignIn::PasswordRefusal::too_many);
  }
  EXPECT_EQ(in().enter_password({kAnna, "cheval agrafe pile"}).error(),
            SignIn::PasswordRefusal::too_many);
  town->site.clock().advance(61min);
  EXPECT_TRUE(in().enter_password({kAnna, "cheval agrafe pile"}));
}

TEST_P(SignInTest, ChangesTheEmailOnceTheNewOneIsShownToBeTheirsAndTellsTheOld) {
  const auto id = town->settled("anna@example.org");
  const form::Identifier fresh{Kind::email, "new@example.org"};
  const auto flow = in().begin_change(id, fresh)->flow;
  const auto code = town->code();
  EXPECT_EQ(town->site.mails().front().to, "new@example.org");
  EXPECT_FALSE(in().confirm_change(id, flow, town->wrong_code()));
  EXPECT_EQ(town->account(Kind::email, "anna@example.org"), id);
  EXPECT_FALSE(in().enter_code(flow, code)) << "not a code to sign in with";
  ASSERT_TRUE(in().confirm_change(id, flow, code));
  EXPECT_FALSE(town->account(Kind::email, "anna@example.org"));
  EXPECT_EQ(town->account(Kind::email, "new@example.org"), id);
  EXPECT_EQ(town->site.mails().front().to, "anna@example.org");
  EXPECT_EQ(town->site.mails().front().text.find("new@"), std::string::npos);
}

TEST_P(SignInTest, AnswersTheSameForSomebodyElsesAddressAndTellsTheOwner) {
  const auto anna = town->settled("anna@example.org");
  const auto mallory = town->settled("mallory@example.org");
  const auto begun = in().begin_change(mallory, kAnna);
  ASSERT_TRUE(begun);
  EXPECT_TRUE(in().pending(begun->flow));
  ASSERT_EQ(town->site.mails().size(), 1U);
  EXPECT_EQ(town->site.mails().front().to, "anna@example.org");
  EXPECT_EQ(town->code(), "") << "no code goes out";
  EXPECT_EQ(in().confirm_change(mallory, begun->flow, "123456").error().why,
            SignIn::Refusal::wrong);
  EXPECT_EQ(town->account(Kind::email, "anna@example.org"), anna);
}

TEST_P(SignInTest, AddsAPhoneBesideAnEmail) {
  const auto id = town->settled("anna@example.org");
  const auto flow = in().begin_change(id, kPhone)->flow;
  ASSERT_TRUE(in().confirm_change(id, flow, town->code()));
  const auto own = *town->service().own(id);
  EXPECT_EQ(own.identifiers.size(), 2U);
  EXPECT_EQ(own.identifiers.front().kind, Kind::email);
  EXPECT_EQ(town->site.mails().front().to, "anna@example.org");
}

INSTANTIATE_ON_BOTH(SignInTest);

}  // namespace
}  // namespace palier::accounts
