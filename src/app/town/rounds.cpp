#include "app/town/rounds.hpp"

#include <algorithm>

namespace palier::app::town {
namespace {

using accounts::AccountId;

struct Spoken {
  std::size_t who;
  int hours_ago;
  const char* text;
};
constexpr Spoken kLines[] = {
    {0, 52,
     "Bonjour à tous. Je prends mon service à 20 h trois soirs par semaine, et la grande a danse "
     "le "
     "mardi à 18 h 30. Et si nous faisions les trajets à tour de rôle ?"},
    {1, 51, "Bonne idée. Le mardi, je passe de toute façon devant le gymnase."},
    {2, 49, "Je peux prendre le jeudi, pour le retour. Il me reste deux places."},
    {3, 47, "Et moi je garde les clés de la salle : si l’une attend, elle attend au chaud."},
    {0, 30, "Merci. On essaie dès ce mardi ?"},
    {1, 28, "C’est noté pour mardi, 18 h 15 en bas du 4."},
};

const Resident* named(const std::vector<Resident>& residents, std::string_view persona) {
  const auto found = std::find_if(residents.begin(), residents.end(),
                                  [&](const Resident& r) { return r.persona == persona; });
  return found == residents.end() ? nullptr : &*found;
}

}  // namespace

void talk_in_rounds(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                    const std::vector<Resident>& residents) {
  const Resident* sandrine = named(residents, "sandrine");
  const Resident* thomas = named(residents, "thomas");
  if (!sandrine || !thomas) throw std::logic_error("the town's round has lost its people");
  std::vector<AccountId> people{sandrine->id, thomas->id};
  for (const Resident& r : residents) {
    if (people.size() == 4) break;
    if (r.persona.empty() && r.verified && r.age >= 30 && r.age < 60 &&
        r.home.scopes.quarter == sandrine->home.scopes.quarter &&
        !rooms.moderation->blocked(tx, r.id, sandrine->id))
      people.push_back(r.id);
  }
  clock.set(now - std::chrono::hours{60});
  for (std::size_t i = 1; i < people.size(); ++i)
    rooms.messages->open(tx, sandrine->id, people[i], "person", 0, "", "");
  const std::vector<AccountId> others(people.begin() + 1, people.end());
  const auto round = rooms.messages->open_round(tx, sandrine->id, others, "Les trajets du mardi");
  if (!round) throw std::logic_error("the town's round could not begin");
  for (const Spoken& line : kLines) {
    if (line.who >= people.size()) continue;
    clock.set(now - std::chrono::hours{line.hours_ago});
    rooms.messages->say(tx, *round, people[line.who], line.text);
  }
  // Thomas has not read the end of it.
  clock.set(now - std::chrono::hours{29});
  for (const AccountId who : people)
    if (who != sandrine->id) rooms.messages->seen(tx, *round, who);
  clock.set(now);
}

}  // namespace palier::app::town
