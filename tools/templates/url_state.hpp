#pragma once

#include <string>

#include "ast.hpp"

namespace palier::templates {

/// How far a URL in an attribute has been written, and so what an expression in it may be: the
/// whole URL, a piece of its path, or a value in its query.
class UrlState {
 public:
  /// `list` is srcset: several URLs, blanks and commas between.
  void begin(bool list);
  void literal(char c, Position at);
  /// The escape for an expression here; throws Error where none is safe.
  Place place(Position at);
  /// Two ways through the template meet. The stricter escape serves both; where the URL may still
  /// be at its start, an expression will be refused.
  void join(const UrlState& other);

 private:
  enum class At { start, path, host, query, refused };
  At at_ = At::start;
  bool list_ = false;
  bool dynamic_ = false;  // An expression came before any / ? #: a ':' now could end a scheme.
  std::string written_;   // The literal so far, lower case, until the query.
};

}  // namespace palier::templates
