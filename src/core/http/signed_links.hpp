#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/db/database.hpp"
#include "core/http/keys.hpp"
#include "core/util/time.hpp"

namespace palier::http {

/// One-click actions in messages ("Still needed?"), without signing in: a token that says for which
/// purpose, about whom or what, and until when, sealed with the node's key. It is the right to do
/// that one thing, so it is never logged; and opening it by GET only asks, the button POSTs (mail
/// scanners follow links).
class SignedLinks {
 public:
  /// Reads the node's key from the database (migrated by then).
  SignedLinks(db::Database& db, const Clock& clock);

  /// About 60 characters of URL-safe text. `purpose` is a word of the room's own ("aid.still").
  std::string make(std::string_view purpose, std::int64_t subject, Instant expires) const;

  enum class Problem { invalid, expired };
  /// The subject, where the seal fits the purpose and it is not past its time.
  tl::expected<std::int64_t, Problem> read(std::string_view purpose, std::string_view token) const;

 private:
  Keys keys_;
  const Clock& clock_;
};

}  // namespace palier::http
