#include "features/feed/model.hpp"

namespace palier::feed {

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::question:
      return "question";
    case Kind::news:
      return "news";
    case Kind::recommendation:
      return "recommendation";
    case Kind::lost_found:
      return "lost_found";
    case Kind::event:
      return "event";
    case Kind::alert:
      return "alert";
    case Kind::thanks:
      return "thanks";
  }
  return "news";
}

std::optional<Kind> kind(std::string_view text) {
  for (const Kind k : kKinds)
    if (word(k) == text) return k;
  return {};
}

}  // namespace palier::feed
