#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/database.hpp"
#include "core/util/time.hpp"

namespace palier::live {

/// An event as its row, once it has its place.
struct Row {
  std::int64_t seq = 0;
  std::string topic, kind;
  std::int64_t subject = 0, author = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (), (seq, topic, kind, subject, author))

/// All SQL of live events.
namespace log {

inline constexpr const char* kSignal = "palier_live";

void add(db::Transaction& tx, std::string_view topic, std::string_view kind, std::int64_t subject,
         std::int64_t author, Instant now);
bool unnumbered(db::Session& s);
/// Gives places to what has committed without one, at most `most`; answers how many. One node at a
/// time: the row of live_stream is the lock.
std::int64_t number(db::Transaction& tx, int most);
std::int64_t last(db::Session& s);
/// The oldest that is still kept; 0 where there is none.
std::int64_t first(db::Session& s);
/// Those after `seq`, in order.
std::vector<Row> after(db::Session& s, std::int64_t seq, int most);
/// Those of one topic after `seq` up to `until`.
std::vector<Row> of(db::Session& s, std::string_view topic, std::int64_t seq, std::int64_t until,
                    int most);
void sweep(db::Transaction& tx, Instant before);

}  // namespace log
}  // namespace palier::live
