// The program as a keeper meets it: its commands, exit codes, start and end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "app/backup.hpp"
#include "app/base.hpp"
#include "app/doctor.hpp"
#include "app/exit.hpp"
#include "app/lock.hpp"
#include "core/db/rows.hpp"

namespace palier::app {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class ProgramTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string made = (fs::temp_directory_path() / "palier-app-XXXXXX").string();
    ASSERT_NE(::mkdtemp(made.data()), nullptr);
    folder = made;
    data = folder / "data";
  }
  void TearDown() override { fs::remove_all(folder); }

  /// Runs the binary; its output goes to out.txt and err.txt.
  pid_t start(const std::vector<std::string>& words) const {
    const pid_t child = ::fork();
    if (child != 0) return child;
    // Only what is safe after a fork: no allocation but for the arguments.
    std::vector<char*> argv{const_cast<char*>(PALIER_BINARY)};
    for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    if (!::freopen((folder / "out.txt").c_str(), "w", stdout)) ::_exit(99);
    if (!::freopen((folder / "err.txt").c_str(), "w", stderr)) ::_exit(99);
    ::execv(PALIER_BINARY, argv.data());
    ::_exit(98);
  }
  static int finish(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  int palier(const std::vector<std::string>& words) const { return finish(start(words)); }
  std::string read(const char* name) const {
    std::ifstream file(folder / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  bool wait_for(const char* text) const {
    for (int i = 0; i < 400; ++i) {
      if (read("err.txt").find(text) != std::string::npos) return true;
      std::this_thread::sleep_for(25ms);
    }
    return false;
  }
  Where where() const { return {data, "", ""}; }
  void make_real() const { const Base base(settings(where(), true)); }

  fs::path folder, data;
};

TEST_F(ProgramTest, HelpAndVersionAreFine) {
  EXPECT_EQ(palier({"--help"}), 0);
  EXPECT_THAT(read("out.txt"), HasSubstr("Exit codes"));
  EXPECT_EQ(palier({"--version"}), 0);
  EXPECT_THAT(read("out.txt"), HasSubstr("palier " PALIER_VERSION));
  for (const char* command :
       {"serve", "demo", "import", "user", "doctor", "backup", "restore", "match"})
    EXPECT_EQ(palier({command, "--help"}), 0) << command;
}

TEST_F(ProgramTest, WrongUsageIsTwo) {
  EXPECT_EQ(palier({}), 2);
  EXPECT_EQ(palier({"dance", "--help"}), 2);
  EXPECT_THAT(read("err.txt"), HasSubstr("no command \"dance\""));
  fs::create_directories(data);
  EXPECT_EQ(palier({"user", "list", "--data", data.string()}), 2);
  EXPECT_THAT(read("err.txt"), HasSubstr("no database"));
  EXPECT_FALSE(fs::exists(data / "palier.db"));
  EXPECT_EQ(palier({"serve"}), 2);
  EXPECT_THAT(read("err.txt"), HasSubstr("--data DIR"));
  EXPECT_EQ(palier({"doctor", "--data", (folder / "nowhere").string()}), 2);
  EXPECT_EQ(palier({"user", "add", "--data", data.string()}), 2);
  EXPECT_EQ(palier({"import", "addresses", "/no/file.csv", "--data", data.string()}), 2);
}

TEST_F(ProgramTest, MatchesAnInstanceAndWritesNothingForABadOne) {
  const std::string good =
      R"({"needs":[{"id":"n","lat":48.85,"lon":2.35,"kind":"tools"}],)"
      R"("helpers":[{"id":"h","lat":48.85,"lon":2.35,"kinds":["tools"],"capacity":1}]})";
  const auto in = (folder / "in.json").string(), plan = (folder / "plan.json").string();
  std::ofstream(in) << good;
  for (const char* method : {"optimal", "greedy", "epl", "epl-written"}) {
    EXPECT_EQ(palier({"match", "--input", in, "--output", plan, "--method", method}), 0);
    EXPECT_THAT(read("plan.json"), HasSubstr(R"("need":"n","helper":"h","block":null)"));
    EXPECT_THAT(read("plan.json"), HasSubstr(std::string(R"("method":")") + method));
    fs::remove(plan);
  }
  EXPECT_EQ(palier({"match", "--input", in, "--prices"}), 0);
  EXPECT_THAT(read("out.txt"), HasSubstr(R"("prices":{)"));
  EXPECT_EQ(palier({"match", "--input", in, "--method", "best"}), 2);

  std::ofstream(in) << R"({"needs":[{"id":"n","lat":91,"lon":2}],"helpers":[]})";
  EXPECT_EQ(palier({"match", "--input", in, "--output", plan}), 2);
  EXPECT_THAT(read("err.txt"), HasSubstr("needs[0].lat: must be a number from -90 to 90"));
  EXPECT_FALSE(fs::exists(plan));
  EXPECT_EQ(palier({"match", "--input", "/no/file", "--output", plan}), 2);
  EXPECT_EQ(palier({"match", "--input", "/dev/null", "--output", plan}), 2);
  EXPECT_FALSE(fs::exists(plan));
  std::ofstream(in) << good;
  EXPECT_EQ(palier({"match", "--input", in, "--output", "/no/folder/plan.json"}), 1);
}

TEST_F(ProgramTest, WrongConfigurationIsThree) {
  fs::create_directories(data);
  std::ofstream(data / "palier.toml") << "[http]\nlissten = \"x\"\n";
  EXPECT_EQ(palier({"serve", "--data", data.string()}), 3);
  EXPECT_THAT(read("err.txt"), HasSubstr("palier.toml:2: http.lissten"));
  std::ofstream(data / "palier.toml") << "[http]\nproxies = [\"300.1.1.1\"]\n";
  EXPECT_EQ(palier({"serve", "--data", data.string(), "--listen", "127.0.0.1:0"}), 3);
  fs::remove(data / "palier.toml");
  EXPECT_EQ(palier({"serve", "--data", data.string(), "--listen", "here"}), 3);
}

TEST_F(ProgramTest, AnUnusableDatabaseIsFour) {
  EXPECT_EQ(palier({"serve", "--data", data.string(), "--database",
                    "postgresql://nobody@127.0.0.1:1/none"}),
            4);
  fs::create_directories(data);
  std::ofstream(data / "palier.db") << std::string(4096, 'x');
  EXPECT_EQ(palier({"serve", "--data", data.string()}), 4);
}

TEST_F(ProgramTest, TheDemoStaysOutOfRealDataAndRealSitesOutOfTheDemo) {
  make_real();
  Config config = settings(where(), true);
  config.demo = true;
  EXPECT_THROW(Base{config}, Stop);

  const Where other{folder / "demo", "", ""};
  Config demo = settings(other, true);
  demo.demo = true;
  { const Base base(demo); }
  { const Base again(demo); }
  EXPECT_THROW(Base{settings(other, true)}, Stop);
}

TEST_F(ProgramTest, DoctorSaysWhatToDo) {
  make_real();
  std::ostringstream out;
  const int code = doctor(where(), out);
  EXPECT_EQ(code, kFailed);  // No mail server is set.
  EXPECT_THAT(out.str(), HasSubstr("smtp_host"));
  EXPECT_THAT(out.str(), HasSubstr("ok    Database"));
  EXPECT_THAT(out.str(), HasSubstr("ok    Clock"));

  std::ofstream(data / "palier.toml") << "[site]\ntime_zone = \"Moon/Base\"\n";
  EXPECT_THAT(examine(where()).front().found, HasSubstr("Moon/Base"));
}

TEST_F(ProgramTest, WorkPutAsideIsListedAndTriedAgain) {
  {
    const Base base(settings(where(), true));
    base.core().queue.handle("test.letter",
                             [](const jobs::Job&) { throw std::runtime_error("550"); });
    base.core().db.write([&](db::Transaction& tx) {
      base.core().queue.add(tx, "test.letter", "{}", {.attempts = 1});
    });
    base.core().queue.run_due();
  }
  EXPECT_EQ(palier({"jobs", "--data", data.string()}), 0);
  EXPECT_THAT(read("out.txt"), HasSubstr("1 put aside"));
  EXPECT_THAT(read("out.txt"), HasSubstr("test.letter: 550"));
  EXPECT_EQ(palier({"jobs", "--retry", "--data", data.string()}), 0);
  EXPECT_THAT(read("out.txt"), HasSubstr("1 will be tried again"));
  EXPECT_EQ(palier({"jobs", "--data", data.string()}), 0);
  EXPECT_THAT(read("out.txt"), HasSubstr("1 waiting, 0 running, 0 put aside"));
}

TEST_F(ProgramTest, ABackupCanBePutBack) {
  make_real();
  const auto db = [&] { return open_database(settings(where(), false)); };
  const auto note = [&](const char* value) {
    db()->write([&](db::Transaction& tx) {
      tx.run(
          "insert into node_settings (name, value) values ('note', $1) "
          "on conflict (name) do update set value = excluded.value",
          value);
    });
  };
  note("before");
  std::ostringstream out;
  EXPECT_EQ(backup(where(), folder / "b.db", out), kFine);
  EXPECT_THROW(backup(where(), folder / "b.db", out), Stop);  // Never over an existing file.
  note("after");
  {
    const FolderLock serving(settings(where(), false));
    EXPECT_THROW(restore(where(), folder / "b.db", out), Stop);
  }
  EXPECT_EQ(restore(where(), folder / "b.db", out), kFine);
  EXPECT_EQ(db()->read([](db::Session& s) {
    return s.one<std::string>("select value from node_settings where name = 'note'");
  }),
            "before");
  EXPECT_EQ(db()->read([](db::Session& s) {
    return s.one<std::int64_t>("select count(*) from audit_log where what = 'app.restored'");
  }),
            1);
  EXPECT_THAT(out.str(), HasSubstr("before-restore"));

  std::ofstream(folder / "junk") << "not a database";
  EXPECT_THROW(restore(where(), folder / "junk", out), Stop);
}

TEST_F(ProgramTest, OnPostgresItNamesTheCommandWithoutThePassword) {
  std::ostringstream out;
  const Where postgres{"", "postgresql://palier:secret@db/palier", ""};
  EXPECT_EQ(backup(postgres, "b.dump", out), kFailed);
  EXPECT_THAT(out.str(), HasSubstr("pg_dump --format=custom --file=b.dump"));
  EXPECT_EQ(out.str().find("secret"), std::string::npos);
}

TEST_F(ProgramTest, ServesUntilToldToStopThenEndsAtOnce) {
  const pid_t child =
      start({"serve", "--data", data.string(), "--listen", "127.0.0.1:0", "--metrics", "none"});
  ASSERT_TRUE(wait_for("started version=")) << read("err.txt");
  EXPECT_EQ(fs::status(data).permissions() & fs::perms::others_all, fs::perms::none);
  EXPECT_THROW(FolderLock{settings(where(), false)}, Stop);  // A second server is refused.
  const auto asked = std::chrono::steady_clock::now();
  ::kill(child, SIGTERM);
  EXPECT_EQ(finish(child), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 10s);
  EXPECT_THAT(read("err.txt"), HasSubstr("stopped"));
}

}  // namespace
}  // namespace palier::app
