#include "core/db/postgres_connection.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstring>

namespace pqxx {

/// How a parameter travels: as text, whose type the server takes from where it stands.
template <>
struct string_traits<palier::db::Value> {
  using Value = palier::db::Value;
  static constexpr const char* name() noexcept { return "palier::db::Value"; }
  static constexpr bool has_null() noexcept { return true; }
  static bool is_null(const Value& v) noexcept { return v.index() == 0; }
  static std::string to_string(const Value& value) {
    struct Writer {
      std::string operator()(std::monostate) const { return {}; }
      std::string operator()(bool v) const { return v ? "t" : "f"; }
      std::string operator()(std::int64_t v) const { return fmt::format_int(v).str(); }
      std::string operator()(double v) const { return fmt::format("{}", v); }
      std::string operator()(const std::string& v) const {
        // It travels as a C string: the rest would be cut off in silence.
        if (v.find('\0') != std::string::npos) throw palier::db::Error("a text holds a NUL byte");
        return v;
      }
      std::string operator()(const palier::db::Blob& v) const {
        static constexpr char kHex[] = "0123456789abcdef";
        std::string hex = "\\x";
        hex.reserve(2 + v.size() * 2);
        for (const std::byte b : v) {
          hex += kHex[std::to_integer<unsigned>(b) >> 4U];
          hex += kHex[std::to_integer<unsigned>(b) & 15U];
        }
        return hex;
      }
    };
    return std::visit(Writer{}, value);
  }
};

}  // namespace pqxx

