#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <charconv>
#include <stdexcept>

#include "core/mail/mail.hpp"
#include "core/mail/outbox_store.hpp"
#include "core/mail/transport.hpp"

namespace palier::mail {
namespace {

constexpr const char* kSend = "mail.send";
constexpr const char* kSendBulk = "mail.send_bulk";
constexpr const char* kTidy = "mail.tidy";

void one_line(std::string_view text, const char* what) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      throw std::invalid_argument(fmt::format("a message's {} holds a control character", what));
}

void check_fields(const Message& message) {
  if (!plausible_address(message.to))
    throw std::invalid_argument("a message's recipient is not an e-mail address");
  one_line(message.subject, "subject");
  one_line(message.language, "language");
  one_line(message.from_name, "from_name");
  if (!message.reply_to.empty() && !plausible_address(message.reply_to))
    throw std::invalid_argument("a message's reply_to is not an e-mail address");
  const auto& url = message.unsubscribe_url;
  one_line(url, "unsubscribe_url");
  const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  // Over 900 bytes it would not fit a line of mail.
  if (url.find_first_of("<> ") != std::string::npos || url.size() > 900 ||
      !std::all_of(url.begin(), url.end(), ascii))
    throw std::invalid_argument("a message's unsubscribe_url is not a URL");
}

std::int64_t id_in(std::string_view payload) {
  std::int64_t id = 0;
  std::from_chars(payload.data(), payload.data() + payload.size(), id);
  return id;
}

}  // namespace

struct Outbox::Impl {
  Impl(db::Database& db, jobs::Queue& q, const Clock& clock, Settings s)
      : queue(q), store(db, clock), settings(std::move(s)) {}

  /// At least once: a row already sent is not sent again, a node that dies between the server's 250
  /// and our note of it sends a second copy with the same Message-ID.
  void send(std::int64_t id) {
    const auto row = store.waiting(id);
    if (!row) return;
    try {
      deliver(id, *row);
    } catch (const Refused& e) {
      spdlog::warn("message {} ({}) was refused for good: {}", id, row->channel, e.what());
      store.refused(id, e.what());
      return;
    }
    store.sent(id);
  }

  void deliver(std::int64_t id, const Waiting& row) const {
    if (settings.keep_only) throw NotSent("this program keeps messages and sends none");
    if (row.channel == "sms") {
      send_sms(settings, {row.recipient, row.text});
      return;
    }
    if (settings.smtp_host.empty()) throw NotSent("no mail server is set ([mail] smtp_host)");
    const Message message{row.recipient, row.subject,         row.text,     row.html,
                          row.language,  row.unsubscribe_url, row.reply_to, row.from_name};
    send_smtp(settings, id, message, row.created_at);
  }

  void enqueue(db::Transaction& tx, std::int64_t id, bool bulk = false) {
    if (!settings.keep_only) queue.add(tx, bulk ? kSendBulk : kSend, std::to_string(id));
  }

  jobs::Queue& queue;
  OutboxStore store;
  const Settings settings;
};

Outbox::Outbox(db::Database& db, jobs::Queue& queue, const Clock& clock, Settings settings)
    : impl_(std::make_unique<Impl>(db, queue, clock, std::move(settings))) {
  one_line(impl_->settings.from, "from");
  if (!plausible_address(mailbox(impl_->settings.from).address))
    throw std::invalid_argument("the sender ([mail] from) is not an e-mail address");
  const auto send = [impl = impl_.get()](const jobs::Job& job) { impl->send(id_in(job.payload)); };
  queue.handle(kSend, send, jobs::Lane::slow);
  queue.handle(kSendBulk, send, jobs::Lane::bulk);
  queue.handle(kTidy, [impl = impl_.get()](const jobs::Job&) { impl->store.tidy(); });
  queue.daily(kTidy, std::chrono::hours{4} + std::chrono::minutes{10}, kTidy);
}

Outbox::~Outbox() = default;

void Outbox::send(db::Transaction& tx, const Message& message) {
  check_fields(message);
  impl_->enqueue(tx, impl_->store.add(tx, message, impl_->settings.keep_only), message.bulk);
}

void Outbox::send(db::Transaction& tx, const Sms& sms) {
  if (!plausible_number(sms.to))
    throw std::invalid_argument("an SMS goes to a number in E.164, as +33612345678");
  impl_->enqueue(tx, impl_->store.add(tx, sms, impl_->settings.keep_only));
}

void Outbox::forget(db::Transaction& tx, std::string_view to) {
  impl_->store.forget(tx, to);
}

std::vector<Kept> Outbox::kept(int limit) const {
  if (!impl_->settings.keep_only) return {};
  return impl_->store.kept(limit);
}

std::string Outbox::check() const {
  if (impl_->settings.keep_only) return {};
  if (impl_->settings.smtp_host.empty()) return "no mail server is set";
  return check_smtp(impl_->settings);
}

}  // namespace palier::mail
