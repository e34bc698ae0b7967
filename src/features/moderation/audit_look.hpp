#pragma once

#include "core/audit/audit.hpp"
#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/http/context.hpp"

namespace palier::moderation {

/// The filters of the log, from a page's query or the API's. Moderators see moderation's lines
/// only.
audit::Look read_look(const http::Context& c, const form::Input& query, form::Errors& errors);
/// The first words of `what`: a room each.
inline constexpr const char* kRooms[] = {
    "accounts", "aid",    "app",        "board",      "bulletins", "circles",     "desk",
    "feed",     "groups", "informants", "moderation", "photos",    "ready_texts", "structures"};

}  // namespace palier::moderation
