#pragma once
// Session::all, maybe and one: rows into scalars and described structs. Stores include this.

#include <fmt/format.h>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <limits>
#include <string_view>
#include <type_traits>

#include "core/db/database.hpp"

namespace palier::db {
namespace rows {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !IsId<T>::value;

/// Errors name the column, never what it holds.
[[noreturn]] inline void misfit(std::string_view column, const Value& value, const char* wanted) {
  static constexpr const char* kHeld[] = {"NULL",     "a boolean", "an integer",
                                          "a double", "text",      "bytes"};
  throw Error(fmt::format("column {} holds {} where {} was asked for", column, kHeld[value.index()],
                          wanted));
}

template <class T>
void read(T& out, Value& value, std::string_view column) {
  if constexpr (IsOptional<T>::value) {
    if (std::holds_alternative<std::monostate>(value))
      out.reset();
    else
      read(out.emplace(), value, column);
  } else if constexpr (IsId<T>::value) {
    if (std::holds_alternative<std::monostate>(value))
      out = T{};
    else
      read(out.value, value, column);
  } else if constexpr (std::is_same_v<T, Value>) {
    out = std::move(value);
  } else if constexpr (std::is_same_v<T, bool>) {
    // SQLite has no booleans: true is 1.
    if (const auto* b = std::get_if<bool>(&value))
      out = *b;
    else if (const auto* n = std::get_if<std::int64_t>(&value); n && (*n == 0 || *n == 1))
      out = *n == 1;
    else
      misfit(column, value, "a boolean");
  } else if constexpr (std::is_same_v<T, Instant>) {
    std::int64_t micros = 0;
    read(micros, value, column);
    out = from_micros(micros);
  } else if constexpr (std::is_enum_v<T>) {
    std::underlying_type_t<T> number{};
    read(number, value, column);
    out = static_cast<T>(number);
  } else if constexpr (std::is_integral_v<T>) {
    const auto* n = std::get_if<std::int64_t>(&value);
    if (!n || !std::in_range<T>(*n)) misfit(column, value, "an integer of its size");
    out = static_cast<T>(*n);
  } else if constexpr (std::is_floating_point_v<T>) {
    if (const auto* d = std::get_if<double>(&value))
      out = static_cast<T>(*d);
    else if (const auto* n = std::get_if<std::int64_t>(&value))
      out = static_cast<T>(*n);
    else
      misfit(column, value, "a number");
  } else if constexpr (std::is_same_v<T, std::string>) {
    auto* s = std::get_if<std::string>(&value);
    if (!s) misfit(column, value, "text");
    out = std::move(*s);
  } else if constexpr (std::is_same_v<T, Blob>) {
    auto* b = std::get_if<Blob>(&value);
    if (!b) misfit(column, value, "bytes");
    out = std::move(*b);
  } else {
    static_assert(!sizeof(T), "describe this struct with BOOST_DESCRIBE_STRUCT, or give a scalar");
  }
}

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

/// Which column each member reads, in the order of the members.
template <class T>
std::vector<std::size_t> match(const std::vector<std::string>& columns) {
  std::vector<std::size_t> plan;
  boost::mp11::mp_for_each<Members<T>>([&](auto d) {
    const auto found = std::find(columns.begin(), columns.end(), std::string_view(d.name));
    if (found == columns.end()) throw Error(fmt::format("no column for the member {}", d.name));
    plan.push_back(static_cast<std::size_t>(found - columns.begin()));
  });
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (std::find(plan.begin(), plan.end(), i) == plan.end())
      throw Error(fmt::format("no member for the column {}", columns[i]));
  return plan;
}

/// The plan of the last query for T on this thread serves the next one with the same columns.
template <class T>
const std::vector<std::size_t>& plan(const std::vector<std::string>& columns) {
  thread_local std::vector<std::string> seen;
  thread_local std::vector<std::size_t> made;
  if (seen != columns || columns.empty()) {
    made = match<T>(columns);
    seen = columns;
  }
  return made;
}

/// A mistake in the columns shows on an empty table too.
template <class T>
void check(const std::vector<std::string>& columns) {
  if constexpr (Described<T>)
    plan<T>(columns);
  else if (columns.size() != 1)
    throw Error(fmt::format("{} columns where a scalar was asked for", columns.size()));
}

/// After check() of the same columns.
template <class T>
T row(std::vector<Value>& values, const std::vector<std::string>& columns) {
  T out{};
  if constexpr (Described<T>) {
    const auto& places = plan<T>(columns);
    std::size_t next = 0;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
      read(out.*d.pointer, values[places[next]], d.name);
      ++next;
    });
  } else {
    read(out, values.front(), columns.front());
  }
  return out;
}

}  // namespace rows

template <class T, class... P>
std::vector<T> Session::all(std::string_view sql, P&&... params) {
  Result result = execute_with(sql, std::forward<P>(params)...);
  rows::check<T>(result.columns);
  std::vector<T> out;
  out.reserve(result.rows.size());
  for (auto& values : result.rows) out.push_back(rows::row<T>(values, result.columns));
  return out;
}

template <class T, class... P>
std::optional<T> Session::maybe(std::string_view sql, P&&... params) {
  Result result = execute_with(sql, std::forward<P>(params)...);
  rows::check<T>(result.columns);
  if (result.rows.empty()) return {};
  return rows::row<T>(result.rows.front(), result.columns);
}

template <class T, class... P>
T Session::one(std::string_view sql, P&&... params) {
  auto found = maybe<T>(sql, std::forward<P>(params)...);
  if (!found) throw Error("a row was expected and none came");
  return std::move(*found);
}

}  // namespace palier::db
