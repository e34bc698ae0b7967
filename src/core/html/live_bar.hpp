#pragma once

#include <cstdint>
#include <string>

namespace palier::html {

/// What the partial live_bar draws: where a page hears what is new, and the plain way to see it.
struct LiveBar {
  std::string url;         ///< live::Live::url(topics, since).
  std::int64_t count = 0;  ///< live::News::count: what has come since the page before.
  std::string more;        ///< The page again, with what is new.
};

}  // namespace palier::html