namespace palier::db {
namespace {

/// Types by OID, as pg_type.dat fixes them.
enum Oid : pqxx::oid {
  kBool = 16,
  kBytea = 17,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kFloat4 = 700,
  kFloat8 = 701,
  kNumeric = 1700,
};

template <class T>
T number(const char* text, std::size_t length) {
  T out{};
  std::from_chars(text, text + length, out);
  return out;
}

Value fetched(const pqxx::field& field, pqxx::oid type) {
  if (field.is_null()) return {};
  const char* text = field.c_str();
  const std::size_t length = field.size();
  switch (type) {
    case kBool:
      return *text == 't';
    case kInt8:
    case kInt4:
    case kInt2:
      return number<std::int64_t>(text, length);
    case kFloat4:
    case kFloat8:
      return number<double>(text, length);
    case kNumeric:
      // sum() of bigint is numeric: a whole number is an integer, as it is on SQLite.
      if (std::memchr(text, '.', length)) return number<double>(text, length);
      return number<std::int64_t>(text, length);
    case kBytea: {
      const pqxx::binarystring bytes(field);
      const auto* data = reinterpret_cast<const std::byte*>(bytes.data());
      return Blob(data, data + bytes.size());
    }
    default:
      return std::string(text, length);
  }
}

/// The server's sentence, where it cannot hold a value. Class 22 quotes what it could not read, and
/// details quote whole keys; those are left out (verbosity is terse besides).
std::string said(const pqxx::sql_error& e) {
  const std::string& state = e.sqlstate();
  if (state.starts_with("22")) return "a value does not fit its type";
  std::string text = e.what();
  if (const auto line = text.find('\n'); line != std::string::npos) text.resize(line);
  return text;
}

[[noreturn]] void raise(const pqxx::sql_error& e, std::string_view doing) {
  const std::string& state = e.sqlstate();
  const std::string text = fmt::format("PostgreSQL: {} ({}); in: {}", said(e), state, brief(doing));
  if (state == "23505") throw UniqueViolation(text);
  if (state == "23503") throw ForeignKeyViolation(text);
  if (state == "40001" || state == "40P01") throw Conflict(text);
  // 08 connection, 57P admin shutdown: gone. 53 resources, 55P03 lock, 57014 cancelled: later.
  if (state.starts_with("08") || state.starts_with("57P")) throw Disconnected(text);
  if (state.starts_with("53") || state == "55P03" || state == "57014" || state == "25P03")
    throw Unavailable(text);
  throw Error(text);
}

/// Runs one step with the library's exceptions turned into ours.
template <class F>
auto translated(pqxx::connection& connection, std::string_view doing, F&& step) {
  try {
    return step();
  } catch (const pqxx::sql_error& e) {
    // Cut off in the middle of a statement, the library has no SQLSTATE to tell.
    if (e.sqlstate().empty() && !connection.is_open())
      throw Disconnected(fmt::format("PostgreSQL: the connection was lost; in: {}", brief(doing)));
    raise(e, doing);
  } catch (const pqxx::broken_connection& e) {
    throw Disconnected(fmt::format("PostgreSQL: {}", e.what()));
  } catch (const pqxx::in_doubt_error&) {
    throw Unavailable(
        "PostgreSQL: the connection was lost during the commit; whether it was saved is not known");
  } catch (const pqxx::serialization_failure& e) {
    throw Conflict(e.what());
  } catch (const pqxx::deadlock_detected& e) {
    throw Conflict(e.what());
  } catch (const pqxx::failure& e) {
    if (!connection.is_open())
      throw Disconnected(fmt::format("PostgreSQL: the connection was lost; in: {}", brief(doing)));
    throw Error(fmt::format("PostgreSQL: {}; in: {}", e.what(), brief(doing)));
  }
}

using Writing = pqxx::transaction<pqxx::serializable>;
using Reading = pqxx::transaction<pqxx::repeatable_read, pqxx::read_only>;

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url) {
  try {
    connection_ = std::make_unique<pqxx::connection>(url);
    quiet_ = std::make_unique<pqxx::quiet_errorhandler>(*connection_);
    connection_->set_verbosity(pqxx::connection_base::terse);
    pqxx::nontransaction set(*connection_);
    // Should the server be set to acknowledge before it has saved: not for us.
    set.exec(
        "set client_encoding = 'UTF8';"
        "set lock_timeout = '10s';"
        "set idle_in_transaction_session_timeout = '60s';"
        "select set_config('synchronous_commit', 'on', false)"
        " where current_setting('synchronous_commit') = 'off'");
  } catch (const pqxx::failure& e) {
    std::string text = e.what();
    while (!text.empty() && text.back() == '\n') text.pop_back();
    throw Unavailable(text);
  }
}

void PostgresConnection::begin(bool writing) {
  translated(*connection_, "begin", [&] {
    if (writing)
      transaction_ = std::make_unique<Writing>(*connection_);
    else
      transaction_ = std::make_unique<Reading>(*connection_);
  });
}

void PostgresConnection::commit() {
  translated(*connection_, "commit", [&] { transaction_->commit(); });
  transaction_.reset();
}

void PostgresConnection::rollback() noexcept {
  try {
    transaction_.reset();
  } catch (...) {
    // The connection is closed with what was left of it.
  }
}

const std::string& PostgresConnection::prepared(std::string_view sql) {
  if (const auto found = names_.find(sql); found != names_.end()) return found->second;
  if (names_.size() >= kStatementsKept) {
    for (const auto& [text, name] : names_) connection_->unprepare(name);
    names_.clear();
  }
  std::string name = fmt::format("p{}", names_.size() + 1);
  connection_->prepare(name, std::string(sql));
  return names_.emplace(std::string(sql), std::move(name)).first->second;
}

Result PostgresConnection::execute(std::string_view sql, std::span<const Value> params) {
  const pqxx::result found = translated(*connection_, sql, [&] {
    const auto values = pqxx::prepare::make_dynamic_params(params.begin(), params.end());
    if (worth_keeping(sql)) return transaction_->exec_prepared(prepared(sql), values);
    if (params.empty()) return transaction_->exec(std::string(sql));
    return transaction_->exec_params(std::string(sql), values);
  });

  Result result;
  const auto width = found.columns();
  std::vector<pqxx::oid> types;
  for (pqxx::row::size_type i = 0; i < width; ++i) {
    result.columns.emplace_back(found.column_name(i));
    types.push_back(found.column_type(i));
  }
  result.rows.reserve(found.size());
  for (const auto& row : found) {
    auto& values = result.rows.emplace_back();
    values.reserve(width);
    for (pqxx::row::size_type i = 0; i < width; ++i) values.push_back(fetched(row[i], types[i]));
  }
  if (!only_reads(sql)) result.affected = static_cast<std::int64_t>(found.affected_rows());
  return result;
}

}  // namespace palier::db
