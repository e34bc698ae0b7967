#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/database.hpp"
#include "core/http/router.hpp"
#include "core/http/site.hpp"
#include "core/i18n/language.hpp"
#include "core/jobs/jobs.hpp"

namespace palier::live {

/// What has come on a topic since a place in its stream, for the plain "3 new" link.
struct News {
  std::int64_t last = 0;   ///< Where the stream stands now: what a page carries in `since`.
  std::int64_t count = 0;  ///< Events after `since` that this viewer may see.
};

/// What happens on pages while they are open: events by topic, over server-sent events
/// (WHATWG HTML), each carrying Turbo streams. A topic is a path of words ("feed/quarter/12",
/// "thread/55", "account/7"); its first word has an owner, who says who may listen. Events are
/// rows, numbered in the order in which they may be seen, so that a lost connection goes on where
/// it was (Last-Event-ID) without gap or repeat, on any node. They carry ids only: the owner of a
/// kind makes the markup, once a language, when it is sent, and answers "" for what is hidden by
/// then.
class Live {
 public:
  virtual ~Live() = default;

  /// In the caller's transaction: exactly if it commits, everyone who listens gets it. `subject` is
  /// the thing that came or changed, `author` whoever did it (0: nobody): those kept apart from
  /// them get nothing.
  virtual void publish(db::Transaction& tx, std::string_view topic, std::string_view kind,
                       std::int64_t subject, std::int64_t author = 0) = 0;

  // While building the rooms:

  /// Makes the Turbo streams of an event ("<turbo-stream action=…>…"), for everyone who listens in
  /// that language: nothing of it may depend on who looks.
  using Draw = std::function<std::string(db::Session&, const i18n::Language&,
                                         std::string_view topic, std::int64_t subject)>;
  /// `counts`: it is news to a reader (a card, a comment), not only a figure that changed.
  virtual void kind(std::string kind, Draw draw, bool counts = true) = 0;
  /// Whether this viewer may listen to "first/rest"; asked at the start of a stream and again once
  /// a minute.
  using Allowed = std::function<bool(db::Session&, const http::Viewer&, std::string_view rest)>;
  virtual void topic(std::string first, Allowed allowed) = 0;
  /// Whose events a viewer is spared (blocked either way, muted).
  using Apart = std::function<std::vector<std::int64_t>(db::Session&, std::int64_t account)>;
  virtual void apart(Apart apart) = 0;

  // For pages:

  virtual News news(db::Session& s, const http::Viewer& viewer,
                    const std::vector<std::string>& topics, std::int64_t since) const = 0;
  /// The path of a stream, as a page gives it to its controller: with where it stands now.
  static std::string url(const std::vector<std::string>& topics, std::int64_t since);

  /// What somebody may hear has changed (a block, a group left): their streams are looked at again.
  /// In the transaction of the change; the others learn it within a minute anyway.
  virtual void look_again(db::Transaction& tx, std::int64_t account) = 0;

  /// `serve` calls these: the thread that numbers events and hands them out.
  virtual void start() = 0;
  virtual void stop() = 0;
  /// For tests: does on this thread what that thread would do now.
  virtual void turn() = 0;
  virtual std::size_t listeners() const = 0;
};

/// Registers GET /live?topic=…&topic=…&since=… (signed in), and on PostgreSQL listens for what
/// other nodes publish.
std::unique_ptr<Live> make(db::Database& db, jobs::Queue& queue, http::Router& router,
                           const http::Site& site, const Clock& clock);

}  // namespace palier::live
