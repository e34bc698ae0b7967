#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "features/places/csv.hpp"
#include "features/places/import.hpp"
#include "features/places/import_store.hpp"

namespace palier::places {
namespace {

struct Sum {
  double lat = 0, lon = 0, weight = 0;
  double most = -1;  ///< Population of the commune that gives its name.
  std::string name;
};

double number(const std::string& s, double otherwise) {
  double v = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), v);
  return error == std::errc{} && end == s.data() + s.size() && !s.empty() ? v : otherwise;
}

bool is_postcode(const std::string& s) {
  return s.size() == 5 &&
         std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A postcode lies where the people of its communes do: their centres, weighed by population.
std::map<std::string, Sum> read(const std::filesystem::path& path, ImportReport& report,
                                const OnProgress& progress) {
  CsvReader csv(path);
  csv.require({"code_postal", "nom_commune", "lat", "lon"});
  const auto postcode = static_cast<std::size_t>(csv.column("code_postal"));
  const auto name = static_cast<std::size_t>(csv.column("nom_commune"));
  const auto lat = static_cast<std::size_t>(csv.column("lat"));
  const auto lon = static_cast<std::size_t>(csv.column("lon"));
  const int population = csv.column("population");
  std::map<std::string, Sum> sums;
  std::vector<std::string> f;
  while (csv.next(f)) {
    if (++report.rows % 5000 == 0 && progress) progress({report.rows, csv.percent() / 2});
    const auto refuse = [&](std::string why) {
      report.bad.push_back({csv.line(), std::move(why)});
    };
    if (f.size() != csv.header().size()) {
      refuse(fmt::format("it has {} fields, the header has {}", f.size(), csv.header().size()));
      continue;
    }
    if (!is_postcode(f[postcode])) {
      refuse(fmt::format("code_postal \"{}\" is not five digits", f[postcode].substr(0, 20)));
      continue;
    }
    const geo::Point p{number(f[lat], 1000), number(f[lon], 1000)};
    if (!geo::valid(p)) {
      refuse("lat or lon is missing or not degrees");
      continue;
    }
    const double people =
        population < 0 ? 1 : std::max(1.0, number(f[static_cast<std::size_t>(population)], 1));
    Sum& sum = sums[f[postcode]];
    sum.lat += p.lat * people;
    sum.lon += p.lon * people;
    sum.weight += people;
    if (people > sum.most) {
      sum.most = people;
      sum.name = f[name];
    }
  }
  if (sums.empty()) throw BadFile("No row of the file can be used.");
  return sums;
}

bool same(double a, double b) {
  return std::abs(a - b) < 1e-9;
}

}  // namespace

ImportReport import_postcodes(db::Database& db, const std::filesystem::path& path, Instant now,
                              const OnProgress& progress) {
  (void)now;
  const auto start = std::chrono::steady_clock::now();
  ImportReport report;
  report.what = "postcodes";
  try {
    const auto sums = read(path, report, progress);
    const ImportReport blank = report;
    db.write([&](db::Transaction& tx) {
      report = blank;
      import_store::lock(tx);
      std::map<std::string, import_store::PostcodeRow> known;
      for (auto& row : import_store::postcodes(tx)) known[row.postcode] = row;
      for (const auto& [postcode, sum] : sums) {
        const import_store::PostcodeRow row{postcode, sum.name, sum.lat / sum.weight,
                                            sum.lon / sum.weight, "file"};
        const auto at = known.find(postcode);
        // The addresses of a postcode say better where it is than its town hall does.
        if (at != known.end() && (at->second.source == "addresses" ||
                                  (at->second.name == row.name && same(at->second.lat, row.lat) &&
                                   same(at->second.lon, row.lon)))) {
          ++report.unchanged;
          continue;
        }
        ++(at == known.end() ? report.added : report.changed);
        import_store::put(tx, row);
      }
      if (report.added + report.changed > 0) import_store::bump_generation(tx);
    });
    if (progress) progress({report.rows, 100});
  } catch (const BadFile& e) {
    report.unusable = e.what();
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace palier::places
