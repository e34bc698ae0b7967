#include "app/doctor.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <ostream>

#include "app/base.hpp"
#include "app/exit.hpp"
#include "core/db/rows.hpp"
#include "core/i18n/language.hpp"
#include "embedded/migrations.hpp"

namespace palier::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using State = Finding::State;

constexpr std::uintmax_t kMegabyte = 1024 * 1024;
constexpr std::uintmax_t kLeast = 200 * kMegabyte;
constexpr std::uintmax_t kComfortable = 1024 * kMegabyte;

bool reachable_from_outside(std::string_view listen) {
  return !listen.starts_with("127.") && !listen.starts_with("[::1]") &&
         !listen.starts_with("localhost");
}

Finding look_at_configuration(const Config& c) {
  const fs::path file = c.data / "palier.toml";
  std::error_code ignored;
  const std::string from =
      fs::exists(file, ignored) ? file.string() : std::string("defaults, no palier.toml");
  try {
    i18n::load(c.time_zone);
  } catch (const std::exception& e) {
    return {State::ill, "Configuration", fmt::format("time zone \"{}\" is not known", c.time_zone),
            "Set [site] time_zone to a name such as \"Europe/Paris\"."};
  }
  if (reachable_from_outside(c.http.listen) && !c.http.public_url.starts_with("https://"))
    return {State::warning, "Configuration",
            fmt::format("{}; listens on {} without https", from, c.http.listen),
            "Put a TLS proxy in front (docs/keeper.md shows one) and set [site] public_url to its "
            "https:// address: links in mails and safe cookies depend on it."};
  return {State::well, "Configuration", from, ""};
}

Finding look_at_database(const Config& c, db::Database& db) {
  const std::string name = on_sqlite(c) ? "SQLite, " + sqlite_file(c).string() : "PostgreSQL";
  const Kind kind = kind_of(db);
  if (kind == Kind::fresh)
    return {State::well, "Database", name + ", empty: the first start fills it", ""};
  std::set<std::string, std::less<>> known;
  for (auto& done : db.read(
           [](db::Session& s) { return s.all<std::string>("select name from schema_migrations"); }))
    known.insert(std::move(done));
  std::size_t waiting = 0;
  std::set<std::string, std::less<>> ours;
  for (const auto& file : embedded::migrations()) {
    ours.emplace(file.name);
    const bool other = file.name.ends_with(on_sqlite(c) ? ".postgres.sql" : ".sqlite.sql");
    if (!other && !known.contains(file.name)) ++waiting;
  }
  for (const auto& done : known)
    if (!ours.contains(done))
      return {State::ill, "Database", fmt::format("{}, made by a newer Palier ({})", name, done),
              "Install the newer version again, or restore a backup made before it."};
  if (on_sqlite(c)) {
    const auto damage =
        db.read([](db::Session& s) { return s.one<std::string>("pragma quick_check(1)"); });
    if (damage != "ok")
      return {State::ill, "Database", fmt::format("{} is damaged: {}", name, damage),
              "Stop palier, keep a copy of the folder, and restore the last backup."};
  }
  const std::string demo = kind == Kind::demo ? ", demo town" : "";
  if (waiting)
    return {State::warning, "Database",
            fmt::format("{}{}, {} migrations to come", name, demo, waiting),
            "They run at the next `palier serve`. Make a backup before."};
  return {State::well, "Database", fmt::format("{}{}, {} migrations", name, demo, known.size()),
          ""};
}

void look_at_mail_and_jobs(const Config& c, db::Database& db, std::vector<Finding>& out) {
  const SystemClock clock;
  jobs::Queue queue(db, clock);
  const mail::Outbox outbox(db, queue, clock, c.mail);
  if (c.mail.keep_only)
    out.push_back({State::well, "Mail", "kept on this machine", ""});
  else if (const std::string wrong = outbox.check(); !wrong.empty())
    out.push_back({State::ill, "Mail", wrong,
                   "Set [mail] smtp_host, smtp_port, tls, smtp_user and PALIER_SMTP_PASSWORD. "
                   "Without mail nobody can receive a code to sign in."});
  else
    out.push_back({State::well, "Mail",
                   fmt::format("{}:{} answers", c.mail.smtp_host, c.mail.smtp_port), ""});

  const auto& replies = c.mail.replies;
  if (!replies.address.empty() && replies.lmtp_listen.empty() && replies.maildir.empty())
    out.push_back({State::ill, "Answers by mail", "nothing brings them in",
                   "Letters ask for answers to " + replies.address +
                       ": set [mail.replies] lmtp_listen or maildir, or take the address away."});
  else if (replies.address.empty() && !(replies.lmtp_listen + replies.maildir).empty())
    out.push_back({State::ill, "Answers by mail", "no address", "Set [mail.replies] address."});

  if (kind_of(db) == Kind::fresh) return;
  const auto figures = queue.figures();
  std::string found = fmt::format("{} waiting, {} running, {} put aside", figures.waiting,
                                  figures.running, figures.failed);
  for (const auto& failure : queue.failures(1))
    found += fmt::format("; the last, {}: {}", failure.kind, failure.error);
  if (figures.failed)
    out.push_back(
        {State::warning, "Jobs", found,
         "Some work failed many times: `palier jobs` lists it, most often mail that could "
         "not be delivered. Once the cause is mended, `palier jobs --retry`."});
  else
    out.push_back({State::well, "Jobs", found, ""});
}

