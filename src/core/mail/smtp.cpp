#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <mutex>
#include <vmime/net/smtp/SMTPExceptions.hpp>
#include <vmime/platforms/posix/posixHandler.hpp>
#include <vmime/vmime.hpp>

#include "core/mail/transport.hpp"

namespace palier::mail {
namespace {

namespace net = vmime::net;
namespace cert = vmime::security::cert;
using Clock = std::chrono::steady_clock;

/// A quarter hour for one message would hold a worker too long: whoever drips bytes is cut off.
constexpr int kPatienceInAll = 4;

/// Gives up on an answer after `patience`, and on the whole after a few times that.
class Patience final : public net::timeoutHandler {
 public:
  explicit Patience(std::chrono::milliseconds patience) : patience_(patience) {}
  bool isTimeOut() override {
    const auto now = Clock::now();
    return now >= last_ + patience_ || now >= first_ + patience_ * kPatienceInAll;
  }
  void resetTimeOut() override { last_ = Clock::now(); }
  bool handleTimeOut() override { return false; }

 private:
  const std::chrono::milliseconds patience_;
  const Clock::time_point first_ = Clock::now();
  Clock::time_point last_ = first_;
};

class PatienceFactory final : public net::timeoutHandlerFactory {
 public:
  explicit PatienceFactory(std::chrono::milliseconds patience) : patience_(patience) {}
  vmime::shared_ptr<net::timeoutHandler> create() override {
    return vmime::make_shared<Patience>(patience_);
  }

 private:
  const std::chrono::milliseconds patience_;
};

std::string roots_file(const Settings& settings) {
  if (!settings.ca_file.empty()) return settings.ca_file;
  if (const char* file = std::getenv("SSL_CERT_FILE")) return file;
  return "/etc/ssl/certs/ca-certificates.crt";
}

/// Every certificate of a PEM bundle.
std::vector<vmime::shared_ptr<cert::X509Certificate>> roots(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string pem{std::istreambuf_iterator<char>(file), {}};
  static constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
  static constexpr std::string_view kEnd = "-----END CERTIFICATE-----";
  std::vector<vmime::shared_ptr<cert::X509Certificate>> found;
  for (auto at = pem.find(kBegin); at != std::string::npos; at = pem.find(kBegin, at + 1)) {
    const auto end = pem.find(kEnd, at);
    if (end == std::string::npos) break;
    const auto length = end + kEnd.size() - at;
    if (auto one = cert::X509Certificate::import(
            reinterpret_cast<const vmime::byte_t*>(pem.data() + at), length))
      found.push_back(std::move(one));
  }
  if (found.empty())
    throw NotSent(fmt::format(
        "no certificates to trust in {}: install ca-certificates, or set ca_file", path));
  return found;
}

void prepare_library() {
  static std::once_flag once;
  std::call_once(once,
                 [] { vmime::platform::setHandler<vmime::platforms::posix::posixHandler>(); });
}

vmime::shared_ptr<net::transport> connected(const Settings& settings) {
  prepare_library();
  const auto session = net::session::create();
  const bool tls = settings.tls == Settings::Tls::tls;
  auto transport = session->getTransport(std::string(tls ? "smtps" : "smtp"));
  transport->setProperty("server.address", settings.smtp_host);
  transport->setProperty("server.port", settings.smtp_port);
  // Plain steps cost a few round trips and make each refusal plain to see.
  transport->setProperty("options.pipelining", false);
  transport->setProperty("options.chunking", false);
  if (!settings.smtp_user.empty()) {
    transport->setProperty("options.need-authentication", true);
    transport->setProperty("auth.username", settings.smtp_user);
    transport->setProperty("auth.password", settings.smtp_password);
  }
  if (settings.tls == Settings::Tls::starttls) {
    transport->setProperty("connection.tls", true);
    transport->setProperty("connection.tls.required", true);
  }
  if (settings.tls != Settings::Tls::none) {
    const auto verifier = vmime::make_shared<cert::defaultCertificateVerifier>();
    verifier->setX509RootCAs(roots(roots_file(settings)));
    transport->setCertificateVerifier(verifier);
  }
  transport->setTimeoutHandlerFactory(vmime::make_shared<PatienceFactory>(settings.patience));
  transport->connect();
  return transport;
}

std::string first_word(const std::string& text) {
  return text.substr(0, text.find_first_of(" :"));
}

/// What went wrong, without what the server said: servers repeat addresses.
std::string told(const vmime::exception& e) {
  if (const auto* refused = dynamic_cast<const net::smtp::SMTPCommandError*>(&e)) {
    const auto more = refused->extendedStatusCode();
    return fmt::format("the mail server answered {} {}.{}.{} to {}", refused->statusCode(),
                       more.klass, more.subject, more.detail, first_word(refused->command()));
  }
  if (dynamic_cast<const vmime::exceptions::authentication_error*>(&e))
    return "the mail server refused the user name or the password";
  if (dynamic_cast<const vmime::exceptions::operation_timed_out*>(&e))
    return "the mail server did not answer in time";
  if (dynamic_cast<const cert::certificateException*>(&e))
    return "the mail server's certificate could not be verified";
  return fmt::format("the mail server could not be reached ({}: {})", e.name(), e.what());
}

/// A 5xx to one of the steps that are about this message. One to EHLO or AUTH is about us, and may
/// be put right by the keeper.
bool for_good(const vmime::exception& e) {
  if (dynamic_cast<const net::smtp::SMTPMessageSizeExceedsMaxLimitsException*>(&e)) return true;
  const auto* refused = dynamic_cast<const net::smtp::SMTPCommandError*>(&e);
  if (!refused || refused->statusCode() < 500 || refused->statusCode() == 530) return false;
  const std::string step = first_word(refused->command());
  return step == "RCPT" || step == "DATA" || step.empty();
}

void leave(const vmime::shared_ptr<net::transport>& transport) {
  try {
    transport->disconnect();
  } catch (const std::exception&) {
    // The message has been taken over already; how the parting went does not matter.
  }
}

}  // namespace

void send_smtp(const Settings& settings, std::int64_t id, const Message& message, Instant at) {
  try {
    const std::string wire = composed(settings, id, message, at);
    const auto transport = connected(settings);
    const vmime::mailbox from{vmime::emailAddress(mailbox(settings.from).address)};
    vmime::mailboxList to;
    to.appendMailbox(vmime::make_shared<vmime::mailbox>(vmime::emailAddress(message.to)));
    vmime::utility::inputStreamStringAdapter in(wire);
    transport->send(from, to, in, wire.size());
    leave(transport);
  } catch (const vmime::exception& e) {
    if (for_good(e)) throw Refused(told(e));
    throw NotSent(told(e));
  }
}

std::string check_smtp(const Settings& settings) {
  const auto where = fmt::format("{}:{}", settings.smtp_host, settings.smtp_port);
  try {
    leave(connected(settings));
    return {};
  } catch (const vmime::exception& e) {
    return fmt::format("mail cannot be sent through {}: {}", where, told(e));
  } catch (const NotSent& e) {
    return fmt::format("mail cannot be sent through {}: {}", where, e.what());
  }
}

}  // namespace palier::mail
