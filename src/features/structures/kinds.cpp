#include <algorithm>

#include "features/structures/model.hpp"

namespace palier::structures {

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"food", N_("Food aid"), "meal"},
      {"restaurant", N_("Social restaurant"), "meal"},
      {"market", N_("Market"), "basket"},
      {"shop", N_("Food shop"), "basket"},
      {"pharmacy", N_("Pharmacy"), "pharmacy"},
      {"health", N_("Health"), "heart"},
      {"showers", N_("Showers"), "door"},
      {"toilets", N_("Public toilets"), "door"},
      {"shelter", N_("Shelter information"), "home"},
      {"day-centre", N_("Day centre"), "cup"},
      {"digital", N_("Digital help"), "globe"},
      {"town-hall", N_("Town hall"), "flag"},
      {"library", N_("Library"), "book"},
      {"social", N_("Social centre"), "people"},
      {"pool", N_("Swimming pool"), "star"},
      {"museum", N_("Museum"), "star"},
      {"park", N_("Park or garden"), "plant"},
      {"other", N_("Other place"), "pin"},
  };
  return all;
}

const Kind& kind_of(std::string_view code) {
  const auto it =
      std::find_if(kinds().begin(), kinds().end(), [&](const Kind& k) { return k.code == code; });
  return it == kinds().end() ? kinds().back() : *it;
}

bool is_kind(std::string_view code) {
  return kind_of(code).code == code;
}

}  // namespace palier::structures
