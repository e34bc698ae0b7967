#pragma once

#include <string>
#include <string_view>

#include "ast.hpp"
#include "library.hpp"

namespace palier::templates {

/// Reads one template. `path` is used for messages and for the name of the function. Throws Error.
Template parse(std::string path, std::string_view source, Library& library);

}  // namespace palier::templates
