#include "core/inbox/read_mail.hpp"

#include <boost/locale/encoding.hpp>
#include <mutex>
#include <optional>
#include <vmime/platforms/posix/posixHandler.hpp>
#include <vmime/vmime.hpp>

#include "core/form/clean.hpp"
#include "core/inbox/headers.hpp"
#include "core/inbox/html_text.hpp"
#include "core/inbox/own_words.hpp"

namespace palier::inbox {
namespace {

// The parser goes down a level of its stack for each level of parts, and looks through the rest of
// the message for each boundary: both are bounded before it begins.
constexpr std::size_t kMultiparts = 40;
constexpr std::size_t kParts = 2000;
constexpr int kDepth = 20;
constexpr std::size_t kTextMost = 400 * 1024;
constexpr std::size_t kPhotos = 10;
/// Logos that programs put beside a signature, shown inside the HTML.
constexpr std::size_t kLogo = 24 * 1024;

bool built_to_harm(std::string_view message) {
  std::size_t multiparts = 0;
  std::size_t lines = 0;
  for (std::size_t at = 0; at + 10 <= message.size(); ++at) {
    const char c = message[at];
    if ((c | 0x20) == 'm' && lower(message.substr(at, 10)) == "multipart/" &&
        ++multiparts > kMultiparts)
      return true;
    if (c == '\n' && message[at + 1] == '-' && message[at + 2] == '-' && ++lines > kParts)
      return true;
  }
  return false;
}

std::string from(std::string_view bytes, const std::string& charset) {
  namespace conv = boost::locale::conv;
  return conv::to_utf<char>(bytes.data(), bytes.data() + bytes.size(), charset, conv::skip);
}

/// What a charset says is believed where it can be: many a program says Latin-1 or ASCII and sends
/// Windows-1252 or UTF-8.
std::string utf8(std::string_view bytes, std::string charset) {
  charset = lower(charset);
  const bool vague = charset.empty() || charset == "us-ascii" || charset == "ascii";
  if ((vague || charset == "utf-8" || charset == "utf8") && form::valid_utf8(bytes))
    return std::string(bytes);
  if (vague || charset == "iso-8859-1" || charset == "latin1") charset = "windows-1252";
  try {
    return from(bytes, charset);
  } catch (const std::exception&) {
    return form::valid_utf8(bytes) ? std::string(bytes) : from(bytes, "windows-1252");
  }
}

std::string extracted(const vmime::body& body) {
  std::string out;
  vmime::utility::outputStreamStringAdapter to(out);
  body.getContents()->extract(to);
  return out;
}

std::string parameter(const vmime::bodyPart& part, const char* field, const char* name) {
  const auto found = part.getHeader()->findField(field);
  const auto with = vmime::dynamicCast<const vmime::parameterizedHeaderField>(found);
  if (!with) return {};
  const auto value = with->findParameter(name);
  return value ? value->getValue().getBuffer() : std::string();
}

bool attached(const vmime::bodyPart& part) {
  const auto field = part.getHeader()->findField("Content-Disposition");
  if (!field) return false;
  return lower(field->getValue()->generate()).starts_with("attachment");
}

bool image_name(std::string_view name) {
  const std::string small = lower(name);
  for (const std::string_view end : {".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif"})
    if (small.ends_with(end)) return true;
  return false;
}

/// Without control characters; tabs stay, by which some programs quote, and line ends.
std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : trimmed(text))
    if (static_cast<unsigned char>(c) >= 0x20 ? c != 0x7F : c == '\t' || c == '\n') out += c;
  return out;
}

class Reader {
 public:
  explicit Reader(Mail& into) : mail_(into) {}

  void part(const vmime::bodyPart& part, bool related, int depth) {
    if (depth > kDepth) return;
    const auto body = part.getBody();
    const vmime::mediaType type = body->getContentType();
    const std::string kind = lower(type.getType());
    const std::string form = lower(type.getSubType());
    if (body->getPartCount() > 0) {
      for (std::size_t i = 0; i < body->getPartCount(); ++i)
        this->part(*body->getPartAt(i), related || form == "related", depth + 1);
      return;
    }
    try {
      leaf(part, kind, form, related);
    } catch (const std::exception&) {
      // One part that cannot be decoded takes none of the others with it.
    }
  }

  /// The plain text where there is one that says something.
  void done() { mail_.text = text_.empty() ? html_text(html_) : std::move(text_); }

 private:
  void leaf(const vmime::bodyPart& part, const std::string& kind, const std::string& form,
            bool related) {
    const std::string name = file_name(part);
    if (kind == "image" || (kind == "application" && image_name(name)))
      photo(part, kind + "/" + form, name, related);
    else if (kind == "text" && !attached(part))
      text(part, form == "html");
  }

  void text(const vmime::bodyPart& part, bool html) {
    const auto body = part.getBody();
    std::string bytes = extracted(*body);
    if (bytes.size() > kTextMost) bytes.resize(kTextMost);
    std::string out = utf8(bytes, parameter(part, "Content-Type", "charset"));
    if (!html && lower(parameter(part, "Content-Type", "format")) == "flowed")
      out = unflowed(out, lower(parameter(part, "Content-Type", "delsp")) == "yes");
    std::string& into = html ? html_ : text_;
    if (into.size() + out.size() > kTextMost || trimmed(out).empty()) return;
    if (!into.empty()) into += '\n';
    into += out;
  }

  void photo(const vmime::bodyPart& part, std::string type, std::string name, bool related) {
    if (mail_.photos.size() >= kPhotos) return;
    std::string bytes = extracted(*part.getBody());
    if (bytes.empty() || (related && bytes.size() < kLogo)) return;
    mail_.photos.push_back({"photos", std::move(name), std::move(type), std::move(bytes)});
  }

  static std::string file_name(const vmime::bodyPart& part) {
    std::string name = parameter(part, "Content-Disposition", "filename");
    if (name.empty()) name = parameter(part, "Content-Type", "name");
    return form::clean(utf8(name, ""));
  }

  Mail& mail_;
  std::string text_, html_;
};

}  // namespace

Mail read_mail(std::string_view message) {
  static std::once_flag once;
  std::call_once(once,
                 [] { vmime::platform::setHandler<vmime::platforms::posix::posixHandler>(); });
  Mail mail;
  mail.unreadable = built_to_harm(message);
  if (mail.unreadable) return mail;
  Reader reader(mail);
  try {
    const auto parsed = vmime::make_shared<vmime::message>();
    parsed->parse(std::string(message));
    reader.part(*parsed, false, 0);
  } catch (const std::exception&) {
    mail.unreadable = true;
  }
  reader.done();
  mail.text = printable(mail.text);
  mail.unreadable = mail.unreadable && mail.text.empty() && mail.photos.empty();
  return mail;
}

}  // namespace palier::inbox
