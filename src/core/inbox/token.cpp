#include "core/inbox/token.hpp"

#include <sodium.h>

namespace palier::inbox {
namespace {

constexpr std::size_t kBody = 18;
constexpr std::size_t kSeal = 12;
constexpr std::chrono::sys_days kDayZero{std::chrono::year{2020} / 1 / 1};

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

std::uint64_t take(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

/// The first `length` bytes of the key's HMAC.
std::string seal(const http::Keys& keys, std::string_view purpose, std::string_view text,
                 std::size_t length) {
  const std::string encoded = keys.seal(purpose, text);
  std::string bytes(32, '\0');
  std::size_t size = 0;
  sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), encoded.data(),
                    encoded.size(), nullptr, &size, nullptr,
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  bytes.resize(length);
  return bytes;
}

std::string hidden(const http::Keys& keys, std::string_view proof, std::string body) {
  const std::string stream = seal(keys, "inbox.hide", proof, kBody);
  for (std::size_t i = 0; i < kBody; ++i)
    body[i] = static_cast<char>(static_cast<unsigned char>(body[i]) ^
                                static_cast<unsigned char>(stream[i]));
  return body;
}

}  // namespace

std::string base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  out.reserve((bytes.size() * 8 + 4) / 5);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = held << 8U | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += kLetters[held >> (bits - 5) & 31U];
  }
  if (bits > 0) out += kLetters[held << (5 - bits) & 31U];
  return out;
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 5 / 8);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    std::uint32_t value = 0;
    if (c >= 'a' && c <= 'z')
      value = static_cast<std::uint32_t>(c - 'a');
    else if (c >= 'A' && c <= 'Z')
      value = static_cast<std::uint32_t>(c - 'A');
    else if (c >= '2' && c <= '7')
      value = static_cast<std::uint32_t>(c - '2' + 26);
    else
      return {};
    held = held << 5U | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(held >> bits & 0xFFU);
    }
  }
  return out;
}

std::string token(const http::Keys& keys, std::string_view purpose, const Right& right) {
  const auto days = std::chrono::ceil<std::chrono::days>(right.expires) - kDayZero;
  std::string body;
  put(body, static_cast<std::uint64_t>(right.subject), 8);
  put(body, static_cast<std::uint64_t>(right.account), 8);
  put(body, static_cast<std::uint64_t>(days.count()), 2);
  const std::string proof = seal(keys, "inbox/" + std::string(purpose), body, kSeal);
  return base32(proof + hidden(keys, proof, body));
}

std::optional<Right> read_token(const http::Keys& keys, std::string_view purpose,
                                std::string_view token) {
  if (token.size() != kTokenLength) return {};
  const auto bytes = from_base32(token);
  if (!bytes || bytes->size() != kSeal + kBody) return {};
  const std::string proof = bytes->substr(0, kSeal);
  const std::string body = hidden(keys, proof, bytes->substr(kSeal));
  const std::string expected = seal(keys, "inbox/" + std::string(purpose), body, kSeal);
  if (sodium_memcmp(expected.data(), proof.data(), kSeal) != 0) return {};
  const std::string_view view = body;
  return Right{static_cast<std::int64_t>(take(view.substr(0, 8))),
               static_cast<std::int64_t>(take(view.substr(8, 8))),
               kDayZero + std::chrono::days{take(view.substr(16, 2))}};
}

}  // namespace palier::inbox
