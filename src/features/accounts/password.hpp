#pragma once

#include <string>
#include <string_view>

#include "core/i18n/message.hpp"

namespace palier::accounts {

inline constexpr std::size_t kPasswordMin = 10;  ///< Characters.
inline constexpr std::size_t kPasswordMax = 200;

/// argon2id with 19 MiB and two passes (OWASP's figures), so that a small server stands several at
/// once; at most two are computed at a time, the others wait.
std::string hash_password(std::string_view password);

/// Takes as long for a person without a password ("" as hash) as for one with: it is then checked
/// against one that nobody has.
bool password_fits(std::string_view hash, std::string_view password);

/// Why a new password will not do: too common, a run of keys, or one's own name or address. An
/// empty msgid when it will. `own`: words that it must not be made of.
i18n::Message weak_password(std::string_view password, std::initializer_list<std::string_view> own);

}  // namespace palier::accounts
