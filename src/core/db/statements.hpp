#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace palier::db {

/// One statement of a script, without its `;`.
struct Statement {
  std::string text;
  int line = 1;  ///< Where its first word stands.
};

/// Cuts a script at its semicolons, but not at those in strings, quoted names, comments,
/// dollar-quoted bodies ($$ … $$, $tag$ … $tag$) and the body of an SQLite trigger. Comments on
/// their own are dropped.
std::vector<Statement> split(std::string_view script);

}  // namespace palier::db
