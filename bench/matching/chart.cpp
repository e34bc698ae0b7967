#include "chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace palier::bench {
namespace {

// Okabe and Ito's palette, told apart by colour-blind people too; yellow is left out on white.
constexpr std::array kColours{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9",
                              "#E69F00", "#444444", "#8B5E3C", "#7A4FBF", "#999999"};
constexpr int kWidth = 960;
constexpr int kMargin = 24;

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string text(double x, double y, const std::string& words, const char* more = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>\n", x, y, more, escaped(words));
}

std::string line(double x1, double y1, double x2, double y2, const char* more) {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", x1, y1,
                     x2, y2, more);
}

/// Words broken into lines of at most `most` letters.
std::vector<std::string> broken(const std::string& words, std::size_t most) {
  std::vector<std::string> out(1);
  std::size_t at = 0;
  while (at < words.size()) {
    const auto end = std::min(words.find(' ', at), words.size());
    const auto word = words.substr(at, end - at);
    if (!out.back().empty() && out.back().size() + word.size() + 1 > most) out.emplace_back();
    if (!out.back().empty()) out.back() += ' ';
    out.back() += word;
    at = end + 1;
  }
  return out;
}

std::string framed(const Caption& caption, double height, const std::string& inside) {
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1:.0f}\" width=\"{0}\" "
      "height=\"{1:.0f}\" role=\"img\" aria-labelledby=\"title desc\" "
      "font-family=\"system-ui, 'DejaVu Sans', Arial, sans-serif\" font-size=\"13\" "
      "fill=\"#1d1d1b\">\n<title id=\"title\">{2}</title>\n<desc id=\"desc\">{3}</desc>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
      kWidth, height, escaped(caption.title), escaped(caption.description));
  out += text(kMargin, 34, caption.title, "font-size=\"19\" font-weight=\"600\"");
  double y = 56;
  for (const auto& words : broken(caption.description, 125)) {
    out += text(kMargin, y, words, "fill=\"#444\"");
    y += 18;
  }
  out += inside;
  out += text(kMargin, height - 14, caption.note, "font-size=\"11.5\" fill=\"#555\"");
  return out + "</svg>\n";
}

double top_of(const Caption& caption) {
  return 56 + 18.0 * static_cast<double>(broken(caption.description, 125).size()) + 6;
}

/// Shape and colour of a series.
std::string mark(std::size_t series, double x, double y, double r, const std::string& title) {
  const char* colour = kColours[series % kColours.size()];
  std::string shape;
  switch (series % 5) {
    case 0:
      shape = fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"", x, y, r + 1);
      break;
    case 1:
      shape = fmt::format("<rect x=\"{0:.1f}\" y=\"{1:.1f}\" width=\"{2:.1f}\" height=\"{2:.1f}\"",
                          x - r, y - r, 2 * r);
      break;
    case 2:
      shape = fmt::format("<path d=\"M{:.1f} {:.1f}l{:.1f} {:.1f}h{:.1f}z\"", x, y - r, r, 2 * r,
                          -2 * r);
      break;
    case 3:
      shape = fmt::format(
          "<path d=\"M{0:.1f} {1:.1f}l{2:.1f} {2:.1f}l{3:.1f} {2:.1f}l{3:.1f} {3:.1f}z\"", x,
          y - r * 1.2, r * 1.2, -r * 1.2);
      break;
    default:
      shape = fmt::format("<path d=\"M{:.1f} {:.1f}h{:.1f}l{:.1f} {:.1f}z\"", x - r, y - r, 2 * r,
                          -r, 2 * r);
  }
  const bool hollow = series >= 5;
  return shape +
         fmt::format(" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.8\">", hollow ? "#fff" : colour,
                     colour) +
         (title.empty() ? "" : "<title>" + escaped(title) + "</title>") +
         (shape.starts_with("<c")   ? "</circle>"
          : shape.starts_with("<r") ? "</rect>"
                                    : "</path>") +
         "\n";
}

std::string legend(const std::vector<std::string>& series, double& y, bool shapes) {
  std::string out;
  double x = kMargin;
  for (std::size_t s = 0; s < series.size(); ++s) {
    const double wide = 30 + 7.2 * static_cast<double>(series[s].size());
    if (x + wide > kWidth - kMargin) x = kMargin, y += 22;
    out += shapes
               ? mark(s, x + 6, y - 4, 4.5, "")
               : fmt::format("<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{}\"/>\n",
                             x, y - 10, kColours[s]);
    out += text(x + 18, y, series[s]);
    x += wide;
  }
  y += 16;
  return out;
}

}  // namespace

std::string svg(const Bars& chart) {
  constexpr double kLabel = 210, kBar = 13, kGap = 14;
  const double left = kMargin + kLabel, scale = kWidth - left - 90;
  double y = top_of(chart.caption) + 8;
  std::string out = legend(chart.series, y, false);
  if (!chart.bound_label.empty()) {
    out += line(kMargin + 6, y - 4, kMargin + 6, y + 10, "stroke=\"#000\" stroke-width=\"2\"");
    out += text(kMargin + 18, y + 8, chart.bound_label);
    y += 26;
  }
  const double begin = y;
  for (const auto& group : chart.groups) {
    const double high = kBar * static_cast<double>(group.values.size());
    const auto words = broken(group.label, 28);
    for (std::size_t i = 0; i < words.size(); ++i)
      out += text(left - 10,
                  y + high / 2 + 5 +
                      16 * (static_cast<double>(i) - 0.5 * static_cast<double>(words.size() - 1)),
                  words[i],
                  i == 0 ? "text-anchor=\"end\" font-weight=\"600\"" : "text-anchor=\"end\"");
    for (std::size_t s = 0; s < group.values.size(); ++s) {
      const double wide = std::max(0.0, group.values[s]) * scale,
                   at = y + kBar * static_cast<double>(s);
      out += fmt::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n",
          left, at, wide, kBar - 2, kColours[s % kColours.size()]);
      // The number stands clear of the line that no bar passes.
      const double bound = group.bound * scale;
      const double after = bound >= wide - 2 && bound < wide + 56 ? bound : wide;
      out += text(left + after + 8, at + kBar - 3, percent(group.values[s]) + " %",
                  "font-size=\"11.5\"");
    }
    if (group.bound >= 0)
      out += line(left + group.bound * scale, y - 3, left + group.bound * scale, y + high + 1,
                  "stroke=\"#000\" stroke-width=\"2\"");
    y += high + kGap;
  }
  for (int tick = 0; tick <= 4; ++tick) {
    const double x = left + scale * tick / 4;
    out = line(x, begin - 4, x, y - 6, "stroke=\"#ddd\"") + out;
    out += text(x, y + 8, fmt::format("{} %", 25 * tick), "text-anchor=\"middle\" fill=\"#444\"");
  }
  return framed(chart.caption, y + 46, out);
}

