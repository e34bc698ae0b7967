#include "app/match.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <ostream>

#include "app/exit.hpp"
#include "features/matching/json.hpp"
#include "features/matching/solve.hpp"

namespace palier::app {
namespace {

std::string read_all(const std::filesystem::path& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Stop(kUsage, fmt::format("{} cannot be read.", path.string()));
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Beside the output first: whoever reads it finds the whole plan or the one before.
void write_all(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path made = path.string() + ".new";
  {
    std::ofstream file(made, std::ios::binary | std::ios::trunc);
    file << text;
    if (!file.flush()) throw Stop(kFailed, fmt::format("{} cannot be written.", path.string()));
  }
  std::error_code error;
  std::filesystem::rename(made, path, error);
  if (error) {
    std::filesystem::remove(made, error);
    throw Stop(kFailed, fmt::format("{} cannot be written.", path.string()));
  }
}

matching::Plan plan_of(const matching::Instance& instance, const Match& what) {
  if (what.method == "greedy") return matching::greedy(instance);
  if (what.method == "epl") return matching::epl(instance);
  if (what.method == "epl-written") return matching::epl(instance, true);
  matching::Options options;
  options.candidates = what.candidates;
  options.prices = what.prices;
  return matching::solve(instance, options);
}

}  // namespace

int match(const Match& what, std::ostream& out, std::ostream& errors) {
  try {
    const auto instance = matching::instance_from_json(read_all(what.input));
    const auto plan = matching::to_json(instance, plan_of(instance, what), what.method);
    if (what.output == "-")
      out << plan;
    else
      write_all(what.output, plan);
    return kFine;
  } catch (const matching::BadInstance& e) {
    errors << fmt::format("palier match: {}: {}\n", what.input.string(), e.what());
    return kUsage;
  }
}

}  // namespace palier::app
