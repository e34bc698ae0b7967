#include <fmt/format.h>

#include <fstream>
#include <ostream>

#include "features/places/import.hpp"

namespace palier::places {
namespace {

constexpr int kShown = 20;

/// "12,345": the report is read by people.
std::string grouped(std::int64_t n) {
  std::string s = std::to_string(n);
  for (auto i = static_cast<std::int64_t>(s.size()) - 3; i > 0; i -= 3)
    s.insert(static_cast<std::size_t>(i), ",");
  return s;
}

}  // namespace

std::string text_of(const ImportReport& r, int limit) {
  const bool areas = r.what == "areas";
  std::string out;
  if (!r.unusable.empty()) {
    out = fmt::format("Nothing was imported. {}\n", r.unusable);
  } else {
    const bool same = r.added + r.changed + r.gone == 0;
    // Several communes share a postcode: those rows and these figures do not add up.
    out = fmt::format("{} {} read in {:.1f} s: {} {} added, {} changed, {} unchanged, {} refused",
                      grouped(r.rows), areas ? "features" : "rows", r.seconds, grouped(r.added),
                      r.what, grouped(r.changed), grouped(r.unchanged),
                      grouped(static_cast<std::int64_t>(r.bad.size())));
    if (r.gone > 0)
      out +=
          fmt::format(", {} no longer in the file (kept, but not found any more)", grouped(r.gone));
    out += same ? ". Nothing changed.\n" : ".\n";
  }
  int shown = 0;
  for (const BadRow& bad : r.bad) {
    if (limit >= 0 && shown == limit) {
      out += fmt::format("  … and {} more; --report FILE writes them all.\n",
                         grouped(static_cast<std::int64_t>(r.bad.size()) - shown));
      break;
    }
    out += fmt::format("  {} {}: {}\n", areas ? "feature" : "line", bad.line, bad.reason);
    ++shown;
  }
  return out;
}

int run_import(db::Database& db, const Clock& clock, const ImportCommand& command,
               std::ostream& out, bool terminal) {
  int last = -1;
  const OnProgress progress = [&](const Progress& p) {
    // On a terminal one line that counts; in a log a line every quarter.
    const int step = terminal ? 1 : 25;
    if (p.percent / step == last / step && last >= 0) return;
    last = p.percent;
    // For areas the rows are the addresses told anew where they lie: a figure that says nothing.
    if (command.what == "areas")
      out << fmt::format("{}{:3} % {}", terminal ? "\r" : "", p.percent, terminal ? "" : "\n");
    else if (terminal)
      out << fmt::format("\r{:3} %  {} rows ", p.percent, grouped(p.rows));
    else
      out << fmt::format("{} %, {} rows\n", p.percent, grouped(p.rows));
    out.flush();
  };
  ImportReport report;
  if (command.what == "addresses") {
    report = import_addresses(db, command.file, clock.now(), progress);
  } else if (command.what == "areas") {
    report = import_areas(db, command.file, command.kind, clock.now(), progress);
  } else if (command.what == "postcodes") {
    report = import_postcodes(db, command.file, clock.now(), progress);
  } else {
    report.what = command.what;
    report.unusable =
        fmt::format("\"{}\" cannot be imported: say addresses, areas or postcodes.", command.what);
  }
  if (terminal && last >= 0) out << "\r\x1b[K";
  out << text_of(report, kShown);
  if (!command.report_file.empty()) {
    std::ofstream file(command.report_file, std::ios::binary);
    file << text_of(report, -1);
    if (!file.flush()) {
      out << fmt::format("The report cannot be written to {}.\n", command.report_file.string());
      return 2;
    }
  }
  return report.unusable.empty() ? 0 : 2;
}

}  // namespace palier::places
