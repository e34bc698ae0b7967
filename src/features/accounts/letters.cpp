#include "features/accounts/letters.hpp"

namespace palier::accounts::letters {
namespace {

using i18n::Language;
using i18n::Message;

/// Paragraphs with an empty line between.
std::string letter(std::initializer_list<std::string> paragraphs) {
  return fmt::format("{}\n", fmt::join(paragraphs, "\n\n"));
}

std::string str(std::string_view s) {
  return std::string(s);
}

}  // namespace

Letter sign_in(const Language& l, const CodeLetter& c) {
  Letter out;
  out.always = true;
  out.subject = l.tr(Message{N_("{1} is your code for {2}"), {c.code, c.site}});
  out.text = letter({
      l.tr(N_("Hello,")),
      l.tr(Message{N_("Your code for {1}: {2}"), {c.site, c.code}}),
      l.tr(N_("Write it on the page that asks for it. It works once, for 15 minutes.")),
      l.tr(Message{N_("Or open this address, then press the button:\n{1}"), {c.url}}),
      l.tr(Message{N_("Do not give this code to anyone, not even to a person who says they work "
                      "for {1}."),
                   {c.site}}),
      l.tr(N_("You did not ask for it? Then there is nothing to do: without this code, nobody "
              "comes in.")),
  });
  out.sms =
      l.tr(Message{N_("{1}: your code is {2}, for 15 minutes. Give it to nobody. Or open {3}"),
                   {c.site, c.code, c.url}});
  return out;
}

Letter confirm_new(const Language& l, const CodeLetter& c) {
  Letter out;
  out.always = true;
  out.subject = l.tr(Message{N_("{1} is your code for {2}"), {c.code, c.site}});
  out.text = letter({
      l.tr(N_("Hello,")),
      l.tr(Message{N_("You want to be reached here by {1}. To confirm it, write this code on the "
                      "page that asks for it: {2}"),
                   {c.site, c.code}}),
      l.tr(N_("It works once, for 15 minutes. Do not give it to anyone.")),
      l.tr(N_("You did not ask for it? Then there is nothing to do: nothing has changed.")),
  });
  out.sms = l.tr(Message{
      N_("{1}: your code to confirm this number is {2}, for 15 minutes. Give it to nobody."),
      {c.site, c.code}});
  return out;
}

Letter wanted_by_another(const Language& l, std::string_view site) {
  Letter out;
  out.always = true;
  out.subject = l.tr(Message{N_("Someone gave your address on {1}"), {str(site)}});
  out.text = letter({
      l.tr(N_("Hello,")),
      l.tr(Message{N_("Someone wanted to use this e-mail address or phone number for another "
                      "account on {1}. It is already yours, so nothing has changed."),
                   {str(site)}}),
      l.tr(N_("Was it you? Then you have two accounts: sign in with this address to find the "
              "first. Otherwise there is nothing to do.")),
  });
  out.sms = l.tr(Message{N_("{1}: someone wanted to use your number for another account. Nothing "
                            "has changed."),
                         {str(site)}});
  return out;
}

Letter changed(const Language& l, std::string_view site, Kind kind, std::string_view masked_new) {
  Letter out;
  out.always = true;
  const bool email = kind == Kind::email;
  out.subject = l.tr(Message{email ? N_("Your e-mail address on {1} has changed")
                                   : N_("Your phone number on {1} has changed"),
                             {str(site)}});
  const std::string what =
      masked_new.empty()
          ? l.tr(Message{email ? N_("Your e-mail address was removed from your account on {1}.")
                               : N_("Your phone number was removed from your account on {1}."),
                         {str(site)}})
          : l.tr(Message{email ? N_("Your account on {1} now has this e-mail address: {2}")
                               : N_("Your account on {1} now has this phone number: {2}"),
                         {str(site), str(masked_new)}});
  out.text = letter({
      l.tr(N_("Hello,")),
      what,
      l.tr(N_("Was it not you? Then tell those who run the site at once: someone may be using "
              "your account.")),
  });
  out.sms = l.tr(Message{N_("{1}: how you are reached has changed. Not you? Tell those who run the "
                            "site at once."),
                         {str(site)}});
  return out;
}

Letter password_changed(const Language& l, std::string_view site) {
  Letter out;
  out.always = true;
  out.subject = l.tr(Message{N_("Your password on {1} has changed"), {str(site)}});
  out.text = letter({
      l.tr(N_("Hello,")),
      l.tr(Message{N_("The password of your account on {1} was set, changed or removed."),
                   {str(site)}}),
      l.tr(N_("Was it not you? Sign in with a code, choose another password, and sign out "
              "everywhere else from your account page.")),
  });
  out.sms = l.tr(Message{
      N_("{1}: your password has changed. Not you? Sign in with a code and choose another."),
      {str(site)}});
  return out;
}

Letter farewell(const Language& l, std::string_view site) {
  Letter out;
  out.always = true;
  out.subject = l.tr(Message{N_("Your account on {1} is deleted"), {str(site)}});
  out.text = letter({
      l.tr(N_("Hello,")),
      l.tr(Message{N_("As you asked, your account on {1} is deleted: your name, your addresses and "
                      "your phone number are no longer there. We will not write again."),
                   {str(site)}}),
      l.tr(N_("Thank you for having been a neighbour.")),
  });
  out.sms = l.tr(Message{N_("{1}: as you asked, your account is deleted. We will not write again."),
                         {str(site)}});
  return out;
}

std::string footer(const Language& l, std::string_view site, std::string_view url) {
  return fmt::format("\n-- \n{}\n", l.tr(Message{N_("You get this because you have an account on "
                                                    "{1}. To get less, or nothing more:\n{2}"),
                                                 {str(site), str(url)}}));
}

}  // namespace palier::accounts::letters
