#pragma once

#include "features/bulletins/view.hpp"

namespace palier::bulletins {

void page_routes(Service& service);     ///< pages.cpp: reading.
void writing_routes(Service& service);  ///< writing.cpp: new, preview, amend, withdraw.
void keeper_routes(Service& service);   ///< keeper.cpp: bodies.
void json_routes(Service& service);     ///< json.cpp, with the Atom feed.

/// Where the viewer lives; nothing for visitors and those who have not said so.
std::optional<places::Scopes> home_of(db::Session& s, const Service& service,
                                      const http::Viewer& viewer);
/// Reads the filter "area": a circle, "mine" or "" for everyone's. An unknown one is as "".
struct Filter {
  std::string code;
  std::optional<places::Scopes> where;
};
Filter read_filter(db::Session& s, const Service& service, const http::Context& c);

}  // namespace palier::bulletins
