#include "features/ready_texts/blanks.hpp"

#include <algorithm>

#include "core/form/clean.hpp"

namespace palier::ready_texts {
namespace {

using i18n::Message;

constexpr std::size_t kLongest = 80;  // Of a label or an example, in characters.

std::string_view trimmed(std::string_view s) {
  const auto from = s.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return s.substr(from, s.find_last_not_of(" \t") - from + 1);
}

tl::expected<Blank, Message> read_blank(std::string_view inside) {
  const auto bar = inside.find('|');
  Blank blank{
      std::string(trimmed(inside.substr(0, bar))),
      bar == std::string_view::npos ? std::string() : std::string(trimmed(inside.substr(bar + 1)))};
  if (blank.label.empty() || inside.find('\n') != std::string_view::npos ||
      inside.find("{{") != std::string_view::npos)
    return tl::unexpected(
        Message{N_("Write each blank on one line as {{what is asked | an example}}.")});
  if (form::length(blank.label) > kLongest || form::length(blank.example) > kLongest)
    return tl::unexpected(Message{N_("What a blank asks, and its example, must be short.")});
  return blank;
}

}  // namespace

tl::expected<Pattern, Message> read_pattern(std::string_view body) {
  Pattern out;
  while (!body.empty()) {
    const auto open = body.find("{{");
    if (open != 0) out.pieces.push_back({std::string(body.substr(0, open)), -1});
    if (open == std::string_view::npos) break;
    const auto close = body.find("}}", open);
    if (close == std::string_view::npos)
      return tl::unexpected(Message{N_("A blank is opened with {{ and not closed with }}.")});
    auto blank = read_blank(body.substr(open + 2, close - open - 2));
    if (!blank) return tl::unexpected(blank.error());
    auto at = std::find_if(out.blanks.begin(), out.blanks.end(),
                           [&](const Blank& b) { return b.label == blank->label; });
    if (at == out.blanks.end()) {
      if (out.blanks.size() == kMostBlanks)
        return tl::unexpected(
            Message{N_("Ask at most {1} things."), {std::to_string(kMostBlanks)}});
      at = out.blanks.insert(at, std::move(*blank));
    }
    out.pieces.push_back({"", static_cast<int>(at - out.blanks.begin())});
    body.remove_prefix(close + 2);
  }
  return out;
}

std::string fill(const Pattern& pattern, const std::vector<std::string>& values) {
  std::string out;
  for (const auto& piece : pattern.pieces)
    out += piece.blank < 0 ? piece.text : values.at(static_cast<std::size_t>(piece.blank));
  return out;
}

}  // namespace palier::ready_texts
