#include "features/places/places.hpp"

namespace palier::places {

std::string_view word(Level level) {
  switch (level) {
    case Level::building:
      return "building";
    case Level::street:
      return "street";
    case Level::quarter:
      return "quarter";
    case Level::city:
      break;
  }
  return "city";
}

std::optional<Level> level(std::string_view text) {
  for (const Level l : kLevels)
    if (word(l) == text) return l;
  return {};
}

std::string circle(Level level, const Scopes& scopes) {
  std::int64_t id = 0;
  switch (level) {
    case Level::building:
      id = scopes.building;
      break;
    case Level::street:
      id = scopes.street;
      break;
    case Level::quarter:
      id = scopes.quarter.value;
      break;
    case Level::city:
      id = scopes.commune ? scopes.commune.value : scopes.territory.value;
      break;
  }
  return id ? fmt::format("{}/{}", word(level), id) : "";
}

std::vector<std::string> circles(const Scopes& scopes) {
  std::vector<std::string> out;
  for (const Level l : kLevels)
    if (auto c = circle(l, scopes); !c.empty()) out.push_back(std::move(c));
  return out;
}

}  // namespace palier::places
