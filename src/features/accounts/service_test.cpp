#include "features/accounts/service.hpp"

#include <boost/json.hpp>

#include "core/audit/audit.hpp"
#include "features/accounts/admin.hpp"
#include "features/accounts/testing/town.hpp"

namespace palier::accounts {
namespace {

using http::Role;
using testing::FakePlaces;
using testing::Town;
using namespace std::chrono_literals;

class AccountsService : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !palier::testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    town.emplace(GetParam());
    anna = town->settled("anna@example.org");
  }
  Service& service() { return town->service(); }
  db::Database& db() { return town->site.core().db; }
  std::size_t mails() { return town->site.mails().size(); }
  void write(const char* subject, bool soon = false) {
    db().write([&](db::Transaction& tx) {
      service().write_to(tx, anna, [&](const i18n::Language&) {
        Accounts::Letter letter{subject, "Something came.", false, ""};
        letter.soon = soon;
        return letter;
      });
    });
  }
  void want(Notify n) {
    form::ProfilePatch patch;
    patch.notify = n;
    service().change(anna, patch);
  }
  std::optional<Town> town;
  AccountId anna;
};

TEST_P(AccountsService, DrawsThePublicPointOnceForAPlace) {
  const auto point = [&] { return service().own(anna)->home->location.shown; };
  const auto first = point();
  service().set_home(anna, *town->places.locate({FakePlaces::kHere}), "2e");
  EXPECT_EQ(point(), first);
  EXPECT_EQ(service().own(anna)->home->details, "2e");
  service().set_home(anna, *town->places.locate({FakePlaces::kThere}), "");
  EXPECT_NE(point(), first);
}

TEST_P(AccountsService, TellsTheLogWhatIsDoneToAnAccountAndNotWhy) {
  db().write([&](db::Transaction& tx) {
    service().set_verified(tx, anna, true, AccountId{77}, "desk");
    service().set_suspended(tx, anna, true, AccountId{77}, "something about Anna");
  });
  admin::set_role(town->site.core(), anna.str(), "moderator", true, {1});
  const auto lines = db().read([](db::Session& s) { return audit::read(s, {}); });
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].what, "accounts.role_granted");
  EXPECT_EQ(lines[0].detail, "moderator");
  EXPECT_EQ(lines[0].by_account, 0);
  EXPECT_EQ(lines[1].what, "accounts.suspended");
  EXPECT_EQ(lines[1].detail, "");
  EXPECT_EQ(lines[2].what, "accounts.verified");
  EXPECT_EQ(lines[2].by_account, 77);
  EXPECT_EQ(lines[2].subject, anna.value);
}

TEST_P(AccountsService, WritesToTheSuspendedOnlyWhatWasDecidedAboutThem) {
  db().write([&](db::Transaction& tx) {
    service().set_suspended(tx, anna, true, {}, "rude");
    for (const bool about_them : {false, true})
      service().write_to(tx, anna, [&](const i18n::Language&) {
        Accounts::Letter letter{about_them ? "Decided" : "News", "Something came.", true, ""};
        letter.also_suspended = about_them;
        return letter;
      });
  });
  town->site.run_jobs();
  EXPECT_EQ(town->site.mails().front().subject, "Decided");
  for (const auto& m : town->site.mails()) EXPECT_NE(m.subject, "News");
}

TEST_P(AccountsService, TakesVerificationBackFromWhoeverMoves) {
  db().write([&](db::Transaction& tx) { service().set_verified(tx, anna, true, {}, "desk"); });
  service().set_home(anna, *town->places.locate({FakePlaces::kHere}), "2e");
  EXPECT_EQ(service().own(anna)->account.verified, 1);
  service().set_home(anna, *town->places.locate({FakePlaces::kThere}), "");
  EXPECT_EQ(service().own(anna)->account.verified, 0);
}

TEST_P(AccountsService, KeepsTheAddressOutOfWhatOthersSee) {
  db().read([&](db::Session& s) {
    EXPECT_EQ(service().person(s, anna)->first_name, "Yasmine");
    const auto contact = service().contact(s, anna);
    EXPECT_EQ(contact.full_name, "Yasmine Benali");
    EXPECT_EQ(contact.address, "10 Rue Oberkampf 75011 Paris");
    EXPECT_EQ(service().roles(s, anna, {1}), (http::RoleSet{Role::neighbour}));
  });
}

