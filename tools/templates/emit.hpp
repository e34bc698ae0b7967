#pragma once

#include <set>
#include <string>
#include <vector>

#include "ast.hpp"

namespace palier::templates {

/// The header that declares a room's templates.
std::string header(const std::vector<Template>& templates, const std::string& room);
/// Their source; `rooms` are others whose templates they call.
std::string source(const std::vector<Template>& templates, const std::string& room,
                   const std::set<std::string>& rooms);
/// A .pot of every sentence in the templates, with `#: path:line`; paths relative to `root`.
std::string strings(const std::vector<Template>& templates, const std::string& root);

}  // namespace palier::templates
