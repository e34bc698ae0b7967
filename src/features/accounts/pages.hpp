#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/html/field.hpp"
#include "core/http/context.hpp"
#include "features/accounts/roles.hpp"
#include "features/accounts/service.hpp"
#include "features/places/form.hpp"

/// The room's pages, one function a chapter; each registers its routes.
namespace palier::accounts::pages {

void sign_in(Service& service);
void password_sign_in(Service& service);
void welcome(Service& service);
void account(Service& service);
void reach(Service& service);     ///< E-mail and phone.
void security(Service& service);  ///< Password, API keys, signing out.
void leaving(Service& service);   ///< Export, deletion.
void unsubscribe(Service& service);
void keeper(Service& service);

/// One question, one page.
struct Question {
  std::string heading;  ///< Also the page's title.
  std::vector<std::string> lead;
  std::vector<std::string> points;  ///< As a list, after the lead.
  std::vector<html::Field> fields;
  std::string action;
  std::string submit;
  bool danger = false;
  std::string next;  ///< Carried along, hidden.
  std::string back;  ///< Where "Back" leads; "" for no such link.
  /// Ways on below the button: links, and buttons that send a form of their own.
  struct Way {
    std::string label, url;
    bool post = false;
  };
  std::vector<Way> ways;
  std::string step;  ///< "Question 1 of 4"; "" for none.
};
http::Response ask(http::Context& c, const Question& question,
                   const palier::form::Errors& errors = {}, int status = 0);

/// A page that only tells something, with ways on.
struct Telling {
  std::string heading;
  std::vector<std::string> text;
  std::vector<Question::Way> ways;
};
http::Response tell(http::Context& c, const Telling& telling, int status = 200);

/// The account page: what is kept, and where each is changed.
struct AccountPage {
  struct Row {
    std::string label, value, change;
  };
  std::vector<Row> about_you, reach, safety;
  std::vector<html::Link> more;  ///< Other rooms' settings.
  std::vector<std::string> roles;
  bool verified = false;
};

struct PeoplePage {
  struct Row {
    std::string url, name, reached;
    std::vector<std::string> roles;
    bool verified = false, suspended = false;
  };
  html::Field search;
  std::string text;
  bool with_role = false;
  std::vector<Row> people;
  html::Pager pager;
};

struct PersonPage {
  struct RoleRow {
    std::string word, name, hint;
    bool has = false;
  };
  struct AuditRow {
    std::string when, what, by;
  };
  std::string path, name, email, phone, since;
  bool verified = false, suspended = false;
  std::vector<RoleRow> roles;
  html::Field why;
  std::vector<AuditRow> audit;
};

/// The question of where they live, in the welcome and later.
struct AddressPage {
  std::string action;
  std::string next;
  std::string step;
  std::string later;      ///< Where "Answer later" or "Back" leads.
  std::string details;    ///< Floor and door as kept.
  std::string current;    ///< The address as kept; "" if none yet.
  bool verified = false;  ///< A new address will have to be verified again.
};
http::Response ask_address(http::Context& c, const Service& service, const AddressPage& asked,
                           const palier::form::Errors& errors,
                           const places::LocationAnswer& answer);
/// Keeps the address that was sent, or answers the page again; nothing when it was kept.
std::optional<http::Response> take_address(http::Context& c, const Service& service,
                                           const AddressPage& asked);

inline AccountId viewer(const http::Context& c) {
  return AccountId{c.viewer.account};
}
/// The viewer's account, which the router has seen to be there.
Own own(const Service& service, const http::Context& c);
/// path + "?next=…", or the path alone where next is "/".
std::string with_next(std::string_view path, std::string_view next);
/// The `next` of the form or the query, if it is a path of this site; else "/".
std::string next_of(const http::Context& c);

// Fields that several pages ask.
html::Field identifier_field(const i18n::Language& l);
html::Field code_field(const i18n::Language& l);
html::Field first_name_field(const i18n::Language& l, std::string_view value);
html::Field last_name_field(const i18n::Language& l, std::string_view value);
html::Field language_field(const i18n::Language& l, std::string_view chosen);
html::Field spoken_field(const i18n::Language& l, const std::vector<std::string>& chosen);
html::Field about_field(const i18n::Language& l, std::string_view value);
html::Field notify_field(const i18n::Language& l, Notify chosen);
html::Field details_field(const i18n::Language& l, std::string_view value);
html::Field password_field(const i18n::Language& l, bool fresh);

}  // namespace palier::accounts::pages
