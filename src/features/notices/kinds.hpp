#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "features/notices/model.hpp"

namespace palier::notices {

/// The kinds of letters that the rooms declared, in the order in which people see them. Filled
/// while the rooms are built, read only afterwards.
class Kinds {
 public:
  /// Throws std::logic_error for a code that was declared already, or is not a plain word.
  void add(Kind kind);
  const Kind* find(std::string_view code) const;
  const std::vector<Kind>& all() const { return kinds_; }

 private:
  std::vector<Kind> kinds_;
};

/// How letters of a kind come to somebody: an urgent kind as they chose for it; nothing where they
/// want no letters at all; else as they chose for it, or, left open, as often as both the kind and
/// their general choice allow.
Notify effective(const Kind& kind, std::optional<Notify> chosen, Notify general);
/// What effective() makes of news, which has no "at once" of its own.
bool offers(const Kind& kind, Notify how);

std::string_view word(Notify how);  ///< "at_once", "daily" …
std::optional<Notify> how_of(std::string_view word);
const char* name(Notify how);  ///< A msgid: "Once a day".

}  // namespace palier::notices
