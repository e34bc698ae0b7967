#pragma once

#include <vector>

#include "ast.hpp"

namespace palier::templates {

/// How many <1>…</1> a sentence has; throws Error unless each number is there once, opened and
/// closed.
int count_marks(const Code& msgid);

/// Cuts the body of a {% t %}, `<a href="…"></a> <b></b>`, into one part an element. Throws Error
/// if anything else stands there.
std::vector<Part> elements(Nodes body);

}  // namespace palier::templates
