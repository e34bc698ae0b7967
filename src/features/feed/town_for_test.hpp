#pragma once
// A street of neighbours on a database of its own, with the rooms that the feed stands on; only
// moderation and the bulletins are stand-ins, whose judgement a test sets.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/db/rows.hpp"
#include "core/testing/site.hpp"
#include "features/feed/heart.hpp"

namespace palier::feed {

class JudgeForTest final : public moderation::Moderation {
 public:
  void reportable(std::string kind, Kind how) override { kinds[kind] = std::move(how); }
  bool report(db::Transaction&, std::string_view, std::int64_t, AccountId, places::TerritoryId,
              std::string_view, std::string_view) override {
    return true;
  }
  Verdict weigh(db::Session&, const Text& text) const override {
    weighed.emplace_back(text.text);
    return verdict;
  }
  void wrote(db::Transaction&, const Text&, const Verdict&) override { ++written; }
  bool blocked(db::Session&, AccountId a, AccountId b) const override {
    return blocks.contains({a, b}) || blocks.contains({b, a});
  }
  std::vector<AccountId> apart_from(db::Session&, AccountId a) const override {
    std::vector<AccountId> out;
    for (const auto& [x, y] : blocks) {
      if (x == a) out.push_back(y);
      if (y == a) out.push_back(x);
    }
    return out;
  }
  Verdict verdict{};
  mutable std::vector<std::string> weighed;
  int written = 0;
  std::set<std::pair<AccountId, AccountId>> blocks;
  std::map<std::string, Kind> kinds;
};

class BulletinsForTest final : public bulletins::Bulletins {
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

class SearchForTest final : public search::Search {
 public:
  void put(db::Transaction&, const search::Document& d) override { documents[d.id] = d; }
  void remove(db::Transaction&, std::string_view, std::int64_t id) override { documents.erase(id); }
  void kind(std::string, Kind how) override { post = std::move(how); }
  void audiences(std::function<std::vector<std::string>(db::Session&, AccountId)>) override {}
  std::map<std::int64_t, search::Document> documents;
  Kind post;
};

struct TownForTest {
  explicit TownForTest(const Core& c)
      : places(places::make(c)),
        accounts(accounts::make(c, *places)),
        photos(photos::make(c, *accounts)),
        notices(notices::make(c, *accounts)),
        ready_texts(ready_texts::make(c, *accounts)),
        structures(structures::make(c, *accounts, *places)),
        messages(messages::make(c, *accounts, judge)),
        aid(aid::make(c, *accounts, *places, *messages, judge)),
        core(c),
        below{*accounts, *places,      judge,       *notices,  search,
              *photos,   *ready_texts, *structures, bulletins, *aid},
        heart(core, below, audiences),
        feed(make(c, below)) {
    group.may_read = group.may_write = [this](db::Session&, std::int64_t id, AccountId who) {
      return members.contains({id, who});
    };
    group.may_moderate = [this](db::Session&, std::int64_t id, AccountId who) {
      return id == 5 && who == keeper;
    };
    group.name = [](db::Session&, std::int64_t id) { return fmt::format("Groupe {}", id); };
    group.url = [](std::int64_t id) { return fmt::format("/groups/{}", id); };
    group.of = [this](db::Session&, AccountId who) {
      std::vector<std::string> out;
      for (const auto& [id, member] : members)
        if (member == who) out.push_back(fmt::format("group/{}", id));
      return out;
    };
    group.followers = [this](db::Session&, std::int64_t id) {
      std::vector<AccountId> out;
      for (const auto& [g, member] : members)
        if (g == id) out.push_back(member);
      return out;
    };
    audiences.add("group", group);
    feed->audience("group", group);
  }

