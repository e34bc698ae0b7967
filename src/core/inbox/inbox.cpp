#include "core/inbox/inbox.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <charconv>
#include <map>

#include "core/form/clean.hpp"
#include "core/http/keys.hpp"
#include "core/inbox/headers.hpp"
#include "core/inbox/inbox_store.hpp"
#include "core/inbox/letters.hpp"
#include "core/inbox/lmtp.hpp"
#include "core/inbox/maildir.hpp"
#include "core/inbox/own_words.hpp"
#include "core/inbox/read_mail.hpp"
#include "core/inbox/token.hpp"
#include "core/mail/transport.hpp"

namespace palier::inbox {
namespace {

constexpr const char* kReply = "inbox.reply";
constexpr const char* kTidy = "inbox.tidy";

constexpr std::size_t kMost = 15 * 1024 * 1024 + 4096;  // With what LMTP puts before it.
/// More than anyone writes: two programs that answer each other.
constexpr std::int64_t kPerHour = 40;
/// A message that ended the program three times is not read a fourth.
constexpr std::int64_t kAttempts = 3;
constexpr std::int64_t kToldPerDay = 5;
constexpr std::chrono::milliseconds kLook{2000};

// In ASCII, as SMTP wants it; a person reads it in what their own mail server sends back.
constexpr const char* kUnknown = "5.1.1 No such address here";
constexpr const char* kExpired =
    "5.1.6 This reply address has expired: please answer on the site. / Cette adresse de reponse a "
    "expire : repondez sur le site.";
constexpr const char* kNotAllowed = "5.7.1 This account may not write";
constexpr const char* kTooMany = "5.7.1 Too many answers within an hour";

std::string_view word(Outcome outcome) {
  switch (outcome) {
    case Outcome::taken:
      return "taken";
    case Outcome::closed:
      return "closed";
    case Outcome::too_long:
      return "too_long";
    case Outcome::empty:
      return "empty";
    case Outcome::not_allowed:
      return "not_allowed";
    case Outcome::ignored:
      break;
  }
  return "ignored";
}

db::Blob blob(std::string_view bytes) {
  const auto* begin = reinterpret_cast<const std::byte*>(bytes.data());
  return {begin, begin + bytes.size()};
}

std::string_view text(const db::Blob& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class Relay final : public Replies {
 public:
  Relay(db::Database& db, jobs::Queue& queue, const mail::Settings& settings, const Clock& clock)
      : db_(db), queue_(queue), clock_(clock), settings_(settings.replies) {
    const auto at = settings_.address.find('@');
    if (!settings_.address.empty()) {
      if (!mail::plausible_address(settings_.address) || at > kMailboxMost ||
          settings_.address.find('+') != std::string::npos)
        throw std::invalid_argument(
            fmt::format("[mail.replies] address = \"{}\" must be an e-mail address with at most {} "
                        "characters before the @ and no +",
                        settings_.address, kMailboxMost));
      mailbox_ = lower(settings_.address.substr(0, at)) + "+";
      domain_ = lower(settings_.address.substr(at));
      keys_.emplace(db);
    }
    queue.handle(kReply, [this](const jobs::Job& job) { work(job.payload); });
    queue.handle(kTidy, [this](const jobs::Job&) {
      db_.write([this](db::Transaction& tx) { store::tidy(tx, clock_.now()); });
    });
    queue.daily(kTidy, std::chrono::hours{4} + std::chrono::minutes{20}, kTidy);
  }
  ~Relay() override { stop(); }
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  std::string address(std::string_view purpose, std::int64_t subject,
                      std::int64_t account) const override {
    if (!keys_) return {};
    return mailbox_ + token(*keys_, purpose, {subject, account, clock_.now() + kLife}) + domain_;
  }

  void handle(std::string purpose, Handler handler, std::string path, Ready ready) override {
    rooms_[std::move(purpose)] = {std::move(handler), std::move(path), std::move(ready)};
  }
  void owners(Owners owners) override { owners_ = std::move(owners); }

  Answer recipient(std::string_view to) const override {
    const auto found = read(to);
    if (!found) return {550, kUnknown};
    if (found->right.expires < clock_.now()) return {550, kExpired};
    return {250, "2.1.5 OK"};
  }

  Answer deliver(std::string_view to, std::string_view message) override {
    Answer first = recipient(to);
    if (first.code != 250) return first;
    if (message.size() > kMost) return {552, "5.3.4 Message too long"};
    const Headers headers(message);
    if (const auto why = automatic(headers); !why.empty()) {
      spdlog::info("an answer by mail was dropped: {}", why);
      return {250, "2.0.0 Dropped: automatic"};
    }
    const auto found = read(to);
    Kept kept;
    kept.id = new_id();
    kept.purpose = found->purpose;
    kept.subject = found->right.subject;
    kept.account_id = found->right.account;
    const std::string_view id = headers.one("message-id");
    kept.message_key = http::digest(id.empty() ? message : id);
    kept.message = blob(message);
    try {
      return db_.write([&](db::Transaction& tx) { return keep(tx, kept); });
    } catch (const std::exception& e) {
      spdlog::error("an answer by mail could not be kept: {}", e.what());
      return {451, "4.3.0 Not now, please try again"};
    }
  }

  void start() override {
    if (!keys_) return;
    if (!settings_.lmtp_listen.empty())
      lmtp_.emplace(settings_.lmtp_listen,
                    Lmtp::Calls{[this](std::string_view to) { return recipient(to); },
                                [this](std::string_view to, std::string_view message) {
                                  return deliver(to, message);
                                }});
    if (!settings_.maildir.empty()) {
      maildir_.emplace(
          settings_.maildir, [this](std::string_view message) { return from_maildir(message); },
          kLook);
      maildir_->start();
    }
  }
  void stop() override {
    lmtp_.reset();
    maildir_.reset();
  }

 private:
  struct Room {
    Handler handler;
    std::string path;
    Ready ready;
  };
  struct Found {
    std::string purpose;
    Right right;
  };

  /// Which room's address it is, if it is one of ours at all.
  std::optional<Found> read(std::string_view to) const {
    if (!keys_ || to.size() > 320) return {};
    const std::string whole = lower(to);
    if (!whole.starts_with(mailbox_) || !whole.ends_with(domain_) ||
        whole.size() < mailbox_.size() + domain_.size())
      return {};
    const std::string_view secret = std::string_view(whole).substr(
        mailbox_.size(), whole.size() - mailbox_.size() - domain_.size());
    for (const auto& [purpose, room] : rooms_)
      if (const auto right = read_token(*keys_, purpose, secret)) return Found{purpose, *right};
    return {};
  }

  Answer keep(db::Transaction& tx, const Kept& kept) {
    const Instant now = clock_.now();
    if (owners_.active && !owners_.active(tx, kept.account_id)) return {550, kNotAllowed};
    if (store::received_since(tx, kept.account_id, now - std::chrono::hours{1}) >= kPerHour)
      return {550, kTooMany};
    if (store::insert(tx, kept, now)) queue_.add(tx, kReply, std::to_string(kept.id));
    return {250, "2.0.0 Taken"};
  }

  /// To whom it came stands in what the mail server wrote, or in what the sender did.
  bool from_maildir(std::string_view message) {
    const Headers headers(message);
    for (const char* name :
         {"delivered-to", "x-original-to", "envelope-to", "to", "cc", "resent-to"})
      for (const std::string_view value : headers.all(name))
        for (const std::string& to : addresses(value)) {
          const auto found = read(to);
          if (!found) continue;
          const Answer answer = deliver(to, message);
          if (answer.code == 451) return false;
          if (answer.code != 250) {
            spdlog::warn("an answer in the maildir was refused: {} {}", answer.code, answer.text);
            // Nobody else tells them here; a machine is told nothing.
            if (automatic(headers).empty()) too_late(*found, answer.text == kExpired);
          }
          return true;
        }
    spdlog::warn("a message in the maildir of answers is for none of our addresses");
    return true;
  }

  void too_late(const Found& found, bool expired) {
    if (!expired || !owners_.tell) return;
    db_.write([&](db::Transaction& tx) {
      tell(tx,
           {.purpose = found.purpose,
            .subject = found.right.subject,
            .account_id = found.right.account},
           letters::Why::expired, "");
    });
  }

  void work(std::string_view payload) {
    std::int64_t id = 0;
    std::from_chars(payload.data(), payload.data() + payload.size(), id);
    const auto kept = db_.write([&](db::Transaction& tx) { return store::attempt(tx, id); });
    if (!kept) return;
    const auto room = rooms_.find(kept->purpose);
    if (room == rooms_.end() || kept->attempts > kAttempts) {
      spdlog::error("the answer by mail {} could not be read", id);
      db_.write([&](db::Transaction& tx) { give_up(tx, *kept, ""); });
      return;
    }
    Mail mail = read_mail(text(kept->message));
    Reply reply{.purpose = kept->purpose,
                .subject = kept->subject,
                .account = kept->account_id,
                .text = form::clean(own_words(mail.text)),
                .photos = std::move(mail.photos),
                .message_id = kept->message_key};
    if (room->second.ready) reply.ready = room->second.ready(reply);
    db_.write([&](db::Transaction& tx) {
      if (!store::waiting(tx, id)) return;
      if (mail.unreadable) return give_up(tx, *kept, "");
      settle(tx, *kept, reply, room->second);
    });
  }

  void settle(db::Transaction& tx, const Kept& kept, const Reply& reply, const Room& room) {
    Outcome outcome = Outcome::not_allowed;
    if (!owners_.active || owners_.active(tx, kept.account_id))
      outcome =
          reply.text.empty() && reply.photos.empty() ? Outcome::empty : room.handler(tx, reply);
    store::finish(tx, kept.id, word(outcome), clock_.now());
    if (outcome != Outcome::taken && outcome != Outcome::ignored)
      tell(tx, kept, letters::why(outcome), reply.text);
  }

  void give_up(db::Transaction& tx, const Kept& kept, std::string_view said) {
    store::finish(tx, kept.id, "unreadable", clock_.now());
    tell(tx, kept, letters::Why::unreadable, said);
  }

  /// Once for a message, a few times a day at most, and only to the account's own address.
  void tell(db::Transaction& tx, const Kept& kept, letters::Why why, std::string_view said) {
    const Instant now = clock_.now();
    if (!owners_.tell ||
        store::told_since(tx, kept.account_id, now - std::chrono::hours{24}) >= kToldPerDay)
      return;
    if (kept.id) store::told(tx, kept.id, now);
    const auto room = rooms_.find(kept.purpose);
    const std::string path = room == rooms_.end() || room->second.path.empty()
                                 ? "/"
                                 : room->second.path + std::to_string(kept.subject);
    owners_.tell(tx, kept.account_id, [&](const i18n::Language& language) {
      return letters::not_taken(language, why, said, path);
    });
  }

  db::Database& db_;
  jobs::Queue& queue_;
  const Clock& clock_;
  const mail::Settings::Replies settings_;
  std::string mailbox_, domain_;  ///< "reply+" and "@palier.example".
  std::optional<http::Keys> keys_;
  std::map<std::string, Room, std::less<>> rooms_;
  Owners owners_;
  std::optional<Lmtp> lmtp_;
  std::optional<Maildir> maildir_;
};

}  // namespace

std::unique_ptr<Replies> make(db::Database& db, jobs::Queue& queue, mail::Outbox&,
                              const mail::Settings& settings, const Clock& clock) {
  return std::make_unique<Relay>(db, queue, settings, clock);
}

}  // namespace palier::inbox
