#pragma once

#include <optional>
#include <vector>

#include "features/messages/form.hpp"
#include "features/messages/messages.hpp"
#include "features/messages/model.hpp"

namespace palier::messages {

class Service final : public Messages {
 public:
  Service(const Core& core, accounts::Accounts& accounts, moderation::Moderation& moderation)
      : core_(core), accounts_(accounts), moderation_(moderation) {}

  ThreadId open(db::Transaction& tx, AccountId a, AccountId b, std::string_view about_kind,
                std::int64_t about_id, std::string_view title, std::string_view about_url) override;
  void close(db::Transaction& tx, ThreadId thread) override;
  bool say(db::Transaction& tx, ThreadId thread, AccountId author, std::string_view text) override;
  void seen(db::Transaction& tx, ThreadId thread, AccountId who) override;
  int unread(db::Session& s, AccountId account) const override;

  /// Why nothing can be written, or `yes`. A pair kept apart reads "closed": neither is told more.
  enum class MayWrite { yes, closed, left };
  MayWrite may_write(db::Session& s, const Thread& thread, AccountId who) const;

  struct Sent {
    enum class How { sent, already, not_found, closed, left } how = How::sent;
    MessageId id{};
  };
  Sent write(ThreadId thread, AccountId author, const Draft& draft);
  Sent write(db::Transaction& tx, ThreadId thread, AccountId author, const Draft& draft);

  /// The other is told by letter of what they have not read; at most once until they read.
  void tell(const Written& event);

  /// Reading marks as read.
  void read(ThreadId thread, AccountId who);

  const Core& core() const { return core_; }
  accounts::Accounts& accounts() const { return accounts_; }

 private:
  const Core core_;
  accounts::Accounts& accounts_;
  moderation::Moderation& moderation_;
};

}  // namespace palier::messages
