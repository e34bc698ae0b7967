#pragma once

#include <string>
#include <string_view>

#include "core/html/html.hpp"

namespace palier::html {

/// What people write, with the few marks they know (CommonMark: *emphasis*, lists, quotes, links),
/// as markup that is safe for a page: raw HTML and pictures are shown as they were typed, headings
/// become strong paragraphs, links go to http, https and mailto only and carry rel="nofollow ugc
/// noopener". Bare URLs become links; a single line break stays one.
Html markdown(std::string_view source);

/// The same as running text, without marks: for excerpts, letters and search.
std::string plain_text(std::string_view source);
/// Its beginning, cut at a word, with … where something is left out. `length` in code points.
std::string excerpt(std::string_view source, std::size_t length);

}  // namespace palier::html
