#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/db/database.hpp"

namespace palier::inbox {

/// A message as its row holds it until its room has it.
struct Kept {
  std::int64_t id = 0;
  std::string purpose;
  std::int64_t subject = 0;
  std::int64_t account_id = 0;
  std::string message_key;
  db::Blob message;
  std::int64_t attempts = 0;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (id, purpose, subject, account_id, message_key, message, attempts))

/// All SQL of the inbox.
namespace store {

/// False where the same message was kept for the same address already.
bool insert(db::Transaction& tx, const Kept& mail, Instant now);
std::int64_t received_since(db::Session& s, std::int64_t account, Instant since);
/// One more attempt at it; nothing where it is done.
std::optional<Kept> attempt(db::Transaction& tx, std::int64_t id);
bool waiting(db::Session& s, std::int64_t id);
/// Done, with a word for what became of it; what was written is emptied.
void finish(db::Transaction& tx, std::int64_t id, std::string_view state, Instant now);
void told(db::Transaction& tx, std::int64_t id, Instant now);
std::int64_t told_since(db::Session& s, std::int64_t account, Instant since);
void tidy(db::Transaction& tx, Instant now);

}  // namespace store
}  // namespace palier::inbox
