// Members, requests and invitations as JSON.
#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/groups/json.hpp"

namespace palier::groups {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

Response members(Room& room, Context& c, GroupId id) {
  return room.db().read([&](db::Session& s) {
    const auto p = room.members(s, c, room.see(s, c, id, Tier::member), page_number(c));
    json::array out;
    out.reserve(p.members.size());
    for (const auto& m : p.members)
      out.push_back(json::object{{"account", m.id},
                                 {"name", m.name},
                                 {"role", m.organiser ? "organiser"
                                          : m.helper  ? "helper"
                                                      : "member"},
                                 {"trusted", !m.newcomer},
                                 {"verified", m.verified}});
    return answer(
        {{"members", std::move(out)},
         {"next", p.pager.next.empty() ? json::value(nullptr) : json::value(page_number(c) + 1)}});
  });
}

Response join(Room& room, Context& c, GroupId id) {
  if (room.db().read([&](db::Session& s) {
        return room.p.below.accounts.unfinished(s, viewer(c)).has_value();
      }))
    return http::problem(c, 409,
                         {N_("Finish your account first: your name, your address, the "
                             "house rules.")});
  const auto input = http::json_input(c.request);
  Errors errors;
  const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<Service::Entered> {
    const auto seen = room.see(tx, c, id);
    if (seen.seer.member) return Service::Entered::already;
    const bool direct = room.service.direct(tx, seen.group, viewer(c), {}, c.now);
    const auto form = read_join(input, errors, seen.group, !direct);
    if (errors) return Service::Entered::already;
    return room.service.enter(tx, seen.group, viewer(c), form, {}, errors, c.now);
  });
  if (errors) return http::problem(c, errors);
  if (!done) return problem(c, done.error());
  return answer({{"state", *done == Service::Entered::asked ? "asked" : "member"}});
}

Response leave(Room& room, Context& c, GroupId id) {
  room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id, Tier::member);
    room.service.leave(tx, seen.group, seen.me(), c.now);
  });
  return answer({{"state", "left"}});
}

Response withdraw(Room& room, Context& c, GroupId id) {
  const auto done = room.db().write([&](db::Transaction& tx) {
    return room.service.withdraw(tx, room.see(tx, c, id).group, viewer(c), c.now);
  });
  if (!done) return problem(c, done.error());
  return answer({{"state", "withdrawn"}});
}

Response tell(Room& room, Context& c, GroupId id) {
  Errors errors;
  const auto chosen = read_notice(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  room.db().write([&](db::Transaction& tx) {
    room.service.tell_by(tx, room.see(tx, c, id, Tier::member).me(), chosen);
  });
  return answer({{"notice", word(chosen)}});
}

Response requests(Room& room, Context& c, GroupId id) {
  return room.db().read([&](db::Session& s) {
    json::array out;
    for (const auto& r : room.requests(s, c, room.see_approver(s, c, id)).requests) {
      json::array said;
      for (const auto& a : r.said)
        said.push_back(json::object{{"question", a.question}, {"answer", a.answer}});
      out.push_back(json::object{
          {"id", r.id}, {"name", r.name}, {"verified", r.verified}, {"answers", std::move(said)}});
    }
    return answer({{"requests", std::move(out)}});
  });
}

Response decide(Room& room, Context& c, GroupId id, RequestId request) {
  const auto input = http::json_input(c.request);
  Errors errors;
  form::Reader read(input, errors);
  const auto decision = read.choice("decision", {"let_in", "decline"}, true);
  if (errors) return http::problem(c, errors);
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see_approver(tx, c, id);
    return room.service.decide(tx, seen.group, seen.me(), request, decision == "let_in", c.now);
  });
  if (!done) return problem(c, done.error());
  return answer({{"decision", decision}});
}

Response trust(Room& room, Context& c, GroupId id, AccountId whom, bool on) {
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id, Tier::member);
    return room.service.trust(tx, seen.group, seen.me(), whom, on, c.now);
  });
  if (!done) return problem(c, done.error());
  return answer({{"trust", on}});
}

Response set_role(Room& room, Context& c, GroupId id, AccountId whom) {
  Errors errors;
  const auto role = read_role(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id, Tier::member);
    return room.service.set_role(tx, seen.group, seen.me(), whom, role, c.now);
  });
  if (!done) return problem(c, done.error());
  return answer({{"role", word(role)}});
}

Response remove(Room& room, Context& c, GroupId id, AccountId whom) {
  const auto input = c.request.body.empty() ? form::Input() : http::json_input(c.request);
  Errors errors;
  const bool for_good = form::Reader(input, errors).flag("for_good");
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id, Tier::member);
    return room.service.remove_member(tx, seen.group, seen.me(), whom, for_good, c.now);
  });
  if (!done) return problem(c, done.error());
  return answer({{"removed", true}});
}

Response invite(Room& room, Context& c, GroupId id) {
  Errors errors;
  const auto form = read_invite(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  const auto made = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id, Tier::member);
    return room.service.invite(tx, seen.group, seen.me(), form, c.language, c.now);
  });
  if (!made) return problem(c, made.error());
  json::object o{{"id", made->id.str()}, {"expires", rfc3339(made->expires_at)}};
  if (form.link) o["url"] = room.absolute(c, room.p.letters.join_path(*made));
  return answer(std::move(o), 201);
}

template <class F>
auto with(Room& room, F f) {
  return [&room, f](Context& c, GroupId id) { return f(room, c, id); };
}

}  // namespace

void people_routes(Room& room) {
  auto& r = room.p.core.router;
  const std::string base = "/api/v1/groups/{group}";
  r.get(base + "/members", with(room, members)).who(http::signed_in());
  r.post(base + "/join", with(room, join)).who(http::signed_in()).limited(http::Limit::posting);
  r.post(base + "/leave", with(room, leave)).who(http::signed_in());
  r.post(base + "/withdraw", with(room, withdraw)).who(http::signed_in());
  r.put(base + "/notice", with(room, tell)).who(http::signed_in());
  r.get(base + "/requests", with(room, requests)).who(http::signed_in());
  r.post(base + "/requests/{request}", [&room](Context& c, GroupId id, RequestId request) {
     return decide(room, c, id, request);
   }).who(http::signed_in());
  r.put(base + "/members/{member}/trust", [&room](Context& c, GroupId id, AccountId whom) {
     return trust(room, c, id, whom, true);
   }).who(http::signed_in());
  r.del(base + "/members/{member}/trust", [&room](Context& c, GroupId id, AccountId whom) {
     return trust(room, c, id, whom, false);
   }).who(http::signed_in());
  r.put(base + "/members/{member}/role", [&room](Context& c, GroupId id, AccountId whom) {
     return set_role(room, c, id, whom);
   }).who(http::signed_in());
  r.del(base + "/members/{member}", [&room](Context& c, GroupId id, AccountId whom) {
     return remove(room, c, id, whom);
   }).who(http::signed_in());
  r.post(base + "/invitations", with(room, invite))
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::groups
