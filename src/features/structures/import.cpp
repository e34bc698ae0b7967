#include "features/structures/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "core/audit/audit.hpp"
#include "features/places/csv.hpp"
#include "features/structures/found.hpp"
#include "features/structures/store.hpp"

namespace palier::structures {
namespace {

/// Undoes a dry run: thrown out of the transaction, caught around it.
struct Undo {};

std::string trimmed(std::string s) {
  const auto from = s.find_first_not_of(" \t\n");
  if (from == std::string::npos) return "";
  return s.substr(from, s.find_last_not_of(" \t\n") - from + 1);
}

/// One row by its columns.
class Row {
 public:
  Row(const places::CsvReader& csv, const std::vector<std::string>& fields)
      : csv_(csv), fields_(fields) {}

  std::string cell(const std::string& column) const {
    const int at = csv_.column(column);
    return at < 0 ? "" : trimmed(fields_[static_cast<std::size_t>(at)]);
  }
  std::string of(const Mapping& m, std::string_view field) const {
    const auto it = m.fields.find(field);
    if (it == m.fields.end()) return "";
    const Column& c = it->second;
    std::string joined;
    for (const auto& column : c.columns) {
      const auto part = cell(column);
      if (!part.empty()) joined += (joined.empty() ? "" : " ") + part;
    }
    if (!c.values.empty()) {
      const auto known = c.values.find(joined);
      return known == c.values.end() ? c.fallback : known->second;
    }
    if (joined.empty()) return c.fallback;
    if (c.split.empty()) return joined;
    std::string lines;
    for (std::size_t from = 0; from <= joined.size();) {
      const auto end = std::min(joined.find(c.split, from), joined.size());
      const auto part = trimmed(joined.substr(from, end - from));
      if (!part.empty()) lines += (lines.empty() ? "" : "\n") + part;
      from = end + c.split.size();
    }
    return lines;
  }

