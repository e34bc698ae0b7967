#pragma once
// A small town for this room's tests: two quarters of one commune; the rooms below are the real
// ones.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/db/rows.hpp"
#include "core/i18n/zone.hpp"
#include "core/testing/site.hpp"
#include "features/bulletins/service.hpp"
#include "features/bulletins/store.hpp"

namespace palier::bulletins {

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
    for (const char* kind : {"quarter", "commune"})
      for (const auto& a : areas(kind))
        if (a.id == id) return a;
    return {};
  }
  std::vector<places::Area> areas(std::string_view kind) const override {
    if (kind == "quarter")
      return {{places::AreaId{11}, "quarter", "Haute", "h", {48.86, 2.40}},
              {places::AreaId{12}, "quarter", "Basse", "b", {48.87, 2.40}}};
    if (kind == "commune")
      return {{places::AreaId{3}, "commune", "Merlefontaine", "99100", {48.865, 2.40}}};
    return {};
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
        room(make(core, *accounts, places, *moderation, *notices, *search)) {}
  TwoQuarters places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<notices::Notices> notices;
  std::unique_ptr<search::Search> search;
  std::unique_ptr<Bulletins> room;
  Service& service() { return static_cast<Service&>(*room); }
};

/// Tuesday 24 November 2026, 10 in the morning. Philippe signs for the town, Mireille is the
/// informant of Haute, Jeanne lives there, Oksana in Basse; Ines keeps the site.
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
    philippe = person("Philippe", 2, {http::Role::official});
    mireille = person("Mireille", 3, {http::Role::informant});
    jeanne = person("Jeanne", 4);
    oksana = person("Oksana", 12);
    ines = person("Ines", 13, {http::Role::keeper});
    town->room->local_voice([this](db::Session&, AccountId who, std::string_view circle) {
      return who == mireille && circle == "quarter/11";
    });
    db().write([&](db::Transaction& tx) {
      ASSERT_TRUE(town->room->add_body(tx, {1}, "Ville de Merlefontaine", "", "city", {philippe}));
    });
  }

  AccountId person(const std::string& name, std::int64_t house, http::RoleSet roles = {}) {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = "Martin";
      d.email = mail(name);
      d.roles = roles;
      d.home = town->places.locate({house});
      d.rules_agreed = true;
      d.language = "en";
      return town->accounts->create(tx, d);
    });
  }
  static std::string mail(std::string name) {
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name + "@example.org";
  }
  BulletinId publish(Urgency urgency = Urgency::usual, std::vector<std::string> circles = {},
                     const char* title = "Water cut") {
    Bulletins::Draft d;
    d.urgency = urgency;
    d.body = "Ville de Merlefontaine";
    d.title = title;
    d.text = "No water *today*.\n\n- fill a bottle\n- wait <b>";
    d.circles = std::move(circles);
    d.until = site->clock().now() + std::chrono::days{2};
    const auto id =
        db().write([&](db::Transaction& tx) { return town->room->publish(tx, philippe, d); });
    return id.value_or(BulletinId{});
  }
  std::vector<Card> current(std::optional<places::Scopes> where = {}) {
    return db().read(
        [&](db::Session& s) { return town->room->current(s, {1}, where, *i18n::find("en"), 50); });
  }
  void as(AccountId who, http::RoleSet roles = {http::Role::neighbour}) {
    site->sign_in_as(who.value, roles);
  }
  std::int64_t mails_to(const std::string& name) {
    return db().read([&](db::Session& s) {
      return s.one<std::int64_t>("select count(*) from outbox where recipient = $1", mail(name));
    });
  }
  std::int64_t mails_like(const std::string& subject) {
    return db().read([&](db::Session& s) {
      return s.one<std::int64_t>("select count(*) from outbox where subject like $1",
                                 subject + "%");
    });
  }
  void run(const char* job) {
    db().write([&](db::Transaction& tx) { site->core().queue.add(tx, job, "{}"); });
    site->run_jobs();
  }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId philippe, mireille, jeanne, oksana, ines;
};

}  // namespace palier::bulletins
