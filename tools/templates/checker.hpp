#pragma once

#include "ast.hpp"

namespace palier::templates {

/// Follows the HTML through all branches: sets the place of each expression, reduces blanks in
/// literals, and throws Error where the markup is broken or an expression cannot be made safe.
void check(Template& page);

}  // namespace palier::templates
