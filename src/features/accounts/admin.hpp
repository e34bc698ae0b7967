#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "features/accounts/accounts.hpp"

/// What `palier user` does: for whoever has a shell on the machine, so nothing is asked or sent.
namespace palier::accounts::admin {

/// One account as the command line lists it.
struct Line {
  AccountId id{};
  std::string name, email, phone;
  std::string state;  ///< "active", "suspended"
  bool verified = false;
  std::vector<std::string> roles;  ///< Beyond neighbour.
};

/// A mistake of the caller's: what() is a sentence for the terminal.
struct Mistake : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Makes an account reached by this e-mail or phone, or finds the one that is; gives it these roles
/// ("keeper", "operator", … see http::name). Throws Mistake.
AccountId add(const Core& core, std::string_view identifier, std::string_view first_name,
              std::string_view last_name, const std::vector<std::string>& roles,
              places::TerritoryId territory = {1});

/// Grants or revokes one role. `who` is an e-mail, a phone or an id. Throws Mistake.
void set_role(const Core& core, std::string_view who, std::string_view role, bool granted,
              places::TerritoryId territory = {1});

/// Everyone with a role beyond neighbour, or, with `all`, everyone; by name.
std::vector<Line> list(const Core& core, bool all = false, places::TerritoryId territory = {1});

}  // namespace palier::accounts::admin
