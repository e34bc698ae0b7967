#include "features/accounts/password.hpp"

#include <sodium.h>

#include <cctype>
#include <new>
#include <semaphore>

#include "features/accounts/secrets.hpp"

namespace palier::accounts {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19UL * 1024 * 1024;

std::counting_semaphore<2>& turnstile() {
  static std::counting_semaphore<2> two{2};
  return two;
}

class Turn {
 public:
  Turn() { turnstile().acquire(); }
  ~Turn() { turnstile().release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
};

const std::string& nobodys() {
  static const std::string hash = hash_password(random_code() + random_code());
  return hash;
}

/// Of ten characters and more, those that lists of leaked passwords put first, French ones with
/// them; in lower case.
constexpr std::string_view kCommon[] = {
    "0123456789",           "1234567890",      "12345678910",       "123456789a",
    "123456789q",           "0987654321",      "9876543210",        "1q2w3e4r5t",
    "1q2w3e4r5t6y",         "1qaz2wsx3edc",    "q1w2e3r4t5",        "a1z2e3r4t5",
    "aqwzsxedcr",           "azertyuiop",      "azertyuiop123",     "azerty12345",
    "azerty123456",         "azerty1234",      "qwertyuiop",        "qwerty12345",
    "qwerty123456",         "qwerty1234",      "qwertyuiop123",     "qwertzuiop",
    "asdfghjkl1",           "asdfghjkl123",    "qsdfghjklm",        "wxcvbnwxcvbn",
    "zxcvbnm123",           "motdepasse",      "motdepasse1",       "motdepasse12",
    "motdepasse123",        "monmotdepasse",   "motdepasse2020",    "password10",
    "password11",           "password12",      "password123",       "password1234",
    "password12345",        "passw0rd123",     "p@ssw0rd123",       "mypassword",
    "mypassword1",          "passpassword",    "iloveyou12",        "iloveyou123",
    "iloveyou1234",         "iloveyouforever", "jetaime123",        "jetaime1234",
    "jetaimemonamour",      "jetadore123",     "monamour123",       "monamour12",
    "doudou1234",           "loulou1234",      "soleil1234",        "bonjour123",
    "bonjour1234",          "bienvenue1",      "bienvenue123",      "chocolat123",
    "marseille13",          "marseille1",      "parissaintgermain", "parispsg75",
    "olympiquedemarseille", "allezlesbleus",   "princesse1",        "princesse123",
    "nicolas123",           "alexandre1",      "letmein123",        "welcome123",
    "welcome1234",          "administrator",   "administrateur",    "admin12345",
    "admin123456",          "changeme123",     "football123",       "baseball123",
    "superman123",          "sunshine123",     "princess123",       "dragon12345",
    "monkey12345",          "abcdefghij",      "abcdefghijk",       "abcdefghijklm",
    "abc1234567",           "abcd123456",      "abc123456789",      "aaaaaaaaaa",
    "palierpalier",         "palier1234",      "palier12345",       "voisin1234",
    "voisins123",           "solidarite",      "solidarité",        "confinement",
    "confinement2020",      "coronavirus",     "coronavirus2020",   "covid19covid19",
    "covid192020",          "liberteegalite",
};

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// "aaaaaaaaaa", "1212121212", "abcabcabcabc": few different signs, however long.
bool monotonous(std::string_view s) {
  std::array<bool, 256> seen{};
  int different = 0;
  for (const char c : s)
    if (!std::exchange(seen[static_cast<unsigned char>(c)], true)) ++different;
  return different < 4;
}

}  // namespace

std::string hash_password(std::string_view password) {
  const Turn turn;
  std::string out(crypto_pwhash_STRBYTES, '\0');
  if (sodium_init() < 0 ||
      crypto_pwhash_str(out.data(), password.data(), password.size(), kPasses, kMemory) != 0)
    throw std::bad_alloc();
  out.resize(out.find('\0'));
  return out;
}

bool password_fits(std::string_view hash, std::string_view password) {
  const std::string stored(hash.empty() ? std::string_view(nobodys()) : hash);
  const Turn turn;
  const bool fits = crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
  return fits && !hash.empty();
}

i18n::Message weak_password(std::string_view password,
                            std::initializer_list<std::string_view> own) {
  const std::string p = lower(password);
  if (std::find(std::begin(kCommon), std::end(kCommon), p) != std::end(kCommon) || monotonous(p))
    return {N_("Too many people use this password. Choose another, for instance three words.")};
  for (const std::string_view word : own) {
    if (word.size() < 3) continue;
    const std::string w = lower(word);
    // One's own address, or a name with a few signs around it.
    if (p.find(w) != std::string::npos && p.size() < w.size() + 6)
      return {N_("This password is too close to your name or address. Choose another.")};
  }
  return {};
}

}  // namespace palier::accounts
