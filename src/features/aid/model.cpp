#include "features/aid/model.hpp"

#include <boost/json.hpp>

#include "core/geo/cells.hpp"

namespace palier::aid {
namespace {

constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 3> kParts{"morning", "afternoon", "evening"};

template <std::size_t N, class E>
std::string_view at(const std::array<std::string_view, N>& words, E v) {
  return words[std::min(static_cast<std::size_t>(v), N - 1)];
}

}  // namespace

std::string_view word(Repeats v) {
  return at(std::array<std::string_view, 5>{"once", "daily", "weekly", "fortnightly", "monthly"},
            v);
}
std::string_view word(Scope v) {
  return at(std::array<std::string_view, 5>{"building", "street", "quarter", "city", "radius"}, v);
}
std::string_view word(Payment v) {
  return at(std::array<std::string_view, 3>{"free", "expenses", "paid"}, v);
}
std::string_view word(Consent v) {
  return at(std::array<std::string_view, 4>{"none", "spoken", "written", "guardian"}, v);
}

std::string block_word(int block) {
  return fmt::format("{}-{}", kDays[static_cast<std::size_t>(block / 3)],
                     kParts[static_cast<std::size_t>(block % 3)]);
}

std::optional<int> block_of(std::string_view word) {
  for (int i = 0; i < kBlocks; ++i)
    if (block_word(i) == word) return i;
  return {};
}

void Post::place(const places::Location& where) {
  territory_id = where.scopes.territory;
  exact_lat = where.exact.lat;
  exact_lon = where.exact.lon;
  shown_lat = where.shown.lat;
  shown_lon = where.shown.lon;
  cell = geo::cell_of(where.shown);
  building = where.scopes.building;
  street = where.scopes.street;
  quarter_id = where.scopes.quarter;
  district_id = where.scopes.district;
  commune_id = where.scopes.commune;
  address_id = where.address;
  place_label = where.label;
  quarter_name = where.quarter_name;
}

std::string to_json(const Replies& replies) {
  boost::json::object out;
  for (const auto& [code, values] : replies) {
    boost::json::array list;
    for (const auto& v : values) list.emplace_back(v);
    out[code] = std::move(list);
  }
  return boost::json::serialize(out);
}

Replies replies_from_json(std::string_view json) {
  Replies out;
  boost::system::error_code error;
  const auto value = boost::json::parse(boost::json::string_view(json.data(), json.size()), error);
  if (error || !value.is_object()) return out;
  for (const auto& [code, list] : value.as_object()) {
    if (!list.is_array()) continue;
    auto& values = out[std::string(code)];
    for (const auto& v : list.as_array())
      if (v.is_string()) values.emplace_back(v.as_string());
  }
  return out;
}

}  // namespace palier::aid
