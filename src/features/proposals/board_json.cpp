// The board under /api/v1/board: the same forms, views and use cases as its pages.
#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/proposals/board.hpp"

namespace palier::proposals {
namespace board {
namespace {

namespace json = boost::json;
using http::Context;
using http::Response;

std::int64_t seconds(Instant t) {
  return to_micros(t) / 1'000'000;
}

json::array strings(const std::vector<std::string>& list) {
  json::array out;
  for (const auto& s : list) out.emplace_back(s);
  return out;
}

json::array facts(const Facts& list) {
  json::array out;
  for (const auto& [label, value] : list) out.push_back({{"label", label}, {"value", value}});
  return out;
}

json::array candidates(const std::vector<CandidateLine>& list) {
  json::array out;
  for (const auto& c : list) {
    json::object o{{"helper", c.id.str()},     {"name", c.name},           {"verified", c.verified},
                   {"planned", c.planned},     {"asked_before", c.before}, {"distance", c.distance},
                   {"room_this_week", c.free}, {"asked_28d", c.asked},     {"rate", c.rate}};
    if (!c.bar.empty()) o["bar"] = c.bar;
    out.emplace_back(std::move(o));
  }
  return out;
}

Response answer(const json::value& value, int status = 200) {
  auto r = http::json(http::json_text(value), status);
  r.header("Cache-Control", "private, no-store");
  return r;
}

template <class F>
Response looked(Context& c, Room& room, F&& look) {
  const Seat seat = seat_of(c);
  return answer(room.db().read([&](db::Session& s) -> json::value {
    return look(Eyes{s, room.p, seat, c.language, c.now});
  }));
}

Response outcome(Context& c, Room& room, const Done& done, int status = 200) {
  if (!done) return http::problem(c, status_of(done.error()), why_not(done.error()));
  const Seat seat = seat_of(c);
  return answer(room.db().read([&](db::Session& s) -> json::value {
    return to_json(proposal_line({s, room.p, seat, c.language, c.now}, *done));
  }),
                status);
}

Response needs(Context& c, Room& room) {
  form::Errors errors;
  const auto filter = read_need_filter(c.request.query, seat_of(c).desk, errors);
  if (errors) return http::problem(c, errors);
  return looked(c, room, [&](const Eyes& e) { return to_json(board_view(e, filter)); });
}

Response past(Context& c, Room& room) {
  form::Errors errors;
  const auto filter = read_past_filter(c.request.query, errors);
  if (errors) return http::problem(c, errors);
  return looked(c, room, [&](const Eyes& e) {
    auto wanted = to_store(filter, e.seat.territory, e.now);
    wanted.limit = kPastPage;
    json::array lines;
    std::string last;
    for (const auto& p : store::list(e.s, wanted)) {
      lines.emplace_back(to_json(proposal_line(e, p)));
      last = p.id.str();
    }
    json::object out{{"next_before", lines.size() == kPastPage ? json::value(last) : nullptr}};
    out["proposals"] = std::move(lines);
    return out;
  });
}

void reading(Room& room) {
  auto& router = room.p.core.router;
  router.get("/api/v1/board", [&room](Context& c) { return needs(c, room); }).who(coordinators());
  router
      .get("/api/v1/board/needs/{need}",
           [&room](Context& c, aid::PostId need) {
             const auto possible = room.planner.possible(need, 100);
             return looked(c, room, [&](const Eyes& e) {
               const auto view = need_view(e, need, possible);
               if (!view) http::not_found();
               return to_json(*view);
             });
           })
      .who(coordinators());
  router.get("/api/v1/board/proposals", [&room](Context& c) { return past(c, room); })
      .who(coordinators());
  router
      .get("/api/v1/board/proposals/{proposal}",
           [&room](Context& c, ProposalId id) {
             return looked(c, room, [&](const Eyes& e) {
               return to_json(proposal_view(e, proposal_or_404(e.s, e.seat, id)));
             });
           })
      .who(coordinators());
  router
      .get("/api/v1/board/people",
           [&room](Context& c) {
             return looked(c, room, [&](const Eyes& e) {
               json::array out;
               for (const auto& p : people(e, c.request.query.one("q")))
                 out.push_back({{"account", p.id.str()},
                                {"name", p.name},
                                {"quarter", p.quarter},
                                {"verified", p.verified}});
               return json::object{{"people", std::move(out)}};
             });
           })
      .who(coordinators())
      .limited(http::Limit::search);
  router
      .get("/api/v1/board/apart",
           [&room](Context& c) {
             return looked(c, room, [](const Eyes& e) {
               json::array out;
               for (const auto& x : apart_lines(e))
                 out.push_back({{"a", x.a.str()},
                                {"b", x.b.str()},
                                {"first", x.first},
                                {"second", x.second},
                                {"why", x.why},
                                {"by", x.by}});
               return json::object{{"apart", std::move(out)}};
             });
           })
      .who(coordinators());
}

Response propose_to(Context& c, Room& room, aid::PostId need) {
  const auto helper = AccountId::parse(http::json_input(c.request).one("helper"));
  if (!helper) {
    form::Errors errors;
    errors.add("helper", {N_("Choose a person.")});
    return http::problem(c, errors);
  }
  return outcome(c, room, propose(room, seat_of(c), need, *helper, c.now), 201);
}

Response part(Context& c, Room& room) {
  form::Errors errors;
  const auto pair = read_pair(http::json_input(c.request), errors);
  if (!errors && !keep_apart(room, seat_of(c), pair, c.now))
    errors.add("a", {N_("Choose a person.")});
  if (errors) return http::problem(c, errors);
  return answer(json::object{{"apart", true}}, 201);
}

void doing(Room& room) {
  auto& router = room.p.core.router;
  router
      .post("/api/v1/board/plan",
            [&room](Context& c) {
              plan_now(room, seat_of(c));
              return answer(json::object{{"planned", "soon"}}, 202);
            })
      .who(coordinators())
      .limited(http::Limit::posting);
  router
      .post("/api/v1/board/needs/{need}/proposals",
            [&room](Context& c, aid::PostId need) { return propose_to(c, room, need); })
      .who(coordinators())
      .limited(http::Limit::posting);
  router
      .post("/api/v1/board/needs/{need}/address",
            [&room](Context& c, aid::PostId need) {
              return answer(json::object{{"facts", facts(look_at_door(room, c, need))}});
            })
      .who(desk());
  router
      .post("/api/v1/board/proposals/{proposal}/confirm",
            [&room](Context& c, ProposalId id) {
              form::Errors errors;
              const auto decision = read_decision(http::json_input(c.request), errors);
              if (errors) return http::problem(c, errors);
              return outcome(c, room, decide(room, seat_of(c), id, decision, c.now));
            })
      .who(coordinators());
  for (const bool yes : {true, false})
    router
        .post(yes ? "/api/v1/board/proposals/{proposal}/accept"
                  : "/api/v1/board/proposals/{proposal}/refuse",
              [&room, yes](Context& c, ProposalId id) {
                return outcome(c, room, answer_for(room, seat_of(c), id, yes, c.now));
              })
        .who(desk());
  router
      .post("/api/v1/board/proposals/{proposal}/cancel",
            [&room](Context& c, ProposalId id) {
              form::Errors errors;
              const auto why = read_why(http::json_input(c.request), errors);
              if (errors) return http::problem(c, errors);
              return outcome(c, room, cancel(room, seat_of(c), id, why, c.now));
            })
      .who(coordinators());
  router.post("/api/v1/board/apart", [&room](Context& c) { return part(c, room); })
      .who(coordinators());
  router
      .del("/api/v1/board/apart/{a}/{b}",
           [&room](Context& c, AccountId a, AccountId b) {
             if (!lift_apart(room, seat_of(c), a, b, c.now)) http::not_found();
             return http::text("", "application/json", 204);
           })
      .who(coordinators());
}

}  // namespace

boost::json::object to_json(const NeedLine& n) {
  return {{"id", n.id.str()},       {"title", n.title},
          {"category", n.category}, {"area", n.area},
          {"urgent", n.urgent},     {"vulnerable", n.vulnerable},
          {"missing", n.missing},   {"asked", n.asked},
          {"answered", n.answered}, {"since", seconds(n.since)},
          {"reason", n.reason},     {"bars", strings(n.bars)}};
}

boost::json::object to_json(const BoardView& v) {
  json::array areas, lines;
  for (const auto& a : v.areas)
    areas.push_back({{"area", a.id},
                     {"name", a.name},
                     {"open", a.open},
                     {"nobody_found", a.alone},
                     {"urgent", a.urgent},
                     {"units_28d", a.units},
                     {"served_28d", a.served}});
  for (const auto& n : v.needs) lines.emplace_back(to_json(n));
  return {{"to_confirm", v.to_confirm},
          {"plan", json::object{{"running", v.run.running},
                                {"percent", v.run.percent},
                                {"last", v.run.when},
                                {"found", v.run.found},
                                {"proven", v.run.proven},
                                {"proof", v.run.proof}}},
          {"areas", std::move(areas)},
          {"total", v.total},
          {"page", v.filter.page},
          {"needs", std::move(lines)}};
}

boost::json::object to_json(const ProposalLine& p) {
  return {{"id", p.id.str()},
          {"need", p.need_id.str()},
          {"title", p.need},
          {"helper", json::object{{"account", p.helper_id.str()}, {"name", p.helper}}},
          {"author", json::object{{"account", p.author_id.str()}, {"name", p.author}}},
          {"state", word(p.state)},
          {"created", seconds(p.created)},
          {"how", p.how},
          {"distance", p.distance},
          {"when", p.slot},
          {"confirm", p.confirm},
          {"no", p.no}};
}

boost::json::object to_json(const ProposalView& v) {
  auto out = to_json(v.line);
  json::array past;
  for (const auto& h : v.past)
    past.push_back({{"at", h.when}, {"by", h.who}, {"what", h.what}, {"note", h.note}});
  out["history"] = std::move(past);
  out["helper_facts"] = facts(v.helper);
  out["author_facts"] = facts(v.author);
  return out;
}

boost::json::object to_json(const NeedView& v) {
  json::array live, past;
  for (const auto& p : v.live) live.emplace_back(to_json(p));
  for (const auto& p : v.past) past.emplace_back(to_json(p));
  return {{"id", v.id.str()},
          {"title", v.title},
          {"category", v.category},
          {"quarter", v.quarter},
          {"author", v.author},
          {"urgent", v.urgent},
          {"vulnerable", v.vulnerable},
          {"open", v.open},
          {"people", v.people},
          {"missing", v.missing},
          {"reason", v.reason},
          {"bars", strings(v.bars)},
          {"details", v.details},
          {"said", facts(v.said)},
          {"when", strings(v.when)},
          {"candidates", candidates(v.can)},
          {"barred", candidates(v.cannot)},
          {"live", std::move(live)},
          {"past", std::move(past)}};
}

}  // namespace board

void board_json_routes(Room& room) {
  board::reading(room);
  board::doing(room);
}

}  // namespace palier::proposals
