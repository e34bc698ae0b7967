#include "features/accounts/store.hpp"

#include "core/testing/database.hpp"

namespace palier::accounts {
namespace {

class AccountsStore : public palier::testing::OnBoth {
 protected:
  AccountId add(std::string first, std::string last = "") {
    Account a;
    a.id = AccountId::make();
    a.first_name = std::move(first);
    a.last_name = std::move(last);
    a.created_at = clock.now();
    db().write([&](db::Transaction& tx) { store::insert_account(tx, a); });
    return a.id;
  }
  void reach(AccountId id, Kind kind, std::string_view value, bool preferred = true) {
    db().write([&](db::Transaction& tx) {
      store::insert_identifier(tx, id, {1}, kind, value, {}, preferred);
    });
  }
  Code code(std::string flow, Kind kind = Kind::email, std::string value = "a@example.org") {
    Code c;
    c.id = new_id();
    c.kind = kind;
    c.value = std::move(value);
    c.language = "fr";
    c.next = "/";
    c.flow_hash = std::move(flow);
    c.code_hash = "sealed";
    c.link_hash = "link" + std::to_string(c.id);
    c.created_at = clock.now();
    c.expires_at = clock.now() + kCodeLife;
    db().write([&](db::Transaction& tx) { store::insert_code(tx, c); });
    return c;
  }
};

TEST_P(AccountsStore, KeepsAnAccountWhole) {
  Account a;
  a.id = AccountId::make();
  a.state = State::suspended;
  a.first_name = "Zoé 🌻";
  a.last_name = "d'Estaing";
  a.language = "en";
  a.spoken = "fr ar";
  a.about = "two\nlines";
  a.verified = 2;
  a.notify = Notify::weekly;
  a.password = "$argon2id$x";
  a.rules_agreed_at = clock.now();
  a.created_at = clock.now();
  db().write([&](db::Transaction& tx) { store::insert_account(tx, a); });
  const auto read = db().read([&](db::Session& s) { return store::account(s, a.id); });
  ASSERT_TRUE(read);
  EXPECT_EQ(read->state, State::suspended);
  EXPECT_EQ(read->first_name, a.first_name);
  EXPECT_EQ(read->about, a.about);
  EXPECT_EQ(read->verified, 2);
  EXPECT_EQ(read->notify, Notify::weekly);
  EXPECT_EQ(read->password, a.password);
  EXPECT_EQ(read->rules_agreed_at, a.rules_agreed_at);
  EXPECT_EQ(read->created_at, a.created_at);
  EXPECT_FALSE(db().read([&](db::Session& s) { return store::account(s, AccountId{5}); }));
}

TEST_P(AccountsStore, GivesAnIdentifierToOneAccountOnly) {
  const auto anna = add("Anna"), bob = add("Bob");
  reach(anna, Kind::email, "a@example.org");
  EXPECT_THROW(reach(bob, Kind::email, "a@example.org"), db::UniqueViolation);
  EXPECT_THROW(reach(anna, Kind::email, "b@example.org"), db::UniqueViolation);
  reach(bob, Kind::phone, "+33612345678");
  db().read([&](db::Session& s) {
    EXPECT_EQ(store::owner(s, Kind::email, "a@example.org")->account_id, anna);
    EXPECT_FALSE(store::owner(s, Kind::phone, "a@example.org"));
  });
}

TEST_P(AccountsStore, ListsThePreferredIdentifierFirst) {
  const auto anna = add("Anna");
  reach(anna, Kind::email, "a@example.org", true);
  reach(anna, Kind::phone, "+33612345678", false);
  db().write([&](db::Transaction& tx) { store::prefer_identifier(tx, anna, Kind::phone); });
  const auto all = db().read([&](db::Session& s) { return store::identifiers(s, anna); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].kind, Kind::phone);
  EXPECT_FALSE(all[1].preferred);
}

TEST_P(AccountsStore, CountsTriesBeforeTheyAreJudgedAndStopsAtFive) {
  code("flow");
  for (int i = 1; i <= 7; ++i) {
    const auto open =
        db().write([&](db::Transaction& tx) { return store::try_flow(tx, "flow", clock.now()); });
    ASSERT_EQ(open.size(), i <= kCodeTries ? 1U : 0U) << i;
    if (!open.empty()) {
      EXPECT_EQ(open[0].tries, i);
    }
  }
  EXPECT_FALSE(db().read([&](db::Session& s) { return store::flow(s, "flow", clock.now()); }));
}

TEST_P(AccountsStore, BurnsAFlowOnceWithAllItsCodes) {
  const auto first = code("flow"), second = code("flow");
  const auto use = [&] {
    return db().write(
        [&](db::Transaction& tx) { return store::use_flow(tx, "flow", clock.now()); });
  };
  EXPECT_TRUE(use());
  EXPECT_FALSE(use());
  db().read([&](db::Session& s) {
    EXPECT_FALSE(store::live_link(s, first.link_hash, clock.now()));
    EXPECT_FALSE(store::live_link(s, second.link_hash, clock.now()));
  });
}

TEST_P(AccountsStore, ForgetsCodesThatAreOver) {
  const auto c = code("flow");
  clock.advance(kCodeLife + std::chrono::seconds{1});
  db().read([&](db::Session& s) {
    EXPECT_FALSE(store::flow(s, "flow", clock.now()));
    EXPECT_FALSE(store::live_link(s, c.link_hash, clock.now()));
    EXPECT_EQ(store::codes_since(s, c.kind, c.value, clock.now() - std::chrono::hours{1}), 1);
  });
  EXPECT_EQ(db().write([&](db::Transaction& tx) { return store::purge_codes(tx, clock.now()); }),
            1);
}

TEST_P(AccountsStore, KeepsAHomeAndReplacesIt) {
  const auto anna = add("Anna");
  Home home;
  home.location.exact = {48.8651, 2.3781};
  home.location.shown = {48.8662, 2.3772};
  home.location.scopes = {1, 2, {3}, {4}, {5}, {1}};
  home.location.address = {6};
  home.location.label = "10 Rue Oberkampf";
  home.location.quarter_name = "Quartier Saint-Ambroise";
  home.details = "3e gauche";
  const auto put = [&] {
    db().write([&](db::Transaction& tx) { store::put_home(tx, anna, home, clock.now()); });
    return *db().read([&](db::Session& s) { return store::home(s, anna); });
  };
  auto read = put();
  EXPECT_EQ(read.location.exact, home.location.exact);
  EXPECT_EQ(read.location.shown, home.location.shown);
  EXPECT_EQ(read.location.scopes.quarter.value, 3);
  EXPECT_EQ(read.location.address.value, 6);
  EXPECT_EQ(read.details, "3e gauche");
  home.location.scopes.quarter = {};  // Unknown is 0, not NULL.
  home.location.address = {};
  read = put();
  EXPECT_EQ(read.location.scopes.quarter.value, 0);
  EXPECT_EQ(read.location.address.value, 0);
}

TEST_P(AccountsStore, GrantsAndRevokesRolesOnce) {
  using http::Role;
  const auto anna = add("Anna"), bob = add("Bob");
  db().write([&](db::Transaction& tx) {
    EXPECT_TRUE(store::grant(tx, anna, {1}, Role::keeper, {}, clock.now()));
    EXPECT_FALSE(store::grant(tx, anna, {1}, Role::keeper, bob, clock.now()));
    EXPECT_TRUE(store::grant(tx, anna, {2}, Role::operator_, bob, clock.now()));
    EXPECT_EQ(store::roles(tx, anna, {1}), (http::RoleSet{Role::keeper}));
    EXPECT_EQ(store::active_with_role(tx, {1}, Role::keeper), 1);
    EXPECT_TRUE(store::revoke(tx, anna, {1}, Role::keeper));
    EXPECT_FALSE(store::revoke(tx, anna, {1}, Role::keeper));
    EXPECT_TRUE(store::roles(tx, anna, {1}).empty());
  });
}

TEST_P(AccountsStore, FindsPeopleByPartOfANameOrTheWholeAddress) {
  const auto anna = add("Anna", "Percent%"), bob = add("Bob", "Dupont");
  reach(bob, Kind::phone, "+33612345678");
  const auto find = [&](store::PeopleQuery q) {
    std::vector<AccountId> ids;
    for (const auto& f : db().read([&](db::Session& s) { return store::people(s, {1}, q); }))
      ids.push_back(f.id);
    return ids;
  };
  using Ids = std::vector<AccountId>;
  EXPECT_EQ(find({}), (Ids{bob, anna}));
  EXPECT_EQ(find({.text = "nna"}), Ids{anna});
  EXPECT_EQ(find({.text = "b dup"}), Ids{bob});
  EXPECT_EQ(find({.text = "%"}), Ids{anna});
  EXPECT_EQ(find({.text = "06 12", .phone = "+33612345678"}), Ids{bob});
  EXPECT_EQ(find({.text = "' or 1=1 --"}), Ids{});
  EXPECT_EQ(find({.limit = 1, .offset = 1}), Ids{anna});
  EXPECT_EQ(find({.with_role = true}), Ids{});
}

TEST_P(AccountsStore, KeepsTokensByTheirHash) {
  const auto anna = add("Anna"), bob = add("Bob");
  const auto id = TokenId::make();
  db().write([&](db::Transaction& tx) {
    store::insert_token(tx, id, anna, {1}, "calendar", "hash", clock.now());
    EXPECT_EQ(store::token_owner(tx, "hash")->account_id, anna);
    EXPECT_FALSE(store::token_owner(tx, "other"));
    store::touch_token(tx, id, clock.now());
    EXPECT_EQ(store::tokens(tx, anna).front().last_used_at, clock.now());
    EXPECT_FALSE(store::delete_token(tx, bob, id));
    EXPECT_TRUE(store::delete_token(tx, anna, id));
  });
}

TEST_P(AccountsStore, KeepsLettersForTheDigestAndLosesNoneThatCameMeanwhile) {
  const auto anna = add("Anna");
  db().write([&](db::Transaction& tx) {
    store::keep_letter(tx, anna, {1}, {.subject = "one", .text = "text"}, clock.now());
    store::keep_letter(tx, anna, {1}, {.subject = "two", .text = "text"}, clock.now());
  });
  const auto lines = db().read([&](db::Session& s) { return store::kept_letters(s, anna); });
  ASSERT_EQ(lines.size(), 2U);
  db().write([&](db::Transaction& tx) {
    store::drop_kept(tx, anna, "", lines[0].id);
    EXPECT_EQ(store::kept_letters(tx, anna).size(), 1U);
  });
}

TEST_P(AccountsStore, ErasesWhatNamesOrReachesAPerson) {
  const auto anna = add("Anna");
  reach(anna, Kind::email, "a@example.org");
  code("flow");
  db().write([&](db::Transaction& tx) {
    store::grant(tx, anna, {1}, http::Role::member, {}, clock.now());
    store::audit(tx, {1}, anna, {}, "suspended", "something about Anna", clock.now());
    store::put_home(tx, anna, {}, clock.now());
    store::erase_traces(tx, anna);
    EXPECT_TRUE(store::identifiers(tx, anna).empty());
    EXPECT_FALSE(store::home(tx, anna));
    EXPECT_TRUE(store::roles(tx, anna, {1}).empty());
    EXPECT_EQ(store::audit_of(tx, anna, 10).front().detail, "");
    EXPECT_FALSE(store::flow(tx, "flow", clock.now()));
  });
}

INSTANTIATE_ON_BOTH(AccountsStore);

}  // namespace
}  // namespace palier::accounts
