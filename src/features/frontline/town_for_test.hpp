#pragma once
// This room among the real ones, but for places and proposals, on a database of its own.

#include <gtest/gtest.h>

#include <map>

#include "core/db/rows.hpp"
#include "core/geo/cells.hpp"
#include "core/testing/site.hpp"
#include "features/frontline/frontline.hpp"
#include "features/frontline/store.hpp"

namespace palier::frontline {

/// Three addresses, 150 m apart.
class FakePlaces final : public places::Places {
 public:
  std::vector<places::Address> search(const Query& q) const override {
    std::vector<places::Address> out;
    for (int i = 1; i <= 3; ++i)
      if (label(i).find(q.text) != std::string::npos) out.push_back(*address(places::AddressId{i}));
    return out;
  }
  std::optional<places::Address> address(places::AddressId id) const override {
    if (id.value < 1 || id.value > 3) return {};
    places::Address a;
    a.id = id;
    a.label = label(id.value);
    a.point = point(id.value);
    a.score = 1;
    return a;
  }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId) const override { return {}; }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return true; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    if (id.value < 1 || id.value > 3) return {};
    auto where = locate_point(point(id.value));
    where.address = id;
    where.label = label(id.value);
    where.shown = geo::jittered(where.exact);
    return where;
  }
  std::optional<places::Location> locate_postcode(std::string_view postcode) const override {
    if (postcode != "75020") return {};
    auto where = locate_point(point(1));
    where.label = "75020";
    return where;
  }
  places::Location locate_point(geo::Point p) const override {
    places::Location where;
    where.exact = where.shown = p;
    where.label = where.quarter_name = "75020";
    return where;
  }
  void refresh() override {}

 private:
  static std::string label(std::int64_t i) {
    return fmt::format("{} Rue des Lilas 75020 Paris", i);
  }
  static geo::Point point(std::int64_t i) {
    return {48.86 + static_cast<double>(i) * 0.00135, 2.40};
  }
};

class FakeProposals final : public proposals::Proposals {
 public:
  std::optional<proposals::Profile> profile(db::Session&, AccountId id) const override {
    const auto it = profiles.find(id);
    return it == profiles.end() ? std::nullopt : std::optional(it->second);
  }
  void volunteer(db::Transaction&, const proposals::Profile& p) override {
    profiles[p.account_id] = p;
  }
  int waiting(db::Session&, AccountId) const override { return 0; }
  void run(places::TerritoryId) override {}
  bool say_yes(db::Transaction&, proposals::ProposalId, AccountId) override { return false; }
  bool say_no(db::Transaction&, proposals::ProposalId, AccountId, proposals::No,
              std::string_view) override {
    return false;
  }
  bool author_accepts(db::Transaction&, proposals::ProposalId, AccountId) override { return false; }
  std::vector<Open> live(db::Session&, places::TerritoryId) const override { return {}; }
  std::map<AccountId, proposals::Profile> profiles;
};

struct Town {
  explicit Town(const Core& core) : accounts(accounts::make(core, places)) {
    moderation = moderation::make(core, *accounts);
    messages = messages::make(core, *accounts, *moderation);
    aid = aid::make(core, *accounts, places, *messages, *moderation);
    frontline = make(core, *accounts, places, *aid, proposals);
  }
  FakePlaces places;
  FakeProposals proposals;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<messages::Messages> messages;
  std::unique_ptr<aid::Aid> aid;
  std::unique_ptr<Frontline> frontline;
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
  }
  db::Database& db() { return site->core().db; }

  AccountId person(std::string email, http::RoleSet roles = {}) {
    accounts::Accounts::Draft d;
    d.first_name = "Yasmine";
    d.last_name = "Benali";
    d.email = std::move(email);
    d.home = town->places.locate(places::AddressId{2});
    d.rules_agreed = true;
    d.language = "en";
    d.roles = roles;
    return db().write([&](db::Transaction& tx) { return town->accounts->create(tx, d); });
  }
  std::int64_t count(std::string_view sql) {
    return db().read([&](db::Session& s) { return s.one<std::int64_t>(sql); });
  }
  /// The six digits in the newest message.
  std::string code() const {
    std::string digits;
    for (const char c : site->mails().front().text + " ") {
      if (c >= '0' && c <= '9') {
        digits += c;
      } else if (digits.size() == 6) {
        return digits;
      } else {
        digits.clear();
      }
    }
    return "";
  }
  void sign_in(const std::string& email, const std::string& next) {
    site->post("/sign-in?next=" + next, {{"identifier", email}, {"next", next}});
    site->post("/sign-in/code", {{"code", code()}});
  }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
};

}  // namespace palier::frontline
