#pragma once

#include <memory>
#include <pqxx/pqxx>
#include <string>

#include "core/db/engine.hpp"

namespace palier::db {

/// Two transactions could not both go on (SQLSTATE 40001, 40P01): run the work again.
struct Conflict : Unavailable {
  using Unavailable::Unavailable;
};
/// The connection is gone, and the transaction with it; it had not committed.
struct Disconnected : Unavailable {
  using Unavailable::Unavailable;
};

/// One connection to the server, used by one thread at a time, with its prepared statements.
class PostgresConnection {
 public:
  /// Throws Unavailable with what the server or the network said.
  explicit PostgresConnection(const std::string& url);

  void begin(bool writing);
  void commit();
  void rollback() noexcept;
  Result execute(std::string_view sql, std::span<const Value> params);

  int version() const { return connection_->server_version(); }

 private:
  const std::string& prepared(std::string_view sql);

  std::unique_ptr<pqxx::connection> connection_;
  std::unique_ptr<pqxx::quiet_errorhandler> quiet_;
  std::unique_ptr<pqxx::transaction_base> transaction_;
  ByText<std::string> names_;
};

}  // namespace palier::db
