// Compiles the HTML templates of one room to C++: see src/core/html/README.md for the language.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "checker.hpp"
#include "emit.hpp"
#include "library.hpp"
#include "parser.hpp"

namespace {

using namespace palier::templates;
namespace fs = std::filesystem;

struct Options {
  std::string root, out, name, strings, depfile;
  std::vector<std::string> files;
};

constexpr auto kUsage =
    "usage: palier-templates --root SRC --name ROOM (--out DIR [--depfile FILE] | --strings FILE) "
    "FILES…\n";

bool read_options(int argc, char** argv, Options& options) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  for (std::size_t i = 0; i < args.size(); ++i) {
    std::string* value = nullptr;
    if (args[i] == "--root") value = &options.root;
    if (args[i] == "--out") value = &options.out;
    if (args[i] == "--name") value = &options.name;
    if (args[i] == "--strings") value = &options.strings;
    if (args[i] == "--depfile") value = &options.depfile;
    if (!value) {
      if (args[i].starts_with("--")) return false;
      options.files.push_back(args[i]);
    } else {
      if (++i == args.size()) return false;
      *value = args[i];
    }
  }
  return !options.root.empty() && !options.name.empty() &&
         (!options.out.empty() || !options.strings.empty());
}

// An untouched file keeps its date, so that what includes it is not built again.
void write_if_changed(const fs::path& path, const std::string& text) {
  if (fs::exists(path) && read_file(path) == text) return;
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error(path.string() + ": cannot be written");
}

}  // namespace

int main(int argc, char** argv) try {
  Options options;
  if (!read_options(argc, argv, options)) {
    std::cerr << kUsage;
    return 2;
  }
  Library library(options.root, options.name);
  std::vector<Template> templates;
  bool broken = false;
  for (const auto& file : options.files) {
    try {
      auto page = parse(file, read_file(file), library);
      check(page);
      templates.push_back(std::move(page));
    } catch (const Error& e) {
      std::cerr << file << ":" << e.at.line << ":" << e.at.column << ": error: " << e.what()
                << "\n";
      broken = true;
    }
  }
  if (broken) return 1;
  if (!options.strings.empty()) write_if_changed(options.strings, strings(templates, options.root));
  if (!options.out.empty()) {
    const fs::path out(options.out);
    write_if_changed(out / "templates.hpp", header(templates, options.name));
    write_if_changed(out / "templates.cpp", source(templates, options.name, library.rooms()));
    if (!options.depfile.empty()) {
      std::string rule = (out / "templates.cpp").string() + ":";
      for (const auto& file : library.files()) rule += " " + file;
      write_if_changed(options.depfile, rule + "\n");
    }
  }
  return 0;
} catch (const std::exception& e) {
  std::cerr << "palier-templates: error: " << e.what() << "\n";
  return 1;
}
