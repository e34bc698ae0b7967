#pragma once
// A small town for the tests of what helpers and askers see: the rooms it stands on are the real
// ones, places are made up, and whom to ask is said by the test.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/i18n/zone.hpp"
#include "core/testing/site.hpp"
#include "features/proposals/view.hpp"

namespace palier::proposals::face {

/// Nine houses in a row, 150 m apart, with numbers 1 to 9.
class Row final : public places::Places {
 public:
  std::vector<places::Address> search(const Query&) const override { return {}; }
  std::optional<places::Address> address(places::AddressId id) const override {
    places::Address a;
    a.id = id;
    a.label = fmt::format("{} Rue des Lilas 75020 Paris", id.value);
    a.point = {48.86 + static_cast<double>(id.value) * 0.00135, 2.40};
    a.score = 1;
    return a;
  }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId) const override { return {}; }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return false; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    const auto a = address(id);
    auto l = locate_point(a->point);
    l.address = id;
    l.label = a->label;
    l.scopes = {id.value * 100, 7, places::AreaId{11}, {}, places::AreaId{1}, {1}};
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
    profile_routes(room);
    proposal_routes(room);
    message_routes(room);
    json_routes(room);
  }
  Row places;
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

/// Tuesday 24 November 2026, 10 in the morning. Jeanne asks; Karim, Noor and Tom can help; Noor
/// alone is verified.
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
    jeanne = person("Jeanne", 1, false);
    karim = person("Karim", 4, false);
    noor = person("Noor", 5, true);
    tom = person("Tom", 3, false);
  }

  AccountId person(const std::string& name, int house, bool verified) {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = name + "-Martin";
      d.email = address(name);
      d.verified = verified;
      d.home = town->places.locate({house});
      d.home_details = "3e, code 12A4";
      d.rules_agreed = true;
      d.language = "en";
      return town->accounts->create(tx, d);
    });
  }
  void volunteers(AccountId who, const std::function<void(Profile&)>& change = {}) {
    db().write([&](db::Transaction& tx) {
      Profile p;
      p.account_id = who;
      p.kinds = {"shopping", "childcare"};
      p.radius_m = 2000;
      p.per_week = 3;
      p.accepts_vulnerable = true;
      p.max_children = 2;
      p.child_ages = {"3-5", "6-9"};
      if (change) change(p);
      town->service.save_profile(tx, p, now());
    });
  }
  aid::PostId shopping(AccountId author, testing::Fields more = {}) {
    testing::Fields fields{{"category", "shopping"},
                           {"title", "Quelques courses"},
                           {"details", "Je suis au régime"},
                           {"questions.list", "Du lait, du pain"},
                           {"questions.repaid", "cash"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return db().write([&](db::Transaction& tx) {
      const auto made = town->aid->post(tx, {aid::Kind::need, author, {}, {}, {}},
                                        form::Input::from_pairs(fields));
      for (const auto& e : made.errors.entries())
        ADD_FAILURE() << e.field << ": " << e.message.msgid;
      return made.id;
    });
  }
  ProposalId ask(aid::PostId need, AccountId helper) {
    const auto made = db().write([&](db::Transaction& tx) {
      Service::New wanted;
      wanted.need = need;
      wanted.helper = helper;
      return town->service.propose(tx, wanted, now());
    });
    EXPECT_TRUE(made) << (made ? "" : sentence(made.error()).msgid);
    return made ? made->id : ProposalId{};
  }
  Proposal at(ProposalId id) {
    return db().read([&](db::Session& s) { return store::find(s, id); }).value_or(Proposal{});
  }
  Profile profile(AccountId who) {
    return db().read([&](db::Session& s) { return store::profile(s, who); }).value_or(Profile{});
  }
  static std::string address(std::string name) {
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name + "@example.org";
  }
  /// The newest letter to them.
  mail::Kept letter(const std::string& name) {
    for (const auto& m : site->mails())
      if (m.to == address(name)) return m;
    ADD_FAILURE() << "no letter to " << name;
    return {};
  }
  /// The path of the first link of that kind in the newest letter to them.
  std::string link(const std::string& name, std::string_view prefix) {
    const auto text = letter(name).text;
    const auto from = text.find(prefix);
    if (from == std::string::npos) {
      ADD_FAILURE() << "no " << prefix << " in: " << text;
      return "/";
    }
    return text.substr(from, text.find_first_of(" \n", from) - from);
  }
  Instant now() { return site->clock().now(); }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId jeanne, karim, noor, tom;
};

}  // namespace palier::proposals::face
