// How long a run of digests takes for a city, and how much memory it holds meanwhile.
//   bench_digest [people=100000] [database=sqlite in a folder of its own]
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/db/migrations.hpp"
#include "core/db/rows.hpp"
#include "core/i18n/language.hpp"
#include "core/i18n/zone.hpp"
#include "embedded/migrations.hpp"
#include "features/notices/service.hpp"

using namespace palier;
using namespace std::chrono_literals;

namespace {

double megabytes(const char* name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name))
      return std::strtod(line.c_str() + line.find(':') + 1, nullptr) / 1024;
  return 0;
}

/// Everybody wants the daily letter; every fifth has two letters waiting.
void people_a_town(db::Database& db, std::int64_t people) {
  for (std::int64_t from = 1; from <= people; from += 2000)
    db.write([&](db::Transaction& tx) {
      for (std::int64_t id = from; id < std::min(from + 2000, people + 1); ++id) {
        tx.run(
            "insert into accounts (id, territory_id, state, first_name, last_name, language, "
            "spoken, about, verified, notify, created_at) "
            "values ($1, 1, 0, 'Camille', '', 'fr', 'fr', '', 0, 1, 0)",
            id);
        tx.run(
            "insert into account_identifiers (id, territory_id, account_id, kind, value, "
            "preferred) values ($1, 1, $2, 0, $3, true)",
            people + id, id, fmt::format("camille{}@example.org", id));
        for (int n = 0; id % 5 == 0 && n < 2; ++n)
          tx.run(
              "insert into account_digest (id, territory_id, account_id, kind, path, subject, "
              "text, created_at) values ($1, 1, $2, 'messages', '/messages/5', "
              "'Jeanne vous a écrit', $3, 0)",
              2 * people + 2 * id + n, id, std::string(300, 'x'));
      }
    });
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t people = argc > 1 ? std::atoll(argv[1]) : 100'000;
  std::string folder = (std::filesystem::temp_directory_path() / "palier-digest-XXXXXX").string();
  if (!::mkdtemp(folder.data())) return 1;
  const std::string url = argc > 2 ? argv[2] : "sqlite:" + folder + "/palier.db";
  i18n::load("Europe/Paris");
  const FakeClock clock(i18n::from_local(2026y / 11 / 24, 18h + 5min));
  Config config;
  const auto db = db::open({url, 4});
  db::migrate(*db, embedded::migrations(), clock);
  jobs::Queue queue(*db, clock);
  jobs::Events events(*db, queue, clock);
  mail::Outbox outbox(*db, queue, clock, config.mail);
  http::Router router;
  http::Site site;
  site.public_url = "https://palier.example";
  const auto live = live::make(*db, queue, router, site, clock);
  const auto replies = inbox::make(*db, queue, outbox, config.mail, clock);
  const Core core{config, clock, *db, queue, events, outbox, router, site, *live, *replies};
  const auto places = places::make(core);
  const auto accounts = accounts::make(core, *places);
  const auto notices = notices::make(core, *accounts);
  notices->kind({.code = "messages", .name = {"Messages"}});
  notices->digest(1, [](db::Session&, accounts::AccountId, const i18n::Language&, Instant) {
    return notices::Section{"Autour de vous",
                            {{"Un chat retrouvé rue des Pyrénées.", "/neighbourhood/5"},
                             {"Vide-grenier dimanche, place Gambetta.", "/neighbourhood/6"},
                             {"Qui connaît un bon plombier ?", "/neighbourhood/7"}}};
  });
  people_a_town(*db, people);

  const double before = megabytes("VmRSS");
  auto& digests = static_cast<notices::Service&>(*notices).digests();
  const auto start = std::chrono::steady_clock::now();
  digests.tick();
  const auto page_jobs = [&] {
    return db->read([](db::Session& s) {
      return s.one<std::int64_t>("select count(*) from jobs where kind = 'notices.digest_page'");
    });
  };
  const std::int64_t pages = page_jobs();
  // The letters' own jobs are the mail server's to do: here the pages alone are worked off.
  for (std::int64_t slot = notices::slot_at(clock.now()).number, after = 0; after < people;) {
    const std::int64_t last = std::min(after + notices::Digests::kPage, people);
    digests.work({slot}, accounts::AccountId{after}, accounts::AccountId{last});
    after = last;
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto letters =
      db->read([](db::Session& s) { return s.one<std::int64_t>("select count(*) from outbox"); });
  fmt::print("people={} pages={} letters={} seconds={:.1f} letters_per_second={:.0f}\n", people,
             pages, letters, seconds, static_cast<double>(letters) / seconds);
  fmt::print("rss_before={:.1f} MB peak={:.1f} MB\n", before, megabytes("VmHWM"));
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return letters == people ? 0 : 1;
}
