#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace palier {

/// A new 63-bit id: 42 bits of milliseconds since 2020, 8 of a number drawn at start, 13 of a
/// counter; so ids sort by time of birth and two nodes do not draw the same. Never 0, thread-safe.
/// (The layout is that of Twitter's Snowflake, 2010.)
std::int64_t new_id();

/// An id that knows what it names, so that a need's cannot be passed where an account's is asked.
/// 0 means "none". Written as a decimal string in URLs and JSON (a double holds only 53 bits).
template <class Tag>
struct Id {
  std::int64_t value = 0;

  static Id make() { return Id{new_id()}; }

  /// Reads a positive decimal number of at most 19 digits; nothing else.
  static std::optional<Id> parse(std::string_view text) {
    Id id;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
    if (error != std::errc{} || end != text.data() + text.size() || id.value <= 0) return {};
    return id;
  }

  std::string str() const { return std::to_string(value); }
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

}  // namespace palier

template <class Tag>
struct std::hash<palier::Id<Tag>> {
  std::size_t operator()(palier::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
