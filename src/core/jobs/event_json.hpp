#pragma once
// Events::emit and subscribe: described structs to JSON and back. Only .cpp files include this.

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "core/jobs/events.hpp"
#include "core/util/id.hpp"
#include "core/util/time.hpp"

namespace palier::jobs {
namespace event_json {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;
template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// Ids, enums and instants are numbers: this JSON stays inside the database.
template <class T>
boost::json::value write(const T& v) {
  if constexpr (IsId<T>::value) {
    return v.value;
  } else if constexpr (std::is_same_v<T, Instant>) {
    return to_micros(v);
  } else if constexpr (std::is_enum_v<T>) {
    return static_cast<std::int64_t>(v);
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    return boost::json::value(v);
  } else if constexpr (IsOptional<T>::value) {
    return v ? write(*v) : boost::json::value(nullptr);
  } else if constexpr (IsList<T>::value) {
    boost::json::array list;
    for (const auto& item : v) list.push_back(write(item));
    return list;
  } else {
    boost::json::object object;
    boost::mp11::mp_for_each<Members<T>>(
        [&](auto d) { object.emplace(d.name, write(v.*d.pointer)); });
    return object;
  }
}

/// A member that the JSON lacks keeps its default: an older version may have written it. Anything
/// of the wrong type throws, and the job is tried again and then put aside.
template <class T>
void read(T& out, const boost::json::value& v) {
  if constexpr (IsId<T>::value) {
    read(out.value, v);
  } else if constexpr (std::is_same_v<T, Instant>) {
    out = from_micros(v.to_number<std::int64_t>());
  } else if constexpr (std::is_enum_v<T>) {
    out = static_cast<T>(v.to_number<std::underlying_type_t<T>>());
  } else if constexpr (std::is_same_v<T, bool>) {
    out = v.as_bool();
  } else if constexpr (std::is_arithmetic_v<T>) {
    out = v.to_number<T>();
  } else if constexpr (std::is_same_v<T, std::string>) {
    const auto& text = v.as_string();
    out.assign(text.data(), text.size());
  } else if constexpr (IsOptional<T>::value) {
    if (v.is_null())
      out.reset();
    else
      read(out.emplace(), v);
  } else if constexpr (IsList<T>::value) {
    for (const auto& item : v.as_array()) read(out.emplace_back(), item);
  } else {
    const auto& object = v.as_object();
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
      if (const auto* member = object.if_contains(d.name)) read(out.*d.pointer, *member);
    });
  }
}

}  // namespace event_json

template <class E>
void Events::emit(db::Transaction& tx, const E& event) {
  static_assert(boost::describe::has_describe_members<E>::value, "an event is a described struct");
  emit_raw(tx, E::kName, boost::json::serialize(event_json::write(event)));
}

template <class E>
void Events::subscribe(std::string subscriber, std::function<void(const E&)> handler) {
  subscribe_raw(E::kName, std::move(subscriber),
                [handler = std::move(handler)](std::string_view json) {
                  E event{};
                  event_json::read(event, boost::json::parse({json.data(), json.size()}));
                  handler(event);
                });
}

}  // namespace palier::jobs
