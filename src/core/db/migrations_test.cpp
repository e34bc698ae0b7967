#include "core/db/migrations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "core/db/rows.hpp"
#include "core/db/statements.hpp"
#include "core/testing/database.hpp"
#include "embedded/migrations.hpp"

namespace palier::db {
namespace {

using ::testing::HasSubstr;

std::vector<std::string> texts(std::string_view script) {
  std::vector<std::string> out;
  for (auto& s : split(script)) out.push_back(s.text);
  return out;
}

TEST(Statements, EndAtTheirSemicolons) {
  EXPECT_EQ(texts("select 1;\n\nselect 2;"), (std::vector<std::string>{"select 1", "select 2"}));
  EXPECT_EQ(texts("select 1"), std::vector<std::string>{"select 1"});
  EXPECT_TRUE(texts("").empty());
  EXPECT_TRUE(texts(";;\n -- only this;\n/* and; this */;").empty());
}

TEST(Statements, SemicolonsInStringsNamesAndCommentsDoNotCount) {
  EXPECT_EQ(texts("insert into t values ('a;\n''b;', \"c;\n\"); select 1;").size(), 2U);
  EXPECT_EQ(texts("select 1 -- no; not here;\n, 2;\nselect 3;").size(), 2U);
  EXPECT_EQ(texts("select 1 /* ; /* nested; */ ; */ , 2;\nselect 3;").size(), 2U);
  EXPECT_EQ(texts("select 'c’est l''été; oui';"),
            std::vector<std::string>{"select 'c’est l''été; oui'"});
}

TEST(Statements, DollarBodiesAreOne) {
  EXPECT_EQ(
      texts("create function f() returns int as $$ begin; return 1; end; $$ language plpgsql;\n"
            "do $tag$ begin; $$ ; $$ end; $tag$;\nselect $1;")
          .size(),
      3U);
}

TEST(Statements, ATriggersBodyIsOne) {
  EXPECT_EQ(
      texts("create trigger t after insert on a begin\n  update b set c = case when 1 then 2 end;\n"
            "  delete from d;\nend;\nselect 1;")
          .size(),
      2U);
  EXPECT_EQ(texts("create trigger t after insert on a execute function f();\nselect 1;").size(),
            2U);
}

TEST(Statements, KnowTheirLine) {
  const auto all = split("-- a title\n\nselect\n 1;\n\n-- more\nselect 2;");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].line, 3);
  EXPECT_EQ(all[1].line, 7);
}

class MigrationsTest : public testing::OnBoth {
 protected:
  /// What this database knows already, and these.
  std::vector<embedded::File> with(std::vector<embedded::File> more) {
    const auto known = embedded::migrations();
    more.insert(more.end(), known.begin(), known.end());
    return more;
  }
  int migrate_with(const std::vector<embedded::File>& more) {
    return migrate(db(), with(more), clock);
  }
  bool has_table(const char* name) {
    try {
      db().read([&](Session& s) { s.run(std::string("select count(*) from ") + name); });
      return true;
    } catch (const Error&) {
      return false;
    }
  }
};
INSTANTIATE_ON_BOTH(MigrationsTest);

TEST_P(MigrationsTest, TheRoomsMigrationsAreThereAndRunOnce) {
  EXPECT_TRUE(has_table("jobs"));
  EXPECT_EQ(migrate(db(), embedded::migrations(), clock), 0);
  const auto count = db().read(
      [](Session& s) { return s.one<std::size_t>("select count(*) from schema_migrations"); });
  const auto theirs = std::count_if(
      embedded::migrations().begin(), embedded::migrations().end(), [&](const auto& file) {
        return !file.name.ends_with(GetParam() == Dialect::sqlite ? ".postgres.sql"
                                                                  : ".sqlite.sql");
      });
  EXPECT_EQ(count, static_cast<std::size_t>(theirs));
}

TEST_P(MigrationsTest, NewOnesRunInTheOrderOfTheirNames) {
  EXPECT_EQ(migrate_with(
                {{"20991231_0002_b.sql", "insert into z values (2);"},
                 {"20991231_0001_a.sql", "create table z (n bigint);\ninsert into z values (1);"}}),
            2);
  EXPECT_EQ(db().read([](Session& s) { return s.one<int>("select sum(n) from z"); }), 3);
}

TEST_P(MigrationsTest, OneDialectsOwnRunsThereOnly) {
  const std::vector<embedded::File> own{
      {"20991231_0001_a.sqlite.sql", "create table for_sqlite (n bigint);"},
      {"20991231_0001_a.postgres.sql", "create table for_postgres (n bigint);"}};
  EXPECT_EQ(migrate_with(own), 1);
  EXPECT_EQ(has_table("for_sqlite"), GetParam() == Dialect::sqlite);
  EXPECT_EQ(has_table("for_postgres"), GetParam() == Dialect::postgres);
}

TEST_P(MigrationsTest, AFailureUndoesTheWholeFileAndNamesThePlace) {
  try {
    migrate_with({{"20991231_0001_good.sql", "create table good (n bigint);"},
                  {"20991231_0002_bad.sql",
                   "create table half (n bigint);\n\ninsert into nowhere values (1);"}});
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), HasSubstr("20991231_0002_bad.sql, line 3"));
    EXPECT_THAT(e.what(), HasSubstr("insert into nowhere"));
  }
  EXPECT_TRUE(has_table("good"));
  EXPECT_FALSE(has_table("half"));
  EXPECT_EQ(migrate_with({{"20991231_0001_good.sql", ""},
                          {"20991231_0002_bad.sql", "create table half (n bigint);"}}),
            1)
      << "and once it is put right it runs";
}

TEST_P(MigrationsTest, ANewerDatabaseIsRefused) {
  migrate_with({{"20991231_0001_future.sql", "create table future (n bigint);"}});
  try {
    migrate(db(), embedded::migrations(), clock);
    FAIL();
  } catch (const NewerDatabase& e) {
    EXPECT_THAT(e.what(), HasSubstr("newer version of Palier"));
    EXPECT_THAT(e.what(), HasSubstr("20991231_0001_future.sql"));
  }
}

TEST_P(MigrationsTest, TwoNodesStartingTogetherShareTheWork) {
  const auto other = open({url(), 2});
  std::vector<embedded::File> more{{"20991231_0001_a.sql", "create table a (n bigint);"},
                                   {"20991231_0002_b.sql", "create table b (n bigint);"},
                                   {"20991231_0003_c.sql", "create table c (n bigint);"}};
  auto second = std::async(std::launch::async, [&] { return migrate(*other, with(more), clock); });
  const int first = migrate_with(more);
  EXPECT_EQ(first + second.get(), 3);
}

}  // namespace
}  // namespace palier::db
