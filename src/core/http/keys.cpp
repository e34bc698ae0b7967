#include "core/http/keys.hpp"

#include <sodium.h>

#include "core/db/rows.hpp"

namespace palier::http {
namespace {

std::string base64url(const unsigned char* bytes, std::size_t size) {
  std::string out(sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();  // The terminating zero is counted in the length.
  return out;
}

void ready() {
  static const int outcome = sodium_init();  // Thread-safe by itself; once is enough.
  if (outcome < 0) throw std::runtime_error("libsodium cannot be initialised");
}

}  // namespace

Keys::Keys(db::Database& db) {
  ready();
  const std::string text = db.write([](db::Transaction& tx) {
    // Whoever comes first makes it; the others read what stands.
    tx.run("insert into node_keys (name, key) values ('seal', $1) on conflict (name) do nothing",
           random_token(32));
    return tx.one<std::string>("select key from node_keys where name = 'seal'");
  });
  std::size_t size = 0;
  if (sodium_base642bin(key_.data(), key_.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      size != key_.size())
    throw std::runtime_error("node_keys holds a key that is not 32 bytes of base64url");
}

std::string Keys::seal(std::string_view purpose, std::string_view text) const {
  static_assert(crypto_auth_hmacsha256_KEYBYTES == 32);
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key_.data(), key_.size());
  const auto update = [&](std::string_view part) {
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                                  part.size());
  };
  update(purpose);
  update(std::string_view("\0", 1));  // So that purpose and text cannot shift into each other.
  update(text);
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_final(&state, mac.data());
  return base64url(mac.data(), mac.size());
}

bool Keys::fits(std::string_view purpose, std::string_view text, std::string_view sent,
                std::size_t length) const {
  const std::string expected = seal(purpose, text).substr(0, length);
  return expected.size() == sent.size() &&
         sodium_memcmp(expected.data(), sent.data(), expected.size()) == 0;
}

std::string random_token(std::size_t bytes) {
  ready();
  std::vector<unsigned char> buffer(bytes);
  randombytes_buf(buffer.data(), buffer.size());
  return base64url(buffer.data(), buffer.size());
}

std::string digest(std::string_view secret) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(secret.data()),
                     secret.size());
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

}  // namespace palier::http
