#include "features/notices/digests.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <thread>

#include "core/db/rows.hpp"
#include "core/i18n/zone.hpp"
#include "features/notices/digest_letter.hpp"
#include "features/notices/town_for_test.hpp"

namespace palier::notices {
namespace {

using namespace std::chrono_literals;
using testing::letter;
using testing::Town;

/// 24 November 2026 is a Tuesday.
Instant tuesday(std::chrono::minutes time) {
  return i18n::from_local(2026y / 11 / 24, time);
}

class DigestsTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !palier::testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    town = std::make_unique<Town>(GetParam());
    at(tuesday(16h));  // Schedules are made known at the first look.
    town->site.run_jobs();
    at(tuesday(17h));
    town->site.run_jobs();
  }
  void at(Instant t) { town->site.clock().set(t); }
  std::vector<mail::Kept> mails_at(Instant t) {
    at(t);
    const auto before = town->site.mails().size();
    town->site.run_jobs();
    auto all = town->site.mails();
    all.resize(all.size() - before);
    return all;
  }
  void with_news(const std::string& text) {
    town->service().digest(1, [text](db::Session&, AccountId, const i18n::Language&, Instant) {
      return Section{"Around you", {{text, "/neighbourhood/5"}}};
    });
  }

  std::unique_ptr<Town> town;
};
INSTANTIATE_ON_BOTH(DigestsTest);

TEST_P(DigestsTest, TheDailyOneComesAtTheHourThatWasChosen) {
  const auto anna = town->person("anna@example.org", Notify::daily);
  const auto bob = town->person("bob@example.org", Notify::daily);
  SettingsDraft late;
  late.hour = 20;
  town->db().write([&](db::Transaction& tx) { town->service().save(tx, bob, late); });
  town->write(anna, letter("one"));
  town->write(anna, letter("two"));
  town->write(bob, letter("three"));
  EXPECT_TRUE(mails_at(tuesday(17h + 50min)).empty());
  const auto evening = mails_at(tuesday(18h + 5min));
  ASSERT_EQ(evening.size(), 1U);
  EXPECT_EQ(evening[0].to, "anna@example.org");
  EXPECT_EQ(evening[0].subject, "2 pieces of news from Palier");
  for (const char* said : {"one", "two", "/messages/5",
                           "Messages\n========", "/unsubscribe/messages/", "/account/notices"})
    EXPECT_NE(evening[0].text.find(said), std::string::npos) << said;
  EXPECT_TRUE(mails_at(tuesday(18h + 20min)).empty());
  const auto later = mails_at(tuesday(20h + 5min));
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(later[0].to, "bob@example.org");
  EXPECT_TRUE(mails_at(tuesday(24h + 18h + 5min)).empty()) << "nothing, where there is nothing";
}

TEST_P(DigestsTest, TheWeeklyOneComesOnThursdays) {
  const auto anna = town->person("anna@example.org", Notify::weekly);
  town->write(anna, letter("one"));
  EXPECT_TRUE(mails_at(tuesday(18h + 5min)).empty());
  EXPECT_TRUE(mails_at(tuesday(24h + 18h + 5min)).empty());
  EXPECT_EQ(mails_at(tuesday(48h + 18h + 5min)).size(), 1U);
}

TEST_P(DigestsTest, NightsAreQuietAndAMissedEveningIsMadeUpOnce) {
  const auto anna = town->person("anna@example.org", Notify::daily);
  town->write(anna, letter("one"));
  EXPECT_TRUE(mails_at(tuesday(23h)).empty());
  EXPECT_TRUE(mails_at(tuesday(24h + 3h)).empty());
  EXPECT_EQ(mails_at(tuesday(24h + 7h + 5min)).size(), 1U);
  town->write(anna, letter("two"));
  EXPECT_EQ(mails_at(tuesday(24h + 18h + 5min)).size(), 1U) << "and the next one at its hour";
}

