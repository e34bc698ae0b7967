#pragma once

#include <cstdint>
#include <vector>

#include "features/matching/instance.hpp"

namespace palier::bench {

/// What people ask for: a quarter's everyday, or what En première ligne was made for.
enum class Mix { everyday, frontline };

struct Size {
  int needs = 0;
  int helpers = 0;
};

/// A synthetic Paris: the arrondissements' populations, areas and rough centres, and the
/// assumptions listed in bench/README.md. Nobody in it exists. The same for a seed; a bigger town
/// begins with the people of a smaller one.
struct Town {
  matching::Instance instance;
  std::vector<double> rate;  ///< By helper: the chance that they say yes when they listen.
};
Town paris(Size size, std::uint64_t seed, Mix mix = Mix::everyday);

inline constexpr int kDistricts = 20;
/// 0 to 19, of a need's or helper's postcode.
int district_of(const std::string& postcode);
/// The kinds asked for, most frequent first.
const std::vector<std::string>& kinds_of(Mix mix);

}  // namespace palier::bench
