#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/db/database.hpp"
#include "core/jobs/jobs.hpp"

namespace palier::mail {

/// A message to one person: plain text, with an HTML alternative where one is given. Addresses,
/// subject and URL on one line each: a line break in them would forge headers and is refused.
struct Message {
  std::string to;  ///< E-mail address.
  std::string subject;
  std::string text;
  std::string html;
  std::string language = "fr";
  /// The address that turns this kind of message off in one click (RFC 8058); "" for none.
  std::string unsubscribe_url;
  /// Where an answer goes instead of to the site's own address; "" for there.
  std::string reply_to;
  /// Shown as the sender's name ("Jeanne (via Palier)"), at the site's address; "" for the site's.
  std::string from_name;
  bool bulk = false;  ///< One of very many: goes when nothing else waits to.
};

/// A text message to a phone, sent by the keeper's own command (config [sms] command).
struct Sms {
  std::string to;  ///< E.164.
  std::string text;
};

struct Settings {
  std::string from = "Palier <palier@localhost>";
  std::string smtp_host;  ///< Empty: kept in the outbox and shown (demo), or refused by doctor.
  int smtp_port = 25;
  std::string smtp_user, smtp_password;
  enum class Tls { none, starttls, tls } tls = Tls::none;
  std::string ca_file;  ///< PEM roots to trust for TLS; "" for the system's.
  /// Run without a shell, its words split at spaces, with the number as last argument and the text
  /// on standard input. It has 30 s; exit code 65 says that this number will never do.
  std::string sms_command;
  std::chrono::milliseconds patience{30'000};  ///< For one answer of the server, or the command.
  bool keep_only = false;                      ///< Demo: nothing leaves the machine.

  /// How answers come back (core/inbox). No address: letters are answered on the site.
  struct Replies {
    std::string address;      ///< "reply@palier.example": answers go to reply+TOKEN@palier.example.
    std::string lmtp_listen;  ///< "unix:/run/palier/lmtp" or "127.0.0.1:2424"; "" for none.
    std::string maildir;      ///< A folder that the mail server puts them into; "" for none.
  } replies;
};

/// A message as the outbox keeps it, for the demo's page.
struct Kept {
  std::int64_t id = 0;
  std::string channel;  ///< "mail" or "sms".
  std::string to, subject, text;
  Instant at{};
};

/// Messages are rows first, in the transaction that causes them, then jobs that send them: tried
/// again for about a day while the server is away; put aside, with its code, where it refuses for
/// good (5xx). What was sent is emptied after a day of its text and its address, codes and links
/// are not kept; what was not, after a week, of its text; rows go after a month.
class Outbox {
 public:
  Outbox(db::Database& db, jobs::Queue& queue, const Clock& clock, Settings settings);
  ~Outbox();
  /// Both throw std::invalid_argument for an address or a number that cannot be one.
  void send(db::Transaction& tx, const Message& message);
  void send(db::Transaction& tx, const Sms& sms);
  /// All to this address goes, sent or not: the person is leaving.
  void forget(db::Transaction& tx, std::string_view to);
  std::vector<Kept> kept(int limit) const;  ///< Newest first; only with keep_only.
  /// Tries to talk to the server, for doctor: "" or what is wrong.
  std::string check() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::mail
