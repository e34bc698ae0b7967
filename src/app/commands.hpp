#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "app/settings.hpp"

namespace palier::app {

struct Import {
  std::string what;  ///< "addresses", "areas" or "postcodes"
  std::filesystem::path file;
  std::string kind;                   ///< Of areas, where the file does not say it.
  std::filesystem::path report_file;  ///< All bad rows go there.
};
/// Open places with their hours, from a CSV file.
struct ImportPlaces {
  std::filesystem::path file, mapping, report_file;
  std::string source;
  bool dry = false;
};
int import_open_places(const Where& where, const ImportPlaces& what, std::ostream& out);
int import_file(const Where& where, const Import& what, std::ostream& out);

/// Indexes anew everything that can be searched; the site may run meanwhile.
int rebuild_search(const Where& where, std::ostream& out);

struct NewUser {
  std::string email, phone, first_name, last_name;
  std::vector<std::string> roles;
};
int add_user(const Where& where, const NewUser& user, std::ostream& out);
int set_role(const Where& where, const std::string& who, const std::string& role, bool granted,
             std::ostream& out);
int list_users(const Where& where, bool all, std::ostream& out);

}  // namespace palier::app
