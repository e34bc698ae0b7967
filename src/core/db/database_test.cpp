#include "core/db/database.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <future>
#include <thread>

#include "core/db/rows.hpp"
#include "core/testing/database.hpp"

namespace palier::db {
namespace {

struct PersonTag;
enum class Mood { calm, worried };

struct Person {
  Id<PersonTag> id;
  std::string name;
  std::optional<std::string> nickname;
  bool verified = false;
  double weight = 0;
  Instant born{};
  Mood mood = Mood::calm;
  int children = 0;
  Id<PersonTag> friend_id;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, name, nickname, verified, weight, born, mood, children, friend_id))

struct Bytes {
  Blob data;
};
BOOST_DESCRIBE_STRUCT(Bytes, (), (data))

class DatabaseTest : public testing::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    if (IsSkipped()) return;
    db().write([](Transaction& tx) {
      tx.run(
          "create table people (id bigint primary key, name text not null unique,"
          " nickname text, verified boolean not null default false,"
          " weight double precision not null default 0, born bigint not null default 0,"
          " mood bigint not null default 0, children bigint not null default 0,"
          " friend_id bigint references people (id))");
      tx.run("create table files (data bytea not null)");
    });
  }

  void add(std::int64_t id, std::string_view name) {
    db().write([&](Transaction& tx) {
      tx.run("insert into people (id, name) values ($1, $2)", id, name);
    });
  }
  std::int64_t count() {
    return db().read([](Session& s) { return s.one<std::int64_t>("select count(*) from people"); });
  }
};
INSTANTIATE_ON_BOTH(DatabaseTest);

