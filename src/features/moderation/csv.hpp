#pragma once

#include <string>
#include <vector>

namespace palier::moderation {

/// A line as RFC 4180 writes it, ended by CR LF. What a spreadsheet would take for a formula gets
/// an apostrophe before it.
std::string csv_line(const std::vector<std::string>& fields);
inline constexpr const char* kBom = "\xEF\xBB\xBF";  ///< Spreadsheets read UTF-8 by it.

}  // namespace palier::moderation
