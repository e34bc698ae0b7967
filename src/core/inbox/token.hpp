#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/http/keys.hpp"
#include "core/util/time.hpp"

namespace palier::inbox {

/// Whose answer a reply address takes, and about what.
struct Right {
  std::int64_t subject = 0;
  std::int64_t account = 0;
  Instant expires{};
};

inline constexpr std::chrono::days kLife{120};
/// 30 bytes in base32; with the keeper's mailbox and a plus at most the 64 of RFC 5321 §4.5.3.1.1.
inline constexpr std::size_t kTokenLength = 48;
inline constexpr std::size_t kMailboxMost = 64 - 1 - kTokenLength;

/// The token of a reply address: subject, account and day of expiry, sealed and hidden with the
/// node's key in the manner of SIV (Rogaway & Shrimpton 2006): the seal is both the proof and the
/// nonce, so that the token tells its bearer nothing. Purposes keep rooms apart. Mail servers may
/// change the case of it.
std::string token(const http::Keys& keys, std::string_view purpose, const Right& right);
/// Nothing where it was not made here for that purpose; an expired one is still read.
std::optional<Right> read_token(const http::Keys& keys, std::string_view purpose,
                                std::string_view token);

/// RFC 4648 §6 without padding, in lower case; reading takes either case.
std::string base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

}  // namespace palier::inbox
