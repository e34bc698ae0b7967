#include "core/mail/header.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

namespace palier::mail {
namespace {

/// Bytes an encoded word: 60 characters of base64, 72 with its frame.
constexpr std::size_t kWord = 45;

bool plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; }) &&
         text.find("=?") == std::string_view::npos;
}

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // Its terminating NUL.
  return out;
}

/// The space between two encoded words is not part of the text, so folding there is free.
std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t end = std::min(kWord, text.size());
    while (end < text.size() && end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
      --end;
    if (!out.empty()) out += "\r\n ";
    out += "=?utf-8?B?" + base64(text.substr(0, end)) + "?=";
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace

std::string header_text(std::string_view text) {
  if (plain(text) && text.size() <= 60) return std::string(text);
  return encoded_words(text);
}

std::string header_mailbox(std::string_view name, std::string_view address) {
  std::string bare = fmt::format("<{}>", address);
  if (name.empty()) return bare;
  if (!plain(name) || name.size() > 60) return encoded_words(name) + "\r\n " + bare;
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\" " + bare;
}

std::string header_date(Instant at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000",
                     fmt::gmtime(seconds.time_since_epoch().count()));
}

}  // namespace palier::mail
