#include "core/db/engine.hpp"

namespace palier::db {

std::unique_ptr<Database> open(const Settings& settings) {
  const std::string_view url = settings.url;
  if (settings.connections < 1)
    throw Error("The number of database connections must be at least 1.");
  if (url.starts_with("sqlite:")) {
    const std::string path(url.substr(7));
    if (path.empty())
      throw Error("The database URL names no file: write it as sqlite:/folder/palier.db.");
    return open_sqlite(path, settings.connections);
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return open_postgres(settings.url, settings.connections);
  throw Error(
      "The database URL must begin with sqlite: or postgresql://, as in sqlite:/var/lib/palier/"
      "palier.db or postgresql://palier@localhost/palier.");
}

}  // namespace palier::db
