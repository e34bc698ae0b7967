#include "app/town/personas.hpp"

#include <algorithm>

#include "core/form/input.hpp"

namespace palier::app::town {

using http::Role;

const std::vector<Persona>& personas() {
  static const std::vector<Persona> all{
      {"jeanne", "Jeanne", "Vasseur", 'f', 84, "", "01 99 00 12 84", "Vieux-Marché", {},
       N_("Jeanne, who no longer goes down"),
       N_("She is 84, has a landline and a cat, and fears the ice on the pavement."),
       N_("Two neighbours have answered her: choose one, and see what each of them learns."),
       "/mine"},
      {"sandrine", "Sandrine", "Lacombe", 'f', 38, "sandrine.lacombe@example.org",
       "06 39 98 20 38", "La Gare", {},
       N_("Sandrine, a nurse on night shifts"),
       N_("She has two children, and three evenings a week with nobody at home until ten."),
       N_("Somebody has been accepted and has written: read the message and answer it."),
       "/messages"},
      {"thomas", "Thomas", "Briand", 'm', 34, "thomas.briand@example.org", "06 39 98 34 08",
       "La Gare", {},
       N_("Thomas, a volunteer with two evenings a week"),
       N_("He shops for others on Tuesdays and Thursdays, within 800 metres."),
       N_("A neighbour would like his help: say yes. Then look at the requests near him."),
       "/mine"},
      {"oksana", "Oksana", "Kovalenko", 'f', 34, "oksana.kovalenko@example.org", "",
       "Les Tanneries", {},
       N_("Oksana, who is learning French"),
       N_("She has been here for a year. She asks for conversation, and offers some in return."),
       N_("Somebody has answered her: read the answer. The whole site is in English too."),
       "/mine"},
      {"mireille", "Mireille", "Aubry", 'f', 68, "mireille.aubry@example.org", "06 39 98 68 01",
       "Saint-Loup", {Role::informant},
       N_("Mireille, the quarter’s informant"),
       N_("People tell her things. She asks on behalf of those who have no computer."),
       N_("She asked for her neighbour Simone, who agreed to it: an answer has come."),
       "/mine"},
      {"bernadette", "Bernadette", "Rolland", 'f', 55, "bernadette.rolland@example.org", "",
       "La Gare", {Role::member, Role::manager},
       N_("Bernadette, who runs an association"),
       N_("She takes hot drinks to people who live outside, every Thursday, with five others."),
       N_("People want to join the round: accept as many as there is room for."),
       "/mine"},
      {"karim", "Karim", "Haddad", 'm', 44, "karim.haddad@example.org", "06 39 98 44 12",
       "Vieux-Marché", {Role::operator_},
       N_("Karim, at the town’s desk"),
       N_("He answers the telephone. He sees the exact address of a request, because callers ask."),
       N_("Look for an urgent request that nobody has answered yet."),
       "/needs"},
      {"claire", "Claire", "Delmas", 'f', 47, "claire.delmas@example.org", "", "Bel-Air",
       {Role::moderator},
       N_("Claire, a moderator"),
       N_("She looks at what neighbours have reported, and decides."),
       N_("Three reports wait for her. One of them is a mistake."),
       "/moderation"},
      {"philippe", "Philippe", "Maréchal", 'm', 49, "philippe.marechal@example.org", "",
       "Les Coteaux", {Role::official},
       N_("Philippe, who works at the town hall"),
       N_("He speaks for the town, and lends his drill like everybody else."),
       N_("Somebody would like to borrow it: answer."),
       "/mine"},
      {"ines", "Inès", "Besnard", 'f', 33, "ines.besnard@example.org", "06 39 98 33 60",
       "Grand-Pré", {Role::keeper},
       N_("Inès, who keeps this site running"),
       N_("One person, one evening, one small server. She gives roles and edits the categories."),
       N_("Look at who has which role. A neighbour would also like four pages printed."),
       "/keeper/people"},
  };
  return all;
}

const Persona* persona(std::string_view code) {
  const auto& all = personas();
  const auto it = std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.code == code; });
  return it == all.end() ? nullptr : &*it;
}

std::optional<accounts::AccountId> account_of(db::Session& s, const accounts::Accounts& accounts,
                                              const Persona& p) {
  if (*p.email) return accounts.find(s, accounts::Kind::email, p.email);
  return accounts.find(s, accounts::Kind::phone, form::normal_phone(p.phone));
}

}  // namespace palier::app::town
