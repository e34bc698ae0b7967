#include "core/audit/audit.hpp"

#include <gtest/gtest.h>

#include "core/db/rows.hpp"
#include "core/testing/database.hpp"

namespace palier::audit {
namespace {

class AuditLog : public testing::OnBoth {
 protected:
  void line(std::string what, std::int64_t by, std::string kind = "", std::int64_t subject = 0) {
    db().write([&](db::Transaction& tx) {
      write(tx, clock, {.by_account = by, .what = what, .kind = kind, .subject = subject});
    });
    clock.advance(std::chrono::hours{1});
  }
  std::vector<std::string> found(const Look& look) {
    std::vector<std::string> whats;
    for (auto& l : db().read([&](db::Session& s) { return read(s, look); }))
      whats.push_back(std::move(l.what));
    return whats;
  }
};
INSTANTIATE_ON_BOTH(AuditLog);

using Words = std::vector<std::string>;

TEST_P(AuditLog, IsReadByWhatWhoAndWhen) {
  const Instant start = clock.now();
  line("accounts.role_given", 1, "account", 7);
  line("moderation.hidden", 2, "post", 8);
  line("moderation.kept", 1, "post", 9);
  EXPECT_EQ(found({}), (Words{"moderation.kept", "moderation.hidden", "accounts.role_given"}));
  EXPECT_EQ(found({.what = "moderation."}), (Words{"moderation.kept", "moderation.hidden"}));
  EXPECT_EQ(found({.by = 1}), (Words{"moderation.kept", "accounts.role_given"}));
  EXPECT_EQ(found({.kind = "post", .subject = 8}), Words{"moderation.hidden"});
  EXPECT_EQ(found({.from = start + std::chrono::hours{1}, .until = start + std::chrono::hours{2}}),
            Words{"moderation.hidden"});
  EXPECT_EQ(found({.territory = 2}), Words{});
  EXPECT_EQ(found({.limit = 1}), Words{"moderation.kept"});
  const auto newest = db().read([](db::Session& s) { return read(s, {.limit = 1}); });
  EXPECT_EQ(found({.before = newest.at(0).id}),
            (Words{"moderation.hidden", "accounts.role_given"}));
}

TEST_P(AuditLog, IsOnlyEverAddedTo) {
  line("moderation.hidden", 2, "post", 8);
  const auto refused = [&](std::string_view sql) {
    EXPECT_THROW(db().write([&](db::Transaction& tx) { tx.run(sql); }), db::Error) << sql;
  };
  refused("update audit_log set detail = 'nothing happened'");
  refused("update audit_log set by_account = 0 where subject = 8");
  refused("delete from audit_log");
  if (GetParam() == db::Dialect::postgres)
    refused("truncate audit_log");
  else
    refused(
        "insert or replace into audit_log select id, territory_id, 0, what, kind, subject, detail, "
        "at from audit_log");
  EXPECT_EQ(found({}), Words{"moderation.hidden"});
  const auto kept = db().read([](db::Session& s) { return read(s, {}); });
  EXPECT_EQ(kept.at(0).by_account, 2);
}

}  // namespace
}  // namespace palier::audit
