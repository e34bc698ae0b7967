#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/db/database.hpp"
#include "core/mail/mail.hpp"

namespace palier::mail {

/// A message as its row holds it while it waits to be sent.
struct Waiting {
  std::string channel, recipient, subject, text, html, language, unsubscribe_url, reply_to,
      from_name;
  Instant created_at{};
};
BOOST_DESCRIBE_STRUCT(Waiting, (),
                      (channel, recipient, subject, text, html, language, unsubscribe_url, reply_to,
                       from_name, created_at))

/// All SQL of the outbox.
class OutboxStore {
 public:
  OutboxStore(db::Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  /// Answers its id. Kept rows are done with at once.
  std::int64_t add(db::Transaction& tx, const Message& message, bool keep);
  std::int64_t add(db::Transaction& tx, const Sms& sms, bool keep);
  std::optional<Waiting> waiting(std::int64_t id);
  void sent(std::int64_t id) { done(id, "sent", ""); }
  void refused(std::int64_t id, std::string_view note) { done(id, "refused", note); }
  void forget(db::Transaction& tx, std::string_view recipient);
  void tidy();
  std::vector<Kept> kept(int limit);

 private:
  void done(std::int64_t id, std::string_view state, std::string_view note);

  db::Database& db_;
  const Clock& clock_;
};

}  // namespace palier::mail
