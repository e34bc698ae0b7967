#include "app/town/searches.hpp"

#include <charconv>
#include <set>

#include "core/i18n/zone.hpp"
#include "embedded/town.hpp"
#include "features/search/past.hpp"

namespace palier::app::town {
namespace {

constexpr int kWeeks = 9;

struct Sought {
  std::string word;
  int often = 1;
};

std::vector<Sought> read_words() {
  std::vector<Sought> out;
  for (const auto& file : embedded::town()) {
    if (file.name != "searches.txt") continue;
    std::string_view rest = file.bytes;
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      const auto line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const auto gap = line.find(' ');
      if (line.empty() || line[0] == '#' || gap == std::string_view::npos) continue;
      Sought one{std::string(line.substr(0, gap)), 1};
      std::from_chars(line.data() + gap + 1, line.data() + line.size(), one.often);
      out.push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace

void look_back(db::Transaction& tx, Rooms& rooms, Instant now,
               const std::vector<Resident>& residents, Random& random) {
  std::set<places::AreaId> quarters;
  for (const auto& r : residents)
    if (r.home.scopes.quarter) quarters.insert(r.home.scopes.quarter);
  const auto words = read_words();
  const auto today = std::chrono::sys_days{i18n::local(now).day}.time_since_epoch().count();
  for (int ago = kWeeks * 7; ago >= 0; --ago)
    for (const auto quarter : quarters)
      for (const auto& w : words) {
        // A word of weight 3 is looked for by about one person a day in a quarter by now.
        const int most = w.often * (kWeeks * 7 + 14 - ago) / (kWeeks * 7 + 14);
        const int count = random.between(0, std::max(0, most)) * (random.chance(0.5) ? 1 : 0);
        if (count > 0)
          search::count_past(tx, places::TerritoryId{1}, quarter, today - ago, w.word, count);
      }
  rooms.insight->recount(tx);
}

}  // namespace palier::app::town
