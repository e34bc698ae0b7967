#pragma once
// A town for this room's tests: accounts, moderation, messages and aid are the real ones; of the
// rooms that are built beside this one, stand-ins keep what they are told.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/i18n/zone.hpp"
#include "core/testing/site.hpp"
#include "features/groups/store.hpp"

namespace palier::groups {

/// A street of six houses; number 1 and 2 are one building, 5 and 6 lie in the next quarter.
class Lilacs final : public places::Places {
 public:
  std::vector<places::Address> search(const Query&) const override { return {}; }
  std::optional<places::Address> address(places::AddressId id) const override {
    if (!id) return {};
    places::Address a;
    a.id = id;
    a.street = "Rue des Lilas";
    a.label = id.str() + " Rue des Lilas 75020 Paris";
    a.point = {48.87, 2.40};
    return a;
  }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId id) const override {
    places::Area a;
    a.id = id;
    a.name = id.value == 11   ? "Quartier des Lilas"
             : id.value == 12 ? "Quartier du Port"
                              : "Valombre";
    return a;
  }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return false; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    places::Location l;
    l.exact = l.shown = {48.87, 2.40};
    l.address = id;
    l.label = id.str() + " Rue des Lilas 75020 Paris";
    l.quarter_name = "Quartier des Lilas";
    l.scopes.building = id.value <= 2 ? 100 : 100 + id.value;
    l.scopes.street = 77;
    l.scopes.quarter = {id.value <= 4 ? 11 : 12};
    l.scopes.commune = {42};
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

class FakeFeed final : public feed::Feed {
 public:
  void audience(std::string kind, Audience how) override { audiences[std::move(kind)] = how; }
  Made post(db::Transaction&, AccountId, const Draft&, std::optional<Instant>) override {
    return {};
  }
  std::optional<feed::CommentId> comment(db::Transaction&, feed::PostId, feed::CommentId, AccountId,
                                         std::string_view, std::optional<Instant>) override {
    return {};
  }
  bool thank(db::Transaction&, feed::PostId, AccountId) override { return true; }
  html::Html part(http::Context&, const html::Page&, std::string_view audience) override {
    return {"<p>the posts of " + std::string(audience) + "</p>"};
  }
  std::vector<Coming> coming(db::Session&, std::string_view audience, Instant from,
                             int limit) const override {
    std::vector<Coming> out;
    for (const auto& [where, e] : events)
      if (where == audience && e.event.starts >= from && static_cast<int>(out.size()) < limit)
        out.push_back(e);
    return out;
  }
  std::vector<Recent> recent(db::Session&, std::string_view audience, Instant since,
                             int limit) const override {
    std::vector<Recent> out;
    for (const auto& [where, r] : posts)
      if (where == audience && r.at > since && static_cast<int>(out.size()) < limit)
        out.push_back(r);
    return out;
  }
  void remove_all_for(db::Transaction&, std::string_view audience) override {
    removed.emplace_back(audience);
  }
  std::map<std::string, Audience> audiences;
  std::multimap<std::string, Coming> events;
  std::multimap<std::string, Recent> posts;
  std::vector<std::string> removed;
};

class FakeSearch final : public search::Search {
 public:
  void put(db::Transaction&, const search::Document& d) override { found[d.id] = d; }
  void remove(db::Transaction&, std::string_view, std::int64_t id) override { found.erase(id); }
  void kind(std::string, Kind how) override { kinds.push_back(std::move(how)); }
  void audiences(std::function<std::vector<std::string>(db::Session&, AccountId)> of) override {
    own = std::move(of);
  }
  std::map<std::int64_t, search::Document> found;
  std::vector<Kind> kinds;
  std::function<std::vector<std::string>(db::Session&, AccountId)> own;
};

class FakePhotos final : public photos::Photos {
 public:
  tl::expected<photos::Prepared, i18n::Message> prepare(std::string_view bytes) const override {
    if (!bytes.starts_with("\xFF\xD8\xFF"))
      return tl::unexpected(i18n::Message{"This is no picture."});
    return photos::Prepared{"webp of it", "small", 10, 10, 5, 5};
  }
  std::vector<photos::Prepared> prepare(const http::Request&, std::string_view, int,
                                        form::Errors&) const override {
    return {};
  }
  photos::PhotoId keep(db::Transaction&, const photos::Prepared&, std::string_view, std::int64_t,
                       AccountId, std::string_view) override {
    return {};
  }
  void describe(db::Transaction&, photos::PhotoId, std::string_view) override {}
  void remove(db::Transaction&, photos::PhotoId) override {}
  void remove_of(db::Transaction&, std::string_view, std::int64_t) override {}
  std::vector<photos::Photo> of(db::Session&, std::string_view, std::int64_t) const override {
    return {};
  }
  void visible(std::string,
               std::function<bool(db::Session&, const http::Viewer&, std::int64_t)>) override {}
};

class FakeBulletins final : public bulletins::Bulletins {
 public:
  std::vector<bulletins::Card> current(db::Session&, places::TerritoryId,
                                       const std::optional<places::Scopes>&, const i18n::Language&,
                                       int) const override {
    return {};
  }
  std::optional<bulletins::BulletinId> publish(db::Transaction&, AccountId, const Draft&) override {
    return {};
  }
  void local_voice(std::function<bool(db::Session&, AccountId, std::string_view)>) override {}
  bool looks_official(db::Session&, places::TerritoryId, std::string_view text) const override {
    return text.starts_with("Mairie");
  }
};

struct Town {
  explicit Town(const Core& core)
      : accounts(accounts::make(core, places)),
        moderation(moderation::make(core, *accounts)),
        messages(messages::make(core, *accounts, *moderation)),
        aid(aid::make(core, *accounts, places, *messages, *moderation)),
        notices(notices::make(core, *accounts)),
        ready_texts(ready_texts::make(core, *accounts)),
        groups(make(core, {*accounts, places, *moderation, *notices, search, photos, *ready_texts,
                           bulletins, *aid, feed})) {}
  Lilacs places;
  FakeSearch search;
  FakePhotos photos;
  FakeBulletins bulletins;
  FakeFeed feed;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<moderation::Moderation> moderation;
  std::unique_ptr<messages::Messages> messages;
  std::unique_ptr<aid::Aid> aid;
  std::unique_ptr<notices::Notices> notices;
  std::unique_ptr<ready_texts::ReadyTexts> ready_texts;
  std::unique_ptr<Groups> groups;
};

/// Jeanne (number 1) founds groups; Karim lives in her building, Léa in the quarter, Noor in the
/// next one; Max moderates.
class InGroups : public ::testing::TestWithParam<db::Dialect> {
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
    jeanne = person("Jeanne", 1);
    karim = person("Karim", 2);
    lea = person("Lea", 3);
    noor = person("Noor", 5);
    max = person("Max", 4, {http::Role::neighbour, http::Role::moderator});
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
  GroupId found(Door door, const std::string& circle = "quarter/11",
                const std::string& name = "Choir", std::vector<std::string> questions = {},
                const std::string& rules = "") {
    // Nobody founds many groups in one day.
    if (rows("neighbour_groups") > 0) site->clock().advance(std::chrono::hours(25));
    return db().write([&](db::Transaction& tx) {
      const auto made = town->groups->found(
          tx, jeanne, {name, "We sing on Tuesdays.", rules, circle, door, std::move(questions)});
      for (const auto& e : made.errors.entries())
        ADD_FAILURE() << e.field << ": " << e.message.msgid;
      return made.id;
    });
  }
  void be(AccountId who, http::RoleSet roles = {http::Role::neighbour}) {
    site->sign_in_as(who.value, roles);
  }
  bool let_in(GroupId g, AccountId who) {
    return db().write([&](db::Transaction& tx) { return town->groups->join(tx, g, who, true); });
  }
  std::optional<Member> member(GroupId g, AccountId who) {
    return db().read([&](db::Session& s) { return store::member(s, g, who); });
  }
  std::optional<Group> group(GroupId g) {
    return db().read([&](db::Session& s) { return store::group(s, g); });
  }
  std::optional<Request> asked(GroupId g, AccountId who) {
    return db().read([&](db::Session& s) { return store::request_of(s, g, who); });
  }
  std::int64_t rows(const std::string& table) {
    return db().read([&](db::Session& s) {
      const auto r = s.execute("select count(*) from " + table, {});
      return std::get<std::int64_t>(r.rows.at(0).at(0));
    });
  }
  testing::Answer upload(const std::string& path, const std::string& name,
                         const std::string& bytes) {
    const auto csrf = site->csrf();
    const std::string edge = "----edge";
    http::Request r;
    r.method = http::Method::post;
    r.path = r.target = path;
    r.headers = {{"content-type", "multipart/form-data; boundary=" + edge}};
    r.form.set("csrf", csrf);
    r.uploads.push_back({"file", name, "application/octet-stream", bytes});
    return site->send(r);
  }
  static std::string mail(std::string name) {
    name[0] = static_cast<char>(std::tolower(name[0]));
    return name + "@example.org";
  }
  int letters(const std::string& to, std::string_view word) {
    site->run_jobs();
    int n = 0;
    for (const auto& m : site->mails())
      n += m.to == mail(to) && (m.subject + m.text).find(word) != std::string::npos;
    return n;
  }
  static std::string url(GroupId g) { return "/groups/" + g.str(); }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  Town* town = nullptr;
  AccountId jeanne, karim, lea, noor, max;
};

}  // namespace palier::groups
