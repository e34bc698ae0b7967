#pragma once

#include <string>
#include <string_view>

namespace palier::accounts {

/// 16 or 32 bytes of the system's randomness, in URL-safe Base64 without padding.
std::string random_token(std::size_t bytes = 32);
/// Six digits, each number as likely as any other.
std::string random_code();
/// BLAKE2b-256 in hexadecimal. With a key it is what a database may keep of a short code: without
/// the key, which only the visitor's session holds, a million tries do not find it.
std::string digest_of(std::string_view text, std::string_view key = {});
/// In a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace palier::accounts
