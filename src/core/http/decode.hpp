#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palier::http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string_view trimmed(std::string_view s);          ///< Of spaces and tabs.
bool iequals(std::string_view a, std::string_view b);  ///< ASCII case ignored.
std::string lower(std::string_view s);                 ///< ASCII.

/// Valid UTF-8 without NUL. (What other control characters mean, form::Input decides.)
bool clean_utf8(std::string_view s);

/// %XX undone; nothing on a bad escape, a NUL, or if what comes out is not UTF-8. `plus` makes "+"
/// a space, as forms do.
std::optional<std::string> percent_decoded(std::string_view s, bool plus);

/// "a=1&b=2" of a query or a form; nothing if any of it does not decode or there are more than
/// 2,000.
std::optional<Pairs> decoded_pairs(std::string_view s);

/// A path decoded and made normal: "." and ".." resolved, empty segments and the slash at the end
/// dropped. Nothing if it does not decode, does not start with a slash, climbs above the root, or
/// hides a slash, a backslash or a control character behind an escape.
std::optional<std::string> normal_path(std::string_view raw);

}  // namespace palier::http
