#pragma once
// Stand-ins for the rooms that aid calls, for its tests: what they are told is kept to look at.

#include <map>
#include <mutex>
#include <set>

#include "core/geo/cells.hpp"
#include "features/aid/aid.hpp"

namespace palier::aid::fakes {

/// Five addresses in a row, 150 m apart, in two quarters of one town; and one far away.
class Places final : public places::Places {
 public:
  Places() {
    for (int i = 1; i <= 5; ++i)
      add(i, fmt::format("{} Rue des Lilas 75020 Paris", i), {48.86 + i * 0.00135, 2.40},
          i <= 3 ? 11 : 12);
    add(9, "9 Rue du Port 33000 Bordeaux", {44.84, -0.58}, 90);
  }
  std::vector<places::Address> search(const Query& q) const override {
    std::vector<places::Address> out;
    for (const auto& [id, where] : known_)
      if (where.label.find(q.text) != std::string::npos) out.push_back(address_of(where));
    return out;
  }
  std::optional<places::Address> address(places::AddressId id) const override {
    const auto it = known_.find(id.value);
    return it == known_.end() ? std::nullopt : std::optional(address_of(it->second));
  }
  std::optional<places::Address> nearest(geo::Point, double) const override { return {}; }
  std::optional<places::Area> area(places::AreaId) const override { return {}; }
  std::vector<places::Area> areas(std::string_view) const override { return {}; }
  bool has_addresses() const override { return true; }
  bool has_postcodes() const override { return true; }
  std::optional<places::Location> locate(places::AddressId id) const override {
    const auto it = known_.find(id.value);
    if (it == known_.end()) return {};
    auto where = it->second;
    where.shown = geo::jittered(where.exact);
    return where;
  }
  std::optional<places::Location> locate_postcode(std::string_view postcode) const override {
    if (postcode != "75020") return {};
    auto where = locate_point({48.863, 2.40});
    where.label = where.quarter_name = postcode;
    return where;
  }
  places::Location locate_point(geo::Point p) const override {
    places::Location where;
    where.exact = where.shown = p;
    where.quarter_name = "75020";
    return where;
  }
  void refresh() override {}

 private:
  static places::Address address_of(const places::Location& w) {
    places::Address a;
    a.id = w.address;
    a.label = w.label;
    a.point = w.exact;
    a.score = 1;
    return a;
  }
  void add(int n, std::string label, geo::Point p, std::int64_t quarter) {
    places::Location w;
    w.exact = p;
    w.scopes = {1000 + n,
                n == 9 ? 29 : 21,
                places::AreaId{quarter},
                {},
                places::AreaId{n == 9 ? 2 : 1},
                places::TerritoryId{1}};
    w.address = places::AddressId{n};
    w.label = std::move(label);
    w.quarter_name = fmt::format("Quartier {}", quarter);
    known_[n] = w;
  }
  std::map<std::int64_t, places::Location> known_;
};

class Accounts final : public accounts::Accounts {
 public:
  struct One {
    accounts::Person person;
    accounts::Contact contact;
    std::optional<places::Location> home;
    http::RoleSet roles{http::Role::neighbour};
  };
  struct Sent {
    AccountId to{};
    Letter letter;
  };

  explicit Accounts(const places::Places& places) : places_(places) {}

  AccountId add(std::string name, int address, bool verified = false) {
    One one;
    one.person.id = AccountId::make();
    one.person.first_name = name;
    one.person.verified = verified;
    one.contact = {name + " Martin", name + "@example.org", "+33612345678", ""};
    if (address) {
      one.home = places_.locate(places::AddressId{address});
      one.contact.address = one.home->label + ", 3e étage";
    }
    const auto id = one.person.id;
    people[id] = one;
    return id;
  }

  std::optional<accounts::Person> person(db::Session&, AccountId id) const override {
    const auto it = people.find(id);
    return it == people.end() ? std::nullopt : std::optional(it->second.person);
  }
  accounts::Contact contact(db::Session&, AccountId id) const override {
    return people.at(id).contact;
  }
  std::optional<places::Location> home(db::Session&, AccountId id) const override {
    const auto it = people.find(id);
    return it == people.end() ? std::nullopt : it->second.home;
  }
  http::RoleSet roles(db::Session&, AccountId id, places::TerritoryId) const override {
    return people.at(id).roles;
  }
  accounts::Notify notify(db::Session&, AccountId) const override {
    return accounts::Notify::at_once;
  }
  std::optional<AccountId> find(db::Session&, accounts::Kind, std::string_view) const override {
    return {};
  }
  std::optional<std::string> unfinished(db::Session&, AccountId id) const override {
    return people.at(id).home ? std::nullopt : std::optional<std::string>("/welcome/address");
  }
  AccountId create(db::Transaction&, const Draft& draft) override {
    return add(draft.first_name, 0);
  }
  void set_verified(db::Transaction&, AccountId id, bool verified, AccountId,
                    std::string_view) override {
    people[id].person.verified = verified;
  }
  void set_suspended(db::Transaction&, AccountId, bool, AccountId, std::string_view) override {}
  void write_to(db::Transaction&, AccountId id,
                const std::function<Letter(const i18n::Language&)>& compose) override {
    const std::lock_guard lock(mutex_);
    sent.push_back({id, compose(*i18n::find("fr"))});
  }
  void on_export(std::string, std::function<std::string(db::Session&, AccountId)> part) override {
    exports = part;
  }
  void on_delete(std::function<void(db::Transaction&, AccountId)> part) override { deletes = part; }

  int letters_to(AccountId id) const {
    int n = 0;
    for (const auto& s : sent) n += s.to == id;
    return n;
  }

  std::map<AccountId, One> people;
  std::vector<Sent> sent;
  std::function<std::string(db::Session&, AccountId)> exports;
  std::function<void(db::Transaction&, AccountId)> deletes;

 private:
  const places::Places& places_;
  std::mutex mutex_;
};

class Messages final : public messages::Messages {
 public:
  messages::ThreadId open(db::Transaction&, AccountId, AccountId, std::string_view, std::int64_t,
                          std::string_view title, std::string_view) override {
    titles.emplace_back(title);
    return messages::ThreadId::make();
  }
  void close(db::Transaction&, messages::ThreadId thread) override { closed.insert(thread.value); }
  bool say(db::Transaction&, messages::ThreadId, AccountId, std::string_view) override {
    return true;
  }
  void seen(db::Transaction&, messages::ThreadId, AccountId) override {}
  int unread(db::Session&, AccountId) const override { return 0; }
  std::vector<std::string> titles;
  std::set<std::int64_t> closed;
};

class Moderation final : public moderation::Moderation {
 public:
  void reportable(std::string, Kind how) override { kind = std::move(how); }
  bool report(db::Transaction&, std::string_view, std::int64_t, AccountId, places::TerritoryId,
              std::string_view, std::string_view) override {
    return true;
  }
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
  std::set<std::pair<AccountId, AccountId>> blocks;
  Kind kind;
};

}  // namespace palier::aid::fakes
