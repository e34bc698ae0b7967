#pragma once

#include <initializer_list>
#include <string_view>

namespace palier::templates {

/// How the value of an attribute is read by a browser, as far as escaping must know.
enum class Attr { plain, url, url_list, meta_content, refused };
Attr attr_kind(std::string_view tag, std::string_view attr);

/// Elements without an end tag.
bool is_void(std::string_view tag);
/// Elements whose start tag ends an open <p>.
bool closes_p(std::string_view tag);
/// Elements that may not contain themselves.
bool is_exclusive(std::string_view tag);
/// Elements whose content is no markup at all, as <script>.
bool is_raw(std::string_view tag);

bool among(std::string_view name, std::initializer_list<std::string_view> names);
bool blank(char c);
char lower(char c);

}  // namespace palier::templates