std::string write_and_remove(const fs::path& folder) {
  const std::string path = (folder / ".palier-doctor").string();
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return std::generic_category().message(errno);
  std::string wrong;
  if (::write(file, "palier", 6) != 6 || ::fsync(file) != 0)
    wrong = std::generic_category().message(errno);
  ::close(file);
  ::unlink(path.c_str());
  return wrong;
}

Finding look_at_disk(const Config& c) {
  fs::path folder = on_sqlite(c) ? sqlite_file(c).parent_path() : c.data;
  if (folder.empty()) folder = on_sqlite(c) ? "." : "/";
  if (!on_sqlite(c) && c.data.empty()) return {State::well, "Disk", "nothing is kept here", ""};
  if (const std::string wrong = write_and_remove(folder); !wrong.empty())
    return {State::ill, "Disk", fmt::format("{} cannot be written: {}", folder.string(), wrong),
            "Give the folder to the user that runs palier (chown), or free some space."};
  std::error_code error;
  const auto space = fs::space(folder, error);
  if (error) return {State::ill, "Disk", error.message(), "Check the disk."};
  const std::string found =
      fmt::format("{} MB free in {}", space.available / kMegabyte, folder.string());
  if (space.available < kLeast)
    return {State::ill, "Disk", found, "Free at least 1 GB: a full disk stops everything."};
  if (space.available < kComfortable)
    return {State::warning, "Disk", found, "Free some space soon: 1 GB is comfortable."};
  return {State::well, "Disk", found, ""};
}

Finding look_at_clock(db::Database& db) {
  const Instant now = SystemClock{}.now();
  const char* remedy =
      "Set the machine's clock (timedatectl set-ntp true): codes, links and "
      "expiries depend on it.";
  if (now < std::chrono::sys_days{std::chrono::year{2026} / 1 / 1})
    return {State::ill, "Clock", "stands before 2026", remedy};
  if (db.dialect() == db::Dialect::postgres) {
    const auto theirs = from_micros(db.read([](db::Session& s) {
      return s.one<std::int64_t>(
          "select (extract(epoch from clock_timestamp()) * 1000000)::bigint");
    }));
    const auto apart = std::chrono::abs(SystemClock{}.now() - theirs);
    if (apart > 5s)
      return {State::ill, "Clock",
              fmt::format("{} s apart from the database's",
                          std::chrono::duration_cast<std::chrono::seconds>(apart).count()),
              remedy};
  } else if (kind_of(db) != Kind::fresh) {
    const auto last = from_micros(db.read([](db::Session& s) {
      return s.one<std::int64_t>("select coalesce(max(applied_at), 0) from schema_migrations");
    }));
    if (last > now + 5min)
      return {State::ill, "Clock", "went back since this database was last brought up to date",
              remedy};
  }
  return {State::well, "Clock", "right", ""};
}

}  // namespace

std::vector<Finding> examine(const Where& where) {
  std::vector<Finding> out;
  Config c;
  try {
    c = settings(where, false);
  } catch (const ConfigError& e) {
    return {{State::ill, "Configuration", e.what(), "Correct that line, then ask again."}};
  }
  out.push_back(look_at_configuration(c));
  try {
    std::error_code ignored;
    if (on_sqlite(c) && !fs::exists(sqlite_file(c), ignored)) {
      out.push_back({State::warning, "Database",
                     fmt::format("{} is not there yet", sqlite_file(c).string()),
                     "`palier serve` makes it at its first start."});
    } else {
      const auto db = open_database(c);
      out.push_back(look_at_database(c, *db));
      c.mail.keep_only = kind_of(*db) == Kind::demo;
      look_at_mail_and_jobs(c, *db, out);
      out.push_back(look_at_clock(*db));
    }
  } catch (const db::Error& e) {
    out.push_back({State::ill, "Database", e.what(),
                   on_sqlite(c) ? "Check who owns the file and that the disk is not full; "
                                  "restore a backup if it is damaged."
                                : "Check that PostgreSQL runs, that the address in [database] url "
                                  "is right and that the user may connect."});
  }
  out.push_back(look_at_disk(c));
  return out;
}

int doctor(const Where& where, std::ostream& out) {
  bool ill = false;
  for (const auto& finding : examine(where)) {
    const char* mark = finding.state == State::well      ? "ok  "
                       : finding.state == State::warning ? "look"
                                                         : "ILL ";
    out << fmt::format("{}  {:<14} {}\n", mark, finding.what, finding.found);
    if (!finding.remedy.empty()) out << fmt::format("      {:<14} → {}\n", "", finding.remedy);
    ill = ill || finding.state == State::ill;
  }
  out << (ill ? "\nSomething is ill: do what the arrows say, then run this again.\n"
              : "\nAll that matters is well.\n");
  return ill ? kFailed : kFine;
}

}  // namespace palier::app
