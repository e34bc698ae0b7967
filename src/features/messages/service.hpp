#pragma once

#include <optional>
#include <vector>

#include "features/messages/form.hpp"
#include "features/messages/messages.hpp"
#include "features/messages/model.hpp"
#include "features/messages/policy.hpp"

namespace palier::messages {

class Service final : public Messages {
 public:
  Service(const Core& core, accounts::Accounts& accounts, moderation::Moderation& moderation,
          With with)
      : core_(core), accounts_(accounts), moderation_(moderation), with_(with) {}

  ThreadId open(db::Transaction& tx, AccountId a, AccountId b, std::string_view about_kind,
                std::int64_t about_id, std::string_view title, std::string_view about_url) override;
  void close(db::Transaction& tx, ThreadId thread) override;
  bool say(db::Transaction& tx, ThreadId thread, AccountId author, std::string_view text) override;
  void seen(db::Transaction& tx, ThreadId thread, AccountId who) override;
  int unread(db::Session& s, AccountId account) const override;
  bool may_start(db::Session& s, AccountId from, AccountId to) const override {
    return reach(s, from, to) != Reach::never;
  }
  void acquainted(Acquainted acquainted) override { vouching_.push_back(std::move(acquainted)); }
  std::optional<ThreadId> open_round(db::Transaction& tx, AccountId by,
                                     const std::vector<AccountId>& others,
                                     std::string_view title) override;

  std::vector<accounts::Mark> written(db::Session& s, places::TerritoryId t, Instant from,
                                      Instant to) const override;

  /// How one may write to another (policy.hpp).
  Reach reach(db::Session& s, AccountId from, AccountId to) const;

  /// Why nothing can be written, or `yes`. A pair kept apart reads "closed": neither is told more.
  /// `waiting`: the other has not said yes; `asked`: they are to say yes or no first.
  enum class MayWrite { yes, closed, left, waiting, asked };
  MayWrite may_write(db::Session& s, const Thread& thread, AccountId who) const;

  struct Sent {
    enum class How { sent, held, already, not_found, closed, left, waiting, refused, too_many };
    How how = How::sent;
    MessageId id{};
    ThreadId thread{};
    i18n::Message why{};  ///< Of held and refused.
  };
  Sent write(ThreadId thread, AccountId author, const Draft& draft);
  Sent write(db::Transaction& tx, ThreadId thread, AccountId author, const Draft& draft,
             bool by_mail = false);
  /// A first message to somebody: in the conversation the two have as people, or as a request.
  Sent start(AccountId from, AccountId to, const Draft& draft);
  Sent start_round(AccountId from, const RoundDraft& draft);

  /// What became of a change to a round.
  enum class Change { done, not_found, full, not_allowed, has_left };
  Change add(ThreadId thread, AccountId by, AccountId who);
  Change remove(ThreadId thread, AccountId by, AccountId who);
  Change leave(ThreadId thread, AccountId who);
  Change set_title(ThreadId thread, AccountId by, const std::string& title);
  Change mute(ThreadId thread, AccountId who, bool muted);
  /// Accepts or refuses a request to write.
  Change answer(ThreadId thread, AccountId who, bool yes);

  /// Those who have not read it are told by letter: once until they read, or each time where they
  /// answer by mail.
  void tell(const Written& event);
  /// An answer that came by mail.
  inbox::Outcome answered(db::Transaction& tx, const inbox::Reply& reply);
  /// Two people are kept apart: whoever wanted it leaves the rounds that both are in.
  void apart(const moderation::Blocked& event);
  /// A moderator has looked: what is hidden goes from open pages, what was held arrives.
  void hide(db::Transaction& tx, MessageId id, bool hidden);
  void forget(db::Transaction& tx, AccountId account);

  /// Reading marks as read.
  void read(ThreadId thread, AccountId who);

  const Core& core() const { return core_; }
  accounts::Accounts& accounts() const { return accounts_; }
  moderation::Moderation& moderation() const { return moderation_; }
  const With& with() const { return with_; }

 private:
  bool knows(db::Session& s, AccountId a, AccountId b) const;
  Sent insert(db::Transaction& tx, const Thread& thread, AccountId author, const Draft& draft,
              bool by_mail);
  void publish(db::Transaction& tx, const Message& message);
  void note(db::Transaction& tx, ThreadId thread, AccountId by, const char* kind, AccountId about,
            std::string text = "");
  void gone(db::Transaction& tx, const Thread& thread, AccountId who, AccountId by);
  void tell_one(db::Transaction& tx, const Thread& thread, const Member& to);
  void tell_added(db::Transaction& tx, const Thread& thread, AccountId who, AccountId by);
  std::optional<Thread> new_round(db::Transaction& tx, AccountId by,
                                  const std::vector<AccountId>& others, std::string_view title);

  const Core core_;
  accounts::Accounts& accounts_;
  moderation::Moderation& moderation_;
  const With with_;
  std::vector<Acquainted> vouching_;
};

}  // namespace palier::messages
