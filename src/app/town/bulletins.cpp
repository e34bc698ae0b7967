#include "app/town/bulletins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "embedded/town.hpp"

namespace palier::app::town {
namespace {

using http::Role;
using std::chrono::days;

constexpr const char* kCity = "Ville de Merlefontaine";
constexpr const char* kHealth = "Agence de santé des Trois-Vallées";
/// These two still look for an informant.
constexpr std::string_view kWithout[] = {"Bel-Air", "Grand-Pré"};

Resident& named(std::vector<Resident>& residents, std::string_view persona) {
  for (auto& r : residents)
    if (r.persona == persona) return r;
  throw std::logic_error("the town lacks " + std::string(persona));
}

/// The first grown-up of a quarter whom no other story has.
Resident& somebody(std::vector<Resident>& residents, places::AreaId quarter, int from, int to) {
  for (auto& r : residents)
    if (r.persona.empty() && !r.taken && r.verified && r.age >= from && r.age <= to &&
        r.home.scopes.quarter == quarter) {
      r.taken = true;
      return r;
    }
  throw std::logic_error("a quarter of the town is empty");
}

struct Word {
  std::string who, urgency, quarter, title, text;
  int ago = 0, holds = 0;
};

/// "# who urgency quarter days-ago days-from-now", the title, then the text.
std::vector<Word> read() {
  std::string_view bytes;
  for (const auto& f : embedded::town())
    if (f.name == "bulletins.txt") bytes = f.bytes;
  std::vector<Word> out;
  std::istringstream lines{std::string(bytes)};
  std::string line;
  while (std::getline(lines, line)) {
    if (!line.starts_with("# ")) {
      if (out.empty()) throw std::logic_error("bulletins.txt begins with a head");
      auto& word = out.back();
      (word.title.empty() ? word.title : word.text) += word.title.empty() ? line : line + "\n";
      continue;
    }
    Word word;
    std::istringstream head(line.substr(2));
    head >> word.who >> word.urgency;
    std::vector<std::string> rest;
    for (std::string one; head >> one;) rest.push_back(one);
    if (rest.size() < 3) throw std::logic_error("bulletins.txt: " + line);
    word.holds = std::stoi(rest.back());
    rest.pop_back();
    word.ago = std::stoi(rest.back());
    rest.pop_back();
    word.quarter = fmt::format("{}", fmt::join(rest, " "));  // "La Gare"
    out.push_back(std::move(word));
  }
  return out;
}

class People {
 public:
  People(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
         std::vector<Resident>& residents)
      : tx_(tx), rooms_(rooms), clock_(clock), now_(now), residents_(residents) {
    for (const auto& area : rooms.places->areas("quarter")) quarters_.emplace_back(area);
  }

  places::AreaId quarter(std::string_view name) const {
    for (const auto& area : quarters_)
      if (area.name == name) return area.id;
    throw std::logic_error("the town has no quarter " + std::string(name));
  }

  void bodies() {
    const auto& philippe = named(residents_, "philippe");
    auto& doctor = somebody(residents_, quarter("La Gare"), 35, 60);
    rooms_.accounts->set_role(tx_, doctor.id, {1}, Role::official, true, {}, kHealth);
    rooms_.bulletins->add_body(tx_, {1}, kCity, "Mairie de Merlefontaine", "city", {philippe.id});
    rooms_.bulletins->add_body(tx_, {1}, kHealth, "Agence de santé", "health", {doctor.id});
    voices_ = {{"city", philippe.id}, {"health", doctor.id}};
  }

