#pragma once

#include <string>
#include <string_view>

namespace palier::inbox {

/// An HTML mail as plain text: blocks become lines, what was quoted (blockquote) gets a ">" before
/// each line as in plain mail. Any bytes are taken; UTF-8 stays UTF-8.
std::string html_text(std::string_view html);

}  // namespace palier::inbox
