#pragma once

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "features/places/ban.hpp"
#include "features/places/csv.hpp"
#include "features/places/house_number.hpp"
#include "features/places/index.hpp"

namespace palier::places::testing {

/// A file of the open data that lies beside the repository, not in it; empty where it is not there.
inline std::filesystem::path shared_file(const std::string& name) {
  std::vector<std::filesystem::path> folders;
  if (const char* set = std::getenv("PALIER_SHARED")) folders.emplace_back(set);
  // From the source or build folder of any checkout, upwards.
  for (auto at = std::filesystem::current_path(); at != at.root_path(); at = at.parent_path())
    folders.push_back(at / "shared");
  for (auto at = std::filesystem::path(__FILE__); at.has_relative_path(); at = at.parent_path())
    folders.push_back(at / "shared");
  for (const auto& folder : folders) {
    std::error_code error;
    if (const auto file = folder / "data" / name; std::filesystem::exists(file, error)) return file;
  }
  return {};
}

inline std::vector<BanRow> read_ban(const std::filesystem::path& file) {
  CsvReader csv(file);
  const BanColumns columns(csv);
  std::vector<BanRow> rows;
  std::vector<std::string> fields;
  while (csv.next(fields))
    if (auto row = columns.read(fields)) rows.push_back(std::move(*row));
  return rows;
}

/// An index without a database; address ids are 1 + the row's position.
inline std::shared_ptr<const Index> index_of(const std::vector<BanRow>& rows) {
  IndexBuilder builder;
  std::map<std::string, std::int64_t> streets;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const BanRow& r = rows[i];
    const auto street =
        streets.try_emplace(r.street_code, static_cast<std::int64_t>(streets.size()) + 1);
    std::string city = r.commune;
    const std::string district = arrondissement_of(r.commune, &city) ? r.commune : "";
    const std::string suffix = shown_suffix(r.rep, true);
    builder.add({static_cast<std::int64_t>(i) + 1, street.first->second, r.ban_id, r.street,
                 r.postcode, city, r.citycode, district, r.number, suffix, r.point});
  }
  return builder.finish();
}

}  // namespace palier::places::testing
