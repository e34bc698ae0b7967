#include "core/html/assets.hpp"

#include <map>

namespace palier::html {
namespace {

std::map<std::string, std::string, std::less<>>& urls() {
  static std::map<std::string, std::string, std::less<>> table;
  return table;
}

}  // namespace

std::string asset_url(std::string_view name) {
  const auto found = urls().find(name);
  return found != urls().end() ? found->second : "/assets/" + std::string(name);
}

void name_asset(std::string name, std::string url) {
  urls().insert_or_assign(std::move(name), std::move(url));
}

std::string icon_url(std::string_view name) {
  return asset_url("icons.svg") + "#" + std::string(name);
}

}  // namespace palier::html