TEST_P(DigestsTest, NewsComesWeeklyOrAsOftenAsTheLettersDo) {
  with_news("A lost cat was found.");
  town->person("anna@example.org");
  town->person("bob@example.org", Notify::daily);
  const auto dora = town->person("dora@example.org", Notify::never);
  const auto carl = town->person("carl@example.org");
  town->choose(carl, kNews, Notify::never);
  static_cast<void>(dora);
  const auto today = mails_at(tuesday(18h + 5min));
  ASSERT_EQ(today.size(), 1U);
  EXPECT_EQ(today[0].to, "bob@example.org");
  EXPECT_NE(today[0].text.find("- A lost cat was found.\n"), std::string::npos);
  EXPECT_NE(today[0].text.find("/neighbourhood/5"), std::string::npos);
  EXPECT_NE(today[0].text.find("/unsubscribe/news/"), std::string::npos);
  EXPECT_EQ(mails_at(tuesday(48h + 18h + 5min)).size(), 2U) << "Anna on Thursday, and Bob again";
}

TEST_P(DigestsTest, WhatIsWantedNoLongerIsDroppedAndWhatIsWantedAtOnceGoes) {
  const auto anna = town->person("anna@example.org", Notify::daily);
  town->write(anna, letter("kept one"));
  town->write(anna, letter("kept two", "rare"));
  town->choose(anna, "messages", Notify::never);
  town->choose(anna, "rare", Notify::at_once);
  const auto got = mails_at(tuesday(18h + 5min));
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0].text.find("kept one"), std::string::npos);
  EXPECT_NE(got[0].text.find("kept two"), std::string::npos);
  town->db().read(
      [&](db::Session& s) { EXPECT_TRUE(town->accounts().kept_letters(s, anna).empty()); });
}

TEST_P(DigestsTest, OnePersonsTroubleIsNotTheNextOnes) {
  const auto anna = town->person("anna@example.org", Notify::daily);
  town->person("bob@example.org", Notify::daily);
  town->service().digest(1, [anna](db::Session&, AccountId id, const i18n::Language&, Instant) {
    if (id == anna) throw std::runtime_error("no");
    return Section{"Around you", {{"A lost cat was found.", ""}}};
  });
  EXPECT_EQ(mails_at(tuesday(18h + 5min)).size(), 1U);
}

/// A node of its own on a database that is there already.
struct Node {
  Node(const std::string& url, const Clock& clock)
      : db(db::open({url, 4})),
        queue(*db, clock, jobs::Timing{.lease = 2s, .poll = 20ms}),
        events(*db, queue, clock),
        outbox(*db, queue, clock, config.mail),
        live(live::make(*db, queue, router, site, clock)),
        replies(inbox::make(*db, queue, outbox, config.mail, clock)),
        core{config, clock, *db, queue, events, outbox, router, site, *live, *replies},
        places(places::make(core)),
        accounts(accounts::make(core, *places)),
        notices(make(core, *accounts)) {
    notices->digest(1, [](db::Session& s, AccountId, const i18n::Language&, Instant) {
      s.one<std::int64_t>("select count(*) from notice_runs");
      return Section{"Around you", {{"A lost cat was found.", "/neighbourhood/5"}}};
    });
  }
  Config config = [] {
    Config c;
    c.mail.keep_only = true;
    return c;
  }();
  std::unique_ptr<db::Database> db;
  jobs::Queue queue;
  jobs::Events events;
  mail::Outbox outbox;
  http::Router router;
  http::Site site;
  std::unique_ptr<live::Live> live;
  std::unique_ptr<inbox::Replies> replies;
  Core core;
  std::unique_ptr<places::Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<Notices> notices;
};

class DigestRunTest : public palier::testing::OnBoth {
 protected:
  static constexpr int kPeople = 1300;  // Three pages.

  void fill() {
    db().write([&](db::Transaction& tx) {
      for (int i = 1; i <= kPeople; ++i) {
        tx.run(
            "insert into accounts (id, territory_id, state, first_name, last_name, language, "
            "spoken, about, verified, notify, created_at) "
            "values ($1, 1, 0, 'A', '', 'fr', 'fr', '', 0, 1, 0)",
            std::int64_t{i});
        tx.run(
            "insert into account_identifiers (id, territory_id, account_id, kind, value, "
            "preferred) values ($1, 1, $2, 0, $3, true)",
            std::int64_t{1000000 + i}, std::int64_t{i}, fmt::format("a{}@example.org", i));
      }
    });
  }
  std::int64_t letters() {
    return db().read(
        [](db::Session& s) { return s.one<std::int64_t>("select count(*) from outbox"); });
  }
  std::int64_t people_written_to() {
    return db().read([](db::Session& s) {
      return s.one<std::int64_t>("select count(distinct recipient) from outbox");
    });
  }
  bool finished() {
    return db().read([](db::Session& s) {
      return s.one<std::int64_t>("select count(*) from notice_runs where finished") == 1 &&
             s.one<std::int64_t>("select count(*) from jobs where kind = 'notices.digest_page'") ==
                 0;
    });
  }
};
INSTANTIATE_ON_BOTH(DigestRunTest);

