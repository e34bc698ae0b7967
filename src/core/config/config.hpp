#pragma once

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/geo/point.hpp"
#include "core/http/server.hpp"
#include "core/mail/mail.hpp"

namespace palier {

/// A mistake in the configuration: what() names the file, the line and the key.
struct ConfigError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Who runs the site and how to reach them: shown to everyone. Each may be "".
struct Host {
  std::string name;  ///< "Association Voisins de Belleville"
  std::string email;
  std::string phone;  ///< Of the desk, as people write it: "01 99 00 12 34".
  std::string hours;  ///< When it is answered: "du lundi au samedi, de 9 h à 19 h".
  bool reachable() const { return !(name + email + phone).empty(); }
  std::string dialled() const;  ///< The phone number without spaces, for a tel: link.
};

/// Notifications on people's devices, sent through their browsers' own push services.
struct PushConfig {
  bool enabled = true;
  bool private_networks = false;  ///< Also to services inside: for tests and closed networks.
  std::string ca_file;            ///< PEM roots to trust; "" for the system's.
};

/// Everything a keeper may set. Read from DATA/palier.toml or --config, then the environment
/// (PALIER_DATABASE, PALIER_SMTP_PASSWORD), then the command line; docs/keeper.md lists the keys.
struct Config {
  std::filesystem::path data;  ///< Folder of data; holds palier.db by default.
  std::string database_url;    ///< "" → sqlite:DATA/palier.db.
  int database_connections = 8;
  std::string site_name = "Palier";
  Host host;
  std::string time_zone = "Europe/Paris";
  std::string phone_region = "33";
  geo::Point centre{};  ///< Where the map opens when nothing better is known.
  http::Options http;
  mail::Settings mail;
  PushConfig push;
  std::map<std::string, int> rates;  ///< "sign_in" → a minute; see core/http/limits.hpp.
  std::string log_level = "info";    ///< "debug", "info", "warning" or "error".
  bool log_json = false;
  bool demo = false;
};

/// Throws ConfigError on an unknown key, a wrong type or an unreadable file.
Config load_config(const std::filesystem::path& data, const std::filesystem::path& file);

}  // namespace palier
