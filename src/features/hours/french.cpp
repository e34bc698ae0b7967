// Hours as French offices write them: "10h00 - 13h00 / 14h - 18h30", "de 9h à 12h", "Fermé".
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "features/hours/hours.hpp"

namespace palier::hours {
namespace {

/// Lower case, without accents, dashes and blanks of one kind.
std::string folded(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kAs{
      {{"\xC3\xA9", "e"},
       {"\xC3\x89", "e"},
       {"\xC3\xA8", "e"},
       {"\xC3\xAA", "e"},
       {"\xC3\xA0", "a"},
       {"\xC3\x80", "a"},
       {"\xC3\xBB", "u"},
       {"\xE2\x80\x93", "-"},
       {"\xE2\x80\x94", "-"},
       {"\xC2\xA0", " "},
       {"\xE2\x80\xAF", " "},
       {"\xE2\x80\x89", " "}}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto* known = std::find_if(kAs.begin(), kAs.end(), [&](const auto& as) {
      return text.substr(i).starts_with(as.first);
    });
    if (known != kAs.end()) {
      out += known->second;
      i += known->first.size();
      continue;
    }
    char c = text[i++];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

struct Reader {
  std::string text;
  std::size_t at = 0;

  void blanks() {
    while (at < text.size() && text[at] == ' ') ++at;
  }
  bool take(std::string_view word) {
    blanks();
    if (!std::string_view(text).substr(at).starts_with(word)) return false;
    at += word.size();
    return true;
  }
  bool done() {
    blanks();
    return at == text.size();
  }
  std::optional<int> number() {
    blanks();
    const auto from = at;
    int n = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - from < 3)
      n = n * 10 + (text[at++] - '0');
    return at > from && at - from <= 2 ? std::optional(n) : std::nullopt;
  }

  /// "10h", "10 h 30", "10:30", "10h30", "midi", "minuit"; minutes since midnight.
  tl::expected<int, Fault> time() {
    const auto from = (blanks(), at);
    if (take("midi")) return 12 * 60;
    if (take("minuit")) return 24 * 60;
    const auto hour = number();
    if (!hour) return tl::unexpected(Fault{from, "A time such as 10h30 is missing."});
    if (!(take("heures") || take("heure") || take("h") || take(":")))
      return tl::unexpected(Fault{at, "A time such as 10h30 is missing."});
    const auto minute = number();
    if (*hour > 24 || minute.value_or(0) > 59 || (*hour == 24 && minute.value_or(0) > 0))
      return tl::unexpected(Fault{from, "There is no such hour."});
    return *hour * 60 + minute.value_or(0);
  }
};

bool says_closed(std::string_view t) {
  return t == "-" || t == "ferme" || t == "fermee" || t == "ferme.";
}

}  // namespace

tl::expected<std::string, Fault> times_from_french(std::string_view text) {
  Reader r{folded(text)};
  while (!r.text.empty() && r.text.back() == ' ') r.text.pop_back();
  r.blanks();
  if (says_closed(std::string_view(r.text).substr(r.at))) return "off";
  std::string compact = r.text;
  std::erase(compact, ' ');
  if (compact == "24h/24" || compact == "24/24" || compact == "24h/24h" || compact == "24h/24-7j/7")
    return "00:00-24:00";

  std::string out;
  do {
    r.take("de ");
    const auto from = r.time();
    if (!from) return tl::unexpected(from.error());
    if (!(r.take("-") || r.take("a ")))
      return tl::unexpected(Fault{r.at, "When it closes is missing."});
    const auto to = r.time();
    if (!to) return tl::unexpected(to.error());
    if (*from == 24 * 60 || *from == *to)
      return tl::unexpected(Fault{r.at, "This opens and closes at the same time."});
    out += fmt::format("{}{:02}:{:02}-{:02}:{:02}", out.empty() ? "" : ",", *from / 60, *from % 60,
                       *to / 60, *to % 60);
  } while (r.take("/") || r.take(",") || r.take(";") || r.take("et "));
  if (!r.done()) return tl::unexpected(Fault{r.at, "This cannot follow here."});
  return out;
}

tl::expected<std::string, WeekFault> week_from_french(const std::vector<std::string>& days) {
  static constexpr std::array<std::string_view, 7> kDays{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  std::array<std::string, 7> times;
  for (std::size_t i = 0; i < kDays.size() && i < days.size(); ++i) {
    if (days[i].find_first_not_of(' ') == std::string::npos) continue;
    auto read = times_from_french(days[i]);
    if (!read) return tl::unexpected(WeekFault{static_cast<int>(i), read.error()});
    times[i] = std::move(*read);
  }
  std::string out;
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (times[i].empty()) continue;
    std::size_t last = i;
    while (last + 1 < kDays.size() && times[last + 1] == times[i]) ++last;
    out += fmt::format("{}{}{}{} {}", out.empty() ? "" : "; ", kDays[i], last > i ? "-" : "",
                       last > i ? kDays[last] : "", times[i]);
    i = last;
  }
  return out;
}

}  // namespace palier::hours
