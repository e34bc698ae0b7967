#include <fmt/format.h>

#include <vmime/vmime.hpp>

#include "core/mail/header.hpp"
#include "core/mail/transport.hpp"

namespace palier::mail {
namespace {

const vmime::charset kUtf8(vmime::charsets::UTF_8);

/// Mail ends its lines with CR LF whatever the text had.
std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 40);
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

vmime::shared_ptr<vmime::stringContentHandler> content(std::string_view text) {
  return vmime::make_shared<vmime::stringContentHandler>(with_crlf(text));
}

void fill_body(vmime::messageBuilder& builder, const Message& message) {
  if (message.html.empty()) {
    auto part = vmime::dynamicCast<vmime::plainTextPart>(builder.getTextPart());
    part->setCharset(kUtf8);
    part->setText(content(message.text));
    return;
  }
  builder.constructTextPart(
      vmime::mediaType(vmime::mediaTypes::TEXT, vmime::mediaTypes::TEXT_HTML));
  auto part = vmime::dynamicCast<vmime::htmlTextPart>(builder.getTextPart());
  part->setCharset(kUtf8);
  part->setText(content(message.html));
  part->setPlainText(content(message.text));
}

/// The parts with their own headers: what says how the text is to be read.
std::string body(const Message& message, const Mailbox& from) {
  vmime::messageBuilder builder;
  builder.setExpeditor(vmime::mailbox(vmime::emailAddress(from.address)));
  builder.getRecipients().appendAddress(
      vmime::make_shared<vmime::mailbox>(vmime::emailAddress(message.to)));
  fill_body(builder, message);
  const auto made = builder.construct();
  for (const auto& field : made->getHeader()->getFieldList()) {
    const std::string name = field->getName();
    if (!name.starts_with("Content-") && name != "Mime-Version")
      made->getHeader()->removeField(field);
  }
  std::string wire;
  vmime::utility::outputStreamStringAdapter out(wire);
  made->generate(out);
  return wire;
}

}  // namespace

// The library's headers double spaces beside accents and encode long URLs as if they were words, so
// those about the message as a whole are written here.
std::string composed(const Settings& settings, std::int64_t id, const Message& message,
                     Instant at) {
  const Mailbox from = mailbox(settings.from);
  const std::string domain = from.address.substr(from.address.find('@') + 1);
  std::string wire;
  const auto add = [&](const char* name, std::string_view value) {
    wire += fmt::format("{}: {}\r\n", name, value);
  };
  add("From",
      header_mailbox(message.from_name.empty() ? from.name : message.from_name, from.address));
  if (!message.reply_to.empty()) add("Reply-To", header_mailbox("", message.reply_to));
  add("To", header_mailbox("", message.to));
  add("Subject", header_text(message.subject));
  add("Date", header_date(at));
  add("Message-ID", fmt::format("<palier.{}@{}>", id, domain));
  // RFC 3834: vacation replies and ticket systems leave it alone.
  add("Auto-Submitted", "auto-generated");
  if (!message.language.empty()) add("Content-Language", message.language);
  if (!message.unsubscribe_url.empty()) {
    add("List-Unsubscribe", fmt::format("<{}>", message.unsubscribe_url));
    add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }
  return wire + body(message, from);
}

}  // namespace palier::mail
