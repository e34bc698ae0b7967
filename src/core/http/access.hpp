#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace palier::http {

/// What a person may be in a territory. Someone signed in is always a neighbour.
enum class Role : std::uint8_t {
  neighbour,
  informant,
  member,     ///< Of an association.
  manager,    ///< Of an association.
  operator_,  ///< At the desk.
  moderator,
  official,  ///< Of the town or another public body.
  keeper,    ///< Runs this node.
};
inline constexpr int kRoles = 8;
std::string_view name(Role role);  ///< "neighbour", "operator", …

class RoleSet {
 public:
  constexpr RoleSet() = default;
  constexpr RoleSet(std::initializer_list<Role> roles) {
    for (Role r : roles) add(r);
  }
  constexpr void add(Role r) { bits_ |= bit(r); }
  constexpr void remove(Role r) { bits_ &= static_cast<std::uint16_t>(~bit(r)); }
  constexpr bool has(Role r) const { return bits_ & bit(r); }
  constexpr bool any_of(RoleSet other) const { return bits_ & other.bits_; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool operator==(const RoleSet&) const = default;

 private:
  static constexpr std::uint16_t bit(Role r) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(r));
  }
  std::uint16_t bits_ = 0;
};

/// Who may use a route. Every route says so; one that does not keeps the server from starting.
/// What a person may do with one particular thing (their own need, say) is their policy's to judge.
struct Access {
  enum class Kind { undeclared, anyone, signed_in, roles };
  Kind kind = Kind::undeclared;
  RoleSet roles{};
};
inline Access anyone() {
  return {Access::Kind::anyone, {}};
}
inline Access signed_in() {
  return {Access::Kind::signed_in, {}};
}
inline Access only(RoleSet roles) {
  return {Access::Kind::roles, roles};
}

/// Which budget a route draws on, per address and per account (limits.hpp has the rates).
enum class Limit : std::uint8_t { none, sign_in, posting, messages, search };

}  // namespace palier::http
