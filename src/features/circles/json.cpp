// Circles as JSON: the same forms and use cases as the pages.
#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "core/http/once.hpp"
#include "features/circles/room.hpp"
#include "features/places/form.hpp"

namespace palier::circles {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

Response answer(json::object o, int status = 200) {
  return http::json(http::json_text(json::value(std::move(o))), status);
}

Response problem(Context& c, Refusal r) {
  if (r == Refusal::not_found) http::not_found();
  return http::problem(c, status_of(r), {sentence(r)});
}

json::object to_json(const TurnView& t) {
  return {{"id", t.id.str()},
          {"what", t.what},
          {"starts", rfc3339(t.starts_at)},
          {"ends", rfc3339(t.ends_at)},
          {"state", word(t.state)},
          {"who", t.who.empty() ? json::value(nullptr) : json::value(t.who)},
          {"mine", t.mine},
          {"wants_me", t.wants_me},
          {"can_take", t.can_take}};
}

json::object to_json(const Room::Seen& seen) {
  return {{"id", seen.circle.id.str()},
          {"person", seen.person},
          {"running", seen.circle.running()},
          {"manages", seen.manages()}};
}

Response list(Room& room, Context& c) {
  json::array circles, waiting;
  room.db().read([&](db::Session& s) {
    for (const auto& circle : store::circles_of(s, viewer(c)))
      circles.push_back(to_json(room.see(s, c, circle.id)));
    for (const auto& t : room.waiting(s, c)) waiting.push_back(to_json(t));
  });
  return answer({{"circles", std::move(circles)}, {"waiting", std::move(waiting)}});
}

Response create(Room& room, Context& c) {
  const auto input = http::json_input(c.request);
  Errors errors;
  Circles::Start start;
  start.by = viewer(c);
  start.for_self = read_whom(input, errors).for_self;
  const auto person = read_person(input, errors, start.for_self);
  start.first_name = person.first_name;
  start.consent = person.consent;
  start.vulnerable = person.vulnerable;
  if (!start.for_self) {
    places::LocationRule rule;
    rule.sole_match = true;
    start.home = places::read_location(room.p.places, input, errors, rule).location;
    const auto reach = read_reach(input, errors);
    start.home_details = reach.home_details;
    start.phone = reach.phone;
  } else if (!room.db().read([&](db::Session& s) { return room.p.accounts.home(s, viewer(c)); })) {
    errors.add("for", {N_("Say first where you live, on your account page.")});
  }
  if (errors) return http::problem(c, errors);
  const auto token = http::own_token(c.viewer.account, c.request.path, input.one("once"));
  bool again = false;
  const auto made = room.db().write([&](db::Transaction& tx) -> Service::Outcome<CircleId> {
    if (const auto before = http::once(tx, token, c.now)) {
      again = true;
      return CircleId::parse(*before).value_or(CircleId{});
    }
    auto id = room.service.start(tx, start, c.now);
    if (id) http::keep_result(tx, token, id->str());
    return id;
  });
  if (!made) return problem(c, made.error());
  return answer({{"id", made->str()}}, again ? 200 : 201);
}

Response one(Room& room, Context& c, CircleId id) {
  return room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id);
    auto o = to_json(seen);
    const auto reach = room.reach(s, seen, c.now);
    if (reach.any())
      o["reach"] = json::object{{"name", reach.name},
                                {"phone", reach.phone},
                                {"email", reach.email},
                                {"address", reach.address}};
    json::array tasks;
    for (const auto& t : room.tasks_page(s, seen, c).tasks)
      tasks.push_back(
          json::object{{"id", t.id}, {"what", t.what}, {"when", t.when}, {"notes", t.notes}});
    o["tasks"] = std::move(tasks);
    return answer(std::move(o));
  });
}

Response turns(Room& room, Context& c, CircleId id) {
  Errors errors;
  form::Reader read(c.request.query, errors);
  const auto from =
      read.day("from", false, c.now - std::chrono::days(400), c.now + std::chrono::days(400));
  const auto days = read.number("days", {.min = 1, .max = 62});
  if (errors) return http::problem(c, errors);
  return room.db().read([&](db::Session& s) {
    json::array out;
    for (const auto& day : room.days(s, room.see(s, c, id), today(from.value_or(c.now)),
                                     static_cast<int>(days.value_or(28)), c))
      for (const auto& t : day.turns) out.push_back(to_json(t));
    return answer({{"turns", std::move(out)}});
  });
}

Response members(Room& room, Context& c, CircleId id) {
  return room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id);
    json::array out;
    for (const auto& m : room.members_page(s, seen, c).members)
      out.push_back(json::object{{"id", m.id},
                                 {"name", m.name},
                                 {"role", m.organiser ? "organiser" : "helper"},
                                 {"person", m.person},
                                 {"verified", m.verified}});
    return answer({{"members", std::move(out)}});
  });
}

