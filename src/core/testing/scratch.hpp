#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/db/database.hpp"

namespace palier::testing {

/// Whether PALIER_TEST_POSTGRES names a server to test on.
bool have_postgres();

/// A file of the source tree, by its path from the root ("src/core/mail/testdata/x").
std::string source_file(std::string_view path);

/// A database of its own, with every room's migrations, empty but for what these put there; gone
/// with this object. It is a copy of one migrated once a program, so that it costs milliseconds.
class Scratch {
 public:
  explicit Scratch(db::Dialect dialect);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  /// For db::open(): a second node may be opened on the same database.
  const std::string& url() const { return url_; }
  std::unique_ptr<db::Database> open(int connections = 4) const;

 private:
  db::Dialect dialect_;
  std::string name_;
  std::string url_;
};

}  // namespace palier::testing
