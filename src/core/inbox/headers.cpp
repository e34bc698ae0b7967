#include "core/inbox/headers.hpp"

#include <algorithm>

namespace palier::inbox {
namespace {

constexpr std::size_t kBytes = 256 * 1024;
constexpr std::size_t kFields = 1000;

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool own_id(std::string_view id) {
  if (!id.starts_with("<palier.")) return false;
  id.remove_prefix(8);
  const auto at = id.find('@');
  return at != std::string_view::npos && at > 0 &&
         id.substr(0, at).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

Headers::Headers(std::string_view message) {
  message = message.substr(0, kBytes);
  while (!message.empty() && fields_.size() < kFields) {
    const auto end = message.find('\n');
    std::string_view line = message.substr(0, end);
    message.remove_prefix(end == std::string_view::npos ? message.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) return;
    if (line.front() == ' ' || line.front() == '\t') {
      if (!fields_.empty()) (fields_.back().second += ' ') += trimmed(line);
      continue;
    }
    // An mbox's "From " line, or what a broken program left, is no field.
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    fields_.emplace_back(lower(trimmed(line.substr(0, colon))),
                         std::string(trimmed(line.substr(colon + 1))));
  }
}

std::string_view Headers::one(std::string_view name) const {
  for (const auto& [field, value] : fields_)
    if (field == name) return value;
  return {};
}

bool Headers::has(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [&](const auto& f) { return f.first == name; });
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const auto& [field, value] : fields_)
    if (field == name) out.emplace_back(value);
  return out;
}

std::string_view automatic(const Headers& h) {
  const std::string submitted = lower(h.one("auto-submitted"));
  if (!submitted.empty() && !submitted.starts_with("no")) return "auto-submitted";
  const std::string precedence = lower(h.one("precedence"));
  if (precedence == "bulk" || precedence == "junk" || precedence == "list" ||
      precedence == "auto_reply")
    return "precedence";
  if (h.has("list-id") || h.has("list-unsubscribe")) return "list";
  if (h.has("x-loop") || h.has("x-autoreply") || h.has("x-autorespond")) return "loop";
  if (h.has("return-path") && trimmed(h.one("return-path")) == "<>") return "bounce";
  if (lower(h.one("content-type")).starts_with("multipart/report")) return "report";
  if (own_id(h.one("message-id"))) return "ours";
  return {};
}

std::vector<std::string> addresses(std::string_view value) {
  std::vector<std::string> out;
  std::size_t start = 0;
  while (start < value.size() && out.size() < 100) {
    auto end = value.find_first_of(",;", start);
    if (end == std::string_view::npos) end = value.size();
    std::string_view one = value.substr(start, end - start);
    const auto open = one.rfind('<');
    const auto close = one.rfind('>');
    if (open != std::string_view::npos && close != std::string_view::npos && open < close)
      one = one.substr(open + 1, close - open - 1);
    one = trimmed(one);
    if (one.find('@') != std::string_view::npos) out.emplace_back(one);
    start = end + 1;
  }
  return out;
}

}  // namespace palier::inbox