TEST_P(DatabaseTest, ARowComesBackAsTheStructThatWentIn) {
  const Instant born = from_micros(1'234'567'890'123'456);
  db().write([&](Transaction& tx) {
    tx.run(
        "insert into people (id, name, nickname, verified, weight, born, mood, children)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8)",
        Id<PersonTag>{9'007'199'254'740'993}, "Zoé d’Été 🌻", std::optional<std::string>{}, true,
        0.1, born, Mood::worried, 3);
  });
  const auto people = db().read([](Session& s) {
    return s.all<Person>(
        "select id, name, nickname, verified, weight, born, mood, children,"
        " friend_id from people");
  });
  ASSERT_EQ(people.size(), 1U);
  const Person& p = people.front();
  EXPECT_EQ(p.id.value, 9'007'199'254'740'993) << "a double would have lost the last bit";
  EXPECT_EQ(p.name, "Zoé d’Été 🌻");
  EXPECT_FALSE(p.nickname);
  EXPECT_TRUE(p.verified);
  EXPECT_EQ(p.weight, 0.1);
  EXPECT_EQ(p.born, born);
  EXPECT_EQ(p.mood, Mood::worried);
  EXPECT_EQ(p.children, 3);
  EXPECT_FALSE(p.friend_id);
}

TEST_P(DatabaseTest, ParametersAreFoundByTheirNumberNotTheirPlace) {
  add(1, "Ada");
  const auto name = db().read([](Session& s) {
    return s.maybe<std::string>("select name from people where name = $2 and id = $1 and $2 = $2",
                                1, "Ada");
  });
  EXPECT_EQ(name, "Ada");
}

TEST_P(DatabaseTest, BytesOfAnyKindComeBack) {
  Blob all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
  db().write([&](Transaction& tx) {
    tx.run("insert into files (data) values ($1)", all);
    tx.run("insert into files (data) values ($1)", Blob{});
  });
  const auto rows =
      db().read([](Session& s) { return s.all<Bytes>("select data from files order by data"); });
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(rows[0].data.empty());
  EXPECT_EQ(rows[1].data, all);
}

TEST_P(DatabaseTest, RunAnswersHowManyRowsChanged) {
  add(1, "Ada");
  add(2, "Bea");
  db().write([](Transaction& tx) {
    EXPECT_EQ(tx.run("update people set verified = true"), 2);
    EXPECT_EQ(tx.run("update people set verified = true where id = 99"), 0);
    EXPECT_EQ(tx.run("insert into people (id, name) values (3, 'Cy') on conflict do nothing"), 1);
    EXPECT_EQ(tx.run("insert into people (id, name) values (3, 'Cy') on conflict do nothing"), 0);
    EXPECT_EQ(tx.run("select id from people"), 0);
    EXPECT_EQ(tx.one<std::string>("update people set name = 'C' where id = 3 returning name"), "C");
    EXPECT_EQ(tx.run("delete from people"), 3);
  });
}

TEST_P(DatabaseTest, SumsAndTruthsHaveTheTypesOneExpects) {
  add(1, "Ada");
  db().read([](Session& s) {
    EXPECT_EQ(s.one<std::int64_t>("select sum(id) from people"), 1);
    EXPECT_EQ(s.one<std::int64_t>("select coalesce(sum(id), 0) from people where id = 5"), 0);
    EXPECT_EQ(s.one<double>("select avg(id) from people"), 1.0);
    EXPECT_TRUE(s.one<bool>("select exists (select 1 from people where id = $1)", 1));
    EXPECT_EQ(s.one<std::optional<std::int64_t>>("select max(id) from people where id = 5"),
              std::nullopt);
  });
}

TEST_P(DatabaseTest, AThrowRollsAllOfItBack) {
  EXPECT_THROW(db().write([&](Transaction& tx) {
    tx.run("insert into people (id, name) values (1, 'Ada')");
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, ViolationsAreTold) {
  add(1, "Ada");
  EXPECT_THROW(add(1, "Bea"), UniqueViolation);
  EXPECT_THROW(add(2, "Ada"), UniqueViolation);
  EXPECT_THROW(
      db().write([](Transaction& tx) { tx.run("update people set friend_id = 77 where id = 1"); }),
      ForeignKeyViolation);
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, ErrorsDoNotTellValues) {
  add(1, "Secret Person");
  for (const char* sql : {"insert into people (id, name) values (2, $1)",
                          "update people set name = $1, friend_id = 4242 where id = 1",
                          "select no_such_column from people where name = $1"}) {
    try {
      db().write([&](Transaction& tx) { tx.run(sql, "Secret Person"); });
      FAIL() << sql;
    } catch (const Error& e) {
      EXPECT_EQ(std::string(e.what()).find("Secret"), std::string::npos) << e.what();
    }
  }
}

TEST_P(DatabaseTest, AfterAnErrorTheTransactionIsLostEvenIfTheErrorIsSwallowed) {
  add(1, "Ada");
  EXPECT_THROW(db().write([](Transaction& tx) {
    tx.run("insert into people (id, name) values (2, 'Bea')");
    try {
      tx.run("insert into people (id, name) values (3, 'Ada')");
    } catch (const UniqueViolation&) {
    }
  }),
               UniqueViolation);
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, AfterCommitRunsOnceAndOnlyAfterACommit) {
  int runs = 0;
  EXPECT_THROW(db().write([&](Transaction& tx) {
    tx.after_commit([&] { ++runs; });
    throw 1;
  }),
               int);
  EXPECT_EQ(runs, 0);
  db().write([&](Transaction& tx) {
    tx.run("insert into people (id, name) values (1, 'Ada')");
    tx.after_commit([&] {
      ++runs;
      EXPECT_EQ(count(), 1) << "the hook may use the database, and sees what was written";
    });
    tx.after_commit([] { throw std::runtime_error("swallowed, logged"); });
    tx.after_commit([&] { ++runs; });
    EXPECT_EQ(runs, 0);
  });
  EXPECT_EQ(runs, 2);
}

TEST_P(DatabaseTest, ATransactionInsideAnotherIsRefusedNotWaitedFor) {
  EXPECT_THROW(db().write([&](Transaction&) { count(); }), Error);
  EXPECT_THROW(db().read([&](Session&) { count(); }), Error);
  EXPECT_THROW(db().read([&](Session&) { add(1, "Ada"); }), Error);
  EXPECT_EQ(count(), 0) << "and afterwards all is as before";
}

TEST_P(DatabaseTest, AReadCannotWrite) {
  EXPECT_THROW(
      db().read([](Session& s) { s.run("insert into people (id, name) values (1, 'Ada')"); }),
      Error);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, AReadSeesOneMomentThroughout) {
  db().read([&](Session& s) {
    EXPECT_EQ(s.one<std::int64_t>("select count(*) from people"), 0);
    std::thread([&] { add(1, "Ada"); }).join();
    EXPECT_EQ(s.one<std::int64_t>("select count(*) from people"), 0);
  });
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, ManyWritersAtOnceLoseNothing) {
  add(1, "Counter");
  std::vector<std::future<void>> writers;
  std::atomic<int> refused{0};
  constexpr int kWriters = 4;
  constexpr int kEach = 25;
  for (int w = 0; w < kWriters; ++w)
    writers.push_back(std::async(std::launch::async, [&] {
      for (int i = 0; i < kEach; ++i) {
        try {
          db().write([](Transaction& tx) {
            const int seen = tx.one<int>("select children from people where id = 1");
            tx.run("update people set children = $1 where id = 1", seen + 1);
          });
        } catch (const Unavailable&) {
          ++refused;
        }
      }
    }));
  for (auto& w : writers) w.get();
  const int total =
      db().read([](Session& s) { return s.one<int>("select children from people where id = 1"); });
  EXPECT_EQ(total + refused, kWriters * kEach) << "each write is either there or was refused";
  EXPECT_GT(total, 0);
}

TEST_P(DatabaseTest, ColumnsAndMembersMustMatch) {
  db().read([](Session& s) {
    EXPECT_THROW(s.all<Bytes>("select 1 as other, name as data from people"), Error);
    EXPECT_THROW(s.all<std::string>("select id, name from people"), Error);
  });
}

TEST_P(DatabaseTest, AWrongNumberOfParametersIsAnError) {
  EXPECT_THROW(db().read([](Session& s) { s.run("select $1, $2", "one"); }), Error);
}

TEST_P(DatabaseTest, TextWithANulByteIsNotCutShort) {
  const std::string odd("a\0b", 3);
  try {
    db().write(
        [&](Transaction& tx) { tx.run("insert into people (id, name) values (1, $1)", odd); });
  } catch (const Error&) {
    EXPECT_EQ(count(), 0);
    return;
  }
  EXPECT_EQ(db().read([](Session& s) { return s.one<std::string>("select name from people"); }),
            odd);
}

TEST(Opening, SaysWhatToDo) {
  const auto refusal = [](const char* url) -> std::string {
    try {
      open({url, 2});
    } catch (const Error& e) {
      return e.what();
    }
    return "opened";
  };
  EXPECT_NE(refusal("mysql://x").find("must begin with sqlite:"), std::string::npos);
  EXPECT_NE(refusal("sqlite:").find("names no file"), std::string::npos);
  EXPECT_NE(refusal("sqlite:/no/such/folder/p.db").find("There is no folder /no/such/folder"),
            std::string::npos);
  EXPECT_NE(refusal("sqlite:/etc/hostname").find("is not a database"), std::string::npos);
  const std::string unreachable = refusal("postgresql://me:hush@127.0.0.1:1/palier");
  EXPECT_NE(unreachable.find("cannot be reached at postgresql://me:…@127.0.0.1:1/palier"),
            std::string::npos)
      << unreachable;
  EXPECT_EQ(unreachable.find("hush"), std::string::npos);
}

TEST(Opening, TheFileIsItsOwnersAlone) {
  const testing::Scratch scratch(Dialect::sqlite);
  const std::string path = scratch.url().substr(7) + ".fresh";
  {
    const auto db = open({"sqlite:" + path, 2});
    db->write([](Transaction& tx) { tx.run("create table t (a bigint)"); });
    for (const char* tail : {"", "-wal"}) {
      struct stat info {};
      ASSERT_EQ(::stat((path + tail).c_str(), &info), 0);
      EXPECT_EQ(info.st_mode & 0777, 0600U) << path << tail;
    }
  }
  std::filesystem::remove(path);
}

TEST(Sqlite, AFullDiskIsUnavailableAndNothingIsHalfSaved) {
  const testing::Scratch scratch(Dialect::sqlite);
  const auto db = scratch.open();
  db->write([](Transaction& tx) {
    tx.run("create table big (id bigint primary key, text text not null)");
  });
  // As a full disk: SQLite may take 40 pages more.
  db->write([](Transaction& tx) {
    const auto pages = tx.one<std::int64_t>("pragma page_count");
    tx.run("pragma max_page_count = " + std::to_string(pages + 40));
  });
  int kept = 0;
  bool full = false;
  for (int i = 0; i < 100 && !full; ++i) {
    try {
      db->write([&](Transaction& tx) {
        tx.run("insert into big values ($1, $2)", 2 * i, std::string(3000, 'x'));
        tx.run("insert into big values ($1, $2)", 2 * i + 1, std::string(3000, 'y'));
      });
      kept += 2;
    } catch (const Unavailable&) {
      full = true;
    }
  }
  EXPECT_TRUE(full);
  EXPECT_EQ(db->read([](Session& s) { return s.one<int>("select count(*) from big"); }), kept);
  db->write([](Transaction& tx) {
    tx.run("delete from big where id > 3");
    tx.run("insert into big values (1000, 'room again')");
  });
}

TEST(Sqlite, AnotherProgramsLockIsWaitedForThenUnavailable) {
  const testing::Scratch scratch(Dialect::sqlite);
  const auto one = scratch.open();
  const auto other = scratch.open();
  std::promise<void> inside;
  std::thread holder([&] {
    one->write([&](Transaction& tx) {
      tx.run("create table t (a bigint)");
      inside.set_value();
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
    });
  });
  inside.get_future().wait();
  other->write([](Transaction& tx) { tx.run("insert into t values (1)"); });
  holder.join();
  EXPECT_EQ(one->read([](Session& s) { return s.one<int>("select count(*) from t"); }), 1);
}

}  // namespace
}  // namespace palier::db
