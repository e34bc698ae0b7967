#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/html/html.hpp"
#include "core/i18n/language.hpp"

namespace palier::insight {

/// A chart, drawn on the server as SVG: what it says stands in its title and description, and in
/// the table under it; series differ by pattern and mark, not by colour alone. Colours come from
/// web/css/insight.css, light and dark.
struct Chart {
  std::string id;  ///< Of the page; names its patterns.
  std::string title, description;
  std::vector<std::string> labels;  ///< Under the axis, in order.
  struct Series {
    std::string name;
    std::vector<std::optional<std::int64_t>> values;  ///< Nothing: too small to be shown.
  };
  std::vector<Series> series;  ///< At most three.
  bool lines = false;          ///< Else bars, side by side.
};
html::Html draw(const Chart& chart, const i18n::Language& l);

/// The end of an axis that starts at 0: 1, 2 or 5 times a power of ten, in even steps.
struct Axis {
  std::int64_t top = 5, step = 1;
};
Axis axis_for(std::int64_t largest);

}  // namespace palier::insight
