#pragma once

#include <string>
#include <string_view>

namespace palier::form {

/// The text as it is kept: NFC, \n line breaks, no control or direction-override characters, ends
/// trimmed (of every Unicode space).
std::string clean(std::string_view utf8);

/// Whether the bytes are UTF-8 (no overlong forms, surrogates or values past U+10FFFF).
bool valid_utf8(std::string_view bytes);

/// Length in code points of valid UTF-8.
std::size_t length(std::string_view utf8);

/// Whether nothing in it can be seen: empty, spaces, zero-width characters.
bool looks_empty(std::string_view utf8);

}  // namespace palier::form
