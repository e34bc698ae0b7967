// Helpers' profiles and proposals as JSON: the same forms and the same service.
#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/proposals/translate.hpp"
#include "features/proposals/view.hpp"

namespace palier::proposals {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

Response answer(const json::value& value, int status = 200) {
  return http::json(http::json_text(value), status);
}

json::array list(const std::vector<std::string>& words) {
  return json::array(words.begin(), words.end());
}

void put(json::object& o, const Standing& at) {
  o["id"] = at.id.str();
  o["state"] = word(at.state);
  o["says"] = at.says;
  o["waiting"] = at.waiting;
  if (!at.page.empty()) o["request"] = at.page;
}

json::object helping(Room& room, db::Session& s, const Context& c) {
  Profile profile;
  const auto saved = store::profile(s, me(c));
  if (saved) {
    profile = *saved;
  } else if (const auto k =
                 known_of(s, room.p, me(c), places::TerritoryId{c.viewer.territory}, c.now)) {
    profile = k->profile;
  } else {
    profile.active = false;
  }
  auto out = fields_of(profile);
  out["saved"] = saved.has_value();
  const auto asks = store::asks(s, me(c));
  json::object asked{{"total", asks.asked_total},
                     {"last_28_days", store::asked_since(s, me(c), c.now - std::chrono::days(28))},
                     {"yes", asks.yes_total},
                     {"no", asks.no_total},
                     {"unanswered", asks.lapsed_total}};
  asked["last"] = asks.last_asked_at ? json::value(rfc3339(*asks.last_asked_at)) : json::value();
  out["asked"] = std::move(asked);
  json::array changes;
  if (saved) {
    const auto kinds = room.p.aid.kinds(s, c.language);
    for (const auto& one : learnt(s, room.p, *saved))
      changes.push_back(json::object{{"proposal", one.proposal.str()},
                                     {"reason", word(one.why)},
                                     {"says", line_of(one, kinds, c.language)}});
  }
  out["changed_by_answers"] = std::move(changes);
  return out;
}

Response save(Room& room, Context& c) {
  const auto input = http::json_input(c.request);
  Errors errors;
  Profile profile;
  std::optional<std::string> first;
  room.db().read([&](db::Session& s) {
    first = room.p.accounts.unfinished(s, me(c));
    if (auto before = store::profile(s, me(c))) profile = std::move(*before);
    profile.account_id = me(c);
    profile.territory_id = places::TerritoryId{c.viewer.territory};
    read_profile(input, errors, room.p.aid.kinds(s, c.language), c.now, profile);
  });
  if (first) return http::problem(c, 422, {N_("Say first who you are and where you live.")});
  if (errors) return http::problem(c, errors);
  room.db().write([&](db::Transaction& tx) { room.service.save_profile(tx, profile, c.now); });
  return answer(room.db().read([&](db::Session& s) { return helping(room, s, c); }));
}

Response all(Room& room, Context& c) {
  const auto m =
      room.db().read([&](db::Session& s) { return mine(s, room.p, me(c), c.language, c.now); });
  json::array helper, author;
  for (const auto* part : {&m.to_answer, &m.going, &m.past})
    for (const auto& v : *part) helper.push_back(to_json(v));
  for (const auto* part : {&m.offered, &m.settled})
    for (const auto& v : *part) author.push_back(to_json(v));
  return answer(json::object{{"as_helper", std::move(helper)}, {"as_author", std::move(author)}});
}

json::object seen(Room& room, Context& c, ProposalId id) {
  return room.db().read([&](db::Session& s) {
    const auto p = store::find(s, id);
    if (!p) http::not_found();
    if (const auto v = helper_view(s, room.p, *p, me(c), c.language, c.now)) return to_json(*v);
    const auto v =
        author_view(s, {room.p.core, room.p.accounts, room.p.aid}, *p, me(c), c.language, c.now);
    if (!v) http::not_found();
    return to_json(*v);
  });
}

Response result(Room& room, Context& c, const Service::Outcome& done) {
  if (!done) return http::problem(c, status_of(done.error()), sentence(done.error()));
  return answer(seen(room, c, done->id));
}

/// Past its time, though the job that closes it has not come by yet.
bool over(Room& room, const Context& c, ProposalId id) {
  return room.db().read([&](db::Session& s) {
    const auto p = store::find(s, id);
    return p && live(p->state) && p->state != State::to_confirm && p->sent_at &&
           p->expires_at <= c.now;
  });
}

template <class Act>
Response act(Room& room, Context& c, ProposalId id, Act what) {
  (void)seen(room, c, id);  // 404 before anything else.
  if (over(room, c, id))
    return http::problem(c, status_of(Refusal::too_late), sentence(Refusal::too_late));
  return result(room, c, room.db().write(what));
}

Response say_no(Room& room, Context& c, ProposalId id) {
  Errors errors;
  NoForm filled;
  if (!c.request.body.empty()) filled = read_no(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  (void)seen(room, c, id);
  return result(room, c, room.db().write([&](db::Transaction& tx) {
    return room.service.helper_no(tx, id, me(c), filled.why, filled.text, c.now);
  }));
}

}  // namespace

json::object to_json(const HelperView& v) {
  json::object o{{"role", "helper"}};
  put(o, v.at);
  o["title"] = v.title;
  o["category"] = v.category;
  o["quarter"] = v.quarter;
  o["urgent"] = v.urgent;
  o["details"] = v.details;
  json::array said;
  for (const auto& [q, a] : v.said) said.push_back(json::object{{"question", q}, {"answer", a}});
  o["said"] = std::move(said);
  o["when"] = list(v.when);
  o["why"] = list(v.why);
  return o;
}

json::object to_json(const AuthorView& v) {
  json::object o{{"role", "author"}};
  put(o, v.at);
  o["title"] = v.title;
  o["heading"] = v.heading;
  o["verified"] = v.verified;
  o["why"] = list(v.why);
  return o;
}

void json_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/api/v1/helping", [&room](Context& c) {
     return answer(room.db().read([&](db::Session& s) { return helping(room, s, c); }));
   }).who(http::signed_in());
  r.put("/api/v1/helping", [&room](Context& c) { return save(room, c); }).who(http::signed_in());
  r.get("/api/v1/proposals", [&room](Context& c) { return all(room, c); }).who(http::signed_in());
  r.get("/api/v1/proposals/{proposal}", [&room](Context& c, ProposalId id) {
     return answer(seen(room, c, id));
   }).who(http::signed_in());
  r.post("/api/v1/proposals/{proposal}/yes", [&room](Context& c, ProposalId id) {
     return act(room, c, id,
                [&](db::Transaction& tx) { return room.service.helper_yes(tx, id, me(c), c.now); });
   }).who(http::signed_in());
  r.post("/api/v1/proposals/{proposal}/no", [&room](Context& c, ProposalId id) {
     return say_no(room, c, id);
   }).who(http::signed_in());
  r.post("/api/v1/proposals/{proposal}/accept", [&room](Context& c, ProposalId id) {
     return act(room, c, id, [&](db::Transaction& tx) {
       return room.service.author_yes(tx, id, me(c), {}, c.now);
     });
   }).who(http::signed_in());
  r.post("/api/v1/proposals/{proposal}/refuse", [&room](Context& c, ProposalId id) {
     return act(room, c, id, [&](db::Transaction& tx) {
       return room.service.author_no(tx, id, me(c), {}, c.now);
     });
   }).who(http::signed_in());
}

}  // namespace palier::proposals
