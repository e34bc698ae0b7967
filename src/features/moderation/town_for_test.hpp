#pragma once
// A small town for this room's tests: real accounts, made-up places, and notes that can be
// reported.

#include <gtest/gtest.h>

#include <map>

#include "core/audit/audit.hpp"
#include "core/db/rows.hpp"
#include "core/i18n/zone.hpp"
#include "core/testing/site.hpp"
#include "features/moderation/service.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {

/// Houses with numbers, all in one street.
class Houses final : public places::Places {
 public:
  std::vector<places::Address> search(const Query&) const override { return {}; }
  std::optional<places::Address> address(places::AddressId) const override { return {}; }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId) const override { return {}; }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return false; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    auto l = locate_point({48.87, 2.40});
    l.address = id;
    l.label = fmt::format("{} Rue des Lilas 75020 Paris", id.value);
    return l;
  }
  std::optional<places::Location> locate_postcode(std::string_view) const override { return {}; }
  places::Location locate_point(geo::Point p) const override {
    places::Location l;
    l.exact = l.shown = p;
    l.quarter_name = "Quartier des Lilas";
    return l;
  }
  void refresh() override {}
};

struct Note {
  AccountId author;
  std::string text;
  bool hidden = false;
};

struct Town {
  explicit Town(const Core& core)
      : accounts(accounts::make(core, places)), moderation(make(core, *accounts)) {
    moderation->reportable(
        "note", {.describe = [this](db::Session&, std::int64_t id) -> std::optional<Reported> {
                   const auto found = notes.find(id);
                   if (found == notes.end()) return {};
                   const Note& n = found->second;
                   return Reported{"Note " + std::to_string(id), n.text, "/", n.author};
                 },
                 .hide = [this](db::Transaction&, std::int64_t id,
                                bool hidden) { notes[id].hidden = hidden; },
                 .visible =
                     [this](db::Session&, std::int64_t id, AccountId who) {
                       const auto found = notes.find(id);
                       return found != notes.end() &&
                              (!found->second.hidden || found->second.author == who);
                     }});
  }
  Houses places;
  std::map<std::int64_t, Note> notes;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<Moderation> moderation;
};

/// Jeanne, Karim, Noor and Zoe are neighbours; Maud and Mona moderate; Kim keeps the site.
class InTown : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [&](const Core& core) {
          auto made = std::make_shared<Town>(core);
          town = made.get();
          return made;
        },
        GetParam());
    using namespace std::chrono;
    site->clock().set(i18n::from_local(year{2026} / 11 / 24, hours{10}));
    jeanne = person("Jeanne", 1);
    karim = person("Karim", 2);
    noor = person("Noor", 3);
    zoe = person("Zoe", 4);
    maud = person("Maud", 5, {http::Role::moderator});
    mona = person("Mona", 6, {http::Role::moderator});
    kim = person("Kim", 7, {http::Role::keeper});
    town->notes[70] = {karim, "Texte de Karim"};
  }

  static std::string mail(std::string name) {
    name[0] = static_cast<char>(name[0] | 0x20);
    return name + "@example.org";
  }
  AccountId person(const std::string& name, int house, http::RoleSet roles = {},
                   const std::string& family = "") {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = family.empty() ? name + "-Martin" : family;
      d.email = mail(name);
      d.home = town->places.locate({house});
      d.rules_agreed = true;
      d.language = "en";
      d.roles = roles;
      return town->accounts->create(tx, d);
    });
  }
  Service& service() { return static_cast<Service&>(*town->moderation); }
  db::Database& db() { return site->core().db; }
  void report(AccountId by, std::string_view reason = "insult", std::int64_t note = 70) {
    service().report("note", note, by, {1}, {std::string(reason), ""});
  }
  CaseId the_case(std::int64_t note = 70) {
    return db().read([&](db::Session& s) {
      return CaseId{s.one<std::int64_t>(
          "select max(id) from mod_cases where kind = 'note' and subject_id = $1", note)};
    });
  }
  Case now_case() {
    return db().read([&](db::Session& s) { return *store::find(s, the_case_in(s)); });
  }
  static CaseId the_case_in(db::Session& s) {
    return CaseId{s.one<std::int64_t>("select max(id) from mod_cases")};
  }
  Decision decision() {
    return db().read([&](db::Session& s) {
      return *store::find(s, store::find(s, the_case_in(s))->decision_id);
    });
  }
  Service::Answer decide(AccountId who, Action action = Action::hide, std::int64_t days = 0) {
    return service().decide(now_case().id, who,
                            {action, days, action == Action::keep ? "" : "R1",
                             action == Action::keep ? "" : "Ce n’est pas aimable."});
  }
  bool hidden(std::int64_t note = 70) { return town->notes.at(note).hidden; }
  std::vector<std::string> log(std::string_view prefix = "moderation.") {
    std::vector<std::string> out;
    for (auto& line : db().read([&](db::Session& s) {
           audit::Look look;
           look.what = prefix;
           return audit::read(s, look);
         }))
      out.push_back(line.what);
    return out;
  }
  /// The newest letter to somebody, "" for none.
  std::string letter(const std::string& name) {
    site->run_jobs();
    for (const auto& m : site->mails())
      if (m.to == mail(name)) return m.subject + "\n" + m.text;
    return "";
  }
  void sweep() {
    db().write([&](db::Transaction& tx) { site->core().queue.add(tx, "moderation.sweep", "{}"); });
    site->run_jobs();
  }
  void as(AccountId who) {
    site->sign_out();
    site->sign_in_as(who.value);
  }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId jeanne, karim, noor, zoe, maud, mona, kim;
};

}  // namespace palier::moderation