TEST_P(AccountsService, WritesAtOnceOrKeepsLettersForADigest) {
  write("one");
  EXPECT_EQ(mails(), 1U);
  want(Notify::daily);
  write("two");
  want(Notify::weekly);
  write("three");
  want(Notify::never);
  write("four");
  EXPECT_EQ(mails(), 1U);
  db().write([&](db::Transaction& tx) {
    const auto kept = service().kept_letters(tx, anna);
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].subject, "two");
    service().drop_kept(tx, anna, {"other"}, kept[1].id);
    service().drop_kept(tx, anna, {""}, kept[0].id);
    EXPECT_EQ(service().kept_letters(tx, anna).size(), 1U);
    const auto active = service().active_after(tx, AccountId{anna.value - 1}, 1);
    ASSERT_EQ(active.size(), 1U);
    EXPECT_EQ(active[0].id, anna);
    EXPECT_TRUE(active[0].letters);
    EXPECT_EQ(active[0].notify, Notify::never);
  });
}

TEST_P(AccountsService, AsksWhichWayALetterOfAKindGoes) {
  std::vector<std::string> told;
  service().route_letters([&](db::Session&, AccountId id, std::string_view kind, Notify general) {
    EXPECT_EQ(id, anna);
    EXPECT_EQ(general, Notify::at_once);
    return Accounts::Way{kind == "rare"  ? Notify::weekly
                         : kind == "off" ? Notify::never
                                         : general,
                         "https://palier.example/off"};
  });
  service().also_tell([&](db::Transaction&, AccountId, const i18n::Language&,
                          const Accounts::Letter& l) { told.push_back(l.kind + l.path); });
  for (const char* kind : {"rare", "off", "often"})
    db().write([&](db::Transaction& tx) {
      service().write_to(tx, anna, [&](const i18n::Language&) {
        return Accounts::Letter{.subject = kind, .text = "x", .kind = kind, .path = "/a"};
      });
    });
  EXPECT_EQ(told, (std::vector<std::string>{"rare/a", "off/a", "often/a"}));
  ASSERT_EQ(mails(), 1U);
  EXPECT_NE(town->site.mails()[0].text.find("https://palier.example/off"), std::string::npos);
  db().read([&](db::Session& s) {
    const auto kept = service().kept_letters(s, anna);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].kind + kept[0].path, "rare/a");
  });
}

TEST_P(AccountsService, HoldsBackNothingThatIsAboutTheNextHours) {
  want(Notify::weekly);
  write("can you help?", true);
  EXPECT_EQ(mails(), 1U);
  want(Notify::never);
  write("can you help?", true);
  EXPECT_EQ(mails(), 1U) << "Never is never.";
}

TEST_P(AccountsService, ErasesAPersonWithWhatOtherRoomsErase) {
  int asked = 0;
  service().on_delete([&](db::Transaction& tx, AccountId id) {
    EXPECT_EQ(id, anna);
    EXPECT_TRUE(service().person(tx, id)) << "still there to be read";
    ++asked;
  });
  EXPECT_EQ(service().erase(anna), Service::Erased::done);
  EXPECT_EQ(asked, 1);
  EXPECT_FALSE(service().own(anna));
  EXPECT_EQ(town->site.mails().front().to, "anna@example.org");
  db().read([&](db::Session& s) {
    EXPECT_FALSE(service().person(s, anna));
    EXPECT_FALSE(service().home(s, anna));
    EXPECT_TRUE(service().roles(s, anna, {1}).empty());
  });
  service().erase(anna);
  EXPECT_EQ(asked, 1) << "twice does no more";
  EXPECT_NE(town->settled("anna@example.org"), anna) << "the address is free again";
}

TEST_P(AccountsService, LeavesNothingInTheOutboxButTheFarewell) {
  town->site.post("/sign-in", {{"identifier", "anna@example.org"}});
  ASSERT_EQ(mails(), 1U);
  service().erase(anna);
  const auto left = db().read([](db::Session& s) {
    return s.all<std::string>("select text from outbox where recipient = 'anna@example.org'");
  });
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left.front(), town->site.mails().front().text);
}

TEST_P(AccountsService, UndoesADeletionThatARoomCannotFinish) {
  service().on_delete([](db::Transaction&, AccountId) { throw std::runtime_error("no"); });
  EXPECT_THROW(service().erase(anna), std::runtime_error);
  EXPECT_EQ(service().own(anna)->account.first_name, "Yasmine");
  EXPECT_EQ(mails(), 0U);
}

TEST_P(AccountsService, ExportsEveryRoomsPart) {
  service().on_export("letters", [](db::Session&, AccountId) { return R"([{"n":1}])"; });
  const auto data = boost::json::parse(service().exported(anna));
  EXPECT_EQ(data.at("account").at("email"), "anna@example.org");
  EXPECT_EQ(data.at("letters").at(0).at("n"), 1);
}

TEST_P(AccountsService, StopsTokensOfTheSuspended) {
  const auto token = service().create_token(anna, "calendar")->secret;
  town->site.use_token(token);
  EXPECT_EQ(town->site.get_json("/api/v1/me").status, 200);
  db().write([&](db::Transaction& tx) { service().set_suspended(tx, anna, true, {}, "rude"); });
  EXPECT_EQ(town->site.get_json("/api/v1/me").status, 401);
  EXPECT_FALSE(service().create_token(anna, "another"));
}

