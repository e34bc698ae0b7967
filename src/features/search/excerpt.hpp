#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace palier::search {

/// A piece of a text, marked where it is one of the words that were looked for.
struct Piece {
  std::string text;
  bool marked = false;
};
using Terms = std::set<std::string, std::less<>>;

/// The whole text.
std::vector<Piece> marked(std::string_view text, const Terms& terms);
/// Some `length` bytes of it around where most of the words stand, cut at words, with … where
/// something is left out; its beginning where none does.
std::vector<Piece> excerpt(std::string_view text, const Terms& terms, std::size_t length);

}  // namespace palier::search
