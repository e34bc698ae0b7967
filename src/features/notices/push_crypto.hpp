#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/util/time.hpp"

/// What web push asks of cryptography, by OpenSSL: P-256 keys, the sealing of a message for one
/// browser (RFC 8291 over RFC 8188) and the signed word of who sends it (RFC 8292). No I/O.
namespace palier::notices {

std::string to_base64url(std::string_view bytes);
/// Nothing where the text is not base64url; padding is allowed.
std::optional<std::string> from_base64url(std::string_view text);

/// A key pair on P-256. A public key is its uncompressed point, 65 bytes.
class P256 {
 public:
  static P256 fresh();
  /// From a private key of 32 bytes and its point. Throws std::runtime_error where they are none.
  P256(std::string_view secret, std::string_view point);
  ~P256();
  P256(P256&&) noexcept;
  P256& operator=(P256&&) = delete;

  std::string secret() const;  ///< 32 bytes.
  std::string point() const;   ///< 65 bytes.
  /// The shared secret with another's point (ECDH), 32 bytes. Throws where it is not on the curve.
  std::string agree(std::string_view their_point) const;
  /// ES256 (RFC 7518 §3.4): r and s, 64 bytes.
  std::string sign(std::string_view text) const;

 private:
  struct Impl;
  explicit P256(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Whether 65 bytes are a point of the curve.
bool is_point(std::string_view bytes);
bool verifies(std::string_view point, std::string_view text, std::string_view signature);

/// A body of Content-Encoding aes128gcm in one record, for the browser whose point and secret
/// (`auth`, 16 bytes) these are. `own` and `salt` (16 bytes) are fresh for each message.
std::string sealed(std::string_view text, std::string_view their_point, std::string_view auth,
                   const P256& own, std::string_view salt);
/// The longest text that fits a push service's 4096 bytes.
inline constexpr std::size_t kLongestText = 4096 - 86 - 17;
/// As the browser opens it: for tests and for doctor. Nothing where the seal does not fit.
std::optional<std::string> opened(std::string_view body, const P256& theirs, std::string_view auth);

/// The value of Authorization: "vapid t=…, k=…". `audience` is the push service's origin, `contact`
/// a mailto: or https: address of who runs the site.
std::string vapid(const P256& key, std::string_view audience, std::string_view contact,
                  Instant expires);

}  // namespace palier::notices
