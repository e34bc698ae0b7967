#pragma once

#include "core/html/html.hpp"
#include "features/insight/figures.hpp"

namespace palier::insight {

/// How many helped for each need, in five classes; 0 where either figure is not shown.
int map_class(const Balance& balance);
/// The quarters by class, drawn on the outlines that places has; "" where it has none. Each shape
/// has its name and class as its title; `words` are the names of the classes 0 to 5.
html::Html draw_map(const places::Places& places, const Tree& tree,
                    const std::vector<Balance>& balances, const std::string& title,
                    const std::string& description, const std::vector<std::string>& words);

}  // namespace palier::insight
