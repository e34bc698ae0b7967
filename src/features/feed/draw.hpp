#pragma once

#include <string>

#include "features/feed/service.hpp"

namespace palier::feed {

// Turbo streams of what happens while pages are open. Nothing of them depends on who looks: `own`
// marks are left out, whatever the item says.

/// A new post on top of a list (or in its place, where it is there already).
std::string card_stream(const Item& item, const i18n::Language& l, Instant now);
/// It was changed: only where it is shown.
std::string card_again_stream(const Item& item, const i18n::Language& l, Instant now);
/// It is gone or hidden.
std::string card_gone_stream(PostId post);
/// A new comment, at the end of its thread.
std::string comment_stream(const CommentItem& item, const i18n::Language& l, Instant now);
/// It was changed: only where it is shown.
std::string comment_again_stream(const CommentItem& item, const i18n::Language& l, Instant now);
std::string comment_gone_stream(CommentId comment);
/// How many answers and thanks a post has, in lists and on its page.
std::string counters_stream(const Item& item, const i18n::Language& l);

}  // namespace palier::feed
