#include "features/notices/kinds.hpp"

#include <algorithm>
#include <stdexcept>

namespace palier::notices {
namespace {

constexpr std::string_view kWords[] = {"at_once", "daily", "weekly", "never"};

bool plain_word(std::string_view code) {
  return !code.empty() && code.size() <= 40 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

}  // namespace

void Kinds::add(Kind kind) {
  if (!plain_word(kind.code)) throw std::logic_error("not a kind of letter: " + kind.code);
  if (find(kind.code)) throw std::logic_error("two kinds of letters called " + kind.code);
  const auto at = std::upper_bound(kinds_.begin(), kinds_.end(), kind,
                                   [](const Kind& a, const Kind& b) { return a.order < b.order; });
  kinds_.insert(at, std::move(kind));
}

const Kind* Kinds::find(std::string_view code) const {
  const auto at =
      std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& k) { return k.code == code; });
  return at == kinds_.end() ? nullptr : &*at;
}

Notify effective(const Kind& kind, std::optional<Notify> chosen, Notify general) {
  if (kind.urgent) return chosen.value_or(kind.mail);
  if (general == Notify::never) return general;
  if (chosen) return *chosen;
  if (kind.code == kNews) return general == Notify::at_once ? Notify::weekly : general;
  return std::max(kind.mail, general);
}

bool offers(const Kind& kind, Notify how) {
  if (kind.urgent) return how == Notify::at_once || how == Notify::never;
  return kind.code != kNews || how != Notify::at_once;
}

std::string_view word(Notify how) {
  return kWords[static_cast<std::size_t>(how)];
}

std::optional<Notify> how_of(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kWords); ++i)
    if (kWords[i] == word) return static_cast<Notify>(i);
  return {};
}

const char* name(Notify how) {
  switch (how) {
    case Notify::at_once:
      return N_("At once");
    case Notify::daily:
      return N_("Once a day");
    case Notify::weekly:
      return N_("Once a week");
    case Notify::never:
      return N_("Never");
  }
  return "";
}

}  // namespace palier::notices
