#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "core/db/database.hpp"
#include "core/util/time.hpp"

namespace palier::audit {

/// One privileged act: who did what to what, and why. Lines are only ever added: the database
/// refuses changes (a trigger). Write it in the transaction of the act.
struct Line {
  std::int64_t id = 0;
  std::int64_t territory_id = 1;
  std::int64_t by_account = 0;  ///< 0: the program, or the keeper's command line.
  std::string what;             ///< "moderation.hidden", "accounts.role_given": room and act.
  std::string kind;             ///< Of the thing: "post", "account"; "" for none.
  std::int64_t subject = 0;
  /// For people who read the log; no address, no contact, no name, nothing somebody wrote: a line
  /// outlives the account it is about.
  std::string detail;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, territory_id, by_account, what, kind, subject, detail, at))

/// `id` and `at` are set here.
void write(db::Transaction& tx, const Clock& clock, Line line);
/// The same, for whoever holds the moment already.
void write(db::Transaction& tx, Instant at, const Line& line);

/// Newest first, those before the line `before` (0: from the newest).
struct Look {
  std::int64_t territory = 1;
  std::string what;  ///< "" for all, else the beginning of the word ("moderation.").
  std::int64_t by = 0, before = 0;
  int limit = 50;
  std::string kind;  ///< With `subject`: only what was done to that thing.
  std::int64_t subject = 0;
  Instant from{};                          ///< Included.
  Instant until = from_micros(INT64_MAX);  ///< Not included.
};
std::vector<Line> read(db::Session& s, const Look& look);

}  // namespace palier::audit