TEST_P(AccountsService, KeepsTwentyTokensAtMost) {
  for (std::size_t i = 0; i < kTokensMax; ++i) EXPECT_TRUE(service().create_token(anna, "key"));
  EXPECT_FALSE(service().create_token(anna, "one more"));
}

TEST_P(AccountsService, ServesTheCommandLine) {
  const auto& core = town->site.core();
  const auto id = admin::add(core, "06 12 34 56 78", "Karim", "", {"keeper"});
  EXPECT_EQ(admin::add(core, "+33612345678", "", "", {"operator"}), id);
  admin::set_role(core, "+33612345678", "operator", false);
  const auto lines = admin::list(core);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].roles, std::vector<std::string>{"keeper"});
  EXPECT_EQ(lines[0].phone, "+33612345678");
  EXPECT_THROW(admin::set_role(core, id.str(), "king", true), admin::Mistake);
  EXPECT_THROW(admin::set_role(core, "nobody@example.org", "keeper", true), admin::Mistake);
  EXPECT_THROW(admin::add(core, "nonsense", "", "", {}), admin::Mistake);
}

TEST_P(AccountsService, ListsWhoLivesInAnAreaPageByPage) {
  std::vector<AccountId> here{anna};
  const auto in = [&](std::int64_t house, const char* phone) {
    return db().write([&](db::Transaction& tx) {
      Accounts::Draft d;
      d.first_name = "Léa";
      d.phone = phone;
      d.home = town->places.locate({house});
      return service().create(tx, d);
    });
  };
  for (int i = 0; i < 4; ++i) here.push_back(in(FakePlaces::kHere, ""));
  const auto there = in(FakePlaces::kThere, "06 39 98 00 01");
  db().write([&](db::Transaction& tx) {
    service().set_suspended(tx, here.back(), true, {}, "");
    here.pop_back();
  });
  db().read([&](db::Session& s) {
    const std::vector<std::string> one{"quarter/11"}, both{"quarter/11", "quarter/12"};
    std::vector<AccountId> found;
    for (AccountId after;;) {
      const auto page = service().living_in(s, {1}, both, after, 2);
      found.insert(found.end(), page.begin(), page.end());
      if (page.size() < 2) break;
      after = page.back();
    }
    auto all = here;
    all.push_back(there);
    std::sort(all.begin(), all.end());
    EXPECT_EQ(found, all);
    EXPECT_EQ(service().living_in(s, {1}, one, {}, 100).size(), 4U);
    EXPECT_EQ(service().living_in(s, {1}, {}, {}, 100).size(), 5U);
    EXPECT_EQ(service().living_in(s, {1}, {"quarter/99"}, {}, 100).size(), 0U);
    EXPECT_EQ(service().living_in(s, {1}, {"street/120"}, {}, 100).size(), 1U);
    EXPECT_EQ(service().count_living_in(s, {1}, both).people, 5);
    EXPECT_EQ(service().count_living_in(s, {1}, both).reached, 2) << "three have no way";
  });
  want(Notify::never);
  db().read([&](db::Session& s) { EXPECT_EQ(service().count_living_in(s, {1}, {}).reached, 1); });
}

TEST_P(AccountsService, WritesUrgentWordEveryWay) {
  const auto leo = db().write([&](db::Transaction& tx) {
    Accounts::Draft d;
    d.first_name = "Léo";
    d.email = "leo@example.org";
    d.phone = "06 39 98 00 02";
    return service().create(tx, d);
  });
  db().write([&](db::Transaction& tx) {
    service().write_to(tx, leo, [](const i18n::Language&) {
      Accounts::Letter letter{"Water", "Do not drink it.", false, "Do not drink the water."};
      letter.every_way = true;
      return letter;
    });
  });
  EXPECT_EQ(mails(), 2U);
}

TEST_P(AccountsService, GivesARoleWithTheLinesOfIt) {
  db().write([&](db::Transaction& tx) {
    EXPECT_TRUE(service().set_role(tx, anna, {1}, Role::informant, true, {}, "known by all"));
    EXPECT_FALSE(service().set_role(tx, anna, {1}, Role::informant, true, {}, ""));
    EXPECT_FALSE(service().set_role(tx, anna, {1}, Role::neighbour, true, {}, ""));
    EXPECT_TRUE(service().roles(tx, anna, {1}).has(Role::informant));
    EXPECT_TRUE(service().set_role(tx, anna, {1}, Role::informant, false, {}, ""));
    const auto lines = audit::read(tx, {1, "accounts.role", 0, 0, 10});
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].detail, "informant: known by all");
  });
}

INSTANTIATE_ON_BOTH(AccountsService);

}  // namespace
}  // namespace palier::accounts
