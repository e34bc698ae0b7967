#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palier::testdata {

/// An element as a browser finds it: attributes decoded, and the text up to the next tag.
struct Element {
  std::string tag;  ///< With "/" in front for an end tag.
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;
};

/// Reads HTML as the tokenizer of the HTML standard does (as far as well-formed pages go, and where
/// they are not, as leniently): what escapes must withstand. Knows nothing of templates.
std::vector<Element> read_html(std::string_view html);

/// Whether a browser that follows this link runs nothing: by the scheme as the URL standard finds
/// it.
bool harmless_scheme(std::string_view url);
/// Whether it stays on this host.
bool same_host(std::string_view url);

}  // namespace palier::testdata
