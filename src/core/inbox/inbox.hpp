#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/database.hpp"
#include "core/http/request.hpp"
#include "core/i18n/language.hpp"
#include "core/jobs/jobs.hpp"
#include "core/mail/mail.hpp"

namespace palier::inbox {

/// An answer that came by mail, after everything that proves and cleans it.
struct Reply {
  std::string purpose;       ///< "thread": the room's own word.
  std::int64_t subject = 0;  ///< The thread, the post …
  std::int64_t account = 0;  ///< Whose reply address it is.
  std::string text;          ///< Plain text without what was quoted and without the signature.
  std::vector<http::Upload> photos;     ///< Attached images, unchecked: photos::prepare() looks.
  std::string message_id;               ///< The same message handed in twice has the same.
  std::shared_ptr<const void> ready{};  ///< What the room's `Ready` made of it.
};

/// What became of it; whoever wrote is told by mail for all but `taken` and `ignored`.
enum class Outcome { taken, closed, too_long, empty, not_allowed, ignored };

/// The masked way back: a letter carries a reply address of its own, and what comes to it is the
/// account's answer in that thread or under that post, without either seeing the other's address.
/// The address is signed ("reply+TOKEN@…"): nobody can make one, and it dies with its time. Mail
/// comes in by LMTP (RFC 2033) or a maildir, as the keeper's mail server prefers.
class Replies {
 public:
  virtual ~Replies() = default;

  /// For Letter::reply_to; "" where the keeper has set up no inbound mail: say then "answer on the
  /// site".
  virtual std::string address(std::string_view purpose, std::int64_t subject,
                              std::int64_t account) const = 0;
  using Handler = std::function<Outcome(db::Transaction&, const Reply&)>;
  /// Run before the transaction, for what takes its time (photos::prepare): what it answers is
  /// Reply::ready.
  using Ready = std::function<std::shared_ptr<const void>(const Reply&)>;
  /// While building the rooms. One handler a purpose; run once for a message. `path` is where the
  /// site has the same, with the subject after it ("/messages/"): told where an answer was not
  /// taken.
  virtual void handle(std::string purpose, Handler handler, std::string path = "",
                      Ready ready = {}) = 0;

  /// Whose addresses these are: set by the room that knows, while building.
  struct Owners {
    /// Whether they may write at all now (not suspended, not gone).
    std::function<bool(db::Session&, std::int64_t account)> active;
    struct Letter {
      std::string subject, text, path;
    };
    /// Writes to them at their own address, never to the one a message says it came from.
    std::function<void(db::Transaction&, std::int64_t account,
                       const std::function<Letter(const i18n::Language&)>&)>
        tell;
  };
  virtual void owners(Owners) {}

  /// What an SMTP server answers; `text` begins with the enhanced code (RFC 3463).
  struct Answer {
    int code = 250;
    std::string text;
  };
  /// Whether mail for this recipient would be taken.
  virtual Answer recipient(std::string_view) const { return {550, "5.1.1 No such address"}; }
  /// Hands in a whole message (RFC 5322) as it came, for one recipient: what LMTP and the maildir
  /// watcher call, and tests. 250 once it is kept durably; 550 (no such address, forged, expired,
  /// suspended, too many), 552 (too long), 451 (try again). Loops, bounces and automatic answers
  /// (RFC 3834) are taken and dropped.
  virtual Answer deliver(std::string_view recipient, std::string_view message) = 0;

  /// Listens on LMTP and watches the maildir, as configured; `serve` calls it.
  virtual void start() = 0;
  virtual void stop() = 0;
};

/// Throws std::invalid_argument where the settings make no sense, in words for a keeper.
std::unique_ptr<Replies> make(db::Database& db, jobs::Queue& queue, mail::Outbox& outbox,
                              const mail::Settings& settings, const Clock& clock);

}  // namespace palier::inbox
