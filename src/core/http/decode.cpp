#include "core/http/decode.hpp"

#include <unicode/utf8.h>

#include <algorithm>

namespace palier::http {

namespace {

constexpr std::size_t kMostPairs = 2000;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

}  // namespace

std::string_view trimmed(std::string_view s) {
  const std::size_t from = s.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return s.substr(from, s.find_last_not_of(" \t") - from + 1);
}

bool iequals(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = lower(c);
  return out;
}

bool clean_utf8(std::string_view s) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(s.data());
  const auto size = static_cast<std::int64_t>(s.size());
  std::int64_t at = 0;
  while (at < size) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c <= 0) return false;
  }
  return true;
}

std::optional<std::string> percent_decoded(std::string_view s, bool plus) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '%') {
      if (i + 2 >= s.size()) return {};
      const int high = hex(s[i + 1]);
      const int low = hex(s[i + 2]);
      if (high < 0 || low < 0) return {};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += plus && s[i] == '+' ? ' ' : s[i];
    }
  }
  if (!clean_utf8(out)) return {};
  return out;
}

std::optional<Pairs> decoded_pairs(std::string_view s) {
  Pairs pairs;
  while (!s.empty()) {
    const std::size_t end = std::min(s.find('&'), s.size());
    const std::string_view item = s.substr(0, end);
    s.remove_prefix(std::min(end + 1, s.size()));
    if (item.empty()) continue;
    if (pairs.size() == kMostPairs) return {};
    const std::size_t equals = std::min(item.find('='), item.size());
    auto key = percent_decoded(item.substr(0, equals), true);
    auto value = percent_decoded(item.substr(std::min(equals + 1, item.size())), true);
    if (!key || !value) return {};
    pairs.emplace_back(std::move(*key), std::move(*value));
  }
  return pairs;
}

std::optional<std::string> normal_path(std::string_view raw) {
  if (!raw.starts_with('/')) return {};
  std::string path;
  path.reserve(raw.size());
  while (!raw.empty()) {
    raw.remove_prefix(1);  // The slash.
    const std::size_t end = std::min(raw.find('/'), raw.size());
    const auto segment = percent_decoded(raw.substr(0, end), false);
    raw.remove_prefix(end);
    if (!segment) return {};
    for (char c : *segment)
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '/' || c == '\\') return {};
    if (segment->empty() || *segment == ".") continue;
    if (*segment == "..") {
      if (path.empty()) return {};
      path.resize(path.rfind('/'));
      continue;
    }
    path += '/';
    path += *segment;
  }
  if (path.empty()) path = "/";
  return path;
}

}  // namespace palier::http
