#include "core/http/once.hpp"

#include <fmt/format.h>

#include "core/db/rows.hpp"
#include "core/http/keys.hpp"

namespace palier::http {

using namespace std::chrono_literals;

std::optional<std::string> once(db::Transaction& tx, std::string_view token, Instant now) {
  if (token.empty()) return {};
  // The digest bounds the length of what a client may make us keep.
  const std::string key = digest(token);
  const auto inserted = tx.run(
      "insert into sent_forms (token, location, made_at) values ($1, '', $2) "
      "on conflict (token) do nothing",
      key, now);
  if (inserted == 1) return {};
  return tx.maybe<std::string>("select location from sent_forms where token = $1", key)
      .value_or("");
}

void keep_result(db::Transaction& tx, std::string_view token, std::string_view location) {
  if (token.empty()) return;
  tx.run("update sent_forms set location = $2 where token = $1", digest(token), location);
}

std::string own_token(std::int64_t account, std::string_view path, std::string_view token) {
  if (token.empty()) return {};
  return fmt::format("{} {} {}", account, path, token);
}

void sweep_once(db::Transaction& tx, Instant now) {
  tx.run("delete from sent_forms where made_at < $1", now - 24h);
}

}  // namespace palier::http
