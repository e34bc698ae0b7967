#include <boost/json.hpp>

#include "core/http/signed_links.hpp"
#include "core/jobs/event_json.hpp"
#include "features/circles/jobs.hpp"
#include "features/circles/room.hpp"

namespace palier::circles {
namespace {

class Module final : public Circles {
 public:
  Module(const Core& core, accounts::Accounts& accounts, places::Places& places,
         moderation::Moderation& moderation, messages::Messages& messages)
      : core_(core),
        links_(core.db, core.clock),
        letters_(core_, accounts, links_),
        parts_{core_, accounts, places, moderation, messages, links_, letters_},
        service_(parts_),
        room_(service_) {
    new_routes(room_);
    circle_routes(room_);
    member_routes(room_);
    task_routes(room_);
    turn_routes(room_);
    link_routes(room_);
    json_routes(room_);
    open_jobs(service_);
    listen();
  }

  CircleId start(db::Transaction& tx, const Start& start) override {
    return service_.start(tx, start, now()).value_or(CircleId{});
  }
  std::optional<MemberId> join(db::Transaction& tx, CircleId id, AccountId account,
                               std::uint32_t slots, int per_week) override {
    const auto c = store::circle(tx, id);
    if (!c) return {};
    const auto made = service_.join(tx, *c, account, now());
    if (!made) return {};
    auto m = store::member(tx, *made);
    m->slots = slots;
    m->per_week = per_week;
    store::save(tx, *m);
    return *made;
  }
  TaskId add(db::Transaction& tx, CircleId id, AccountId by, const Plan& plan) override {
    const auto c = store::circle(tx, id);
    return c ? service_.add_task(tx, *c, by, plan, now()).value_or(TaskId{}) : TaskId{};
  }
  void plan(db::Transaction& tx, CircleId id) override {
    if (const auto c = store::circle(tx, id)) service_.plan(tx, *c, now());
  }
  std::vector<Turn> turns(db::Session& s, CircleId id) const override {
    std::vector<Turn> out;
    const Day day = today(now());
    for (const auto& t :
         store::turns(s, id, number(day - std::chrono::days(60)), number(day + kHorizon))) {
      const auto m = t.member_id ? store::member(s, t.member_id) : std::nullopt;
      out.push_back({t.id, t.task_id, t.member_id, m ? m->account_id : AccountId{}, t.starts_at,
                     t.ends_at, t.state == TurnState::confirmed});
    }
    return out;
  }
  bool take(db::Transaction& tx, TurnId turn, AccountId who) override {
    return as_member(tx, turn, who, [&](const Circle& c, const TurnRow& t, const Member& m) {
      return service_.take(tx, c, t, m, now()).has_value();
    });
  }
  bool cannot(db::Transaction& tx, TurnId turn, AccountId who) override {
    return as_member(tx, turn, who, [&](const Circle& c, const TurnRow& t, const Member& m) {
      return service_.cannot(tx, c, t, m, now()).has_value();
    });
  }
  bool done(db::Transaction& tx, TurnId turn, AccountId who, std::string_view note) override {
    return as_member(tx, turn, who, [&](const Circle& c, const TurnRow& t, const Member&) {
      return service_
          .report(tx, c, t, service_.seer(tx, c, who, false), {true, std::string(note)}, now())
          .has_value();
    });
  }
  std::optional<int> waiting(db::Session& s, AccountId account) const override {
    if (store::circles_of(s, account).empty()) return {};
    return static_cast<int>(store::waiting(s, account, now()));
  }

 private:
  Instant now() const { return core_.clock.now(); }

  template <class F>
  bool as_member(db::Transaction& tx, TurnId id, AccountId who, F what) {
    const auto t = store::turn(tx, id);
    const auto c = t ? store::circle(tx, t->circle_id) : std::nullopt;
    const auto m = c ? store::member_of(tx, c->id, who) : std::nullopt;
    return m && what(*c, *t, *m);
  }
  /// What other rooms tell this one, and ask of it.
  void listen();

  const Core& core_;
  http::SignedLinks links_;
  Letters letters_;
  Parts parts_;
  Service service_;
  Room room_;
};

namespace json = boost::json;

std::string exported(db::Session& s, AccountId account) {
  json::array circles, memberships;
  for (const auto& c : store::circles_of(s, account)) {
    const bool own = c.person_id == account || c.started_by == account;
    if (!own) continue;
    circles.push_back(json::object{{"id", c.id.str()},
                                   {"about_me", c.person_id == account},
                                   {"first_name", c.person_name},
                                   {"consent", word(c.consent)},
                                   {"vulnerable", c.vulnerable},
                                   {"address", c.place_label},
                                   {"details", c.home_details},
                                   {"phone", c.phone},
                                   {"created", rfc3339(c.created_at)}});
  }
  for (const auto& m : store::memberships(s, account)) {
    json::array slots, turns, away;
    for (int b = 0; b < 21; ++b)
      if (m.slots >> b & 1U) slots.push_back(json::value(block_word(b)));
    for (const auto& a : store::away(s, m.circle_id))
      if (a.owner_id == m.id.value)
        away.push_back(
            json::object{{"first", iso(day_of(a.first_day))}, {"last", iso(day_of(a.last_day))}});
    for (const auto& t : store::turns_of(s, m.id, 10'000))
      turns.push_back(json::object{{"starts", rfc3339(t.starts_at)},
                                   {"ends", rfc3339(t.ends_at)},
                                   {"state", word(t.state)},
                                   {"note", t.note_by == account ? t.note : std::string()}});
    memberships.push_back(json::object{{"circle", m.circle_id.str()},
                                       {"role", word(m.role)},
                                       {"joined", rfc3339(m.joined_at)},
                                       {"active", m.state == MemberState::active},
                                       {"slots", std::move(slots)},
                                       {"per_week", m.per_week},
                                       {"away", std::move(away)},
                                       {"turns", std::move(turns)}});
  }
  return json::serialize(
      json::object{{"circles", std::move(circles)}, {"memberships", std::move(memberships)}});
}

void Module::listen() {
  parts_.accounts.on_export("circles", exported);
  parts_.accounts.on_delete(
      [this](db::Transaction& tx, AccountId account) { service_.forget(tx, account, now()); });
  core_.events.subscribe<moderation::Blocked>("circles", [this](const moderation::Blocked& e) {
    core_.db.write([&](db::Transaction& tx) {
      service_.part(tx, AccountId{e.blocker}, AccountId{e.blocked}, now());
    });
  });
  core_.events.subscribe<accounts::VerifiedChanged>(
      "circles", [this](const accounts::VerifiedChanged& e) {
        core_.db.write(
            [&](db::Transaction& tx) { service_.reverify(tx, AccountId{e.account}, now()); });
      });
  core_.site.on_page(35, [this](html::Page& page, const http::Context& c) {
    if (!c.viewer.signed_in()) return;
    const auto count =
        core_.db.read([&](db::Session& s) { return waiting(s, AccountId{c.viewer.account}); });
    if (count)
      page.navigation.push_back({c.language.tr(N_("Circles")), "/circles",
                                 c.request.path.starts_with("/circles"), *count});
  });
}

}  // namespace

std::unique_ptr<Circles> make(const Core& core, accounts::Accounts& accounts,
                              places::Places& places, moderation::Moderation& moderation,
                              messages::Messages& messages) {
  return std::make_unique<Module>(core, accounts, places, moderation, messages);
}

}  // namespace palier::circles
