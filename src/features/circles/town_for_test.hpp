#pragma once
// A small town for this room's tests: the rooms it stands on are the real ones, places are made up.

#include <gtest/gtest.h>

#include "core/i18n/zone.hpp"
#include "core/testing/site.hpp"
#include "features/circles/circles.hpp"
#include "features/circles/store.hpp"

namespace palier::circles {

/// One address, wherever one asks.
class OneStreet final : public places::Places {
 public:
  std::vector<places::Address> search(const Query&) const override { return {*address({7})}; }
  std::optional<places::Address> address(places::AddressId id) const override {
    places::Address a;
    a.id = id;
    a.label = "7 Rue des Lilas 75020 Paris";
    a.point = {48.87, 2.40};
    a.score = 1;
    return a;
  }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId) const override { return {}; }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return false; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    auto l = locate_point({48.87, 2.40});
    l.address = id;
    l.label = "7 Rue des Lilas 75020 Paris";
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
        circles(make(core, *accounts, places, *moderation, *messages)) {}
  OneStreet places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<messages::Messages> messages;
  std::unique_ptr<Circles> circles;
};

/// Tuesday 24 November 2026, 10 in the morning. Odette, 84, has a landline; Lucie, her daughter,
/// started the circle; Karim and Noor are verified, Tom is not. Hana sits at the desk.
class InCircle : public ::testing::TestWithParam<db::Dialect> {
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
    site->clock().set(at(0, 10));
    lucie = person("Lucie", true);
    karim = person("Karim", true);
    noor = person("Noor", true);
    tom = person("Tom", false);
    hana = person("Hana", true, {http::Role::operator_});
    circle = db().write([&](db::Transaction& tx) {
      Circles::Start s;
      s.by = lucie;
      s.first_name = "Odette";
      s.home = town->places.locate({7});
      s.home_details = "3e, code 12A4";
      s.phone = "+33199001234";
      return town->circles->start(tx, s);
    });
  }

  /// `hour` o'clock, `day` days after that Tuesday.
  static Instant at(int day, int hour) {
    using namespace std::chrono;
    return moment(sys_days{year{2026} / 11 / 24} + days{day}, hours{hour});
  }
  AccountId person(const std::string& name, bool verified, http::RoleSet roles = {}) {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = "Martin";
      d.email = mail(name);
      d.verified = verified;
      d.roles = roles;
      d.home = town->places.locate({7});
      d.rules_agreed = true;
      d.language = "en";
      return town->accounts->create(tx, d);
    });
  }
  std::optional<MemberId> join(AccountId who, std::uint32_t slots = kAnyBlock, int per_week = 7) {
    return db().write(
        [&](db::Transaction& tx) { return town->circles->join(tx, circle, who, slots, per_week); });
  }
  /// From nine to ten, on these days of the week; on the `first` day alone without any.
  TaskId plan(Kind kind, std::uint32_t days, int first, int from = 9) {
    return db().write([&](db::Transaction& tx) {
      Circles::Plan p;
      p.kind = kind;
      p.days = days;
      p.first = today(at(first, 12));
      p.from = std::chrono::hours(from);
      p.to = std::chrono::hours(from + 1);
      return town->circles->add(tx, circle, lucie, p);
    });
  }
  std::vector<TurnRow> turns(int from = 0, int to = 40) {
    return db().read([&](db::Session& s) {
      return store::turns(s, circle, number(today(at(from, 12))), number(today(at(to, 12))));
    });
  }
  TurnRow turn(TurnId id) {
    return db().read([&](db::Session& s) { return *store::turn(s, id); });
  }
  AccountId holder(const TurnRow& t) {
    if (!t.member_id) return {};
    return db().read([&](db::Session& s) { return store::member(s, t.member_id)->account_id; });
  }
  bool take(TurnId id, AccountId who) {
    return db().write([&](db::Transaction& tx) { return town->circles->take(tx, id, who); });
  }
  bool cannot(TurnId id, AccountId who) {
    return db().write([&](db::Transaction& tx) { return town->circles->cannot(tx, id, who); });
  }
  static std::string mail(std::string name) {
    name[0] = static_cast<char>(std::tolower(name[0]));
    return name + "@example.org";
  }
  int letters(const std::string& to, std::string_view word) {
    int n = 0;
    for (const auto& m : site->mails())
      n += m.to == mail(to) && (m.subject + m.text).find(word) != std::string::npos;
    return n;
  }
  /// The newest link of that kind written to them.
  std::string link(const std::string& to, std::string_view prefix) {
    for (const auto& m : site->mails()) {
      if (m.to != mail(to)) continue;
      const auto from = m.text.find(prefix);
      if (from == std::string::npos) continue;
      return m.text.substr(from, m.text.find_first_of(" \n", from) - from);
    }
    ADD_FAILURE() << "no " << prefix << " for " << to;
    return "/";
  }
  std::string url() const { return "/circles/" + circle.str(); }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId lucie, karim, noor, tom, hana;
  CircleId circle;
};

}  // namespace palier::circles
