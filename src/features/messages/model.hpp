#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>

#include "features/messages/messages.hpp"

namespace palier::messages {

struct MessageTag;
using MessageId = Id<MessageTag>;

struct Thread {
  ThreadId id{};
  places::TerritoryId territory_id{1};
  AccountId account_a{};
  AccountId account_b{};
  std::string about_kind;
  std::int64_t about_id = 0;
  std::string title;
  std::string about_url;
  Instant created_at{};
  Instant last_at{};
  std::optional<Instant> closed_at;

  bool of(AccountId who) const { return who && (who == account_a || who == account_b); }
  AccountId other(AccountId who) const { return who == account_a ? account_b : account_a; }
};
BOOST_DESCRIBE_STRUCT(Thread, (),
                      (id, territory_id, account_a, account_b, about_kind, about_id, title,
                       about_url, created_at, last_at, closed_at))

struct Message {
  MessageId id{};
  ThreadId thread_id{};
  AccountId author_id{};
  std::string text;
  Instant created_at{};
  bool hidden = false;
};
BOOST_DESCRIBE_STRUCT(Message, (), (id, thread_id, author_id, text, created_at, hidden))

/// A thread as a line of somebody's list.
struct Summary {
  ThreadId id{};
  AccountId account_a{};
  AccountId account_b{};
  std::string title;
  Instant last_at{};
  std::optional<Instant> closed_at;
  std::optional<std::string> last_text;
  std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(Summary, (),
                      (id, account_a, account_b, title, last_at, closed_at, last_text, unread))

}  // namespace palier::messages
