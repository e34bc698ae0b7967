#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/testing/database.hpp"
#include "features/messages/policy.hpp"
#include "features/messages/store.hpp"
#include "features/messages/view.hpp"

namespace palier::messages {
namespace {

using namespace std::chrono_literals;

class MessagesStore : public testing::OnBoth {
 protected:
  static constexpr AccountId kJeanne{1};
  static constexpr AccountId kKarim{2};

  ThreadId thread(db::Transaction& tx, std::int64_t about = 7) {
    Thread t;
    t.id = ThreadId::make();
    t.account_a = kJeanne;
    t.account_b = kKarim;
    t.about_kind = "aid";
    t.about_id = about;
    t.title = "Courses";
    t.created_at = t.last_at = clock.now();
    return store::open(tx, t);
  }
  MessageId say(db::Transaction& tx, ThreadId id, AccountId who, std::string text) {
    clock.advance(1s);
    Message m{MessageId::make(), id, who, std::move(text), clock.now(), false};
    store::insert(tx, m);
    return m.id;
  }
  static std::int64_t unread(db::Session& s, AccountId who) {
    std::int64_t n = 0;
    for (const Unread& u : store::unread(s, who)) n += u.n;
    return n;
  }
  ThreadId round(db::Transaction& tx, const std::vector<AccountId>& people) {
    Thread t;
    t.id = ThreadId::make();
    t.about_kind = kRound;
    t.about_id = t.id.value;
    t.title = "Le marché";
    t.owner_id = people.front();
    t.created_at = t.last_at = clock.now();
    store::insert_round(tx, t);
    for (const AccountId who : people) store::join(tx, t.id, who, people.front(), clock.now());
    return t.id;
  }
};
INSTANTIATE_ON_BOTH(MessagesStore);

TEST_P(MessagesStore, APairHasOneThreadAboutAThing) {
  db().write([&](db::Transaction& tx) {
    const ThreadId id = thread(tx);
    EXPECT_EQ(thread(tx), id);
    EXPECT_NE(thread(tx, 8), id);
    EXPECT_TRUE(store::find(tx, id, kKarim));
    EXPECT_FALSE(store::find(tx, id, AccountId{3}));
  });
}

TEST_P(MessagesStore, CountsWhatTheOtherWroteSinceOneRead) {
  db().write([&](db::Transaction& tx) {
    const ThreadId id = thread(tx);
    say(tx, id, kJeanne, "Bonjour");
    const MessageId rude = say(tx, id, kJeanne, "…");
    EXPECT_EQ(unread(tx, kKarim), 2);
    EXPECT_EQ(unread(tx, kJeanne), 0);
    store::hide(tx, rude, true);
    EXPECT_EQ(unread(tx, kKarim), 1);
    store::mark_read(tx, id, kKarim, clock.now());
    EXPECT_EQ(unread(tx, kKarim), 0);

    const auto lines = store::threads_of(tx, kKarim, 10, 0);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].last_text, "Bonjour");
  });
}

TEST_P(MessagesStore, TellsByLetterOnceUntilTheyRead) {
  db().write([&](db::Transaction& tx) {
    const ThreadId id = thread(tx);
    EXPECT_FALSE(store::claim_letter(tx, id, kKarim, clock.now()));
    say(tx, id, kJeanne, "Bonjour");
    EXPECT_TRUE(store::claim_letter(tx, id, kKarim, clock.now()));
    say(tx, id, kJeanne, "Êtes-vous là ?");
    EXPECT_FALSE(store::claim_letter(tx, id, kKarim, clock.now()));
    store::mark_read(tx, id, kKarim, clock.now());
    say(tx, id, kJeanne, "Merci");
    EXPECT_TRUE(store::claim_letter(tx, id, kKarim, clock.now()));
  });
}

TEST_P(MessagesStore, PagesBackwards) {
  db().write([&](db::Transaction& tx) {
    const ThreadId id = thread(tx);
    std::vector<MessageId> all;
    for (int i = 0; i < 5; ++i) all.push_back(say(tx, id, kJeanne, std::to_string(i)));
    const auto last = store::page(tx, id, {}, {}, 2);
    ASSERT_EQ(last.size(), 2U);
    EXPECT_EQ(last[0].text, "3");
    const auto before = store::page(tx, id, {}, last[0].id, 2);
    EXPECT_EQ(before[0].text, "1");
    EXPECT_EQ(store::after(tx, id, {}, all[3], 10).size(), 1U);
  });
}

TEST_P(MessagesStore, ForgettingSomebodyEmptiesWhatTheyWrote) {
  db().write([&](db::Transaction& tx) {
    const ThreadId id = thread(tx);
    say(tx, id, kJeanne, "Je suis au 3e");
    say(tx, id, kKarim, "D’accord");
    store::forget(tx, kJeanne, clock.now());
    const auto rows = store::page(tx, id, {}, {}, 10);
    EXPECT_EQ(rows[0].text, "");
    EXPECT_EQ(rows[1].text, "D’accord");
    EXPECT_TRUE(store::find(tx, id, kKarim)->closed_at);
  });
}

