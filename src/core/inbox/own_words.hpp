#pragma once

#include <string>
#include <string_view>

namespace palier::inbox {

/// What somebody wrote themselves in an answer: without the letter it answers, as mail programs
/// quote it in French and English (above, below or between), without the signature and the
/// advertisements of phones. "" where nothing is left.
std::string own_words(std::string_view text);

/// Lines that were broken only to be sent (RFC 3676, format=flowed) are whole again.
std::string unflowed(std::string_view text, bool delete_spaces);

}  // namespace palier::inbox
