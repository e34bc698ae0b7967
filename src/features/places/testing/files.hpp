#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace palier::places::testing {

/// Files for one test, gone with it.
class Files {
 public:
  Files() {
    std::string made = (std::filesystem::temp_directory_path() / "palier-places-XXXXXX").string();
    if (!::mkdtemp(made.data())) throw std::runtime_error("no temporary folder can be made");
    folder_ = made;
  }
  ~Files() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }
  std::filesystem::path path(const std::string& name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

inline const std::string kBanHeader =
    "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n";

/// Five addresses of two streets in the 11th, one of them bis.
inline std::string five_addresses() {
  const std::string end = ";75011;75111;Paris 11e Arrondissement;";
  return kBanHeader + "75111_6858_00010;10;;Rue Oberkampf" + end + "2.3701;48.8641\n" +
         "75111_6858_00012;12;;Rue Oberkampf" + end + "2.3705;48.8643\n" +
         "75111_6858_00012_b;12;b;Rue Oberkampf" + end + "2.3706;48.8643\n" +
         "75111_8159_00001;1;;Place de la République" + end + "2.3640;48.8670\n" +
         "75111_8159_00003;3;;Place de la République" + end + "2.3642;48.8671\n";
}

/// Two quarters side by side: the first holds Rue Oberkampf, the second the Place de la République.
inline std::string two_quarters() {
  const auto square = [](double west, double east) {
    const auto at = [](double lon, double lat) {
      return "[" + std::to_string(lon) + "," + std::to_string(lat) + "]";
    };
    return "[[" + at(west, 48.85) + "," + at(east, 48.85) + "," + at(east, 48.88) + "," +
           at(west, 48.88) + "," + at(west, 48.85) + "]]";
  };
  return R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"l_qu":"Saint-Ambroise","c_quinsee":7511102},
     "geometry":{"type":"Polygon","coordinates":)" +
         square(2.366, 2.39) + R"(}},
    {"type":"Feature","properties":{"l_qu":"Folie-Méricourt","c_quinsee":7511101},
     "geometry":{"type":"MultiPolygon","coordinates":[)" +
         square(2.35, 2.366) + R"(]}}]})";
}

inline std::string one_district() {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"l_ar":"11ème Ardt","l_aroff":"Popincourt","c_arinsee":75111},
    "geometry":{"type":"Polygon","coordinates":[[[2.35,48.85],[2.39,48.85],[2.39,48.88],[2.35,48.88],[2.35,48.85]]]}}]})";
}

}  // namespace palier::places::testing
