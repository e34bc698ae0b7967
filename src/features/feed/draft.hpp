#pragma once

#include "features/feed/feed.hpp"

namespace palier::feed {

/// In characters (code points).
inline constexpr std::size_t kTitleMax = 120, kTextMax = 5000, kCommentMax = 2000, kPlaceMax = 150,
                             kPollQuestionMax = 150, kPollOptionMax = 80, kAltMax = 250;
inline constexpr std::size_t kPollOptionsMin = 2, kPollOptionsMax = 6;
/// How far ahead an event or the end of a poll may lie.
inline constexpr std::chrono::days kAheadMax{730};

/// The names of the fields, in the form, in JSON and in errors alike.
namespace field {
inline constexpr const char *kKind = "kind", *kAudience = "audience", *kTitle = "title",
                            *kText = "text", *kPhotos = "photos", *kAlt = "alt",
                            *kStarts = "starts", *kEnds = "ends", *kPlace = "place",
                            *kPollQuestion = "poll_question", *kPollOptions = "poll_options",
                            *kPollUntil = "poll_until", *kAboutPlace = "about_place";
}  // namespace field

/// Brings the texts of a draft to the form in which they are kept (form::clean) and notes whatever
/// is wrong with it, whoever writes it; `now` is when it is written. What depends on the author
/// (their circles, moderation) is the service's. `edit`: photos, poll, kind and audience stay as
/// they were and are not looked at.
void check(Feed::Draft& draft, Instant now, form::Errors& errors, bool edit = false);
/// The same for a comment.
void check_comment(std::string& text, form::Errors& errors);

}  // namespace palier::feed
