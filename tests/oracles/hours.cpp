// Opening hours for the oracle test: one value a line on standard input (as a JSON string), its
// open and unknown stretches of a span of days on standard output, in minutes since 1970 on the
// place's clocks.
#include <charconv>
#include <iostream>
#include <string_view>

#include <boost/json.hpp>

#include "features/hours/hours.hpp"

int main(int argc, char** argv) {
  using namespace palier::hours;
  long first = 0, days = 0;
  const auto number = [&](int i, long& out) {
    const std::string_view text = argc > i ? argv[i] : "";
    return std::from_chars(text.data(), text.data() + text.size(), out).ec == std::errc{};
  };
  if (!number(1, first) || !number(2, days)) {
    std::cerr << "usage: palier_hours_oracle FIRST_DAY DAYS < values\n";
    return 2;
  }
  const Minute from{Day{std::chrono::days{first}}};
  for (std::string line; std::getline(std::cin, line);) {
    const auto hours = Hours::parse(boost::json::parse(line).as_string());
    if (!hours) {
      std::cout << "fault " << hours.error().why << "\n";
      continue;
    }
    std::cout << "hours";
    for (const auto& i : hours->between(from, from + std::chrono::days{days}))
      if (i.state != State::closed)
        std::cout << ' ' << i.from.time_since_epoch().count() << '-'
                  << i.to.time_since_epoch().count() << (i.state == State::unknown ? "?" : "");
    std::cout << "\n";
  }
}
