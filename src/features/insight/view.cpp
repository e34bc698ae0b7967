#include "features/insight/view.hpp"

namespace palier::insight {

std::string csv_of(const Table& table) {
  std::string out = "\xef\xbb\xbf";
  const auto line = [&](const std::vector<std::string>& cells) {
    bool first = true;
    for (const auto& cell : cells) {
      if (!first) out += ',';
      first = false;
      // A spreadsheet would take these for a formula.
      const bool formula =
          !cell.empty() && std::string_view("=+-@\t").find(cell[0]) != std::string_view::npos;
      std::string text;
      text.reserve(cell.size() + 2);
      if (formula) text += '\'';
      for (const char c : cell) {
        if (c == '"') text += '"';
        text += c;
      }
      if (text.find_first_of(",\"\r\n") == std::string::npos) {
        out += text;
      } else {
        out += '"';
        out += text;
        out += '"';
      }
    }
    out += "\r\n";
  };
  line(table.columns);
  for (const auto& row : table.rows) line(row);
  return out;
}

std::string figure(const std::optional<std::int64_t>& value, const i18n::Language& l) {
  return value ? l.number(*value) : std::string(l.tr(N_("fewer than 5")));
}

std::string wait_words(std::int64_t seconds, const i18n::Language& l) {
  constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;
  const auto say = [&](const char* sentence, std::int64_t n) {
    return i18n::Language::fill(sentence, std::vector<std::string>{l.number(n)});
  };
  if (seconds < kHour) return l.tr(N_("less than an hour"));
  const auto hours = (seconds + kHour / 2) / kHour, days = (seconds + kDay / 2) / kDay;
  if (seconds < 2 * kDay) return say(l.tr("one hour", "{1} hours", hours), hours);
  return say(l.tr("one day", "{1} days", days), days);
}

}  // namespace palier::insight
