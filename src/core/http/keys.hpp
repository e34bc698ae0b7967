#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/db/database.hpp"

namespace palier::http {

/// The key that all nodes of one database share: made by the first that looks, kept in node_keys.
class Keys {
 public:
  explicit Keys(db::Database& db);
  /// HMAC-SHA-256 over purpose and text, as unpadded base64url. Purposes keep uses apart.
  std::string seal(std::string_view purpose, std::string_view text) const;
  /// In constant time; `length` for a seal that was cut.
  bool fits(std::string_view purpose, std::string_view text, std::string_view sent,
            std::size_t length = 43) const;

 private:
  std::array<unsigned char, 32> key_{};
};

/// `bytes` random bytes as unpadded base64url.
std::string random_token(std::size_t bytes = 16);
/// SHA-256 in hex: how secrets (cookies, API tokens) are kept, so that a stolen copy of the
/// database opens nothing. Only for values that are random and long.
std::string digest(std::string_view secret);

}  // namespace palier::http
