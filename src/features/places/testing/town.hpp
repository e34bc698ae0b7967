#pragma once

#include <string>
#include <vector>

#include "features/places/testing/data.hpp"

namespace palier::places::testing {

/// A made-up town beside a part of Paris, for tests that do not need the real file.
inline std::vector<BanRow> small_town() {
  std::vector<BanRow> rows;
  const auto street = [&](const char* code, const char* name, const char* postcode,
                          const char* citycode, const char* commune, geo::Point from,
                          const std::vector<std::pair<int, std::string>>& numbers) {
    for (const auto& [number, rep] : numbers) {
      from.lon += 0.0003;
      rows.push_back({fmt::format("{}_{:05}{}{}", code, number, rep.empty() ? "" : "_", rep), code,
                      number, rep, name, postcode, citycode, commune, from});
    }
  };
  const char* p2 = "Paris 2e Arrondissement";
  const char* p11 = "Paris 11e Arrondissement";
  const char* p16 = "Paris 16e Arrondissement";
  street("75102_6998", "Rue de la Paix", "75002", "75102", p2, {48.8690, 2.3310},
         {{1, ""}, {3, ""}, {3, "b"}, {5, ""}, {12, ""}});
  street("75111_8159", "Place de la République", "75011", "75111", p11, {48.8670, 2.3640},
         {{1, ""}, {2, ""}, {4, ""}});
  street("75111_6858", "Rue Oberkampf", "75011", "75111", p11, {48.8650, 2.3780},
         {{10, ""}, {12, ""}, {12, "t"}, {14, ""}});
  street("75111_3514", "Rue du Faubourg Saint-Antoine", "75011", "75111", p11, {48.8510, 2.3750},
         {{1, ""}, {9, ""}, {11, ""}});
  street("75116_9999", "Rue de la Pompe", "75116", "75116", p16, {48.8640, 2.2780},
         {{2, ""}, {4, ""}});
  street("75116_9999", "Rue de la Pompe", "75016", "75116", p16, {48.8600, 2.2750},
         {{6, ""}, {8, ""}});
  street("75102_7930", "Rue du Quatre Septembre", "75002", "75102", p2, {48.8692, 2.3370},
         {{2, ""}, {4, ""}});
  street("93048_0001", "Rue de la Paix", "93100", "93048", "Montreuil", {48.8620, 2.4400},
         {{1, ""}, {3, ""}, {12, ""}});
  street("93048_0002", "Avenue du Président Wilson", "93100", "93048", "Montreuil",
         {48.8600, 2.4350}, {{7, ""}, {7, "b"}});
  return rows;
}

}  // namespace palier::places::testing
