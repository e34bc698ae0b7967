#pragma once

#include "features/feed/service.hpp"

namespace palier::feed {

/// What somebody may do in an audience. In a circle these follow from where one lives, as one has
/// said (docs/adr/0008: nobody can prove an address yet); elsewhere its room says.
struct Rights {
  bool reads = false, writes = false, moderates = false;
};

/// Whether these two are to be kept from each other's words.
bool apart(const Reader& reader, AccountId other);
/// Moderators of the site see everything that is somewhere, wherever they live.
bool is_moderator(const Reader& reader);

/// Held and hidden posts are seen by their author and by moderators alone.
bool may_read(const Reader& reader, const Post& post, const Rights& rights);
/// Of a comment under a post that they may read.
bool may_read(const Reader& reader, const Comment& comment, const Rights& rights);
/// Comments, thanks, votes: below what is shown.
bool may_take_part(const Reader& reader, const Post& post, const Rights& rights);
/// For as long as nobody else has commented on it, else within a day.
std::optional<No> may_edit(const Reader& reader, const Post& post, const Rights& rights,
                           bool others_commented, Instant now);
bool may_remove(const Reader& reader, AccountId author, const Rights& rights);

/// How long a post may still be changed once others have commented on it; a comment always.
inline constexpr std::chrono::hours kEditable{24};

}  // namespace palier::feed
