#include "rich.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "code.hpp"
#include "lexer.hpp"

namespace palier::templates {

int count_marks(const Code& msgid) {
  const int count = highest_placeholder(msgid.text, '<');
  if (count == 0) {
    throw Error(msgid.at, "the sentence has no <1>…</1>; without markup write {{ t … }}");
  }
  for (int i = 1; i <= count; ++i) {
    const auto n = std::to_string(i);
    const auto begin = msgid.text.find("<" + n + ">");
    const auto end = msgid.text.find("</" + n + ">");
    if (begin == std::string::npos || end == std::string::npos || end < begin) {
      throw Error(msgid.at, "the sentence needs one <" + n + ">…</" + n + ">");
    }
  }
  return count;
}

std::vector<Part> elements(Nodes body) {
  std::vector<Part> parts;
  Part part;
  for (auto& piece : body) {
    if (piece.kind != Kind::literal) {
      part.body.push_back(std::move(piece));
      continue;
    }
    std::string_view rest = piece.text;
    Position at = piece.at;
    const auto take = [&](std::size_t size) {
      const auto taken = rest.substr(0, size);
      at = moved(at, taken);
      rest.remove_prefix(taken.size());
      return taken;
    };
    for (;;) {
      if (part.body.empty()) take(std::min(rest.find_first_not_of(" \t\n"), rest.size()));
      Node open;
      open.at = at;
      open.text = take(std::min(rest.find("</"), rest.size()));
      if (!open.text.empty()) part.body.push_back(std::move(open));
      const auto end = rest.find('>');
      if (end == std::string_view::npos) break;
      part.head.at = at;
      part.close = take(end + 1);
      parts.push_back(std::move(part));
      part = {};
    }
  }
  if (!part.body.empty()) {
    throw Error(part.body.front().at,
                "only empty elements, one for each marked part, stand between t and endt: "
                "<a href=\"…\"></a>");
  }
  return parts;
}

}  // namespace palier::templates
