#include "features/insight/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace palier::insight {
namespace {

// In units of the picture, which scales with the page: letters grow on phones (insight.css).
constexpr double kWidth = 640, kHeight = 300;
constexpr double kLeft = 72, kRight = 14, kTop = 16, kBottom = 44;
constexpr double kInner = kWidth - kLeft - kRight, kTall = kHeight - kTop - kBottom;
constexpr std::size_t kMostLabels = 4;
constexpr std::array kSeries{"a", "b", "c"};

std::string escaped(std::string_view text) {
  html::Out out;
  out.attr(text);
  return out.take();
}

class Drawing {
 public:
  Drawing(const Chart& chart, const i18n::Language& l) : c_(chart), l_(l) {
    std::int64_t largest = 0;
    for (const auto& s : c_.series)
      for (const auto& v : s.values) largest = std::max(largest, v.value_or(0));
    axis_ = axis_for(largest);
  }

  std::string run() {
    head();
    grid();
    labels();
    for (std::size_t i = 0; i < c_.series.size() && i < kSeries.size(); ++i) {
      if (c_.lines)
        line(i);
      else
        bars(i);
    }
    out_ += "</svg>";
    return std::move(out_);
  }

 private:
  double y(std::int64_t value) const {
    return kTop + kTall * (1 - static_cast<double>(value) / static_cast<double>(axis_.top));
  }
  double slot() const {
    return kInner / static_cast<double>(std::max<std::size_t>(1, c_.labels.size()));
  }
  double middle(std::size_t i) const { return kLeft + slot() * (static_cast<double>(i) + 0.5); }

  void head() {
    const auto id = escaped(c_.id);
    out_ += fmt::format(
        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {} {}\" "
        "aria-labelledby=\"{}-title {}-desc\"><title id=\"{}-title\">{}</title>"
        "<desc id=\"{}-desc\">{}</desc>",
        kWidth, kHeight, id, id, id, escaped(c_.title), id, escaped(c_.description));
    // Full, striped, dotted: told apart without colours.
    out_ += fmt::format(
        "<defs><pattern id=\"{0}-b\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect class=\"chart-under\" width=\"8\" height=\"8\"/>"
        "<rect class=\"chart-b\" width=\"4\" height=\"8\"/></pattern>"
        "<pattern id=\"{0}-c\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
        "<rect class=\"chart-under\" width=\"8\" height=\"8\"/>"
        "<circle class=\"chart-c\" cx=\"4\" cy=\"4\" r=\"2.4\"/></pattern></defs>",
        id);
  }

  void grid() {
    for (std::int64_t v = 0; v <= axis_.top; v += axis_.step) {
      const double at = y(v);
      out_ += fmt::format(
          "<line class=\"{}\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
          "<text class=\"chart-words\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
          v == 0 ? "chart-base" : "chart-grid", kLeft, kWidth - kRight, at, at, kLeft - 10,
          at + 5.5, escaped(l_.number(v)));
    }
  }

  void labels() {
    const auto count = c_.labels.size();
    const auto every = (count + kMostLabels - 1) / std::max<std::size_t>(1, kMostLabels);
    for (std::size_t i = 0; i < count; ++i) {
      if (every > 1 && (count - 1 - i) % every != 0) continue;
      out_ += fmt::format(
          "<text class=\"chart-words\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
          middle(i), kHeight - kBottom + 30, escaped(c_.labels[i]));
    }
  }

  void bars(std::size_t which) {
    const auto& s = c_.series[which];
    const auto count = static_cast<double>(c_.series.size());
    const double wide = std::min(46.0, slot() * 0.76 / count);
    const std::string fill =
        which == 0 ? "" : fmt::format(" fill=\"url(#{}-{})\"", escaped(c_.id), kSeries[which]);
    for (std::size_t i = 0; i < s.values.size(); ++i) {
      const double x = middle(i) - wide * count / 2 + wide * static_cast<double>(which);
      if (!s.values[i]) {
        hidden(x + wide / 2);
        continue;
      }
      const double at = y(*s.values[i]);
      out_ += fmt::format(
          "<rect class=\"chart-bar chart-bar-{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
          "height=\"{:.1f}\"{}/>",
          kSeries[which], x, at, std::max(1.0, wide - 2), kTop + kTall - at, fill);
    }
  }

  /// A dash on the ground: there is something, too small to be shown.
  void hidden(double x) {
    out_ +=
        fmt::format("<line class=\"chart-few\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{}\" y2=\"{}\"/>",
                    x - 5, x + 5, kTop + kTall - 3, kTop + kTall - 3);
  }

  void line(std::size_t which) {
    const auto& s = c_.series[which];
    std::string path;
    bool drawing = false;
    for (std::size_t i = 0; i < s.values.size(); ++i) {
      if (!s.values[i]) {
        drawing = false;
        continue;
      }
      path += fmt::format("{}{:.1f} {:.1f}", drawing ? 'L' : 'M', middle(i), y(*s.values[i]));
      drawing = true;
    }
    if (!path.empty())
      out_ +=
          fmt::format("<path class=\"chart-line chart-line-{}\" d=\"{}\"/>", kSeries[which], path);
    for (std::size_t i = 0; i < s.values.size(); ++i) {
      if (!s.values[i]) {
        hidden(middle(i));
        continue;
      }
      mark(which, middle(i), y(*s.values[i]));
    }
  }

  void mark(std::size_t which, double x, double at) {
    if (which == 0)
      out_ +=
          fmt::format("<circle class=\"chart-a\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.5\"/>", x, at);
    else if (which == 1)
      out_ += fmt::format(
          "<rect class=\"chart-b\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"8\" height=\"8\"/>", x - 4,
          at - 4);
    else
      out_ += fmt::format("<path class=\"chart-c\" d=\"M{:.1f} {:.1f}l5 9h-10z\"/>", x, at - 5);
  }

  const Chart& c_;
  const i18n::Language& l_;
  Axis axis_;
  std::string out_;
};

}  // namespace

Axis axis_for(std::int64_t largest) {
  largest = std::max<std::int64_t>(largest, 5);
  std::int64_t step = 1;
  for (std::int64_t ten = 1;; ten *= 10) {
    for (const std::int64_t times : {1, 2, 5}) {
      step = ten * times;
      if (step * 5 >= largest) return {(largest + step - 1) / step * step, step};
    }
  }
}

html::Html draw(const Chart& chart, const i18n::Language& l) {
  return {Drawing(chart, l).run()};
}

}  // namespace palier::insight
