#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/wire.hpp"

namespace palier::app::town {

/// One of those a visitor of the demo may be with one click.
struct Persona {
  const char* code;
  const char* first_name;
  const char* last_name;
  char gender;
  int age;
  const char* email;  ///< "" if none.
  const char* phone;
  const char* quarter;
  http::RoleSet roles;
  const char* title;  ///< msgid: "A volunteer with two evenings a week".
  const char* who;    ///< msgid: who this is.
  const char* task;   ///< msgid: what to try.
  const char* start;  ///< Where they begin: a path.
};
const std::vector<Persona>& personas();
const Persona* persona(std::string_view code);
/// Their account in this town; nothing where it was deleted.
std::optional<accounts::AccountId> account_of(db::Session& s, const accounts::Accounts& accounts,
                                              const Persona& persona);

}  // namespace palier::app::town