TEST_P(DigestRunTest, AKilledRunGoesOnAndWritesToEverybodyOnce) {
  fill();
  clock.set(tuesday(18h + 5min));
  int killed_within = 0;
  for (int round = 0; round < 4; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      try {
        Node node(url(), clock);
        static_cast<Service&>(*node.notices).digests().tick();
        node.queue.run_due();
      } catch (...) {
        ::_exit(3);
      }
      ::_exit(0);
    }
    // Once it has begun to write, and before it can have done.
    const auto before = letters();
    for (int i = 0; i < 1000 && letters() < before + 60; ++i) std::this_thread::sleep_for(1ms);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const auto now = letters();
    if (now > before && now < kPeople) ++killed_within;
    clock.advance(6min);  // The dead one's lease is over.
  }
  EXPECT_GT(killed_within, 0) << "a kill came in the middle";
  Node node(url(), clock);
  static_cast<Service&>(*node.notices).digests().tick();
  for (int i = 0; i < 5 && !finished(); ++i) {
    node.queue.run_due();
    clock.advance(6min);
  }
  EXPECT_TRUE(finished());
  EXPECT_EQ(letters(), kPeople);
  EXPECT_EQ(people_written_to(), kPeople);
}

TEST_P(DigestRunTest, TwoNodesShareTheWorkAndWriteToNobodyTwice) {
  fill();
  clock.set(tuesday(18h + 5min));
  Node one(url(), clock), two(url(), clock);
  std::thread first([&] { static_cast<Service&>(*one.notices).digests().tick(); });
  static_cast<Service&>(*two.notices).digests().tick();
  first.join();
  one.queue.start();
  two.queue.start();
  for (int i = 0; i < 3000 && !finished(); ++i) std::this_thread::sleep_for(10ms);
  one.queue.stop();
  two.queue.stop();
  EXPECT_TRUE(finished());
  EXPECT_EQ(letters(), kPeople);
  EXPECT_EQ(people_written_to(), kPeople);
}

TEST(DigestLetter, IsAPageToo) {
  const Town town;  // It has the languages loaded.
  const Kind messages{.code = "messages", .name = {"Messages"}};
  DigestView view;
  view.site = "Palier";
  view.base = "https://palier.example";
  view.settings_url = view.base + "/account/notices";
  view.stop_all_url = view.base + "/unsubscribe/x";
  view.sections = {{"Autour de vous", {{"Un chat <perdu>", "/neighbourhood/5"}}}};
  view.news_stop_url = view.base + "/unsubscribe/news/x";
  view.kept = {{&messages,
                {{1, "messages", "/messages/5", "Jeanne vous a écrit", std::string(900, 'a'), {}}},
                view.base + "/unsubscribe/messages/x"}};
  const auto made = digest_letter(*i18n::find("fr"), view);
  EXPECT_NE(made.html.find("Un chat &lt;perdu&gt;"), std::string::npos);
  EXPECT_NE(made.html.find("https://palier.example/neighbourhood/5"), std::string::npos);
  EXPECT_EQ(made.html.find("<img"), std::string::npos);
  EXPECT_EQ(made.html.find("src="), std::string::npos) << "nothing is fetched";
  EXPECT_NE(made.html.find("color-scheme"), std::string::npos);
  EXPECT_LT(made.text.size(), 1500U) << "the page has the rest";
  EXPECT_EQ(made.unsubscribe_url, "") << "several kinds: the way off is the one for all";
  view.kept.clear();
  EXPECT_EQ(digest_letter(*i18n::find("fr"), view).unsubscribe_url, view.news_stop_url);
}

}  // namespace
}  // namespace palier::notices
