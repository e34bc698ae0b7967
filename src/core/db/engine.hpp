#pragma once
// What the two engines share inside core/db; nobody else includes it.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/db/database.hpp"

namespace palier::db {

std::unique_ptr<Database> open_sqlite(const std::string& path, int connections);
std::unique_ptr<Database> open_postgres(const std::string& url, int connections);

std::unique_ptr<Ear> listen_postgres(std::string url, std::string channel,
                                     std::function<void()> heard);

/// How long a request waits for a connection before it is told to come back later.
inline constexpr std::chrono::milliseconds kPatience{10'000};

/// Marks this thread as being in a transaction of `db` while it lives. A second one on the same
/// thread would wait for itself, or read an older state than the one being written: Error.
class InTransaction {
 public:
  explicit InTransaction(const Database* db);
  ~InTransaction();
  InTransaction(const InTransaction&) = delete;
  InTransaction& operator=(const InTransaction&) = delete;
};

/// Lookup by string_view without making a string.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
template <class T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// Statements kept a connection. Past this many someone is building SQL from input.
inline constexpr std::size_t kStatementsKept = 2000;

/// Whether a statement is worth keeping prepared: reads and writes are, DDL and SET are not.
bool worth_keeping(std::string_view sql);
/// Whether it only reads: then it changed no rows, whatever the server counts.
bool only_reads(std::string_view sql);
/// The statement on one line, shortened, for an error's text: SQL holds no values.
std::string brief(std::string_view sql);

/// Runs what waited for the commit; a throw is logged and goes no further.
void run_after_commit(std::vector<std::function<void()>>& actions);

}  // namespace palier::db
