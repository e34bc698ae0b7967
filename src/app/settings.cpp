#include "app/settings.hpp"

#include "app/exit.hpp"

namespace palier::app {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSqlite = "sqlite:";

void find_folder(const fs::path& data, bool make) {
  std::error_code error;
  if (fs::is_directory(data, error)) return;
  if (fs::exists(data, error))
    throw Stop(kUsage, fmt::format("{} is not a folder.", data.string()));
  if (!make) throw Stop(kUsage, fmt::format("There is no folder {}. Check --data.", data.string()));
  fs::create_directories(data, error);
  // People's addresses will be in it.
  if (!error) fs::permissions(data, fs::perms::owner_all, error);
  if (error)
    throw Stop(kFailed,
               fmt::format("The folder {} cannot be made: {}.", data.string(), error.message()));
}

// Mails need an address that works from outside; without one, where we listen is the best guess.
std::string address_of(std::string_view listen) {
  for (std::string_view any : {"0.0.0.0:", "[::]:", "127.0.0.1:", "[::1]:"})
    if (listen.starts_with(any))
      return fmt::format("http://localhost:{}", listen.substr(any.size()));
  return fmt::format("http://{}", listen);
}

}  // namespace

Config settings(const Where& where, bool make_folder, const Listen& listen) {
  if (!where.data.empty()) find_folder(where.data, make_folder);
  Config c = load_config(where.data, where.config);
  if (!where.database.empty()) c.database_url = where.database;
  if (!listen.address.empty()) c.http.listen = listen.address;
  if (!listen.metrics.empty())
    c.http.metrics_listen = listen.metrics == "none" ? "" : listen.metrics;

  if (c.database_url.empty()) {
    if (c.data.empty()) throw Stop(kUsage, "Say where the data is: --data DIR, or --database URL.");
    c.database_url = std::string(kSqlite) + (c.data / "palier.db").string();
  }
  if (!on_sqlite(c) && !c.database_url.starts_with("postgresql://") &&
      !c.database_url.starts_with("postgres://"))
    throw ConfigError(
        "the database's address must begin with sqlite: or postgresql:// (--database, "
        "PALIER_DATABASE or [database] url)");
  while (c.http.public_url.ends_with('/')) c.http.public_url.pop_back();
  if (c.http.public_url.empty())
    c.http.public_url = address_of(c.http.listen);
  else if (!c.http.public_url.starts_with("https://") && !c.http.public_url.starts_with("http://"))
    throw ConfigError("site.public_url must begin with https:// or http://");
  return c;
}

bool on_sqlite(const Config& config) {
  return config.database_url.starts_with(kSqlite);
}

fs::path sqlite_file(const Config& config) {
  return on_sqlite(config) ? fs::path(config.database_url.substr(kSqlite.size())) : fs::path{};
}

}  // namespace palier::app
