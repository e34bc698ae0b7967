#include "core/http/multipart.hpp"

namespace palier::http {

namespace {

constexpr std::size_t kMostParts = 500;
constexpr std::size_t kLongestBoundary = 70;  // RFC 2046 §5.1.1.

/// One parameter of a header ("boundary", "name", "filename"): a token or a quoted string, in which
/// browsers write `"` as %22 and line breaks as %0D%0A (WHATWG HTML, multipart/form-data encoding).
std::optional<std::string> parameter(std::string_view header, std::string_view wanted) {
  std::size_t at = header.find(';');
  while (at < header.size()) {
    ++at;
    const std::size_t equals = header.find('=', at);
    if (equals == std::string_view::npos) return {};
    const std::string_view key = trimmed(header.substr(at, equals - at));
    std::string value;
    at = equals + 1;
    if (at < header.size() && header[at] == '"') {
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        // Older clients escape with a backslash; a Windows path keeps its own.
        if (header[at] == '\\' && at + 1 < header.size() && header[at + 1] == '"') ++at;
        value += header[at];
      }
      if (at == header.size()) return {};
      at = std::min(header.find(';', at), header.size());
    } else {
      const std::size_t end = std::min(header.find(';', at), header.size());
      value = trimmed(header.substr(at, end - at));
      at = end;
    }
    if (iequals(key, wanted)) return value;
  }
  return {};
}

void replace_all(std::string& s, std::string_view from, std::string_view to) {
  for (std::size_t at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size()))
    s.replace(at, from.size(), to);
}

struct PartHead {
  std::string disposition;
  std::string type;
};

/// The part's header lines; false without a form-data disposition.
bool read_head(std::string_view lines, PartHead& head) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find("\r\n"), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 2, lines.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (iequals(line.substr(0, colon), "content-disposition")) head.disposition = value;
    if (iequals(line.substr(0, colon), "content-type")) head.type = value;
  }
  return iequals(trimmed(std::string_view(head.disposition).substr(0, head.disposition.find(';'))),
                 "form-data");
}

bool add_part(std::string_view part, Pairs& fields, std::vector<Upload>& uploads) {
  const std::size_t blank = part.find("\r\n\r\n");
  if (blank == std::string_view::npos) return false;
  PartHead head;
  if (!read_head(part.substr(0, blank), head)) return false;
  const std::string_view bytes = part.substr(blank + 4);

  auto field = parameter(head.disposition, "name");
  auto filename = parameter(head.disposition, "filename");
  for (auto* text : {&field, &filename}) {
    if (!*text) continue;
    replace_all(**text, "%22", "\"");
    replace_all(**text, "%0D%0A", " ");
    if (!clean_utf8(**text)) return false;
  }
  if (!field) return false;
  if (filename) {
    // A file input left empty sends a part without name and bytes.
    if (!filename->empty() || !bytes.empty())
      uploads.push_back(
          {std::move(*field), std::move(*filename), std::move(head.type), std::string(bytes)});
    return true;
  }
  if (!clean_utf8(bytes)) return false;
  fields.emplace_back(std::move(*field), std::string(bytes));
  return true;
}

}  // namespace

bool read_multipart(std::string_view content_type, std::string_view body, Pairs& fields,
                    std::vector<Upload>& uploads) {
  const auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kLongestBoundary) return false;
  const std::string delimiter = "\r\n--" + *boundary;

  // The first delimiter may open the body, without the line break before it.
  std::size_t at = 0;
  if (body.starts_with(std::string_view(delimiter).substr(2)))
    at = delimiter.size() - 2;
  else if (at = body.find(delimiter); at != std::string_view::npos)
    at += delimiter.size();
  else
    return false;

  for (std::size_t parts = 0;; ++parts) {
    if (body.substr(at, 2) == "--") return true;
    const std::size_t line = body.find("\r\n", at);
    if (line == std::string_view::npos || !trimmed(body.substr(at, line - at)).empty())
      return false;
    if (parts == kMostParts) return false;
    // A part may be empty of headers in theory; then its own line break starts the next delimiter.
    const std::size_t end = body.find(delimiter, line);
    if (end == std::string_view::npos) return false;
    const std::size_t from = std::min(line + 2, end);
    if (!add_part(body.substr(from, end - from), fields, uploads)) return false;
    at = end + delimiter.size();
  }
}

}  // namespace palier::http
