#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// The token that forms bring back, made when a template first prints it: a visitor who is shown no
/// form gets no cookie.
class Token {
 public:
  Token() = default;
  Token(std::string value) : value_(std::move(value)) {}
  Token(const char* value) : value_(value) {}
  explicit Token(std::function<std::string()> make) : make_(std::move(make)) {}
  operator std::string_view() const {
    if (value_.empty() && make_) value_ = make_();
    return value_;
  }
  bool empty() const { return value_.empty() && !make_; }  ///< Does not make it.

 private:
  std::function<std::string()> make_;
  mutable std::string value_;
};

/// What every page's frame needs; a handler gets one from Context::page().
struct Page {
  const i18n::Language* language = nullptr;
  std::string title;
  std::string site_name;
  std::string description;
  std::string path;         ///< Of this page, for the language switch.
  Token csrf;               ///< Empty where no form may be sent.
  std::string once;         ///< A fresh token for the field `once`: core/http/once.hpp.
  std::string viewer_name;  ///< Empty for a visitor.
  std::vector<Link> navigation;
  std::vector<Link> account_links;
  std::vector<std::string> notices;  ///< Shown once, already translated.
  bool demo = false;
  bool index = true;  ///< false: robots are asked not to list it.
  Instant now{};

  const i18n::Language& lang() const { return *language; }
};

}  // namespace palier::html
