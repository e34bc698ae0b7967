#pragma once

#include <string>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "features/accounts/model.hpp"

/// From what was sent, by a page or as JSON, to drafts or errors by field. No database.
namespace palier::accounts::form {

using palier::form::Errors;
using palier::form::Input;

/// An e-mail or a phone in normal form; e-mails wholly in lower case, since nobody means another
/// mailbox by a capital.
struct Identifier {
  Kind kind = Kind::email;
  std::string value;
  bool operator==(const Identifier&) const = default;
};

/// Reads field `identifier` (either), or `email`, or `phone`.
Identifier read_identifier(const Input& input, Errors& errors, std::string_view field,
                           std::string_view region);
/// Nothing where the text is neither.
std::optional<Identifier> parse_identifier(std::string_view text, std::string_view region);

/// Six digits, whatever stands between them.
std::string read_code(const Input& input, Errors& errors);

/// The `next` that a page was given: a path of this site, or "/".
std::string local_path(std::string_view next);

struct NameDraft {
  std::string first_name, last_name;
};
NameDraft read_name(const Input& input, Errors& errors);

std::string read_about(const Input& input, Errors& errors);
std::string read_language(const Input& input, Errors& errors);
std::vector<std::string> read_spoken(const Input& input, Errors& errors);
Notify read_notify(const Input& input, Errors& errors);
std::string read_details(const Input& input, Errors& errors);
void read_rules(const Input& input, Errors& errors);

/// What PATCH /api/v1/me may change: only what was sent is set.
struct ProfilePatch {
  std::optional<std::string> first_name, last_name, about, language;
  std::optional<std::vector<std::string>> spoken;
  std::optional<Notify> notify;
  bool agree_rules = false;
};
ProfilePatch read_patch(const Input& input, Errors& errors);

/// A new password; `own` are the person's names and addresses.
std::string read_password(const Input& input, Errors& errors,
                          std::initializer_list<std::string_view> own);

struct PasswordSignIn {
  Identifier identifier;
  std::string password;
};
PasswordSignIn read_password_sign_in(const Input& input, Errors& errors, std::string_view region);

std::string read_token_name(const Input& input, Errors& errors);

std::string_view word(Notify n);  ///< "at_once", "daily", …
std::string_view word(Kind k);    ///< "email", "phone"
std::optional<http::Role> role_of(std::string_view word);

}  // namespace palier::accounts::form
