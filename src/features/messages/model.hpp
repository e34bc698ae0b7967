#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>

#include "features/messages/messages.hpp"

namespace palier::messages {

struct MessageTag;
using MessageId = Id<MessageTag>;

/// What pairs without a thing, and rounds, are about.
inline constexpr const char* kPerson = "person";
inline constexpr const char* kRound = "round";

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
  AccountId owner_id{};  ///< Of a round.
  AccountId asked_by{};  ///< Who asked to write, while the other has not said yes.
  std::optional<Instant> refused_at;

  bool round() const { return !account_a; }
  AccountId other(AccountId who) const { return who == account_a ? account_b : account_a; }
};
BOOST_DESCRIBE_STRUCT(Thread, (),
                      (id, territory_id, account_a, account_b, about_kind, about_id, title,
                       about_url, created_at, last_at, closed_at, owner_id, asked_by, refused_at))

struct Member {
  AccountId account_id{};
  AccountId added_by{};
  Instant joined_at{};
  std::optional<Instant> left_at;
  AccountId left_by{};
  bool muted = false;
  bool by_mail = false;  ///< Their last word came by mail: each message is sent to them.
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (account_id, added_by, joined_at, left_at, left_by, muted, by_mail))

struct Message {
  MessageId id{};
  ThreadId thread_id{};
  AccountId author_id{};
  std::string text;
  Instant created_at{};
  bool hidden = false;
  std::string kind = "said";
  AccountId about_account{};
  bool said() const { return kind == "said"; }
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, thread_id, author_id, text, created_at, hidden, kind, about_account))

/// A thread as a line of somebody's list.
struct Summary {
  ThreadId id{};
  AccountId account_a{};
  AccountId account_b{};
  AccountId asked_by{};
  std::string title;
  Instant last_at{};
  std::optional<Instant> closed_at;
  bool muted = false;
  std::optional<std::string> last_text;
  std::optional<std::int64_t> last_author;
};
BOOST_DESCRIBE_STRUCT(Summary, (),
                      (id, account_a, account_b, asked_by, title, last_at, closed_at, muted,
                       last_text, last_author))

/// How much of one author is unread in one thread.
struct Unread {
  ThreadId thread_id{};
  AccountId author_id{};
  bool muted = false;
  std::int64_t n = 0;
};
BOOST_DESCRIBE_STRUCT(Unread, (), (thread_id, author_id, muted, n))

}  // namespace palier::messages
