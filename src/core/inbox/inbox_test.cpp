#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/db/rows.hpp"
#include "core/inbox/inbox.hpp"
#include "core/inbox/token.hpp"
#include "core/testing/database.hpp"

namespace palier::inbox {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A relay whose one room writes down what came.
class Inbox : public palier::testing::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    i18n::load("Europe/Paris");
    mail::Settings settings;
    settings.replies.address = "reply@palier.example";
    queue = std::make_unique<jobs::Queue>(db(), clock);
    outbox = std::make_unique<mail::Outbox>(db(), *queue, clock, mail::Settings{});
    relay = make(db(), *queue, *outbox, settings, clock);
    relay->handle(
        "thread",
        [this](db::Transaction&, const Reply& reply) {
          taken.push_back(reply);
          if (fail_once && !std::exchange(failed, true)) throw std::runtime_error("gone away");
          return outcome;
        },
        "/messages/");
    relay->owners({[this](db::Session&, std::int64_t account) { return account != suspended; },
                   [this](db::Transaction&, std::int64_t account, const auto& compose) {
                     told.emplace_back(account, compose(*i18n::find("en")));
                   }});
  }

  std::string address() const { return relay->address("thread", 55, 7); }
  static std::string message(std::string_view text, std::string_view id = "<a@home.example>",
                             std::string_view more = "") {
    return fmt::format(
        "Return-Path: <jeanne@home.example>\r\nFrom: Jeanne <jeanne@home.example>\r\n"
        "Message-ID: {}\r\n{}Content-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n",
        id, more, text);
  }
  std::int64_t kept() {
    return db().read(
        [](db::Session& s) { return s.one<std::int64_t>("select count(*) from inbound_mail"); });
  }

  void TearDown() override {
    relay.reset();
    outbox.reset();
    queue.reset();
    OnBoth::TearDown();
  }

  std::unique_ptr<jobs::Queue> queue;
  std::unique_ptr<mail::Outbox> outbox;
  std::unique_ptr<Replies> relay;
  std::vector<Reply> taken;
  std::vector<std::pair<std::int64_t, Replies::Owners::Letter>> told;
  Outcome outcome = Outcome::taken;
  std::int64_t suspended = 99;
  bool fail_once = false, failed = false;
};
INSTANTIATE_ON_BOTH(Inbox);

TEST_P(Inbox, AnAnswerReachesItsRoomOnce) {
  EXPECT_EQ(relay->deliver(address(), message("Oui, à demain")).code, 250);
  EXPECT_EQ(relay->deliver(address(), message("Oui, à demain")).code, 250);
  queue->run_due();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].purpose, "thread");
  EXPECT_EQ(taken[0].subject, 55);
  EXPECT_EQ(taken[0].account, 7);
  EXPECT_EQ(taken[0].text, "Oui, à demain");
  EXPECT_THAT(told, IsEmpty());
  // What was written is not kept here.
  EXPECT_EQ(db().read([](db::Session& s) {
    return s.one<db::Blob>("select message from inbound_mail").size();
  }),
            0U);
}

TEST_P(Inbox, TheAddressSurvivesAMailServerThatChangesItsCase) {
  std::string shouted = address();
  for (char& c : shouted) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(relay->recipient(shouted).code, 250);
  EXPECT_LE(address().find('@'), 64U);
}

TEST_P(Inbox, ForgedAndExpiredAddressesAreRefused) {
  const std::string real = address();
  EXPECT_EQ(relay->recipient("reply@palier.example").code, 550);
  EXPECT_EQ(relay->recipient("reply+@palier.example").code, 550);
  EXPECT_EQ(relay->recipient("reply+" + std::string(48, 'a') + "@palier.example").code, 550);
  EXPECT_EQ(relay->recipient(real.substr(0, real.find('@')) + "@elsewhere.example").code, 550);
  for (std::size_t i = 6; i < 6 + kTokenLength; ++i) {
    std::string changed = real;
    changed[i] = changed[i] == 'a' ? 'b' : 'a';
    EXPECT_EQ(relay->recipient(changed).code, 550) << i;
  }
  clock.advance(std::chrono::days{122});
  const auto late = relay->deliver(real, message("Trop tard"));
  EXPECT_EQ(late.code, 550);
  EXPECT_THAT(late.text, HasSubstr("expired"));
  EXPECT_EQ(kept(), 0);
}

TEST_P(Inbox, TheAddressOfOneRoomIsNoneOfAnother) {
  relay->handle("post", [](db::Transaction&, const Reply&) { return Outcome::taken; });
  EXPECT_NE(relay->address("post", 55, 7), relay->address("thread", 55, 7));
  relay->deliver(relay->address("post", 55, 7), message("Sous l’annonce"));
  queue->run_due();
  EXPECT_THAT(taken, IsEmpty());
}

