#include "core/paper/paper.hpp"

namespace palier::paper {

double Sheet::fitted(double x, double y, double width, double height, std::string_view words,
                     Style style, double smallest) {
  while (style.size > smallest && text_height(width, words, style) > height)
    style.size = std::max(smallest, style.size * 0.94);
  if (text_height(width, words, style) <= height) return text(x, y, width, words, style);
  // By halves: the longest beginning that fits, cut at a word.
  std::size_t low = 0, high = words.size();
  const auto cut = [&](std::size_t n) {
    while (n > 0 && n < words.size() && (static_cast<unsigned char>(words[n]) & 0xC0U) == 0x80U)
      --n;
    auto begun = words.substr(0, n);
    if (const auto blank = begun.rfind(' '); blank != std::string_view::npos && blank > n / 2)
      begun = begun.substr(0, blank);
    return std::string(begun) + "…";
  };
  while (low + 1 < high) {
    const std::size_t middle = (low + high) / 2;
    if (text_height(width, cut(middle), style) <= height)
      low = middle;
    else
      high = middle;
  }
  return text(x, y, width, cut(low), style);
}

double Sheet::common_size(double width, const std::vector<std::string>& lines, Style style,
                          double smallest) {
  const auto one_line = [&] { return text_height(10 * width, "X", style) * 1.2; };
  for (const auto& line : lines)
    while (style.size > smallest && text_height(width, line, style) > one_line())
      style.size = std::max(smallest, style.size * 0.96);
  return style.size;
}

void Sheet::blank(double x, double y, double width, std::string_view label) {
  if (!label.empty()) {
    Style style;
    style.size = 10;
    text(x, y - 9, width, label, style);
  }
  line(x, y, x + width, y, 0.3, kInk);
}

std::string pdf(const About& about, const std::vector<Draw>& pages) {
  Book book(about);
  for (const auto& draw : pages) book.page(draw);
  book.finish();
  return book.take();
}

}  // namespace palier::paper