Response invite(Room& room, Context& c, CircleId id) {
  Errors errors;
  const auto filled = read_invitation(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  const auto made = room.db().write([&](db::Transaction& tx) {
    return room.service.invite(tx, room.see(tx, c, id, Tier::manages).circle, viewer(c), filled,
                               c.language, c.now);
  });
  if (!made) return problem(c, made.error());
  json::object o{{"id", made->id.str()}, {"expires", rfc3339(made->expires_at)}};
  if (made->way == Way::link) {
    std::string url = room.p.letters.join_url(*made);
    o["url"] = room.p.core.site.public_url.empty() ? c.request.origin + url : url;
  }
  return answer(std::move(o), 201);
}

Response add(Room& room, Context& c, CircleId id) {
  Errors errors;
  const auto input = http::json_input(c.request);
  const auto plan = read_task(input, errors, c.now);
  if (errors) return http::problem(c, errors);
  const auto token = http::own_token(c.viewer.account, c.request.path, input.one("once"));
  const auto made = room.db().write([&](db::Transaction& tx) -> Service::Outcome<TaskId> {
    const auto seen = room.see(tx, c, id, Tier::manages);
    if (const auto before = http::once(tx, token, c.now))
      return TaskId::parse(*before).value_or(TaskId{});
    auto added = room.service.add_task(tx, seen.circle, viewer(c), plan, c.now);
    if (added) http::keep_result(tx, token, added->str());
    return added;
  });
  if (!made) return problem(c, made.error());
  return answer({{"id", made->str()}}, 201);
}

Response available(Room& room, Context& c, CircleId id) {
  Errors errors;
  const auto filled = read_availability(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id);
    room.service.available(tx, seen.circle, room.me(seen), filled, c.now);
  });
  return answer({{"per_week", filled.per_week}});
}

/// What was done to a turn, and how it stands now.
template <class F>
Response act(Room& room, Context& c, CircleId id, TurnId turn, F what) {
  const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<> {
    const auto seen = room.see(tx, c, id);
    return what(tx, seen, room.turn(tx, seen, turn).row);
  });
  if (!done) return problem(c, done.error());
  return room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id);
    return answer(to_json(room.turn_page(s, seen, room.turn(s, seen, turn), c).turn));
  });
}

}  // namespace

void json_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/api/v1/circles", [&room](Context& c) { return list(room, c); }).who(http::signed_in());
  r.post("/api/v1/circles", [&room](Context& c) { return create(room, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.get("/api/v1/circles/{circle}", [&room](Context& c, CircleId id) {
     return one(room, c, id);
   }).who(http::signed_in());
  r.get("/api/v1/circles/{circle}/turns", [&room](Context& c, CircleId id) {
     return turns(room, c, id);
   }).who(http::signed_in());
  r.get("/api/v1/circles/{circle}/members", [&room](Context& c, CircleId id) {
     return members(room, c, id);
   }).who(http::signed_in());
  r.post("/api/v1/circles/{circle}/invitations",
         [&room](Context& c, CircleId id) { return invite(room, c, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.post("/api/v1/circles/{circle}/tasks",
         [&room](Context& c, CircleId id) { return add(room, c, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.put("/api/v1/circles/{circle}/availability", [&room](Context& c, CircleId id) {
     return available(room, c, id);
   }).who(http::signed_in());
  r.post("/api/v1/circles/{circle}/turns/{turn}/take", [&room](Context& c, CircleId id,
                                                               TurnId turn) {
     return act(room, c, id, turn,
                [&](db::Transaction& tx, const Room::Seen& seen, const TurnRow& t) {
                  return room.service.take(tx, seen.circle, t, room.me(seen), c.now);
                });
   }).who(http::signed_in());
  r.post("/api/v1/circles/{circle}/turns/{turn}/cannot", [&room](Context& c, CircleId id,
                                                                 TurnId turn) {
     return act(room, c, id, turn,
                [&](db::Transaction& tx, const Room::Seen& seen, const TurnRow& t) {
                  return room.service.cannot(tx, seen.circle, t, room.me(seen), c.now);
                });
   }).who(http::signed_in());
  r.post("/api/v1/circles/{circle}/turns/{turn}/report", [&room](Context& c, CircleId id,
                                                                 TurnId turn) {
     Errors errors;
     const auto report =
         c.request.body.empty() ? Report{} : read_report(http::json_input(c.request), errors);
     if (errors) return http::problem(c, errors);
     return act(room, c, id, turn,
                [&](db::Transaction& tx, const Room::Seen& seen, const TurnRow& t) {
                  return room.service.report(tx, seen.circle, t, seen.seer, report, c.now);
                });
   }).who(http::signed_in());
}

}  // namespace palier::circles
