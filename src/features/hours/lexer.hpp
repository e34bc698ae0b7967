#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "features/hours/hours.hpp"

namespace palier::hours {

struct Token {
  enum class Kind : std::uint8_t {
    number,   ///< value; `digits` how many were written.
    time,     ///< "08:00": value in minutes.
    weekday,  ///< value 0 to 6.
    month,    ///< value 1 to 12.
    word,     ///< text, lower case: "off", "week", "sunrise", "ph" …
    comment,  ///< text, without its quotes.
    sign,     ///< text: one of - , ; : / + [ ] ( ) and "||".
    end,
  };
  Kind kind = Kind::end;
  int value = 0;
  int digits = 0;
  std::string text;
  std::size_t at = 0;
  bool spaced = false;  ///< Blank before it.

  bool is(std::string_view s) const {
    return (kind == Kind::sign || kind == Kind::word) && text == s;
  }
};

tl::expected<std::vector<Token>, Fault> tokens_of(std::string_view text);

}  // namespace palier::hours
