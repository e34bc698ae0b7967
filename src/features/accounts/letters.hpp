#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/i18n/language.hpp"
#include "features/accounts/accounts.hpp"
#include "features/accounts/model.hpp"

/// What this room writes to people: plain, short, and never asking for anything. A phone gets
/// `sms`.
namespace palier::accounts::letters {

using Letter = Accounts::Letter;

struct CodeLetter {
  std::string site;
  std::string code;
  std::string url;  ///< The one-time address.
};
Letter sign_in(const i18n::Language& l, const CodeLetter& c);
/// To a new e-mail or phone that someone signed in wants to use.
Letter confirm_new(const i18n::Language& l, const CodeLetter& c);
/// To the owner of an e-mail or phone that someone else wanted to use: nothing was changed.
Letter wanted_by_another(const i18n::Language& l, std::string_view site);
/// To where a person was reached until now.
Letter changed(const i18n::Language& l, std::string_view site, Kind kind,
               std::string_view masked_new);
Letter password_changed(const i18n::Language& l, std::string_view site);
Letter farewell(const i18n::Language& l, std::string_view site);
/// The last lines of letters that one may turn off.
std::string footer(const i18n::Language& l, std::string_view site, std::string_view url);

}  // namespace palier::accounts::letters
