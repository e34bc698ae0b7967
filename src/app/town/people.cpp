#include "app/town/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace palier::app::town {
namespace {

/// First names by origin, gender and the years they were given in; surnames by origin.
class Names {
 public:
  Names() {
    std::string key;
    for (const auto& line : lines_of(file("names.txt"))) {
      if (line.starts_with("# "))
        key = line.substr(2);
      else
        lists_[key] = split(line, ' ');
    }
  }
  const std::string& first(const std::string& origin, char gender, int age, Random& random) const {
    const char* years = origin != "fr" ? "1970"
                        : age >= 75    ? "1930"
                        : age >= 57    ? "1950"
                        : age >= 38    ? "1970"
                        : age >= 24    ? "1990"
                                       : "2004";
    return random.pick(lists_.at(fmt::format("{} {} {}", origin, gender, years)));
  }
  const std::string& last(const std::string& origin, Random& random) const {
    return random.pick(lists_.at(origin + " s 0"));
  }

 private:
  std::map<std::string, std::vector<std::string>> lists_;
};

std::string draw_origin(int age, Random& random) {
  // The very old were mostly born here; the town has changed since.
  if (random.chance(age >= 75 ? 0.9 : 0.72)) return "fr";
  static const std::vector<std::string> others{"mag", "mag", "mag", "wa", "wa", "pt",
                                               "pt",  "pt",  "tr",  "tr", "vn", "uk"};
  return random.pick(others);
}

/// The ages of the adults of one household.
std::vector<int> draw_household(Random& random) {
  const int dice = random.between(1, 100);
  if (dice <= 16) return {random.between(70, 94)};
  if (dice <= 30) {
    const int age = random.between(64, 86);
    return {age, age + random.between(-4, 3)};
  }
  if (dice <= 44) return {random.between(26, 63)};
  if (dice <= 52) {  // Students who share.
    std::vector<int> ages;
    for (int i = random.between(2, 4); i > 0; --i) ages.push_back(random.between(18, 25));
    return ages;
  }
  const int age = random.between(25, 60);
  std::vector<int> ages{age, std::max(20, age + random.between(-5, 4))};
  if (age >= 46 && random.chance(0.4)) ages.push_back(random.between(18, 22));
  return ages;
}

/// "jean.pierre" from "Jean-Pierre": what an e-mail address takes.
std::string plain(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, char>, 30> kLetters{
      {{"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"ë", 'e'}, {"É", 'e'}, {"à", 'a'},
       {"â", 'a'}, {"ã", 'a'}, {"ç", 'c'}, {"Ç", 'c'}, {"î", 'i'}, {"ï", 'i'},
       {"ô", 'o'}, {"õ", 'o'}, {"ö", 'o'}, {"ü", 'u'}, {"û", 'u'}, {"ı", 'i'},
       {"ş", 's'}, {"Ş", 's'}, {"ğ", 'g'}, {"ñ", 'n'}, {"í", 'i'}, {"á", 'a'},
       {"ú", 'u'}, {"ó", 'o'}, {"İ", 'i'}, {"È", 'e'}, {"Ö", 'o'}, {"Ü", 'u'}}};
  std::string out;
  while (!name.empty()) {
    const auto hit = std::find_if(kLetters.begin(), kLetters.end(),
                                  [&](const auto& l) { return name.starts_with(l.first); });
    if (hit != kLetters.end()) {
      out += hit->second;
      name.remove_prefix(hit->first.size());
      continue;
    }
    const char c = name.front();
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if (c >= 'a' && c <= 'z') out += c;
    if (c == '-' || c == ' ') out += '.';
    name.remove_prefix(1);
  }
  return out;
}

/// Gives out contacts that are nobody's.
class Contacts {
 public:
  std::string email(const std::string& first, const std::string& last) {
    const std::string name = plain(first) + "." + plain(last);
    const int seen = ++seen_[name];
    return seen == 1 ? fmt::format("{}@example.org", name)
                     : fmt::format("{}{}@example.org", name, seen);
  }
  /// From the numbers that ARCEP keeps for films and books; 2003 steps through all of them.
  std::string mobile() { return number("06 39 98", mobile_); }
  std::string landline() { return number("01 99 00", landline_); }

 private:
  static std::string number(const char* begin, int& at) {
    at = (at + 2003) % 10'000;
    return fmt::format("{} {:02} {:02}", begin, at / 100, at % 100);
  }
  std::map<std::string, int> seen_;
  int mobile_ = 17, landline_ = 17;
};

std::string floor_of(Random& random) {
  static const std::vector<std::string> floors{"rez-de-chaussée", "1er étage", "2e étage",
                                               "3e étage",        "4e étage",  "5e étage"};
  static const std::vector<std::string> doors{"porte de gauche", "porte de droite",
                                              "porte du milieu", "porte en face"};
  return random.pick(floors) + ", " + random.pick(doors);
}

std::string about(const Resident& r, Random& random) {
  static const std::vector<std::string> elder{
      "À la retraite, et du temps à revendre.", "Ici depuis plus de quarante ans.",
      "J’ai tenu un commerce en ville.", "Grands-parents, vélo et potager."};
  static const std::vector<std::string> adult{"Je travaille à l’hôpital.",
                                              "Je travaille à la maison.",
                                              "Je tiens une boutique.",
                                              "Arrivée récente dans le quartier.",
                                              "Deux enfants, un vélo.",
                                              "Je conduis le bus de la ligne 3.",
                                              "Je travaille en horaires décalés.",
                                              "Le soir, je suis là."};
  static const std::vector<std::string> young{"En études, en colocation.", "En apprentissage.",
                                              "En stage jusqu’à l’été."};
  static const std::vector<std::string> likes{"J’aime la marche et les mots croisés.",
                                              "Plutôt du matin.",
                                              "Jamais sans mon chien.",
                                              "Je chante à la chorale des Tanneries.",
                                              "Bricolage le samedi.",
                                              "J’écoute mieux que je ne parle.",
                                              "Fidèle du marché du vendredi.",
                                              "On peut me tutoyer.",
                                              ""};
  std::string first = random.pick(r.age >= 65 ? elder : r.age >= 26 ? adult : young);
  if (r.gender == 'm' && first.starts_with("Arrivée")) first = "Arrivé récemment dans le quartier.";
  const std::string& second = random.pick(likes);
  return second.empty() ? first : first + " " + second;
}

class Registry {
 public:
  Registry(const Map& map, Random& random) : map_(map), random_(random) {
    for (std::size_t i = 0; i < map.houses.size(); ++i)
      by_quarter_[map.quarters[map.streets[map.houses[i].street].quarter].name].push_back(i);
  }

  void settle(const Persona& p) {
    Newcomer& n = add(p.gender, p.age, "fr", random_.pick(by_quarter_.at(p.quarter)));
    n.resident.persona = p.code;
    if (n.resident.persona == "oksana") n.resident.origin = "uk";
    n.draft.first_name = p.first_name;
    n.draft.last_name = p.last_name;
    n.draft.email = p.email;
    n.draft.phone = p.phone;
    n.draft.roles = p.roles;
    n.draft.notify = accounts::Notify::at_once;
    n.draft.verified = n.resident.verified = n.resident.persona != "oksana";
    n.draft.spoken = spoken_by(n.resident.origin);
    n.draft.home_details = n.resident.age > 80 ? "3e étage, porte de gauche" : "";
    n.days_here = std::max(n.days_here, 120);
  }

  void settle_household() {
    const auto ages = draw_household(random_);
    const std::string origin = draw_origin(ages.front(), random_);
    const std::string& last = names_.last(origin, random_);
    const bool share = ages.size() > 1 && ages.front() < 26;
    const std::size_t house = random_.below(map_.houses.size());
    const std::string floor = random_.chance(0.5) ? floor_of(random_) : "";
    char gender = random_.chance(0.62) ? 'f' : 'm';
    for (const int age : ages) {
      Newcomer& n = add(gender, age, share ? draw_origin(age, random_) : origin, house);
      n.draft.first_name = names_.first(n.resident.origin, gender, age, random_);
      n.draft.last_name = share ? names_.last(n.resident.origin, random_) : last;
      n.draft.home_details = floor;
      reach(n);
      gender = share && random_.chance(0.5) ? gender : gender == 'f' ? 'm' : 'f';
    }
  }

  std::vector<Newcomer> take() { return std::move(all_); }
  std::size_t size() const { return all_.size(); }

 private:
  Newcomer& add(char gender, int age, const std::string& origin, std::size_t house) {
    Newcomer n;
    n.resident.gender = gender;
    n.resident.age = age;
    n.resident.origin = origin;
    n.house = house;
    n.days_here = random_.between(30, 900);
    n.resident.verified = n.draft.verified = random_.chance(0.45);
    n.draft.rules_agreed = true;
    n.draft.notify = accounts::Notify::never;  // The town's letters would bury the visitor's own.
    n.draft.spoken = spoken_by(origin);
    all_.push_back(std::move(n));
    return all_.back();
  }
  /// The old have a landline and seldom e-mail; the young the reverse.
  void reach(Newcomer& n) {
    const int age = n.resident.age;
    const bool landline = age >= 68 && random_.chance(0.7);
    if (landline)
      n.draft.phone = contacts_.landline();
    else if (random_.chance(0.55))
      n.draft.phone = contacts_.mobile();
    if (random_.chance(age >= 80 ? 0.25 : age >= 68 ? 0.7 : 1.0))
      n.draft.email = contacts_.email(n.draft.first_name, n.draft.last_name);
    if (random_.chance(0.2)) n.draft.about = about(n.resident, random_);
  }

  const Map& map_;
  Random& random_;
  Names names_;
  Contacts contacts_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_quarter_;
  std::vector<Newcomer> all_;
};

}  // namespace

std::vector<std::string> spoken_by(const std::string& origin) {
  static const std::map<std::string, std::vector<std::string>> spoken{
      {"mag", {"fr", "ar"}}, {"wa", {"fr", "bm"}}, {"pt", {"fr", "pt"}},
      {"tr", {"fr", "tr"}},  {"vn", {"fr", "vi"}}, {"uk", {"fr", "uk"}}};
  const auto it = spoken.find(origin);
  return it == spoken.end() ? std::vector<std::string>{"fr"} : it->second;
}

std::vector<Newcomer> draw_people(const Map& map, Random& random) {
  Registry registry(map, random);
  for (const Persona& p : personas()) registry.settle(p);
  while (registry.size() < kPeople) registry.settle_household();
  return registry.take();
}

}  // namespace palier::app::town
