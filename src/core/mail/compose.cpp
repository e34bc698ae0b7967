#include <fmt/format.h>

#include <vmime/vmime.hpp>

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

vmime::datetime date(Instant at) {
  return {static_cast<std::time_t>(
              std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count()),
          vmime::datetime::GMT};
}

}  // namespace

std::string composed(const Settings& settings, std::int64_t id, const Message& message,
                     Instant at) {
  const Mailbox from = mailbox(settings.from);
  vmime::messageBuilder builder;
  builder.setExpeditor(
      vmime::mailbox(vmime::text(from.name, kUtf8), vmime::emailAddress(from.address)));
  builder.getRecipients().appendAddress(
      vmime::make_shared<vmime::mailbox>(vmime::emailAddress(message.to)));
  builder.setSubject(vmime::text(message.subject, kUtf8));
  fill_body(builder, message);

  const auto made = builder.construct();
  auto& header = *made->getHeader();
  header.Date()->setValue(date(at));
  const std::string domain = from.address.substr(from.address.find('@') + 1);
  header.MessageId()->setValue(vmime::messageId(fmt::format("palier.{}", id), domain));
  const auto add = [&](const char* name, const std::string& value) {
    header.appendField(vmime::headerFieldFactory::getInstance()->create(name, value));
  };
  // RFC 3834: vacation replies and ticket systems leave it alone.
  add("Auto-Submitted", "auto-generated");
  if (!message.language.empty()) add("Content-Language", message.language);
  if (!message.unsubscribe_url.empty()) {
    add("List-Unsubscribe", fmt::format("<{}>", message.unsubscribe_url));
    add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }

  std::string wire;
  vmime::utility::outputStreamStringAdapter out(wire);
  vmime::generationContext context;
  context.setMaxLineLength(76);
  made->generate(context, out);
  return wire;
}

}  // namespace palier::mail