  void informants() {
    const auto& mireille = named(residents_, "mireille");
    const auto claire = named(residents_, "claire").id;
    clock_.set(now_ - days{320});
    rooms_.informants->appoint(tx_, mireille.id, mireille.home.scopes.quarter, claire,
                               "Vingt ans dans le quartier, connue de tous les commerçants.");
    voices_.emplace_back("mireille", mireille.id);
    clock_.set(now_ - days{90});
    for (const auto& area : quarters_) {
      if (area.id == mireille.home.scopes.quarter ||
          std::find(std::begin(kWithout), std::end(kWithout), area.name) != std::end(kWithout))
        continue;
      const auto& who = somebody(residents_, area.id, 30, 72);
      rooms_.informants->appoint(tx_, who.id, area.id, claire,
                                 "Rencontre faite, deux voisins le recommandent.");
      if (area.name == "La Gare") voices_.emplace_back("gare", who.id);
    }
    clock_.set(now_ - days{2});
    const auto& wants = somebody(residents_, quarter("Bel-Air"), 45, 70);
    rooms_.informants->ask(
        tx_, wants.id, quarter("Bel-Air"),
        {"J’ai du temps depuis que je travaille moins, et j’aime faire le tour des immeubles.",
         "J’habite ici depuis 2009. Je tiens la clé du local à vélos et je connais la gardienne.",
         "Au square le mercredi après-midi, par téléphone après 18 h."});
  }

  void looked_after() {
    const auto saint_loup = named(residents_, "mireille").home.scopes.quarter;
    struct {
      int silent, after;
      bool door;
      const char* note;
    } const people[] = {{6, 3, true, "Frappez fort, j’entends mal."},
                        {5, 4, false, "Laissez sonner longtemps."},
                        {1, 3, false, ""},
                        {2, 7, true, "La clé est chez la voisine d’en face."},
                        {0, 2, false, ""}};
    for (const auto& one : people) {
      const auto& who = somebody(residents_, saint_loup, 70, 99);
      rooms_.informants->look_after(
          tx_, who.id,
          {one.after, one.door, one.note, now_ - days{one.silent} - std::chrono::hours{3}});
    }
    const auto& jeanne = named(residents_, "jeanne");
    rooms_.informants->look_after(
        tx_, jeanne.id,
        {2, false, "Le matin, avant mes mots croisés.", now_ - std::chrono::hours{20}});
  }

  void speak() {
    for (const auto& word : read()) {
      clock_.set(now_ - days{word.ago} + std::chrono::hours{1});
      bulletins::Bulletins::Draft draft;
      const bool official = word.who == "city" || word.who == "health";
      draft.voice = official ? bulletins::Voice::official : bulletins::Voice::local;
      draft.body = word.who == "city" ? kCity : word.who == "health" ? kHealth : "";
      draft.urgency = word.urgency == "urgent"      ? bulletins::Urgency::urgent
                      : word.urgency == "important" ? bulletins::Urgency::important
                                                    : bulletins::Urgency::usual;
      draft.title = word.title;
      draft.text = word.text;
      if (word.quarter != "all") draft.circles = {"quarter/" + quarter(word.quarter).str()};
      draft.from = clock_.now();
      draft.until = now_ + days{word.holds};
      if (!rooms_.bulletins->publish(tx_, voice(word.who), draft))
        throw std::logic_error("the town may not say: " + word.title);
    }
    clock_.set(now_);
  }

 private:
  accounts::AccountId voice(std::string_view who) const {
    for (const auto& [name, id] : voices_)
      if (name == who) return id;
    throw std::logic_error("nobody speaks as " + std::string(who));
  }

  db::Transaction& tx_;
  Rooms& rooms_;
  FakeClock& clock_;
  Instant now_;
  std::vector<Resident>& residents_;
  std::vector<places::Area> quarters_;
  std::vector<std::pair<std::string, accounts::AccountId>> voices_;
};

}  // namespace

void make_bulletins(db::Transaction& tx, Rooms& rooms, FakeClock& clock, Instant now,
                    std::vector<Resident>& residents) {
  People people(tx, rooms, clock, now, residents);
  people.bodies();
  people.informants();
  people.looked_after();
  people.speak();
  clock.set(now);
}

}  // namespace palier::app::town
