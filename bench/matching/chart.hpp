#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace palier::bench {

/// A picture that stands by itself: a title and a description that a screen reader reads, every
/// value written out or on an axis, series told apart by shape or place as well as by colour.
struct Caption {
  std::string title;
  std::string description;  ///< What it shows, in a sentence or two.
  std::string note;         ///< Under the picture: seeds, sizes.
};

/// Groups of horizontal bars, each with its value in percent beside it.
struct Bars {
  Caption caption;
  std::vector<std::string> series;
  struct Group {
    std::string label;
    std::vector<double> values;  ///< 0 to 1, by series.
    double bound = -1;           ///< A line that no bar can pass; −1: none.
  };
  std::vector<Group> groups;
  std::string bound_label;
};
std::string svg(const Bars& chart);

/// A grid of small panels with the same axes; across, a logarithmic scale.
struct Panels {
  Caption caption;
  std::string across, up;  ///< What the axes are.
  std::vector<std::string> series;
  struct Dot {
    int series = 0;
    double x = 0, y = 0;  ///< y is a share.
  };
  struct Panel {
    std::string label;
    std::vector<Dot> dots;
  };
  int columns = 3;
  std::vector<Panel> panels;
  /// A shaded corner, left of `good_x` and above `good_y`: what `good` says. None where it is
  /// empty.
  std::string good;
  double good_x = 0, good_y = 0;
};
std::string svg(const Panels& chart);

/// Lines of equally many cells as a Markdown table; the first is the heading. Numbers to the right.
std::string table(const std::vector<std::vector<std::string>>& lines);

void write(const std::filesystem::path& file, const std::string& text);
std::string percent(double share);  ///< "93.4"

}  // namespace palier::bench
