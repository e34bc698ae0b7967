#include "features/insight/map.hpp"

#include <fmt/format.h>

namespace palier::insight {
namespace {

std::string escaped(std::string_view text) {
  html::Out out;
  out.attr(text);
  return out.take();
}

}  // namespace

int map_class(const Balance& b) {
  if (!b.helpers || !b.needs || *b.needs == 0) return 0;
  const double each = static_cast<double>(*b.helpers) / static_cast<double>(*b.needs);
  if (each < 0.5) return 1;
  if (each < 1) return 2;
  if (each < 2) return 3;
  return each < 4 ? 4 : 5;
}

html::Html draw_map(const places::Places& places, const Tree& tree,
                    const std::vector<Balance>& balances, const std::string& title,
                    const std::string& description, const std::vector<std::string>& words) {
  const auto outlines = places.outlines();
  const auto size = places.map();
  if (outlines.empty() || size.width == 0) return {};
  std::string out = fmt::format(
      "<svg class=\"chart map\" role=\"img\" viewBox=\"0 0 {} {}\" "
      "aria-labelledby=\"map-title map-desc\"><title id=\"map-title\">{}</title>"
      "<desc id=\"map-desc\">{}</desc><defs><pattern id=\"map-none\" width=\"6\" height=\"6\" "
      "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
      "<rect class=\"chart-under\" width=\"6\" height=\"6\"/>"
      "<rect class=\"map-stripe\" width=\"1.5\" height=\"6\"/></pattern></defs>",
      size.width, size.height, escaped(title), escaped(description));
  for (const auto& outline : outlines) {
    const auto node = tree.find(outline.id.value);
    if (!node) continue;
    const int shade = map_class(balances[static_cast<std::size_t>(*node)]);
    out += fmt::format("<path class=\"map-{}\" d=\"{}\"{}><title>{}: {}</title></path>", shade,
                       outline.path, shade == 0 ? " fill=\"url(#map-none)\"" : "",
                       escaped(tree.nodes()[static_cast<std::size_t>(*node)].name),
                       escaped(words[static_cast<std::size_t>(shade)]));
  }
  return {out + "</svg>"};
}

}  // namespace palier::insight
