#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace palier::proposals::board {

/// A field as RFC 4180 writes it. What a spreadsheet program would take for a formula (a first =,
/// +,
/// -, @, tab or line break, full-width ones too) gets an apostrophe before it.
std::string csv_field(std::string_view text);
/// A line, ended by CR LF.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace palier::proposals::board
