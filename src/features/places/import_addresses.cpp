#include <fmt/format.h>

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "features/places/area_finder.hpp"
#include "features/places/ban.hpp"
#include "features/places/house_number.hpp"
#include "features/places/import.hpp"
#include "features/places/import_store.hpp"
#include "features/places/index.hpp"

namespace palier::places {
namespace {

constexpr int kReadingShare = 35;  // Per cent of the time an import takes, about.
constexpr std::size_t kChunk = 5000;

/// FNV-1a over the fields, each ended by a byte that none of them holds.
class Digest {
 public:
  Digest& add(std::string_view s) {
    for (const char c : s) byte(static_cast<unsigned char>(c));
    byte(0);
    return *this;
  }
  std::int64_t value() const { return static_cast<std::int64_t>(h_); }

 private:
  void byte(unsigned char b) { h_ = (h_ ^ b) * 1099511628211ULL; }
  std::uint64_t h_ = 14695981039346656037ULL;
};

struct File {
  std::vector<BanRow> rows;
  std::vector<BadRow> bad;
  std::int64_t read = 0;
  bool letters_mean_bis = false;
};

File read_file(const std::filesystem::path& path, const OnProgress& progress) {
  CsvReader csv(path);
  const BanColumns columns(csv);
  File file;
  bool spelled = false;
  std::vector<std::string> fields;
  std::unordered_map<std::string, std::int64_t> line_of_id;
  while (csv.next(fields)) {
    if (progress && ++file.read % kChunk == 0)
      progress({file.read, csv.percent() * kReadingShare / 100});
    auto row = columns.read(fields);
    if (!row) {
      file.bad.push_back({csv.line(), std::move(row.error())});
      continue;
    }
    const auto [first, fresh] = line_of_id.try_emplace(row->ban_id, csv.line());
    if (!fresh) {
      file.bad.push_back({csv.line(), fmt::format("its id {} stands on line {} already",
                                                  row->ban_id, first->second)});
      continue;
    }
    spelled = spelled || row->rep == "bis" || row->rep == "BIS";
    file.rows.push_back(std::move(*row));
  }
  file.letters_mean_bis = !spelled;
  if (!progress) file.read = static_cast<std::int64_t>(file.rows.size() + file.bad.size());
  return file;
}

/// Brings the database to what the file says, within one transaction.
class AddressImport {
 public:
  AddressImport(db::Transaction& tx, const File& file, Instant now, ImportReport& report)
      : tx_(tx), file_(file), now_(now), report_(report) {}

  void run(const OnProgress& progress) {
    import_store::lock(tx_);
    learn_areas();
    learn_known();
    const AreaFinder finder(import_store::areas(tx_));
    for (const BanRow& row : file_.rows) take(row, finder);
    std::vector<std::int64_t> gone;
    for (const auto& [ban_id, known] : addresses_)
      if (!known.seen && !known.gone) gone.push_back(known.id);
    report_.gone = static_cast<std::int64_t>(gone.size());
    write(gone, progress);
  }

 private:
  struct Known {
    std::int64_t id = 0;
    std::int64_t digest = 0;
    bool gone = false;
    bool seen = false;
  };

  /// The communes and arrondissements that the file names, known from now on even without outline.
  void learn_areas() {
    std::map<std::pair<std::string, std::string>, import_store::AreaRow> areas;
    for (auto& area : import_store::areas(tx_)) areas[{area.kind, area.code}] = area;
    const auto know = [&](const char* kind, const std::string& code, const std::string& name,
                          const BanRow& row, std::optional<std::int64_t> parent) {
      const auto [at, fresh] = areas.try_emplace({kind, code});
      if (fresh) {
        at->second = {new_id(),      kind,          code,
                      name,          parent,        {},
                      row.point.lat, row.point.lon, row.point.lat,
                      row.point.lon, row.point.lat, row.point.lon};
        import_store::put(tx_, at->second, now_);
      } else if (!at->second.parent_id && parent) {
        at->second.parent_id = parent;
        import_store::put(tx_, at->second, now_);
      }
      return at->second.id;
    };
    for (const BanRow& row : file_.rows) {
      if (!citycodes_.insert(row.citycode).second) continue;
      std::string city = row.commune;
      const bool part = arrondissement_of(row.commune, &city) != 0;
      const std::int64_t commune = know("commune", commune_code(row.citycode), city, row, {});
      communes_[row.citycode] = AreaId{commune};
      if (part) know("district", row.citycode, row.commune, row, commune);
    }
  }

  void learn_known() {
    for (const std::string& citycode : citycodes_) {
      for (auto& s : import_store::streets(tx_, citycode)) streets_[s.code] = {s.id, s.name};
      for (auto& b : import_store::buildings(tx_, citycode))
        buildings_[building_key(b.street_id, static_cast<int>(b.number), b.suffix)] = b.id;
      for (auto& a : import_store::addresses(tx_, citycode))
        addresses_[a.ban_id] = {a.id, a.digest, a.gone_at.has_value(), false};
    }
  }

