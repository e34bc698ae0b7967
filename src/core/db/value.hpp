#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/util/id.hpp"
#include "core/util/time.hpp"

namespace palier::db {

using Blob = std::vector<std::byte>;

/// What a column holds or a parameter carries. monostate is SQL's NULL.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Blob>;

/// Conversions into a parameter. Instants travel as microseconds, ids as their number (0 as NULL:
/// "none" is never stored as a reference to row 0), enums as their number.
inline Value to_value(std::nullptr_t) {
  return {};
}
inline Value to_value(bool v) {
  return v;
}
inline Value to_value(std::int64_t v) {
  return v;
}
inline Value to_value(int v) {
  return std::int64_t{v};
}
inline Value to_value(std::size_t v) {
  return static_cast<std::int64_t>(v);
}
inline Value to_value(double v) {
  return v;
}
inline Value to_value(std::string v) {
  return v;
}
inline Value to_value(std::string_view v) {
  return std::string(v);
}
inline Value to_value(const char* v) {
  return std::string(v);
}
inline Value to_value(Blob v) {
  return v;
}
inline Value to_value(Value v) {
  return v;
}
inline Value to_value(Instant v) {
  return to_micros(v);
}
template <class Tag>
Value to_value(Id<Tag> v) {
  return v ? Value{v.value} : Value{};
}
template <class E>
  requires std::is_enum_v<E>
Value to_value(E v) {
  return static_cast<std::int64_t>(v);
}
template <class T>
Value to_value(const std::optional<T>& v) {
  return v ? to_value(*v) : Value{};
}

}  // namespace palier::db
