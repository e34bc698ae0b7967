#pragma once

#include <boost/describe.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/photos/photos.hpp"
#include "features/ready_texts/ready_texts.hpp"

namespace palier::messages {

using accounts::AccountId;
struct ThreadTag;
using ThreadId = Id<ThreadTag>;

/// Someone wrote in a thread.
struct Written {
  static constexpr const char* kName = "messages.written";
  std::int64_t thread = 0;
  std::int64_t message = 0;
  std::int64_t author = 0;
};
BOOST_DESCRIBE_STRUCT(Written, (), (thread, message, author))

/// The room's public face: conversations between two people, about one thing or none, and rounds of
/// three to twelve.
class Messages {
 public:
  virtual ~Messages() = default;
  /// The thread of these two about this thing ("aid", id), made if it is not there, open again if
  /// it was closed. `title` is shown above it, `about_url` leads back.
  virtual ThreadId open(db::Transaction& tx, AccountId a, AccountId b, std::string_view about_kind,
                        std::int64_t about_id, std::string_view title,
                        std::string_view about_url) = 0;
  /// No more can be written; what was written stays readable for both.
  virtual void close(db::Transaction& tx, ThreadId thread) = 0;
  /// Writes in the thread as `author`, as the page does; false where nothing can be written there.
  virtual bool say(db::Transaction& tx, ThreadId thread, AccountId author,
                   std::string_view text) = 0;
  /// `who` has read everything up to now.
  virtual void seen(db::Transaction& tx, ThreadId thread, AccountId who) = 0;
  virtual int unread(db::Session& s, AccountId account) const = 0;
  /// Who wrote a message between these moments: for figures.
  virtual std::vector<accounts::Mark> written(db::Session&, places::TerritoryId, Instant /*from*/,
                                              Instant /*to*/) const {
    return {};
  }
  static std::string url(ThreadId thread) { return "/messages/" + thread.str(); }

  /// The page where one writes to that person; show it where may_start() says so. To somebody they
  /// do not know yet, a first message waits until that one accepts.
  static std::string write_url(AccountId to) { return "/messages/new/" + to.str(); }
  virtual bool may_start(db::Session&, AccountId /*from*/, AccountId /*to*/) const { return false; }
  /// While building the rooms: that two people know each other in a way that another room sees (a
  /// group whose members are let in), so that they may write to each other without asking.
  using Acquainted = std::function<bool(db::Session&, AccountId, AccountId)>;
  virtual void acquainted(Acquainted) {}
  /// A round, as its page makes it; for the demo town. Nothing where the policy says no.
  virtual std::optional<ThreadId> open_round(db::Transaction&, AccountId /*by*/,
                                             const std::vector<AccountId>& /*others*/,
                                             std::string_view /*title*/) {
    return {};
  }
};

/// Rooms that messages uses where they are there (a test may do without).
struct With {
  photos::Photos* photos = nullptr;
  notices::Notices* notices = nullptr;
  ready_texts::ReadyTexts* ready_texts = nullptr;
};
std::unique_ptr<Messages> make(const Core& core, accounts::Accounts& accounts,
                               moderation::Moderation& moderation, With with = {});

}  // namespace palier::messages
