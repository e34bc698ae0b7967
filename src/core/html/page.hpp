#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/i18n/language.hpp"

namespace palier::html {

/// A link in the frame.
struct Link {
  std::string label;
  std::string url;
  bool current = false;
  int count = 0;  ///< A small badge; 0 shows none.
};

/// What every page's frame needs; a handler gets one from Context::page().
struct Page {
  const i18n::Language* language = nullptr;
  std::string title;
  std::string site_name;
  std::string description;
  std::string path;            ///< Of this page, for the language switch.
  std::string csrf;            ///< Empty where no form may be sent.
  std::string viewer_name;     ///< Empty for a visitor.
  std::vector<Link> navigation;
  std::vector<Link> account_links;
  std::vector<std::string> notices;  ///< Shown once, already translated.
  bool demo = false;
  bool index = true;           ///< false: robots are asked not to list it.
  Instant now{};

  const i18n::Language& lang() const { return *language; }
};

}  // namespace palier::html
