#pragma once
// A street with a coordinators' board, for its tests: real rooms, made-up places.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/i18n/zone.hpp"
#include "core/testing/site.hpp"
#include "features/proposals/board.hpp"

namespace palier::proposals::board {

/// Houses 1 to 9 in a row, 150 m apart, in two quarters.
class Street final : public places::Places {
 public:
  std::vector<places::Address> search(const Query&) const override { return {}; }
  std::optional<places::Address> address(places::AddressId id) const override {
    places::Address a;
    a.id = id;
    a.label = fmt::format("{} Rue des Lilas 75020 Paris", id.value);
    a.point = {48.86 + static_cast<double>(id.value) * 0.00135, 2.40};
    return a;
  }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId id) const override {
    if (id.value != 11 && id.value != 12) return {};
    places::Area a;
    a.id = id;
    a.kind = "quarter";
    a.name = fmt::format("Quartier {}", id.value);
    return a;
  }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return false; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    const auto a = address(id);
    auto l = locate_point(a->point);
    l.address = id;
    l.label = a->label;
    l.scopes = {id.value * 100,    7,  places::AreaId{id.value < 6 ? 11 : 12}, {},
                places::AreaId{1}, {1}};
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

struct Town {
  explicit Town(const Core& core)
      : accounts(accounts::make(core, places)),
        moderation(moderation::make(core, *accounts)),
        messages(messages::make(core, *accounts, *moderation)),
        aid(aid::make(core, *accounts, places, *messages, *moderation)),
        links(core.db, core.clock),
        letters(core, *accounts, *aid, links),
        parts{core, *accounts, places, *messages, *moderation, *aid, letters, links},
        service(parts),
        planner(service),
        room{service, planner, parts} {
    board_routes(room);
    board_json_routes(room);
  }
  Street places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<messages::Messages> messages;
  std::unique_ptr<aid::Aid> aid;
  http::SignedLinks links;
  Letters letters;
  Parts parts;
  Service service;
  Planner planner;
  Room room;
};

/// Tuesday 24 November 2026, 10 in the morning. Jeanne asks, Noor (verified) and Karim may help;
/// Odile and Omar are operators, Maud is a moderator.
class AtTheBoard : public ::testing::TestWithParam<db::Dialect> {
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
    jeanne = person("Jeanne", 1, false);
    karim = person("Karim", 4, false);
    noor = person("Noor", 5, true);
    odile = person("Odile", 7, true, {http::Role::operator_});
    omar = person("Omar", 8, true, {http::Role::operator_});
    maud = person("Maud", 9, true, {http::Role::moderator});
  }

  AccountId person(const std::string& name, int house, bool verified, http::RoleSet roles = {}) {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = name + "-Martin";
      d.email = name + "@example.org";
      d.verified = verified;
      d.home = town->places.locate({house});
      d.rules_agreed = true;
      d.language = "en";
      d.roles = roles;
      return town->accounts->create(tx, d);
    });
  }
  void volunteers(AccountId who, std::vector<std::string> kinds) {
    db().write([&](db::Transaction& tx) {
      Profile p;
      p.account_id = who;
      p.kinds = std::move(kinds);
      p.radius_m = 3000;
      p.per_week = 5;
      p.accepts_vulnerable = true;
      p.max_children = 2;
      p.child_ages = {"3-5", "6-9"};
      town->service.save_profile(tx, p, now());
    });
  }
  aid::PostId need(std::string category, testing::Fields more = {}) {
    testing::Fields fields{{"category", std::move(category)}, {"scope", "city"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return db().write([&](db::Transaction& tx) {
      const auto made = town->aid->post(tx, {aid::Kind::need, jeanne, {}, {}, {}},
                                        form::Input::from_pairs(fields));
      for (const auto& e : made.errors.entries())
        ADD_FAILURE() << e.field << ": " << e.message.msgid;
      return made.id;
    });
  }
  aid::PostId shopping(const testing::Fields& more = {}) {
    testing::Fields fields = more;
    fields.insert(fields.end(), {{"questions.list", "Du lait"},
                                 {"questions.repaid", "cash"},
                                 {"title", "Quelques courses"}});
    return need("shopping", fields);
  }
  aid::PostId childcare() {
    return need("childcare",
                {{"title", "Garder Léo"}, {"questions.children", "1"}, {"questions.ages", "3-5"}});
  }
  ProposalId proposed(aid::PostId id, AccountId helper) {
    return db().write([&](db::Transaction& tx) {
      Service::New wanted;
      wanted.need = id;
      wanted.helper = helper;
      const auto made = town->service.propose(tx, wanted, now());
      EXPECT_TRUE(made) << (made ? 0 : static_cast<int>(made.error()));
      return made ? made->id : ProposalId{};
    });
  }
  void says_yes(ProposalId id, AccountId helper) {
    db().write(
        [&](db::Transaction& tx) { EXPECT_TRUE(town->service.helper_yes(tx, id, helper, now())); });
  }
  State state(ProposalId id) {
    return db().read([&](db::Session& s) { return store::find(s, id)->state; });
  }
  void as(AccountId who) {
    site->sign_out();
    site->sign_in_as(who.value);
  }
  Seat seat(AccountId who, bool desk = true) const { return {who, {1}, desk}; }
  Instant now() { return site->clock().now(); }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId jeanne, karim, noor, odile, omar, maud;
};

}  // namespace palier::proposals::board
