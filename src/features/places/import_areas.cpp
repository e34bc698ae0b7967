#include <fmt/format.h>

#include <map>

#include "features/places/area_finder.hpp"
#include "features/places/geojson.hpp"
#include "features/places/import.hpp"
#include "features/places/import_store.hpp"
#include "features/places/index.hpp"

namespace palier::places {
namespace {

constexpr std::int64_t kChunk = 5000;

geo::Box box_of_all(const std::vector<AreaFeature>& features) {
  geo::Box box;
  for (const AreaFeature& f : features) {
    const geo::Box one = geo::box_of(f.polygons);
    box.add({one.south, one.west});
    box.add({one.north, one.east});
  }
  return box;
}

bool meet(const geo::Box& a, const geo::Box& b) {
  return a.south <= b.north && b.south <= a.north && a.west <= b.east && b.west <= a.east;
}

/// Whether the file gives latitude before longitude: it lies nowhere near the addresses (or, before
/// there are any, outside metropolitan France), and would lie there the other way round.
bool axes_swapped(const std::vector<AreaFeature>& features,
                  const std::optional<geo::Box>& addresses) {
  if (features.empty()) return false;
  const geo::Box box = box_of_all(features);
  const geo::Box turned{box.west, box.south, box.east, box.north};
  const geo::Box home = addresses.value_or(geo::Box{41, -5.5, 51.5, 10});
  return !meet(box, home) && meet(turned, home);
}

class AreaImport {
 public:
  AreaImport(db::Transaction& tx, Instant now, ImportReport& report)
      : tx_(tx), now_(now), report_(report) {}

  void run(const AreaFile& file, const OnProgress& progress) {
    import_store::lock(tx_);
    if (axes_swapped(file.features, import_store::address_box(tx_)))
      throw BadFile(
          "Feature 1: latitude and longitude seem to be swapped. GeoJSON gives the longitude "
          "first: [2.35, 48.86].");
    for (auto& area : import_store::areas(tx_)) known_[{area.kind, area.code}] = area;
    // Larger areas first: a smaller one names its parent.
    for (const char* kind : {"commune", "district", "quarter"})
      for (const AreaFeature& f : file.features)
        if (f.kind == kind) put(f);
    if (report_.added + report_.changed == 0) return;
    assign(progress);
    import_store::bump_generation(tx_);
  }

 private:
  void put(const AreaFeature& f) {
    const auto [at, fresh] = known_.try_emplace({f.kind, f.code});
    import_store::AreaRow& row = at->second;
    const auto parent = parent_of(f);
    if (!fresh && row.geometry == f.geometry && row.name == f.name &&
        (!parent || row.parent_id == parent)) {
      ++report_.unchanged;
      return;
    }
    ++(fresh ? report_.added : report_.changed);
    if (fresh) row.id = new_id();
    row.kind = f.kind;
    row.code = f.code;
    row.name = f.name;
    if (parent) row.parent_id = parent;
    row.geometry = f.geometry;
    const geo::Point centre = geo::centre_of(f.polygons);
    const geo::Box box = geo::box_of(f.polygons);
    row.lat = centre.lat;
    row.lon = centre.lon;
    row.south = box.south;
    row.west = box.west;
    row.north = box.north;
    row.east = box.east;
    import_store::put(tx_, row, now_);
  }

  /// A quarter's district, a district's commune: made now if its own file is yet to come.
  std::optional<std::int64_t> parent_of(const AreaFeature& f) {
    if (f.kind == "quarter" && !f.parent_code.empty()) return known("district", f.parent_code);
    if (f.kind == "district" && commune_code(f.code) != f.code)
      return known("commune", commune_code(f.code));
    return {};
  }
  std::optional<std::int64_t> known(const char* kind, const std::string& code) {
    const auto at = known_.find({kind, code});
    if (at == known_.end()) return {};
    return at->second.id;
  }

  /// Tells every address anew where it lies; only what changed is written.
  void assign(const OnProgress& progress) {
    const AreaFinder finder(import_store::areas(tx_));
    std::map<std::pair<std::string, AreaId>, std::vector<std::int64_t>> changes;
    std::int64_t after = 0, done = 0;
    while (true) {
      const auto rows = import_store::address_areas(tx_, after, kChunk);
      for (const auto& row : rows) {
        const geo::Point p{row.lat, row.lon};
        if (const AreaId q = finder.quarter(p); q != row.quarter_id)
          changes[{"quarter", q}].push_back(row.id);
        if (const AreaId d = finder.district(p, row.citycode); d != row.district_id)
          changes[{"district", d}].push_back(row.id);
      }
      if (rows.size() < static_cast<std::size_t>(kChunk)) break;
      after = rows.back().id;
      done += kChunk;
      if (progress) progress({done, 50});
    }
    for (const auto& [what, ids] : changes)
      import_store::set_area(tx_, what.first, what.second, ids);
  }

  db::Transaction& tx_;
  const Instant now_;
  ImportReport& report_;
  std::map<std::pair<std::string, std::string>, import_store::AreaRow> known_;
};

}  // namespace

ImportReport import_areas(db::Database& db, const std::filesystem::path& path,
                          const std::string& kind, Instant now, const OnProgress& progress) {
  const auto start = std::chrono::steady_clock::now();
  ImportReport report;
  report.what = "areas";
  try {
    const AreaFile file = read_areas(path, kind);
    report.rows = static_cast<std::int64_t>(file.features.size() + file.bad.size());
    for (const BadFeature& f : file.bad) report.bad.push_back({f.number, f.reason});
    // Half a map would leave holes that nobody sees: all features or none.
    if (!file.bad.empty())
      throw BadFile(
          fmt::format("Feature {}: {}.", file.bad.front().number, file.bad.front().reason));
    const ImportReport blank = report;
    db.write([&](db::Transaction& tx) {
      report = blank;
      AreaImport(tx, now, report).run(file, progress);
    });
    if (progress) progress({report.rows, 100});
  } catch (const BadFile& e) {
    report.unusable = e.what();
    report.added = report.changed = report.unchanged = 0;
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace palier::places