std::string svg(const Panels& chart) {
  double low = 1e300, high = 0, most = 0.05;
  for (const auto& panel : chart.panels)
    for (const auto& dot : panel.dots) {
      low = std::min(low, dot.x), high = std::max(high, dot.x);
      most = std::max(most, dot.y);
    }
  // Half powers of ten across: 0.1, 0.3, 1, 3, …
  const int first = static_cast<int>(std::floor(2 * std::log10(std::max(low, 1e-6))));
  const int last = std::max(first + 1, static_cast<int>(std::ceil(2 * std::log10(high))));
  const double top = most <= 0.4   ? 0.4
                     : most <= 0.6 ? 0.6
                     : most <= 1   ? 1
                                   : std::ceil(5 * most) / 5;
  double y = top_of(chart.caption) + 8;
  std::string out = legend(chart.series, y, true);
  const double wide = (kWidth - 2.0 * kMargin - 40) / chart.columns, tall = 190;
  const double inner = wide - 34, begin = y;
  for (std::size_t p = 0; p < chart.panels.size(); ++p) {
    const auto column = static_cast<double>(p % static_cast<std::size_t>(chart.columns));
    const auto row = static_cast<double>(p / static_cast<std::size_t>(chart.columns));
    const double left = kMargin + 44 + wide * column, base = begin + (tall + 46) * row + tall + 22;
    out += text(left, base - tall - 6, chart.panels[p].label, "font-weight=\"600\"");
    const auto across = [&](double value) {
      const double power = 2 * std::log10(std::max(value, 1e-6));
      return left + inner * (std::max<double>(power, first) - first) / (last - first);
    };
    if (!chart.good.empty())
      out += fmt::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
          "fill=\"#009E73\" fill-opacity=\"0.13\"/>\n",
          left, base - tall, across(chart.good_x) - left, tall * (1 - chart.good_y / top));
    for (int tick = 0; tick <= 4; ++tick) {
      const double at = base - tall * tick / 4;
      out += line(left, at, left + inner, at, tick == 0 ? "stroke=\"#555\"" : "stroke=\"#e2e2e2\"");
      if (column == 0)
        out += text(left - 6, at + 4, fmt::format("{:g} %", 25 * tick * top),
                    "text-anchor=\"end\" font-size=\"11.5\" fill=\"#444\"");
    }
    for (int power = first; power <= last; ++power) {
      const double at = left + inner * (power - first) / (last - first);
      out += line(at, base - tall, at, base + 4, "stroke=\"#e2e2e2\"");
      out += text(
          at, base + 17,
          fmt::format("{:g}", (power % 2 == 0 ? 1 : 3) * std::pow(10.0, std::floor(power / 2.0))),
          "text-anchor=\"middle\" font-size=\"11.5\" fill=\"#444\"");
    }
    // The first series last: ours must not be hidden, nor hide the axes.
    for (auto dot = chart.panels[p].dots.rbegin(); dot != chart.panels[p].dots.rend(); ++dot) {
      const auto& name = chart.series[static_cast<std::size_t>(dot->series)];
      out += mark(static_cast<std::size_t>(dot->series), across(dot->x),
                  base - tall * std::clamp(dot->y / top, 0.0, 1.0), 4.5,
                  fmt::format("{}: {:.2f}; {} %", name, dot->x, percent(dot->y)));
    }
  }
  const auto rows =
      static_cast<double>((chart.panels.size() + static_cast<std::size_t>(chart.columns) - 1) /
                          static_cast<std::size_t>(chart.columns));
  y = begin + (tall + 46) * rows + 14;
  out += text(kMargin, y, "Across: " + chart.across + " (logarithmic). Up: " + chart.up + ".",
              "fill=\"#444\"");
  if (!chart.good.empty())
    out += text(kMargin, y += 20, "Shaded: " + chart.good + ".", "fill=\"#444\"");
  return framed(chart.caption, y + 40, out);
}

std::string table(const std::vector<std::vector<std::string>>& lines) {
  std::string out;
  const auto numeric = [&](std::size_t column) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const auto& cell = lines[i][column];
      if (!cell.empty() && std::isdigit(static_cast<unsigned char>(cell[0])) == 0 &&
          cell[0] != '-' && cell[0] != '+')
        return false;
    }
    return true;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const auto& cell : lines[i]) out += "| " + cell + " ";
    out += "|\n";
    if (i > 0) continue;
    for (std::size_t c = 0; c < lines[0].size(); ++c) out += numeric(c) ? "|--:" : "|---";
    out += "|\n";
  }
  return out + "\n";
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::string percent(double share) {
  return fmt::format("{:.1f}", 100 * share);
}

}  // namespace palier::bench
