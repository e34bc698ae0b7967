#include "features/notices/push_crypto.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <boost/json.hpp>
#include <stdexcept>

namespace palier::notices {
namespace {

constexpr int kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

/// OpenSSL's things, given back when they go.
template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* p) const {
    Free(p);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

const unsigned char* bytes(std::string_view s) {
  return reinterpret_cast<const unsigned char*>(s.data());
}
unsigned char* bytes(std::string& s) {
  return reinterpret_cast<unsigned char*>(s.data());
}

void must(bool fine, const char* what) {
  if (!fine) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

/// `secret` may be empty: then it is a public key alone.
Key made(std::string_view point, std::string_view secret) {
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  const Number number(secret.empty()
                          ? nullptr
                          : BN_bin2bn(bytes(secret), static_cast<int>(secret.size()), nullptr));
  if (number) OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* out = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) <= 0) return {};
  if (EVP_PKEY_fromdata(context.get(), &out,
                        secret.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, params.get()) <= 0)
    return {};
  return Key(out);
}

/// Uncompressed, and on the curve.
Key public_key(std::string_view point) {
  if (point.size() != 65 || point.front() != 4) return {};
  return made(point, {});
}

std::string hmac(std::string_view key, std::string_view text) {
  std::string out(32, '\0');
  unsigned length = 0;
  must(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes(text), text.size(),
            bytes(out), &length) &&
           length == out.size(),
       "HMAC");
  return out;
}

std::string with_zero(std::string_view text) {
  return std::string(text) + '\0';
}

struct Sealing {
  std::string key, nonce;
};

/// RFC 8291 §3.4, RFC 8188 §2.2 and §2.3: HKDF in its one-block form.
Sealing sealing(std::string_view shared, std::string_view auth, std::string_view browser,
                std::string_view sender, std::string_view salt) {
  std::string info = with_zero("WebPush: info");
  info.append(browser).append(sender).push_back('\1');
  const std::string material = hmac(hmac(auth, shared), info);
  const std::string root = hmac(salt, material);
  return {hmac(root, with_zero("Content-Encoding: aes128gcm") + '\1').substr(0, 16),
          hmac(root, with_zero("Content-Encoding: nonce") + '\1').substr(0, 12)};
}

constexpr std::size_t kTag = 16;
constexpr std::size_t kHeader = 16 + 4 + 1 + 65;
constexpr std::uint32_t kRecord = 4096;

}  // namespace

std::string to_base64url(std::string_view text) {
  std::string out(sodium_base64_encoded_len(text.size(), kBase64), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes(text), text.size(), kBase64);
  out.pop_back();  // The terminating zero is counted.
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(bytes(out), out.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        kBase64) != 0)
    return {};
  out.resize(size);
  return out;
}

struct P256::Impl {
  Key key;
};

P256::P256(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
P256::~P256() = default;
P256::P256(P256&&) noexcept = default;

P256 P256::fresh() {
  Key key(EVP_EC_gen("P-256"));
  must(key != nullptr, "no new key");
  return P256(std::make_unique<Impl>(Impl{std::move(key)}));
}

P256::P256(std::string_view secret, std::string_view point) : impl_(std::make_unique<Impl>()) {
  must(secret.size() == 32 && is_point(point), "not a key of P-256");
  impl_->key = made(point, secret);
  must(impl_->key != nullptr, "not a key of P-256");
}

std::string P256::secret() const {
  BIGNUM* raw = nullptr;
  must(EVP_PKEY_get_bn_param(impl_->key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &raw) == 1, "no secret");
  const Number number(raw);
  std::string out(32, '\0');
  must(BN_bn2binpad(number.get(), bytes(out), 32) == 32, "no secret");
  return out;
}

std::string P256::point() const {
  std::string out(65, '\0');
  std::size_t size = 0;
  must(EVP_PKEY_get_octet_string_param(impl_->key.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes(out),
                                       out.size(), &size) == 1 &&
           size == out.size(),
       "no point");
  return out;
}

std::string P256::agree(std::string_view their_point) const {
  const Key theirs = public_key(their_point);
  must(theirs != nullptr, "not a point of P-256");
  const KeyContext context(EVP_PKEY_CTX_new(impl_->key.get(), nullptr));
  std::string out(32, '\0');
  std::size_t size = out.size();
  must(EVP_PKEY_derive_init(context.get()) > 0 &&
           EVP_PKEY_derive_set_peer(context.get(), theirs.get()) > 0 &&
           EVP_PKEY_derive(context.get(), bytes(out), &size) > 0 && size == out.size(),
       "no shared secret");
  return out;
}

std::string P256::sign(std::string_view text) const {
  const Digest context(EVP_MD_CTX_new());
  std::size_t size = 0;
  must(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, impl_->key.get()) == 1 &&
           EVP_DigestSign(context.get(), nullptr, &size, bytes(text), text.size()) == 1,
       "cannot sign");
  std::string der(size, '\0');
  must(EVP_DigestSign(context.get(), bytes(der), &size, bytes(text), text.size()) == 1,
       "cannot sign");
  const auto* at = bytes(std::string_view(der));
  const Signature parsed(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
  std::string out(64, '\0');
  must(parsed && BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), bytes(out), 32) == 32 &&
           BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), bytes(out) + 32, 32) == 32,
       "cannot sign");
  return out;
}

