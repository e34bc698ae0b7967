#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/db/database.hpp"
#include "core/util/time.hpp"

namespace palier::http {

/// The same form sent twice (a double click, a reload, a lost answer) must not make two things.
/// Forms carry a random token in the hidden field `once` (html::Page::once). In the transaction
/// that makes the thing:
///
///   if (auto before = http::once(tx, form.once, now)) return see_other(*before);   // sent already
///   … insert …
///   http::keep_result(tx, form.once, "/needs/" + id.str());
///
/// Nothing is answered the first time. Afterwards, for 24 hours, the location kept ("" if none
/// was). An empty token (an API client that sends none) is always the first. Two at once: the
/// second waits for the first to commit, then gets its result.
std::optional<std::string> once(db::Transaction& tx, std::string_view token, Instant now);
void keep_result(db::Transaction& tx, std::string_view token, std::string_view location);
/// The token of a form or a request as it stands in sent_forms: programs choose theirs freely, so
/// it counts for this account and path only. "" stays "".
std::string own_token(std::int64_t account, std::string_view path, std::string_view token);
/// Forgets what is older than 24 hours; run daily.
void sweep_once(db::Transaction& tx, Instant now);

}  // namespace palier::http
