#include "features/accounts/secrets.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace palier::accounts {
namespace {

void ready() {
  static const int done = sodium_init();
  if (done < 0) throw std::runtime_error("libsodium could not be started");
}

const unsigned char* bytes(std::string_view s) {
  return reinterpret_cast<const unsigned char*>(s.data());
}

}  // namespace

std::string random_token(std::size_t size) {
  ready();
  std::vector<unsigned char> raw(size);
  randombytes_buf(raw.data(), raw.size());
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string out(sodium_base64_encoded_len(size, kVariant), '\0');
  sodium_bin2base64(out.data(), out.size(), raw.data(), raw.size(), kVariant);
  out.pop_back();  // The terminating zero.
  return out;
}

std::string random_code() {
  ready();
  return fmt::format("{:06}", randombytes_uniform(1'000'000));
}

std::string digest_of(std::string_view text, std::string_view key) {
  ready();
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  // A key is hashed first, so that any length will do.
  std::array<unsigned char, crypto_generichash_BYTES> derived{};
  if (!key.empty())
    crypto_generichash(derived.data(), derived.size(), bytes(key), key.size(), nullptr, 0);
  crypto_generichash(hash.data(), hash.size(), bytes(text), text.size(),
                     key.empty() ? nullptr : derived.data(), key.empty() ? 0 : derived.size());
  std::string out(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), hash.data(), hash.size());
  out.pop_back();
  return out;
}

bool same_secret(std::string_view a, std::string_view b) {
  ready();
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace palier::accounts
