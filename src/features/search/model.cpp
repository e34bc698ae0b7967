#include "features/search/model.hpp"

#include "features/search/analysis.hpp"

namespace palier::search {
namespace {

/// A word of the index: letters and digits alone.
std::string mark(char sort, std::string_view word) {
  std::string out;
  out.reserve(word.size() + 8);
  out += sort;
  for (const char c : word) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
    else
      out += c == '/' ? "z" : fmt::format("z{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string audience_mark(std::string_view audience, places::TerritoryId territory) {
  // A circle or a group has its territory; what is for everybody is for everybody there.
  if (audience.empty() || audience == "signed")
    return fmt::format("a{}t{}", audience.empty() ? "public" : "signed", territory.value);
  return mark('b', audience);
}

std::string kind_mark(std::string_view kind) {
  return mark('k', kind);
}

std::string terms_of_text(std::string_view text, std::string_view language, std::size_t most) {
  std::string out;
  for (const auto& word : words_of(text, most)) {
    if (stop_word(word, language)) continue;
    if (!out.empty()) out += ' ';
    bool first = true;
    for (const auto& term : terms_of(word, language)) {
      if (!first) out += '|';
      first = false;
      out += term;
    }
  }
  return out;
}

}  // namespace palier::search
