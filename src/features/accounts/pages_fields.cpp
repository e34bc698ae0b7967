#include "features/accounts/names.hpp"
#include "features/accounts/pages.hpp"
#include "features/accounts/password.hpp"
#include "features/accounts/view.hpp"

namespace palier::accounts::pages {

using html::Field;
using i18n::Language;

Field identifier_field(const Language& l) {
  Field f;
  f.name = "identifier";
  f.label = l.tr(N_("E-mail address or phone number"));
  f.hint = l.tr(N_("For example name@example.org or 06 12 34 56 78"));
  f.autocomplete = "username";
  f.required = true;
  return f;
}

Field code_field(const Language& l) {
  Field f;
  f.name = "code";
  f.label = l.tr(N_("Code"));
  f.hint = l.tr(N_("6 digits"));
  f.autocomplete = "one-time-code";
  f.inputmode = "numeric";
  f.width = 10;
  f.required = true;
  return f;
}

Field first_name_field(const Language& l, std::string_view value) {
  Field f;
  f.name = "first_name";
  f.label = l.tr(N_("First name"));
  f.hint = l.tr(N_("Neighbours see it when you ask or help."));
  f.autocomplete = "given-name";
  f.value = value;
  f.required = true;
  return f;
}

Field last_name_field(const Language& l, std::string_view value) {
  Field f;
  f.name = "last_name";
  f.label = l.tr(N_("Last name"));
  f.hint =
      l.tr(N_("Only the person you have agreed with sees it, to find your door or letterbox."));
  f.autocomplete = "family-name";
  f.value = value;
  return f;
}

Field language_field(const Language& l, std::string_view chosen) {
  Field f;
  f.name = "language";
  f.type = "radios";
  f.label = l.tr(N_("In which language do we speak to you?"));
  f.hint = l.tr(N_("On these pages and in messages."));
  f.required = true;
  for (const auto* language : i18n::languages())
    f.options.push_back({std::string(language->code()), std::string(language->own_name()), "",
                         language->code() == chosen});
  return f;
}

Field spoken_field(const Language& l, const std::vector<std::string>& chosen) {
  Field f;
  f.name = "spoken";
  f.type = "checkboxes";
  f.label = l.tr(N_("Which languages do you speak?"));
  f.hint = l.tr(N_("So that people who speak the same can find each other."));
  for (auto& [code, name] : spoken_languages(l))
    f.options.push_back(
        {code, name, "", std::find(chosen.begin(), chosen.end(), code) != chosen.end()});
  return f;
}

Field about_field(const Language& l, std::string_view value) {
  Field f;
  f.name = "about";
  f.type = "textarea";
  f.label = l.tr(N_("A few words about yourself"));
  f.hint = l.tr(N_("Neighbours who are signed in can read them. No address or phone number here."));
  f.value = value;
  f.max = 500;
  f.rows = 4;
  return f;
}

Field notify_field(const Language& l, Notify chosen) {
  Field f;
  f.name = "notify";
  f.type = "radios";
  f.label = l.tr(N_("How often may we write to you?"));
  f.required = true;
  const char* hints[] = {N_("A message each time something concerns you."),
                         N_("One message in the evening, if there is news."),
                         N_("One message a week, if there is news."),
                         N_("Only sign-in codes, and what bears on the safety of your account.")};
  for (int i = 0; i < 4; ++i) {
    const auto n = static_cast<Notify>(i);
    f.options.push_back(
        {std::string(form::word(n)), view::notify_name(n, l), l.tr(hints[i]), n == chosen});
  }
  return f;
}

Field details_field(const Language& l, std::string_view value) {
  Field f;
  f.name = "details";
  f.label = l.tr(N_("Floor, door, code"));
  f.hint = l.tr(N_("Only the person you have agreed with sees it."));
  f.value = value;
  return f;
}

Field password_field(const Language& l, bool fresh) {
  Field f;
  f.name = "password";
  f.type = "password";
  f.label = fresh ? l.tr(N_("New password")) : l.tr(N_("Password"));
  if (fresh)
    f.hint =
        l.tr(N_("At least 10 characters. Three words that do not go together are easy to "
                "remember."));
  f.autocomplete = fresh ? "new-password" : "current-password";
  f.required = true;
  return f;
}

}  // namespace palier::accounts::pages