 private:
  const places::CsvReader& csv_;
  const std::vector<std::string>& fields_;
};

std::optional<double> number(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return out;
}

/// Reads the hours of a row; what could not be read goes into hours_said, with why.
std::string read_hours(const Mapping& m, const Row& row, Structure& s) {
  const auto fail = [&](const std::string& said, const char* why) {
    s.hours_said = said;
    return fmt::format("hours \"{}\": {}", said, why);
  };
  if (!m.period.empty()) {
    const auto period = period_of(row.cell(m.period));
    s.valid_from = period.from;
    s.valid_to = period.to;
  }
  std::string osm;
  if (!m.osm.empty()) {
    osm = row.cell(m.osm);
  } else if (!m.french.empty()) {
    const auto said = row.cell(m.french);
    if (said.empty()) return "";
    const auto times = hours::times_from_french(said);
    if (!times) return fail(said, times.error().why);
    osm = *times == "00:00-24:00" ? "24/7" : *times;
  } else if (!m.week.empty()) {
    std::vector<std::string> days;
    days.reserve(m.week.size());
    for (const auto& column : m.week) days.push_back(row.cell(column));
    const auto week = hours::week_from_french(days);
    if (!week)
      return fail(days[static_cast<std::size_t>(week.error().day)], week.error().fault.why);
    osm = *week;
  } else if (!m.days.empty()) {
    std::vector<std::string> days;
    for (std::size_t i = 0; i < m.days.size(); ++i) {
      const auto& times = i == 5 && !m.saturday.empty() ? m.saturday
                          : i == 6 && !m.sunday.empty() ? m.sunday
                                                        : m.weekday;
      const bool held = row.cell(m.days[i]) == "1";
      const auto from = times.size() == 2 ? row.cell(times[0]) : "";
      const auto to = times.size() == 2 ? row.cell(times[1]) : "";
      days.push_back(!held                        ? "-"
                     : from.empty() || to.empty() ? ""
                                                  : fmt::format("{} - {}", from, to));
    }
    const auto week = hours::week_from_french(days);
    if (!week)
      return fail(days[static_cast<std::size_t>(week.error().day)], week.error().fault.why);
    osm = *week;
  }
  if (osm.empty()) return "";
  if (const auto parsed = hours::Hours::parse(osm); !parsed) return fail(osm, parsed.error().why);
  s.hours = osm;
  return "";
}

/// A place of the file; an empty `why` where it can be taken.
std::optional<Structure> read_row(const Mapping& m, const Row& row, const places::Places& places,
                                  std::string& why, std::string& unread) {
  Structure s;
  s.source = m.source;
  s.source_ref = row.of(m, "ref");
  s.name = row.of(m, "name");
  s.kind = row.of(m, "kind");
  if (s.source_ref.empty()) return why = "it has no reference", std::nullopt;
  if (s.name.empty()) return why = "it has no name", std::nullopt;
  if (!is_kind(s.kind))
    return why = fmt::format("\"{}\" is not a kind of place", s.kind), std::nullopt;
  s.about = row.of(m, "about");
  s.address = row.of(m, "address");
  s.postcode = row.of(m, "postcode");
  s.city = row.of(m, "city");
  s.phone = row.of(m, "phone");
  s.email = row.of(m, "email");
  s.website = row.of(m, "website");
  if (!s.website.starts_with("https://") && !s.website.starts_with("http://")) s.website.clear();
  s.services = row.of(m, "services");
  s.languages = row.of(m, "languages");
  s.access = row.of(m, "access");
  const auto wheels = row.of(m, "wheelchair");
  s.wheelchair = wheels == "yes"       ? Wheelchair::yes
                 : wheels == "limited" ? Wheelchair::limited
                 : wheels == "no"      ? Wheelchair::no
                                       : Wheelchair::unknown;
  const auto lat = number(row.of(m, "lat")), lon = number(row.of(m, "lon"));
  if (lat && lon) {
    s.lat = *lat;
    s.lon = *lon;
    if (!geo::valid(s.point()) || (s.lat == 0 && s.lon == 0))
      return why = fmt::format("{}, {} is not a place on the ground", *lat, *lon), std::nullopt;
  } else {
    const auto found = places.search({s.address + " " + s.postcode + " " + s.city, 1, {}});
    constexpr double kSure = 0.8;
    if (s.address.empty() || found.empty() || found[0].score < kSure)
      return why = "it has no coordinates, and its address was not found", std::nullopt;
    s.lat = found[0].point.lat;
    s.lon = found[0].point.lon;
  }
  const auto where = places.locate_point(s.point());
  s.territory_id = where.scopes.territory;
  s.quarter_id = where.scopes.quarter;
  s.district_id = where.scopes.district;
  s.commune_id = where.scopes.commune;
  s.quarter_name = where.quarter_name;
  unread = read_hours(m, row, s);
  return s;
}

/// Takes the file's fields into what is kept, but for those corrected by hand.
bool take(Structure& old, const Structure& fresh, std::int64_t& kept) {
  bool changed = old.gone_at.has_value();
  old.gone_at.reset();
  const std::string by_hand = " " + old.kept + " ";
  const auto set = [&](auto& to, const auto& from, std::string_view field) {
    if (to == from) return;
    if (by_hand.find(fmt::format(" {} ", field)) != std::string::npos) {
      ++kept;
      return;
    }
    to = from;
    changed = true;
  };
  set(old.kind, fresh.kind, "kind");
  set(old.name, fresh.name, "name");
  set(old.about, fresh.about, "about");
  set(old.address, fresh.address, "address");
  set(old.postcode, fresh.postcode, "address");
  set(old.city, fresh.city, "address");
  set(old.lat, fresh.lat, "place");
  set(old.lon, fresh.lon, "place");
  set(old.quarter_id, fresh.quarter_id, "place");
  set(old.district_id, fresh.district_id, "place");
  set(old.commune_id, fresh.commune_id, "place");
  set(old.quarter_name, fresh.quarter_name, "place");
  set(old.phone, fresh.phone, "phone");
  set(old.email, fresh.email, "email");
  set(old.website, fresh.website, "website");
  set(old.services, fresh.services, "services");
  set(old.languages, fresh.languages, "languages");
  set(old.access, fresh.access, "access");
  set(old.wheelchair, fresh.wheelchair, "wheelchair");
  set(old.hours, fresh.hours, "hours");
  set(old.hours_said, fresh.hours_said, "hours");
  set(old.valid_from, fresh.valid_from, "hours");
  set(old.valid_to, fresh.valid_to, "hours");
  return changed;
}

Mapping choose(db::Session& s, const Import& what, const places::CsvReader& csv) {
  if (what.mapping) return *what.mapping;
  if (!what.source.empty())
    if (const auto kept = store::mapping(s, what.source)) return mapping_from_json(*kept);
  if (auto known = known_mapping(csv.header())) return *known;
  throw BadMapping("These columns are not known: give a mapping with --mapping FILE.");
}

void run(db::Transaction& tx, const places::Places& places, const Import& what, Instant now,
         const std::function<void(int)>& progress, ImportReport& report) {
  places::CsvReader csv(what.file);
  const Mapping mapping = choose(tx, what, csv);
  std::vector<std::string_view> needed;
  const auto columns = mapping.columns();
  needed.reserve(columns.size());
  for (const auto& column : columns) needed.push_back(column);
  csv.require(needed);
  report.source = mapping.source;

  std::unordered_map<std::string, Structure> known;
  for (auto& s : store::of_source(tx, mapping.source)) known.emplace(s.source_ref, std::move(s));
  std::unordered_map<std::string, std::int64_t> seen;
  std::vector<std::string> fields;
  while (csv.next(fields)) {
    ++report.rows;
    if (progress && report.rows % 500 == 0) progress(csv.percent());
    std::string why, unread;
    auto fresh = fields.size() == csv.header().size()
                     ? read_row(mapping, Row(csv, fields), places, why, unread)
                     : (why = fmt::format("it has {} columns, the header {}", fields.size(),
                                          csv.header().size()),
                        std::nullopt);
    if (fresh && !seen.emplace(fresh->source_ref, csv.line()).second)
      why = fmt::format("its reference is that of line {}", seen[fresh->source_ref]);
    if (!fresh || !why.empty()) {
      report.refused.push_back({csv.line(), why});
      continue;
    }
    if (!unread.empty()) report.unread.push_back({csv.line(), unread});
    const auto there = known.find(fresh->source_ref);
    if (there == known.end()) {
      fresh->id = StructureId::make();
      fresh->created_at = fresh->changed_at = now;
      store::insert(tx, *fresh);
      index(tx, what.search, *fresh);
      ++report.added;
    } else if (take(there->second, *fresh, report.kept)) {
      there->second.changed_at = now;
      store::update(tx, there->second);
      index(tx, what.search, there->second);
      ++report.changed;
    } else {
      ++report.unchanged;
    }
  }
  for (auto& [ref, s] : known) {
    if (seen.contains(ref) || s.gone_at) continue;
    s.gone_at = s.changed_at = now;
    store::update(tx, s);
    index(tx, what.search, s);
    ++report.gone;
  }
  store::keep_mapping(tx, mapping.source, to_json(mapping), now);
  if (what.dry) throw Undo{};
}

}  // namespace

ImportReport import_structures(db::Database& db, const places::Places& places, const Import& what,
                               Instant now, const std::function<void(int)>& progress) {
  ImportReport report;
  try {
    db.write([&](db::Transaction& tx) {
      report = {};
      report.dry = what.dry;
      run(tx, places, what, now, progress, report);
      // By the command line; a dry run never gets here.
      audit::write(tx, now,
                   {.what = "structures.imported",
                    .detail = fmt::format("{}: {} added, {} changed, {} gone", report.source,
                                          report.added, report.changed, report.gone)});
    });
  } catch (const Undo&) {
  } catch (const BadMapping& e) {
    report = {};
    report.unusable = e.what();
  } catch (const places::BadFile& e) {
    report = {};
    report.unusable = e.what();
  }
  return report;
}

std::string text_of(const ImportReport& r, int limit) {
  if (!r.unusable.empty()) return fmt::format("Nothing was imported. {}\n", r.unusable);
  std::string out = fmt::format(
      "{}{} rows of {}: {} added, {} changed, {} unchanged, {} no longer in the file, {} refused",
      r.dry ? "Nothing was changed; it would be: " : "", r.rows, r.source, r.added, r.changed,
      r.unchanged, r.gone, r.refused.size());
  out += r.kept ? fmt::format(", {} fields kept as corrected by hand.\n", r.kept) : ".\n";
  const auto list = [&](const char* title, const std::vector<ImportReport::Line>& lines) {
    if (lines.empty()) return;
    out += fmt::format("{} ({}):\n", title, lines.size());
    int shown = 0;
    for (const auto& line : lines) {
      if (limit >= 0 && shown++ == limit) {
        out += "  … --report FILE writes them all.\n";
        break;
      }
      out += fmt::format("  line {}: {}\n", line.line, line.what);
    }
  };
  list("Refused", r.refused);
  list("Taken, their hours shown as they are written", r.unread);
  return out;
}

}  // namespace palier::structures