TEST_P(MessagesStore, WhoeverJoinsReadsWhatComesAfter) {
  db().write([&](db::Transaction& tx) {
    const AccountId noor{3};
    const ThreadId id = round(tx, {kJeanne, kKarim});
    say(tx, id, kJeanne, "Avant");
    clock.advance(1s);
    store::join(tx, id, noor, kJeanne, clock.now());
    const MessageId later = say(tx, id, kJeanne, "Après");
    EXPECT_EQ(unread(tx, noor), 1);
    EXPECT_EQ(unread(tx, kKarim), 2);
    const auto joined = store::member(tx, id, noor)->joined_at;
    EXPECT_EQ(store::page(tx, id, joined, {}, 10).size(), 1U);
    EXPECT_TRUE(store::may_read(tx, *store::message(tx, later), noor));
    const auto line = store::threads_of(tx, noor, 10, 0);
    ASSERT_EQ(line.size(), 1U);
    EXPECT_EQ(line[0].last_text, "Après");

    store::leave(tx, id, noor, noor, clock.now());
    EXPECT_FALSE(store::find(tx, id, noor));
    EXPECT_FALSE(store::may_read(tx, *store::message(tx, later), noor));
    EXPECT_EQ(unread(tx, noor), 0);
  });
}

TEST_P(MessagesStore, TwoRoundsOfTheSamePeopleAreTwo) {
  db().write([&](db::Transaction& tx) {
    EXPECT_NE(round(tx, {kJeanne, kKarim}), round(tx, {kJeanne, kKarim}));
    EXPECT_EQ(store::threads_of(tx, kJeanne, 10, 0).size(), 2U);
  });
}

TEST_P(MessagesStore, WhoeverAnswersByMailIsToldOfEach) {
  db().write([&](db::Transaction& tx) {
    const ThreadId id = thread(tx);
    say(tx, id, kJeanne, "un");
    EXPECT_EQ(store::untold(tx, id, kKarim, 10).size(), 1U);
    EXPECT_TRUE(store::claim_letter(tx, id, kKarim, clock.now()));
    say(tx, id, kJeanne, "deux");
    EXPECT_FALSE(store::claim_letter(tx, id, kKarim, clock.now()));
    // Answered by mail: what the letter told is read, the second message is not.
    store::mark_told_as_read(tx, id, kKarim);
    EXPECT_EQ(unread(tx, kKarim), 1);
    EXPECT_EQ(store::untold(tx, id, kKarim, 10).size(), 1U);
    EXPECT_TRUE(store::claim_letter(tx, id, kKarim, clock.now(), true));
    EXPECT_TRUE(store::untold(tx, id, kKarim, 10).empty());
    say(tx, id, kJeanne, "trois");
    EXPECT_TRUE(store::claim_letter(tx, id, kKarim, clock.now(), true));
  });
}

TEST_P(MessagesStore, AcquaintedAreThoseWhoAgreed) {
  db().write([&](db::Transaction& tx) {
    EXPECT_FALSE(store::acquainted(tx, kJeanne, kKarim));
    const ThreadId id = thread(tx);
    EXPECT_TRUE(store::acquainted(tx, kJeanne, kKarim));
    EXPECT_EQ(store::acquaintances(tx, kKarim, 10), std::vector<AccountId>{kJeanne});
    store::set_asked(tx, id, kJeanne, {});
    EXPECT_FALSE(store::acquainted(tx, kKarim, kJeanne));
    EXPECT_EQ(store::asks_open(tx, kJeanne), 1);
    // What was refused is on the list of whoever asked, and no longer on the other's.
    store::set_asked(tx, id, kJeanne, clock.now());
    EXPECT_EQ(store::threads_of(tx, kJeanne, 10, 0).size(), 1U);
    EXPECT_TRUE(store::threads_of(tx, kKarim, 10, 0).empty());
    EXPECT_EQ(store::asks_open(tx, kJeanne), 0);
  });
}

TEST(WritingPolicy, StrangersOfATownAskAndAllOthersMayOrMayNot) {
  EXPECT_EQ(reach({.acquainted = true}), Reach::free);
  EXPECT_EQ(reach({.neighbours = true}), Reach::ask);
  EXPECT_EQ(reach({}), Reach::never);
  EXPECT_EQ(reach({.self = true, .acquainted = true}), Reach::never);
  EXPECT_EQ(reach({.apart = true, .acquainted = true}), Reach::never);
  EXPECT_EQ(reach({.gone = true, .neighbours = true}), Reach::never);
  EXPECT_TRUE(fits(11, 1));
  EXPECT_FALSE(fits(12, 1));
}

TEST(Bubbles, NamesAreListedAsPeopleSayThem) {
  i18n::load("Europe/Paris");
  const auto& en = *i18n::find("en");
  EXPECT_EQ(listed({"Jeanne"}, en), "Jeanne");
  EXPECT_EQ(listed({"Jeanne", "Karim", "Noor"}, en), "Jeanne, Karim and Noor");
  EXPECT_EQ(listed({"A", "B", "C", "D", "E", "F"}, en), "A, B, C, D and 2 others");
}

TEST(Bubbles, AHiddenMessageIsReadByItsAuthorOnly) {
  i18n::load("Europe/Paris");
  const auto& fr = *i18n::find("fr");
  const Message m{MessageId{5}, ThreadId{1}, AccountId{1}, "mot", from_micros(0), true};
  EXPECT_EQ(bubble(m, AccountId{1}, "Jeanne", fr, from_micros(0)).text, "mot");
  EXPECT_EQ(bubble(m, AccountId{2}, "Jeanne", fr, from_micros(0)).text, "");
}

}  // namespace
}  // namespace palier::messages
