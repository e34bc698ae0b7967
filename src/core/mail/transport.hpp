#pragma once
// How messages leave the machine; only core/mail includes this.

#include <stdexcept>
#include <string>
#include <string_view>

#include "core/mail/mail.hpp"

namespace palier::mail {

/// It will never get there: the other side said so. what() is a code without any address.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// Not now; worth trying again. what() names no address either.
struct NotSent : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A mailbox as the configuration writes it: "Palier <palier@example.org>" or the bare address.
struct Mailbox {
  std::string name, address;
};
Mailbox mailbox(std::string_view text);

/// Whether it can stand between < and > in SMTP: ASCII, one @, nothing that ends a line or a path.
bool plausible_address(std::string_view address);
bool plausible_number(std::string_view e164);

/// The message as it goes over the wire (RFC 5322). The Message-ID is made of `id`, so that a copy
/// sent twice is known as one.
std::string composed(const Settings& settings, std::int64_t id, const Message& message, Instant at);

/// Hands it to the server. Throws Refused or NotSent.
void send_smtp(const Settings& settings, std::int64_t id, const Message& message, Instant at);
/// Greets the server as for sending, and leaves: "" or what is wrong and what to do.
std::string check_smtp(const Settings& settings);

/// Runs the keeper's command. Throws Refused or NotSent.
void send_sms(const Settings& settings, const Sms& sms);

}  // namespace palier::mail
