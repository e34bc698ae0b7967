// Every act of whoever has a role leaves a line in the log: the acts are done here on the whole
// program, and the routes that change something for a role alone are walked to find what is
// missing.
#include <gtest/gtest.h>

#include <set>

#include "app/wire.hpp"
#include "core/audit/audit.hpp"
#include "core/db/rows.hpp"
#include "core/testing/site.hpp"

namespace palier::app {
namespace {

using http::Role;

class AuditTest : public ::testing::Test {
 protected:
  AuditTest()
      : site([this](const Core& core) {
          rooms = wire(core);
          return rooms;
        }) {
    kim = person("Kim", {Role::keeper, Role::moderator, Role::operator_});
    mona = person("Mona", {Role::moderator});
    anna = person("Anna", {});
    bob = person("Bob", {});
    site.sign_in_as(kim.value);
  }

  accounts::AccountId person(const std::string& name, http::RoleSet roles) {
    return site.core().db.write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = name + "-Martin";
      d.email = name + "@example.org";
      d.rules_agreed = true;
      d.roles = roles;
      return rooms->accounts->create(tx, d);
    });
  }
  std::string newest() {
    const auto lines = site.core().db.read([](db::Session& s) {
      audit::Look look;
      look.limit = 1;
      return audit::read(s, look);
    });
    return lines.empty() ? "" : lines[0].what;
  }
  std::int64_t lines() {
    return site.core().db.read(
        [](db::Session& s) { return s.one<std::int64_t>("select count(*) from audit_log"); });
  }
  /// Does it, and looks for its line.
  testing::Answer leaves(std::string_view what, const std::string& path, testing::Fields fields) {
    const auto before = lines();
    auto answer = site.post(path, std::move(fields));
    EXPECT_LT(answer.status, 400) << path << ": " << answer.body;
    EXPECT_GT(lines(), before) << path << " leaves no line";
    EXPECT_EQ(newest(), what) << path;
    return answer;
  }
  std::int64_t number(std::string_view sql) {
    return site.core().db.read([&](db::Session& s) { return s.one<std::int64_t>(sql); });
  }

  std::shared_ptr<Rooms> rooms;
  testing::Site site;
  accounts::AccountId kim, mona, anna, bob;
};

TEST_F(AuditTest, TheKeepersActs) {
  const std::string people = "/keeper/people/" + anna.str();
  leaves("accounts.role_granted", people + "/roles", {{"role", "informant"}, {"granted", "1"}});
  leaves("accounts.role_revoked", people + "/roles", {{"role", "informant"}, {"granted", "0"}});
  leaves("accounts.verified", people + "/verified", {{"verified", "1"}});
  leaves("accounts.unverified", people + "/verified", {{"verified", "0"}});
  leaves("accounts.suspended", people + "/suspended", {{"suspended", "1"}, {"why", "Essai"}});
  leaves("accounts.reinstated", people + "/suspended", {{"suspended", "0"}});

  const testing::Fields category{{"code", "singing"},
                                 {"name_fr", "Chanter"},
                                 {"name_en", "Singing"},
                                 {"icon", "star"},
                                 {"position", "5"}};
  const auto made = leaves("aid.category_saved", "/keeper/categories/new", category).location();
  leaves("aid.category_saved", made, category);
  const testing::Fields question{{"code", "voice"},     {"kind", "text"},    {"label_fr", "Voix"},
                                 {"label_en", "Voice"}, {"applies", "both"}, {"position", "5"}};
  leaves("aid.question_saved", made + "/questions/new", question);

  const testing::Fields rule{{"code", "R8"},        {"title_fr", "Bruit"}, {"text_fr", "Silence."},
                             {"title_en", "Noise"}, {"text_en", "Hush."},  {"active", "yes"}};
  leaves("moderation.rule_saved", "/keeper/rules/new", rule);
  leaves("moderation.rule_saved", "/keeper/rules/R8", rule);
  leaves("moderation.settings_saved", "/keeper/moderation",
         {{"votes_needed", "3"}, {"new_days", "3"}, {"words", ""}});
  leaves("desk.questionnaire_saved", "/keeper/questionnaires/worker/copy",
         {{"code", "encore"}, {"title_fr", "Encore"}, {"title_en", "Again"}});
}

TEST_F(AuditTest, TheModerators) {
  site.core().db.write([&](db::Transaction& tx) {
    rooms->moderation->report(tx, "aid", 70, bob, {1}, "insult", "");
  });
  const std::string url = "/moderation/" + std::to_string(number("select max(id) from mod_cases"));
  leaves("moderation.taken", url + "/look", {{"take", "1"}});
  leaves("moderation.given_back", url + "/look", {{"take", "0"}});
  site.core().db.write(
      [&](db::Transaction& tx) { tx.run("update mod_cases set author_id = $1", anna); });
  leaves("moderation.warned", url, {{"decision", "warn"}, {"rule", "R1"}, {"note", "Non."}});
  leaves("moderation.reviewer_named", "/moderation/reviewers/" + bob.str(), {{"review", "1"}});
  leaves("moderation.reviewer_removed", "/moderation/reviewers/" + bob.str(), {{"review", "0"}});

  site.sign_out();
  site.sign_in_as(anna.value);
  const auto decision = std::to_string(number("select max(id) from mod_decisions"));
  EXPECT_EQ(site.post("/decisions/" + decision, {{"words", "Pardon ?"}}).status, 303);
  site.sign_out();
  site.sign_in_as(mona.value);
  const auto appeal = std::to_string(number("select max(id) from mod_appeals"));
  leaves("moderation.appeal_undone", "/moderation/appeals/" + appeal,
         {{"decision", "undo"}, {"note", "Oui."}});
}

TEST_F(AuditTest, TheCoordinators) {
  leaves("board.planned", "/board/plan", {});
  leaves("board.parted", "/board/apart",
         {{"a", anna.str()}, {"b", bob.str()}, {"why", "Un différend"}});
  leaves("board.parting_lifted", "/board/apart/lift", {{"a", anna.str()}, {"b", bob.str()}});
  const auto before = lines();
  EXPECT_EQ(site.get("/board/export.csv").status, 200);
  EXPECT_GT(lines(), before);
  EXPECT_EQ(newest(), "board.export");
}

}  // namespace
}  // namespace palier::app
