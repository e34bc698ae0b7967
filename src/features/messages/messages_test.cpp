#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/testing/database.hpp"
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
    EXPECT_EQ(store::unread(tx, kKarim), 2);
    EXPECT_EQ(store::unread(tx, kJeanne), 0);
    store::hide(tx, rude, true);
    EXPECT_EQ(store::unread(tx, kKarim), 1);
    store::mark_read(tx, id, kKarim, clock.now());
    EXPECT_EQ(store::unread(tx, kKarim), 0);

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
    const auto last = store::page(tx, id, {}, 2);
    ASSERT_EQ(last.size(), 2U);
    EXPECT_EQ(last[0].text, "3");
    const auto before = store::page(tx, id, last[0].id, 2);
    EXPECT_EQ(before[0].text, "1");
    EXPECT_EQ(store::after(tx, id, all[3], 10).size(), 1U);
  });
}

TEST_P(MessagesStore, ForgettingSomebodyEmptiesWhatTheyWrote) {
  db().write([&](db::Transaction& tx) {
    const ThreadId id = thread(tx);
    say(tx, id, kJeanne, "Je suis au 3e");
    say(tx, id, kKarim, "D’accord");
    store::forget(tx, kJeanne, clock.now());
    const auto rows = store::page(tx, id, {}, 10);
    EXPECT_EQ(rows[0].text, "");
    EXPECT_EQ(rows[1].text, "D’accord");
    EXPECT_TRUE(store::find(tx, id, kKarim)->closed_at);
  });
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
