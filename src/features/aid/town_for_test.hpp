#pragma once
// A small town on a database of its own, for this room's tests.

#include <gtest/gtest.h>

#include <algorithm>

#include "core/testing/site.hpp"
#include "features/aid/fakes_for_test.hpp"
#include "features/aid/state.hpp"

namespace palier::aid {

struct Town {
  explicit Town(const Core& core) : accounts(places) {
    aid = make(core, accounts, places, messages, moderation);
  }
  fakes::Places places;
  fakes::Accounts accounts;
  fakes::Messages messages;
  fakes::Moderation moderation;
  std::unique_ptr<Aid> aid;
};

class InTown : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [&](const Core& core) {
          auto made = std::make_shared<Town>(core);
          town = made.get();
          return made;
        },
        GetParam());
    jeanne = town->accounts.add("Jeanne", 1);
    karim = town->accounts.add("Karim", 2);
    lea = town->accounts.add("Léa", 3, true);
  }

  PostId post(AccountId author, std::vector<std::pair<std::string, std::string>> fields,
              Kind kind = Kind::need) {
    return db().write([&](db::Transaction& tx) {
      const auto made =
          town->aid->post(tx, {kind, author, {}, {}, {}}, form::Input::from_pairs(fields));
      for (const auto& e : made.errors.entries())
        ADD_FAILURE() << e.field << ": " << e.message.msgid;
      return made.id;
    });
  }
  PostId shopping(AccountId author, std::vector<std::pair<std::string, std::string>> more = {}) {
    std::vector<std::pair<std::string, std::string>> fields{{"category", "shopping"},
                                                            {"questions.list", "Du lait, du pain"},
                                                            {"questions.repaid", "cash"}};
    const bool titled =
        std::any_of(more.begin(), more.end(), [](const auto& f) { return f.first == "title"; });
    if (!titled) fields.emplace_back("title", "Quelques courses");
    fields.insert(fields.end(), more.begin(), more.end());
    return post(author, fields);
  }
  std::optional<AnswerId> answer(PostId id, AccountId from) {
    return db().write([&](db::Transaction& tx) {
      return town->aid->answer(tx, id, from, "Je passe demain", "Vers 17 h");
    });
  }
  bool accept(AnswerId id, AccountId by) {
    return db().write([&](db::Transaction& tx) { return town->aid->accept(tx, id, by); });
  }
  std::string state_of(PostId id) {
    return db().read([&](db::Session& s) {
      const std::vector<db::Value> params{db::Value{id.value}};
      const auto r =
          s.execute("select state, pending, accepted from aid_posts where id = $1", params);
      const auto n = [&](std::size_t i) { return std::get<std::int64_t>(r.rows.at(0).at(i)); };
      return fmt::format("{} {}+{}", word(static_cast<State>(n(0))), n(1), n(2));
    });
  }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId jeanne, karim, lea;
};

}  // namespace palier::aid
