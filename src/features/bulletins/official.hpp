#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace palier::bulletins {

/// What a name must not be taken for.
struct Known {
  std::vector<std::string> bodies;  ///< Names and short names: "Ville de Merlefontaine", "ARS".
  std::vector<std::string> areas;   ///< Communes and quarters.
};

/// Whether a name or a title passes itself off as a public body's. It looks at how the words stand:
/// at a name alone ("Mairie de …"), before a colon or a dash, in brackets, under a dash at the end,
/// or telling people what to do ("La mairie vous informe"). Whoever asks, or speaks of the town
/// hall in a sentence, passes. Case, accents, look-alike letters (Unicode TS 39), digits for
/// letters, letters set apart and one wrong letter in a body's name change nothing.
bool imitates(std::string_view text, const Known& known);

}  // namespace palier::bulletins
