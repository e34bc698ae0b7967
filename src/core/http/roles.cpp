#include "core/http/access.hpp"

namespace palier::http {

std::string_view name(Role role) {
  switch (role) {
    case Role::neighbour:
      return "neighbour";
    case Role::informant:
      return "informant";
    case Role::member:
      return "member";
    case Role::manager:
      return "manager";
    case Role::operator_:
      return "operator";
    case Role::moderator:
      return "moderator";
    case Role::official:
      return "official";
    case Role::keeper:
      return "keeper";
  }
  return "";
}

}  // namespace palier::http
