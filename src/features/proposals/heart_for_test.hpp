#pragma once
// A town on one database, and as many nodes of the program on it as a test wants: real rooms,
// made-up places. For the tests of planning, asking and answering.

#include <gtest/gtest.h>

#include "core/db/rows.hpp"
#include "core/i18n/language.hpp"
#include "core/i18n/zone.hpp"
#include "core/testing/database.hpp"
#include "features/proposals/planner.hpp"
#include "features/proposals/room.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals::heart {

using namespace std::chrono_literals;

/// Houses in a row, 100 m apart; each a building of its own in one street.
class Row final : public places::Places {
 public:
  std::vector<places::Address> search(const Query&) const override { return {}; }
  std::optional<places::Address> address(places::AddressId) const override { return {}; }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId) const override { return {}; }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return false; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    auto l = locate_point({48.86 + static_cast<double>(id.value) * 0.0009, 2.40});
    l.address = id;
    l.label = fmt::format("{} Rue des Lilas 75020 Paris", id.value);
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

/// One running program: what it shares with another is the database alone.
struct Node {
  Node(db::Database& database, const Clock& clock)
      : db(database),
        queue(db, clock),
        events(db, queue, clock),
        outbox(db, queue, clock, config.mail),
        live(live::make(db, queue, router, site, clock)),
        replies(inbox::make(db, queue, outbox, config.mail, clock)),
        core{config, clock, db, queue, events, outbox, router, site, *live, *replies},
        accounts(accounts::make(core, places)),
        moderation(moderation::make(core, *accounts)),
        messages(messages::make(core, *accounts, *moderation)),
        aid(aid::make(core, *accounts, places, *messages, *moderation)),
        links(db, clock),
        letters(core, *accounts, *aid, links),
        parts{core, *accounts, places, *messages, *moderation, *aid, letters, links},
        service(parts),
        planner(service),
        room{service, planner, parts} {
    planning_jobs(room);
  }
  static Config quiet_config() {
    Config c;
    c.mail.keep_only = true;
    return c;
  }
  Config config = quiet_config();
  db::Database& db;
  jobs::Queue queue;
  jobs::Events events;
  mail::Outbox outbox;
  http::Router router;
  http::Site site;
  std::unique_ptr<live::Live> live;
  std::unique_ptr<inbox::Replies> replies;
  Core core;
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

/// Tuesday 24 November 2026, ten in the morning.
class Heart : public testing::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    if (IsSkipped()) return;
    i18n::load("Europe/Paris");
    clock.set(i18n::from_local(std::chrono::year{2026} / 11 / 24, 10h));
    node = std::make_unique<Node>(db(), clock);
  }
  void TearDown() override {
    node.reset();
    OnBoth::TearDown();
  }

  AccountId person(const std::string& name, int house, bool verified = false) {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.last_name = name + "ot";
      d.email = fmt::format("{}{}@example.org", name, house);
      d.verified = verified;
      d.home = node->places.locate({house});
      d.rules_agreed = true;
      return node->accounts->create(tx, d);
    });
  }
  AccountId helper(const std::string& name, int house, bool verified = false,
                   const std::function<void(Profile&)>& change = {}) {
    const auto who = person(name, house, verified);
    Profile p;
    p.account_id = who;
    p.kinds = {"shopping"};
    p.radius_m = 3000;
    p.per_week = 3;
    if (change) change(p);
    db().write([&](db::Transaction& tx) { node->service.save_profile(tx, p, now()); });
    return who;
  }
  using Fields = std::vector<std::pair<std::string, std::string>>;
  aid::PostId need(AccountId author, const Fields& more = {}) {
    Fields fields{{"category", "shopping"},
                  {"title", "Quelques courses"},
                  {"questions.list", "Du lait"},
                  {"questions.repaid", "cash"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return db().write([&](db::Transaction& tx) {
      const auto made = node->aid->post(tx, {aid::Kind::need, author, {}, {}, {}},
                                        form::Input::from_pairs(fields));
      for (const auto& e : made.errors.entries())
        ADD_FAILURE() << e.field << ": " << e.message.msgid;
      return made.id;
    });
  }
  Service::Outcome propose(aid::PostId id, AccountId who, AccountId by = {}) {
    return db().write([&](db::Transaction& tx) {
      Service::New fresh;
      fresh.need = id;
      fresh.helper = who;
      fresh.by_hand = by;
      return node->service.propose(tx, fresh, now());
    });
  }
  Service::Outcome yes(ProposalId id, AccountId who) {
    return db().write(
        [&](db::Transaction& tx) { return node->service.helper_yes(tx, id, who, now()); });
  }
  Service::Outcome no(ProposalId id, AccountId who, No why = No::not_now) {
    return db().write(
        [&](db::Transaction& tx) { return node->service.helper_no(tx, id, who, why, "", now()); });
  }
  Service::Outcome accept(ProposalId id, AccountId author) {
    return db().write(
        [&](db::Transaction& tx) { return node->service.author_yes(tx, id, author, {}, now()); });
  }
  std::optional<proposals::Run> run() { return node->planner.run(places::TerritoryId{1}, "hand"); }
  std::vector<Proposal> of(aid::PostId id) {
    return db().read([&](db::Session& s) { return store::of_need(s, id); });
  }
  Proposal find(ProposalId id) {
    return db().read([&](db::Session& s) { return *store::find(s, id); });
  }
  Profile profile(AccountId id) {
    return db().read([&](db::Session& s) { return *store::profile(s, id); });
  }
  int live_of(aid::PostId id) {
    int n = 0;
    for (const auto& p : of(id)) n += live(p.state);
    return n;
  }
  void set_verified(AccountId id, bool verified) {
    db().write(
        [&](db::Transaction& tx) { node->accounts->set_verified(tx, id, verified, {}, "test"); });
  }
  Instant now() const { return clock.now(); }

  std::unique_ptr<Node> node;
};

}  // namespace palier::proposals::heart
