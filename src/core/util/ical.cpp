#include "core/util/ical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace palier::ical {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\\':
      case ';':
      case ',':
        out += '\\';
        out += c;
        break;
      case '\n':
        out += "\\n";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

std::string folded(std::string_view line) {
  std::string out;
  std::size_t most = 75;
  while (line.size() > most) {
    std::size_t cut = most;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    most = 74;  // The blank counts.
  }
  return out.append(line).append("\r\n");
}

std::string utc(Instant t) {
  const auto day = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(t - day)};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string calendar(std::string_view name, const std::vector<Event>& events) {
  std::string out =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Palier//Palier//FR\r\nCALSCALE:GREGORIAN\r\n"
      "METHOD:PUBLISH\r\n";
  out += folded(fmt::format("X-WR-CALNAME:{}", escaped(name)));
  out += "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n";
  for (const auto& e : events) {
    out += "BEGIN:VEVENT\r\n";
    out += folded("UID:" + escaped(e.uid));
    out += "DTSTAMP:" + utc(e.changed) + "\r\n";
    out += "DTSTART:" + utc(e.starts) + "\r\n";
    out += "DTEND:" + utc(e.ends) + "\r\n";
    out += folded("SUMMARY:" + escaped(e.summary));
    if (!e.description.empty()) out += folded("DESCRIPTION:" + escaped(e.description));
    // A URI is no text: it is not escaped, and a line break in it would be another line.
    if (!e.url.empty() && std::none_of(e.url.begin(), e.url.end(), [](char c) {
          return static_cast<unsigned char>(c) <= 0x20;
        }))
      out += folded("URL:" + e.url);
    out += fmt::format("STATUS:{}\r\n", e.tentative ? "TENTATIVE" : "CONFIRMED");
    out += fmt::format("SEQUENCE:{}\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\n", e.sequence);
  }
  return out + "END:VCALENDAR\r\n";
}

}  // namespace palier::ical
