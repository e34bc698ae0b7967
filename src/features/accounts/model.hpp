#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/http/access.hpp"
#include "core/util/id.hpp"
#include "core/util/time.hpp"
#include "features/accounts/accounts.hpp"

namespace palier::accounts {

enum class State { active, suspended, deleted };

/// The whole row; never shown to anybody as it is (view.hpp has what may be).
struct Account {
  AccountId id{};
  places::TerritoryId territory_id{1};
  State state = State::active;
  std::string first_name;
  std::string last_name;
  std::string language = "fr";
  std::string spoken;  ///< BCP 47 codes, one space between.
  std::string about;
  std::int64_t verified = 0;
  Notify notify = Notify::at_once;
  std::optional<std::string> password;  ///< argon2id, as libsodium writes it.
  std::optional<Instant> rules_agreed_at;
  Instant created_at{};
  std::optional<Instant> deleted_at;
};

/// An identifier that belongs to an account.
struct Owned {
  AccountId account_id{};
  Kind kind = Kind::email;
  std::string value;
  std::optional<Instant> confirmed_at;
  bool preferred = false;
};

struct Home {
  places::Location location;
  std::string details;  ///< Floor, door, code: for an accepted helper and the desk.
};

enum class Purpose { sign_in, change };

/// One code that went out.
struct Code {
  std::int64_t id = 0;
  Purpose purpose = Purpose::sign_in;
  Kind kind = Kind::email;
  std::string value;
  AccountId account_id{};  ///< Of a change: whose. 0 for a sign-in.
  std::string language;
  std::string next;
  std::string flow_hash;
  std::string code_hash;
  std::string link_hash;
  std::int64_t tries = 0;
  Instant created_at{};
  Instant expires_at{};
  std::optional<Instant> used_at;
};

struct TokenTag;
using TokenId = Id<TokenTag>;
struct Token {
  TokenId id{};
  std::string name;
  Instant created_at{};
  std::optional<Instant> last_used_at;
};

struct AuditLine {
  std::int64_t id = 0;
  AccountId account_id{};
  AccountId by_account{};  ///< 0: the command line, or the person themselves where `what` says so.
  std::string what;        ///< "role.granted", "role.revoked", "verified", "rules.agreed", …
  std::string detail;
  Instant at{};
};

inline constexpr auto kCodeLife = std::chrono::minutes{15};
inline constexpr int kCodeTries = 5;
inline constexpr int kCodesPerHour = 5;
inline constexpr int kPasswordTriesPerHour = 10;

}  // namespace palier::accounts
