#pragma once

#include <filesystem>
#include <string>

#include "core/config/config.hpp"

namespace palier::app {

/// Where a command finds its data: what every command takes.
struct Where {
  std::filesystem::path data;
  std::string database;
  std::filesystem::path config;
};

/// What `serve` and `demo` take besides.
struct Listen {
  std::string address;  ///< "" leaves it to the configuration.
  std::string metrics;  ///< "none" for none.
};

/// The configuration with the command line on top. `make_folder`: a data folder that is not there
/// yet is made, readable by its owner only; otherwise that is an error. Throws ConfigError or Stop.
Config settings(const Where& where, bool make_folder, const Listen& listen = {});

bool on_sqlite(const Config& config);
/// Of the SQLite database; "" on PostgreSQL.
std::filesystem::path sqlite_file(const Config& config);

}  // namespace palier::app
