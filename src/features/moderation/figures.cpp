#include "features/moderation/figures.hpp"

#include "core/i18n/zone.hpp"
#include "features/moderation/csv.hpp"

namespace palier::moderation {

std::vector<Quarter> quarters(db::Session& s, places::TerritoryId territory, Instant now) {
  std::vector<Quarter> out;
  const auto first = store::first_report(s, territory);
  const auto today = i18n::local(now).day;
  int year = static_cast<int>(today.year());
  int number = (static_cast<int>(static_cast<unsigned>(today.month())) - 1) / 3 + 1;
  const auto begin = [](int y, int q) {
    return i18n::from_local(std::chrono::year{y} /
                            std::chrono::month{static_cast<unsigned>(q) * 3 - 2} / 1);
  };
  for (int i = 0; i < 8; ++i) {
    Quarter q;
    q.year = year;
    q.number = number;
    q.from = begin(year, number);
    q.until = number == 4 ? begin(year + 1, 1) : begin(year, number + 1);
    if (i > 0 && (!first || *first >= q.until)) break;
    q.counts = store::counts(s, territory, q.from, q.until);
    out.push_back(q);
    if (--number == 0) {
      number = 4;
      --year;
    }
  }
  return out;
}

std::string shown(std::int64_t n, const i18n::Language& l) {
  return n < kFewest ? std::string(l.tr(N_("fewer than 5"))) : l.number(n);
}

std::vector<std::int64_t> numbers(const store::Counts& c) {
  const auto open = c.appeals - c.confirmed - c.undone;
  const bool ends = c.confirmed >= kFewest && c.undone >= kFewest && (open == 0 || open >= kFewest);
  std::vector<std::int64_t> out{
      c.reports,           c.actions[0], c.actions[1], c.actions[2],
      c.actions[3],        c.actions[4], c.appeals,    ends ? c.confirmed : -1,
      ends ? c.undone : -1};
  for (auto& n : out)
    if (n < kFewest) n = -1;
  return out;
}

std::vector<std::string> heads(const i18n::Language& l) {
  return {l.tr(N_("Reports")), l.tr(N_("Kept")),           l.tr(N_("Hidden")),
          l.tr(N_("Warned")),  l.tr(N_("Limited")),        l.tr(N_("Suspended")),
          l.tr(N_("Appeals")), l.tr(N_("Decision stood")), l.tr(N_("Decision undone"))};
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& f = fields[i];
    const auto first = f.find_first_not_of(" \"'");
    const bool armed = first != std::string::npos &&
                       std::string_view("=+-@\t\r\n").find(f[first]) != std::string_view::npos;
    if (!armed && f.find_first_of(",;\"\r\n\t") == std::string::npos) {
      out += f;
      continue;
    }
    out += armed ? "\"'" : "\"";
    for (const char c : f) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  return out + "\r\n";
}

}  // namespace palier::moderation
