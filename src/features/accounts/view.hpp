#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "features/accounts/service.hpp"

/// What is shown of an account, as JSON and on pages, each to whom it may be.
namespace palier::accounts::view {

/// RFC 3339, UTC: "2026-11-24T18:05:00Z".
std::string time(Instant t);

/// To the owner: everything of their account.
boost::json::object me(const Own& own);
boost::json::object token(const Token& token);
/// Two spaces a level, for a file that a person opens.
std::string pretty(const boost::json::object& object);

/// "Yasmine Benali", or "" where no name was given yet.
std::string full_name(const Account& account);
/// "Neighbour", "Keeper", … and what the role may do, in the reader's language.
std::string role_name(http::Role role, const i18n::Language& l);
std::string role_hint(http::Role role, const i18n::Language& l);
std::string notify_name(Notify notify, const i18n::Language& l);
/// A line of the register: "Role given: operator".
std::string audit_name(const AuditLine& line, const i18n::Language& l);

}  // namespace palier::accounts::view
