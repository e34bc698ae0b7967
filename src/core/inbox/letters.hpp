#pragma once

#include <string>
#include <string_view>

#include "core/inbox/inbox.hpp"

/// What somebody is told whose answer by mail was not taken.
namespace palier::inbox::letters {

enum class Why { closed, too_long, empty, not_allowed, unreadable, expired };
Why why(Outcome outcome);

/// With the beginning of what they wrote, so that it is not lost.
Replies::Owners::Letter not_taken(const i18n::Language& language, Why why, std::string_view said,
                                  std::string path);

}  // namespace palier::inbox::letters