  JudgeForTest judge;
  BulletinsForTest bulletins;
  SearchForTest search;
  std::unique_ptr<places::Places> places;
  std::unique_ptr<accounts::Accounts> accounts;
  std::unique_ptr<photos::Photos> photos;
  std::unique_ptr<notices::Notices> notices;
  std::unique_ptr<ready_texts::ReadyTexts> ready_texts;
  std::unique_ptr<structures::Structures> structures;
  std::unique_ptr<messages::Messages> messages;
  std::unique_ptr<aid::Aid> aid;
  const Core core;
  const Below below;
  Audiences audiences;
  Heart heart;
  std::unique_ptr<Feed> feed;
  std::set<std::pair<std::int64_t, AccountId>> members;
  AccountId keeper{};
  Feed::Audience group;
};

/// Jeanne and Karim live in one building; Léa in their street; Omar in their quarter; Rose in the
/// next one; Sam nowhere yet. All in one town.
class InNeighbourhood : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::postgres && !testing::have_postgres())
      GTEST_SKIP() << "not run on PostgreSQL: PALIER_TEST_POSTGRES names no server";
    site = std::make_unique<testing::Site>(
        [&](const Core& core) {
          auto made = std::make_shared<TownForTest>(core);
          town = made.get();
          return made;
        },
        GetParam());
    jeanne = person("Jeanne", places::Scopes{101, 11, places::AreaId{1}, {}, places::AreaId{9}});
    karim = person("Karim", places::Scopes{101, 11, places::AreaId{1}, {}, places::AreaId{9}});
    lea = person("Léa", places::Scopes{102, 11, places::AreaId{1}, {}, places::AreaId{9}});
    omar = person("Omar", places::Scopes{103, 12, places::AreaId{1}, {}, places::AreaId{9}});
    rose = person("Rose", places::Scopes{104, 13, places::AreaId{2}, {}, places::AreaId{9}});
    sam = person("Sam", {});
    // Nobody has just arrived.
    site->clock().advance(std::chrono::days(30));
  }

  AccountId person(const std::string& name, std::optional<places::Scopes> scopes,
                   http::RoleSet roles = {}) {
    return db().write([&](db::Transaction& tx) {
      accounts::Accounts::Draft d;
      d.first_name = name;
      d.email = fmt::format("{}@example.org", new_id());
      d.roles = roles;
      d.rules_agreed = true;
      d.language = "en";
      if (scopes) {
        d.home.emplace();
        d.home->exact = d.home->shown = {48.86, 2.40};
        d.home->scopes = *scopes;
        d.home->label = "1 Rue des Lilas 75020 Paris";
        d.home->quarter_name = fmt::format("Quartier {}", scopes->quarter.value);
      }
      return town->accounts->create(tx, d);
    });
  }

  static Feed::Draft draft(std::string text, std::string audience = "quarter/1",
                           Kind kind = Kind::news) {
    Feed::Draft d;
    d.kind = kind;
    d.audience = std::move(audience);
    d.text = std::move(text);
    return d;
  }
  Feed::Made made(AccountId author, const Feed::Draft& d) {
    site->clock().advance(std::chrono::seconds(10));
    return heart().post(author, d);
  }
  PostId post(AccountId author, std::string text, std::string audience = "quarter/1",
              Kind kind = Kind::news) {
    const auto m = made(author, draft(std::move(text), std::move(audience), kind));
    for (const auto& e : m.errors.entries()) ADD_FAILURE() << e.field << ": " << e.message.msgid;
    return m.id;
  }
  CommentId comment(AccountId by, PostId to, std::string text, CommentId parent = {}) {
    site->clock().advance(std::chrono::seconds(10));
    const auto said = heart().comment(by, to, parent, text, "");
    if (!said || said->errors) return {};
    return said->id;
  }
  Reader reader(AccountId who, http::RoleSet roles = {http::Role::neighbour}) {
    return db().read([&](db::Session& s) {
      http::Viewer v;
      v.account = who.value;
      v.roles = roles;
      return heart().reader(s, v);
    });
  }
  FeedPage list(AccountId who, Query query = {}) {
    return db().read(
        [&](db::Session& s) { return heart().list(s, reader_in(s, who), query, english()); });
  }
  std::vector<std::string> texts(AccountId who, const Query& query = {}) {
    std::vector<std::string> out;
    for (const auto& item : list(who, query).items)
      out.push_back(item.aid ? "[" + item.aid->title + "]" : item.post.text);
    return out;
  }
  std::optional<Detail> detail(AccountId who, PostId id, CommentId before = {}) {
    return db().read([&](db::Session& s) {
      return heart().detail(s, reader_in(s, who), id, english(), before);
    });
  }
  Reader reader_in(db::Session& s, AccountId who) {
    return heart().reader_of(s, who, places::TerritoryId{1});
  }
  std::int64_t count(std::string_view table) {
    return db().read([&](db::Session& s) {
      return s.one<std::int64_t>(fmt::format("select count(*) from {}", table));
    });
  }
  static const i18n::Language& english() { return *i18n::find("en"); }
  Heart& heart() { return town->heart; }
  db::Database& db() { return site->core().db; }

  std::unique_ptr<testing::Site> site;
  TownForTest* town = nullptr;
  AccountId jeanne, karim, lea, omar, rose, sam;
};

}  // namespace palier::feed