TEST_P(Inbox, WhatMachinesWriteIsDropped) {
  for (const char* header :
       {"Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <l.example>", "X-Loop: here",
        "Content-Type: multipart/report; boundary=x"}) {
    const auto answer =
        relay->deliver(address(), message("Absent", "<x@y>", std::string(header) + "\r\n"));
    EXPECT_EQ(answer.code, 250) << header;
  }
  EXPECT_EQ(relay->deliver(address(), message("Retour", "<palier.123@palier.example>")).code, 250);
  EXPECT_EQ(relay->deliver(address(), "Return-Path: <>\r\nSubject: Undelivered\r\n\r\nx").code,
            250);
  EXPECT_EQ(kept(), 0);
  EXPECT_EQ(relay->deliver(address(), message("Moi", "<m@y>", "Auto-Submitted: no\r\n")).code, 250);
  EXPECT_EQ(kept(), 1);
}

TEST_P(Inbox, TwoProgramsThatAnswerEachOtherAreStopped) {
  int refused = 0;
  for (int i = 0; i < 60; ++i)
    refused += relay->deliver(address(), message("ping", fmt::format("<{}@loop>", i))).code == 550;
  EXPECT_EQ(refused, 20);
  clock.advance(2h);
  EXPECT_EQ(relay->deliver(address(), message("ping", "<later@loop>")).code, 250);
}

TEST_P(Inbox, WhoeverIsSuspendedIsRefusedAlsoWhileItWaits) {
  EXPECT_EQ(relay->deliver(address(), message("Bonjour")).code, 250);
  suspended = 7;
  queue->run_due();
  EXPECT_THAT(taken, IsEmpty());
  EXPECT_EQ(relay->deliver(address(), message("Encore", "<b@home.example>")).code, 550);
}

TEST_P(Inbox, AnAnswerNotTakenIsToldWithWhatWasWritten) {
  outcome = Outcome::closed;
  relay->deliver(address(), message("Merci pour tout"));
  queue->run_due();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].first, 7);
  EXPECT_THAT(told[0].second.text, HasSubstr("it is closed"));
  EXPECT_THAT(told[0].second.text, HasSubstr("Merci pour tout"));
  EXPECT_EQ(told[0].second.path, "/messages/55");
  // A few times a day, not for each.
  for (int i = 0; i < 20; ++i)
    relay->deliver(address(), message("Et encore", fmt::format("<{}@home.example>", i)));
  queue->run_due();
  EXPECT_EQ(told.size(), 5U);
}

TEST_P(Inbox, OnlyQuotesIsEmpty) {
  relay->deliver(address(), message("Le 24 nov. 2026 à 13:05, Jeanne a écrit :\r\n> Bonjour"));
  queue->run_due();
  EXPECT_THAT(taken, IsEmpty());
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told[0].second.text, HasSubstr("quotes"));
}

TEST_P(Inbox, WhatIsQuotedByTabsIsLeftOutAndTheRestIsCleaned) {
  relay->deliver(address(),
                 message("\"Jeanne\" <palier@palier.example> wrote:\r\n\r\n\tBonjour\r\n\t\r\n"
                         "\tÀ demain\r\nOui,\x01 d’accord \xE2\x80\xAE."));
  queue->run_due();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].text, "Oui, d’accord .");
}

TEST_P(Inbox, WhatWasAcknowledgedIsTriedAgain) {
  fail_once = true;
  relay->deliver(address(), message("Bonjour"));
  queue->run_due();
  EXPECT_EQ(taken.size(), 1U);
  clock.advance(1min);
  queue->run_due();
  EXPECT_EQ(taken.size(), 2U);
  EXPECT_EQ(db().read([](db::Session& s) {
    return s.one<std::string>("select state from inbound_mail");
  }),
            "taken");
}

TEST_P(Inbox, WithoutAnAddressNothingIsGivenOut) {
  jobs::Queue other(db(), clock);
  const auto closed = make(db(), other, *outbox, mail::Settings{}, clock);
  EXPECT_EQ(closed->address("thread", 1, 2), "");
  EXPECT_EQ(closed->deliver(address(), message("Bonjour")).code, 550);
}

TEST(InboxSettings, AMailboxWithoutRoomForTheTokenIsRefused) {
  const palier::testing::Scratch scratch(db::Dialect::sqlite);
  const auto db = scratch.open();
  const FakeClock clock;
  jobs::Queue queue(*db, clock);
  mail::Outbox outbox(*db, queue, clock, {});
  mail::Settings settings;
  for (const char* wrong : {"answers-to-letters@palier.example", "a+b@palier.example", "palier"}) {
    settings.replies.address = wrong;
    EXPECT_THROW((void)make(*db, queue, outbox, settings, clock), std::invalid_argument) << wrong;
  }
}

TEST(Base32, GoesThereAndBack) {
  // The vectors of RFC 4648 §10.
  EXPECT_EQ(base32("foobar"), "mzxw6ytboi");
  EXPECT_EQ(base32("fooba"), "mzxw6ytb");
  EXPECT_EQ(from_base32("MZXW6YTBOI"), "foobar");
  EXPECT_FALSE(from_base32("mzxw6ytb0i"));
}

}  // namespace
}  // namespace palier::inbox
