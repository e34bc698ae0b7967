#include "app/base.hpp"

#include "app/exit.hpp"
#include "core/db/migrations.hpp"
#include "core/db/rows.hpp"
#include "core/i18n/language.hpp"
#include "embedded/migrations.hpp"

namespace palier::app {
namespace {

bool has_table(db::Session& s, std::string_view name) {
  if (s.dialect() == db::Dialect::sqlite)
    return !s.all<std::string>("select name from sqlite_master where type = 'table' and name = $1",
                               name)
                .empty();
  return s.one<bool>("select to_regclass($1) is not null", name);
}

std::unique_ptr<db::Database> open_as(const Config& config, int& migrated, const Clock& clock) {
  auto db = open_database(config);
  const Kind kind = kind_of(*db);
  if (config.demo && kind == Kind::real)
    throw Stop(kUsage,
               "This database holds real data, so the demo town is not put into it. Give the demo "
               "a folder of its own: palier demo --data /tmp/palier-demo");
  if (!config.demo && kind == Kind::demo)
    throw Stop(kUsage,
               "This database holds the demo town, where anyone may sign in as anyone. Use "
               "`palier demo`, or another --data folder for your own site.");
  migrated = db::migrate(*db, embedded::migrations(), clock);
  if (config.demo && kind == Kind::fresh) mark_as_demo(*db);
  return db;
}

}  // namespace

Kind kind_of(db::Database& db) {
  return db.read([](db::Session& s) {
    if (!has_table(s, "schema_migrations")) return Kind::fresh;
    // A start that was cut short may have made the first tables only.
    if (!has_table(s, "node_settings"))
      return s.one<std::int64_t>("select count(*) from schema_migrations") == 0 ? Kind::fresh
                                                                                : Kind::real;
    return s.maybe<std::string>("select value from node_settings where name = 'demo'")
                       .value_or("") == "yes"
               ? Kind::demo
               : Kind::real;
  });
}

void mark_as_demo(db::Database& db) {
  db.write([](db::Transaction& tx) {
    tx.run(
        "insert into node_settings (name, value) values ('demo', 'yes') "
        "on conflict (name) do update set value = 'yes'");
  });
}

std::unique_ptr<db::Database> open_database(const Config& config) {
  return db::open({config.database_url, config.database_connections});
}

http::Site site_of(const Config& config) {
  http::Site site;
  site.name = config.site_name;
  site.public_url = config.http.public_url;
  site.demo = config.demo;
  site.rates = config.rates;
  return site;
}

Base::Base(Config config)
    : config_(std::move(config)),
      db_(open_as(config_, migrated_, clock_)),
      queue_(std::make_unique<jobs::Queue>(*db_, clock_, jobs::Timing{.zone = config_.time_zone})),
      events_(std::make_unique<jobs::Events>(*db_, *queue_, clock_)),
      outbox_(std::make_unique<mail::Outbox>(*db_, *queue_, clock_, config_.mail)),
      site_(site_of(config_)),
      live_(live::make(*db_, *queue_, router_, site_, clock_)),
      replies_(inbox::make(*db_, *queue_, *outbox_, config_.mail, clock_)),
      core_{config_, clock_, *db_, *queue_, *events_, *outbox_, router_, site_, *live_, *replies_} {
  try {
    i18n::load(config_.time_zone);
  } catch (const std::exception& e) {
    throw ConfigError(fmt::format("site.time_zone \"{}\": {}", config_.time_zone, e.what()));
  }
}

Base::~Base() = default;

}  // namespace palier::app