bool is_point(std::string_view text) {
  return public_key(text) != nullptr;
}

bool verifies(std::string_view point, std::string_view text, std::string_view signature) {
  const Key key = public_key(point);
  if (!key || signature.size() != 64) return false;
  const Signature parsed(ECDSA_SIG_new());
  ECDSA_SIG_set0(parsed.get(), BN_bin2bn(bytes(signature), 32, nullptr),
                 BN_bin2bn(bytes(signature) + 32, 32, nullptr));
  unsigned char* raw = nullptr;
  const int size = i2d_ECDSA_SIG(parsed.get(), &raw);
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> der(
      raw, [](unsigned char* p) { OPENSSL_free(p); });
  const Digest context(EVP_MD_CTX_new());
  return size > 0 &&
         EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), der.get(), static_cast<std::size_t>(size), bytes(text),
                          text.size()) == 1;
}

std::string sealed(std::string_view text, std::string_view their_point, std::string_view auth,
                   const P256& own, std::string_view salt) {
  if (text.size() > kLongestText) throw std::length_error("a push message is too long");
  must(auth.size() == 16 && salt.size() == 16, "auth and salt are 16 bytes");
  const std::string sender = own.point();
  const auto with = sealing(own.agree(their_point), auth, their_point, sender, salt);
  const std::string record = std::string(text) + '\2';  // The last record, without padding.
  std::string out(salt);
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((kRecord >> shift) & 0xFFU);
  out += static_cast<char>(sender.size());
  out += sender;
  const std::size_t start = out.size();
  out.resize(start + record.size() + kTag);
  const Cipher context(EVP_CIPHER_CTX_new());
  int done = 0;
  int last = 0;
  must(EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr,
                          bytes(std::string_view(with.key)),
                          bytes(std::string_view(with.nonce))) == 1 &&
           EVP_EncryptUpdate(context.get(), bytes(out) + start, &done,
                             bytes(std::string_view(record)),
                             static_cast<int>(record.size())) == 1 &&
           EVP_EncryptFinal_ex(context.get(), bytes(out) + start + done, &last) == 1 &&
           EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTag,
                               bytes(out) + start + record.size()) == 1,
       "cannot seal");
  return out;
}

std::optional<std::string> opened(std::string_view body, const P256& theirs,
                                  std::string_view auth) {
  if (body.size() < kHeader + kTag + 1 || body[20] != 65) return {};
  const std::string_view sender = body.substr(21, 65);
  if (!is_point(sender)) return {};
  const auto with = sealing(theirs.agree(sender), auth, theirs.point(), sender, body.substr(0, 16));
  const std::string_view record = body.substr(kHeader, body.size() - kHeader - kTag);
  std::string tag(body.substr(body.size() - kTag));
  std::string out(record.size(), '\0');
  const Cipher context(EVP_CIPHER_CTX_new());
  int done = 0;
  int last = 0;
  if (EVP_DecryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr,
                         bytes(std::string_view(with.key)),
                         bytes(std::string_view(with.nonce))) != 1 ||
      EVP_DecryptUpdate(context.get(), bytes(out), &done, bytes(record),
                        static_cast<int>(record.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data()) != 1 ||
      EVP_DecryptFinal_ex(context.get(), bytes(out) + done, &last) != 1)
    return {};
  while (out.ends_with('\0')) out.pop_back();
  if (!out.ends_with('\2')) return {};
  out.pop_back();
  return out;
}

std::string vapid(const P256& key, std::string_view audience, std::string_view contact,
                  Instant expires) {
  namespace json = boost::json;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(expires).time_since_epoch().count();
  const json::object claims{{"aud", audience}, {"exp", seconds}, {"sub", contact}};
  const std::string text =
      to_base64url(R"({"typ":"JWT","alg":"ES256"})") + "." + to_base64url(json::serialize(claims));
  return "vapid t=" + text + "." + to_base64url(key.sign(text)) +
         ", k=" + to_base64url(key.point());
}

}  // namespace palier::notices