  static std::string building_key(std::int64_t street, int number, const std::string& suffix) {
    return fmt::format("{}/{}/{}", street, number, suffix);
  }

  std::int64_t street_of(const BanRow& row) {
    const auto [at, fresh] = streets_.try_emplace(row.street_code);
    auto& [id, name] = at->second;
    // One spelling a street: the first row's, though a street's rows may differ in capitals.
    if (!fresh && (name == row.street || renamed_.contains(id))) return id;
    if (fresh) id = new_id();
    name = row.street;
    renamed_.insert(id);
    new_streets_.push_back(
        {id, row.citycode, row.street_code, row.street, communes_.at(row.citycode)});
    return id;
  }

  std::int64_t building_of(std::int64_t street, int number, const std::string& suffix) {
    const auto [at, fresh] = buildings_.try_emplace(building_key(street, number, suffix));
    if (fresh) {
      at->second = new_id();
      new_buildings_.push_back({at->second, street, number, suffix});
    }
    return at->second;
  }

  void take(const BanRow& row, const AreaFinder& finder) {
    const std::string suffix = shown_suffix(row.rep, file_.letters_mean_bis);
    const std::int64_t street = street_of(row);
    const std::int64_t digest = Digest()
                                    .add(row.street_code)
                                    .add(std::to_string(row.number))
                                    .add(suffix)
                                    .add(row.postcode)
                                    .add(row.citycode)
                                    .add(fmt::format("{:.7f} {:.7f}", row.point.lat, row.point.lon))
                                    .value();
    const auto [at, fresh] = addresses_.try_emplace(row.ban_id);
    Known& known = at->second;
    known.seen = true;
    if (!fresh && known.digest == digest && !known.gone) {
      ++report_.unchanged;
      return;
    }
    if (fresh) known.id = new_id();
    ++(fresh ? report_.added : report_.changed);
    new_addresses_.push_back({known.id, row.ban_id, building_of(street, row.number, suffix), street,
                              row.number, suffix, row.postcode, row.citycode, row.point,
                              finder.quarter(row.point), finder.district(row.point, row.citycode),
                              communes_.at(row.citycode), digest});
  }

  void write(const std::vector<std::int64_t>& gone, const OnProgress& progress) {
    import_store::put(tx_, std::span<const import_store::StreetRow>(new_streets_));
    import_store::put(tx_, std::span<const import_store::BuildingRow>(new_buildings_));
    std::span<const import_store::AddressRow> rows(new_addresses_);
    const std::size_t all = rows.size();
    while (!rows.empty()) {
      const std::size_t n = std::min(kChunk, rows.size());
      import_store::put(tx_, rows.first(n));
      rows = rows.subspan(n);
      if (progress)
        progress({report_.rows, kReadingShare + static_cast<int>((99 - kReadingShare) *
                                                                 (all - rows.size()) / all)});
    }
    import_store::mark_gone(tx_, gone, now_);
    if (all == 0 && gone.empty() && new_streets_.empty()) return;
    import_store::refresh_postcodes(tx_);
    import_store::bump_generation(tx_);
  }

  db::Transaction& tx_;
  const File& file_;
  const Instant now_;
  ImportReport& report_;
  std::unordered_set<std::string> citycodes_;
  std::unordered_map<std::string, AreaId> communes_;  // By citycode.
  std::unordered_map<std::string, std::pair<std::int64_t, std::string>> streets_;
  std::unordered_set<std::int64_t> renamed_;
  std::unordered_map<std::string, std::int64_t> buildings_;
  std::unordered_map<std::string, Known> addresses_;
  std::vector<import_store::StreetRow> new_streets_;
  std::vector<import_store::BuildingRow> new_buildings_;
  std::vector<import_store::AddressRow> new_addresses_;
};

}  // namespace

ImportReport import_addresses(db::Database& db, const std::filesystem::path& path, Instant now,
                              const OnProgress& progress) {
  const auto start = std::chrono::steady_clock::now();
  ImportReport blank;
  blank.what = "addresses";
  ImportReport report = blank;
  try {
    File file = read_file(path, progress);
    blank.rows = static_cast<std::int64_t>(file.rows.size() + file.bad.size());
    blank.bad = std::move(file.bad);
    report = blank;
    if (file.rows.empty()) throw BadFile("No row of the file can be used.");
    db.write([&](db::Transaction& tx) {
      report = blank;  // The work may be run again.
      AddressImport(tx, file, now, report).run(progress);
    });
    if (progress) progress({report.rows, 100});
  } catch (const BadFile& e) {
    report.unusable = e.what();
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace palier::places
