#pragma once
// Two quarters of one commune, a moderator, an operator, an informant of Haute.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/audit/audit.hpp"
#include "core/db/rows.hpp"
#include "core/i18n/zone.hpp"
#include "core/testing/site.hpp"
#include "features/informants/service.hpp"
#include "features/informants/store.hpp"

namespace palier::informants {

/// Addresses 1 to 9 lie in the quarter Haute (11), from 10 on in the quarter Basse (12).
class TwoQuarters : public places::Places {
 public:
  std::vector<places::Address> search(const Query&) const override { return {}; }
  std::optional<places::Address> address(places::AddressId id) const override {
    places::Address a;
    a.id = id;
    a.label = fmt::format("{} Rue des Lilas 99100 Merlefontaine", id.value);
    a.point = {48.86 + static_cast<double>(id.value) * 0.001, 2.40};
    a.score = 1;
    return a;
  }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId id) const override {
    for (const auto& a : areas("quarter"))
      if (a.id == id) return a;
    return {};
  }
  std::vector<places::Area> areas(std::string_view kind) const override {
    if (kind != "quarter") return {};
    return {{places::AreaId{11}, "quarter", "Haute", "h", {48.86, 2.40}},
            {places::AreaId{12}, "quarter", "Basse", "b", {48.87, 2.40}}};
  }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return false; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    const auto a = address(id);
    auto l = locate_point(a->point);
    l.address = id;
    l.label = a->label;
    l.scopes = {id.value * 100,    7,  places::AreaId{id.value < 10 ? 11 : 12}, {},
                places::AreaId{3}, {1}};
    l.quarter_name = id.value < 10 ? "Haute" : "Basse";
    return l;
  }
  std::optional<places::Location> locate_postcode(std::string_view) const override { return {}; }
  places::Location locate_point(geo::Point p) const override {
    places::Location l;
    l.exact = l.shown = p;
    return l;
  }
  void refresh() override {}
};

struct Town {
  explicit Town(const Core& core)
      : accounts(accounts::make(core, places)),
        moderation(moderation::make(core, *accounts)),
        notices(notices::make(core, *accounts)),
        search(search::make(core, *accounts)),
        messages(messages::make(core, *accounts, *moderation)),
        bulletins(bulletins::make(core, *accounts, places, *moderation, *notices, *search)),
        aid(aid::make(core, *accounts, places, *messages, *moderation)),
        room(make(core, *accounts, places, *moderation, *notices, *aid, *bulletins)) {}
  TwoQuarters places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<notices::Notices> notices;
  std::unique_ptr<search::Search> search;
  std::unique_ptr<messages::Messages> messages;
  std::unique_ptr<bulletins::Bulletins> bulletins;
  std::unique_ptr<aid::Aid> aid;
  std::unique_ptr<Informants> room;
  Service& service() { return static_cast<Service&>(*room); }
};

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
    site->clock().set(i18n::from_local(year{2026} / 11 / 24, std::chrono::hours{10}));
    claire = person("Claire", 12, {http::Role::moderator});
    karim = person("Karim", 13, {http::Role::operator_});
    mireille = person("Mireille", 3);
    jeanne = person("Jeanne", 4, {}, "01 99 00 12 84");
    oksana = person("Oksana", 14);
  }

  AccountId person(const std::string& name, std::int64_t house, http::RoleSet roles = {},
                   const std::string& phone = "") {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = "Martin";
      d.email = mail(name);
      d.phone = phone;
      d.roles = roles;
      d.home = town->places.locate({house});
      d.home_details = "3e, code 12A4";
      d.rules_agreed = true;
      d.language = "en";
      return town->accounts->create(tx, d);
    });
  }
  static std::string mail(std::string name) {
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name + "@example.org";
  }
  void appoint() {
    db().write([&](db::Transaction& tx) {
      ASSERT_TRUE(town->room->appoint(tx, mireille, {11}, claire, "Known by all."));
    });
  }
  void look_after(AccountId who, std::int64_t after, std::chrono::days silent, bool door = false) {
    db().write([&](db::Transaction& tx) {
      town->room->look_after(tx, who, {after, door, "Ring twice.", site->clock().now() - silent});
    });
  }
  void as(AccountId who, http::RoleSet roles = {http::Role::neighbour}) {
    site->sign_in_as(who.value, roles);
  }
  void as_mireille() { as(mireille, {http::Role::neighbour, http::Role::informant}); }
  /// Oksana, who has the role, but not for Haute.
  void as_one_of_elsewhere() {
    db().write([&](db::Transaction& tx) {
      town->accounts->set_role(tx, oksana, {1}, http::Role::informant, true, claire);
    });
    as(oksana, {http::Role::neighbour, http::Role::informant});
  }
  std::int64_t mails_to(const std::string& name, const std::string& subject = "") {
    return db().read([&](db::Session& s) {
      return s.one<std::int64_t>(
          "select count(*) from outbox where recipient = $1 and subject like $2", mail(name),
          subject + "%");
    });
  }
  void daily() {
    db().write([&](db::Transaction& tx) { site->core().queue.add(tx, "informants.daily", "{}"); });
    site->run_jobs();
  }
  http::RoleSet roles(AccountId who) {
    return db().read([&](db::Session& s) { return town->accounts->roles(s, who, {1}); });
  }
  std::vector<audit::Line> lines(const std::string& what) {
    return db().read([&](db::Session& s) { return audit::read(s, {1, what, 0, 0, 50}); });
  }
  std::int64_t count(std::string_view sql) {
    return db().read([&](db::Session& s) { return s.one<std::int64_t>(sql); });
  }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId claire, karim, mireille, jeanne, oksana;
};

}  // namespace palier::informants
