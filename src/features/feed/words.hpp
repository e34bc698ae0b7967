#pragma once

#include <string>

#include "features/feed/feed.hpp"

namespace palier::feed {

/// A kind of post as people read it.
struct KindWords {
  const char* name;  ///< msgid: "Question"
  const char* says;  ///< msgid: what it is for.
  const char* icon;
  const char* mark;  ///< Of web/css: "" or " mark-urgent".
};
const KindWords& words_of(Kind kind);

}  // namespace palier::feed
