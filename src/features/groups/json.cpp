// Groups as JSON: the same forms and use cases as the pages.
#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "core/http/once.hpp"
#include "features/groups/directory.hpp"
#include "features/groups/json.hpp"

namespace palier::groups {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

Response answer(json::object o, int status) {
  return http::json(http::json_text(json::value(std::move(o))), status);
}

Response problem(Context& c, Refusal r) {
  if (r == Refusal::not_found) http::not_found();
  return http::problem(c, status_of(r), {sentence(r)});
}

json::object to_json(const Room& room, const Group& g, const std::vector<std::string>& circles,
                     const i18n::Language& l) {
  const auto v = room.card(g, circles, l);
  return {{"id", g.id.str()},
          {"name", g.name},
          {"about", g.about},
          {"place", v.place},
          {"level", places::word(g.level)},
          {"door", word(g.door)},
          {"members", g.members},
          {"founded", rfc3339(g.founded_at)}};
}

namespace {

Response list(Room& room, Context& c) {
  Errors errors;
  json::array groups;
  bool more = false;
  const int number = page_number(c);
  room.db().read([&](db::Session& s) {
    const auto home = room.service.home(s, viewer(c));
    const auto circles = home ? home->circles : std::vector<std::string>{};
    std::vector<Group> found;
    if (form::Reader(c.request.query, errors).flag("mine")) {
      for (auto& g : store::groups_of(s, viewer(c)))
        if (!g.unseen || store::member(s, g.id, viewer(c))->role == Role::organiser)
          found.push_back(std::move(g));
    } else {
      auto look = read_look(c.request.query, errors, c, home);
      look.limit = 21;
      look.offset = (number - 1) * 20;
      found = store::look(s, look);
      more = found.size() > 20;
      if (more) found.resize(20);
    }
    groups.reserve(found.size());
    for (const auto& g : found) groups.push_back(to_json(room, g, circles, c.language));
  });
  if (errors) return http::problem(c, errors);
  return answer({{"groups", std::move(groups)},
                 {"next", more ? json::value(number + 1) : json::value(nullptr)}});
}

Response create(Room& room, Context& c) {
  if (room.db().read([&](db::Session& s) {
        return room.p.below.accounts.unfinished(s, viewer(c)).has_value();
      }))
    return http::problem(c, 409,
                         {N_("Finish your account first: your name, your address, the "
                             "house rules.")});
  const auto input = http::json_input(c.request);
  Errors errors;
  const auto home = room.db().read([&](db::Session& s) { return room.service.home(s, viewer(c)); });
  // A level is enough: "quarter" stands for their own.
  auto filled = input;
  if (const auto level = places::level(input.one("circle")))
    for (const auto& circle : home ? home->circles : std::vector<std::string>{})
      if (circle.starts_with(std::string(places::word(*level)) + "/")) filled.set("circle", circle);
  const auto form =
      read_group(filled, errors, home ? home->circles : std::vector<std::string>{}, true);
  if (errors) return http::problem(c, errors);
  const auto token = http::own_token(c.viewer.account, c.request.path, input.one("once"));
  std::string id;
  bool again = false;
  room.db().write([&](db::Transaction& tx) {
    if (const auto before = http::once(tx, token, c.now)) {
      again = true;
      id = *before;
      return;
    }
    const auto made = room.service.found(tx, viewer(c), form, c.now);
    errors = made.errors;
    if (!made.ok()) return;
    id = made.id.str();
    http::keep_result(tx, token, id);
  });
  if (errors) return http::problem(c, errors);
  return answer({{"id", id}}, again ? 200 : 201);
}

Response one(Room& room, Context& c, GroupId id) {
  return room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id);
    auto o = to_json(room, seen.group, seen.seer.circles, c.language);
    o["rules"] = seen.group.rules;
    json::array questions;
    for (const auto& q : seen.group.asked()) questions.emplace_back(q);
    o["questions"] = std::move(questions);
    o["asked"] = seen.seer.asked;
    o["invited"] = seen.seer.invitation.has_value();
    o["role"] = seen.seer.member ? json::value(word(seen.me().role)) : json::value(nullptr);
    if (seen.seer.member) {
      const auto& me = seen.me();
      o["trusted"] = me.trusted;
      o["notice"] = word(me.notice);
      o["trusts"] = store::trusts(s, id, me.account_id);
      o["trust_needed"] = trust_needed(store::trusted(s, id));
    }
    return answer(std::move(o));
  });
}

Response change(Room& room, Context& c, GroupId id) {
  const auto input = http::json_input(c.request);
  Errors errors;
  const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<Errors> {
    const auto seen = room.see(tx, c, id, Tier::organises);
    // What is not sent stays.
    form::Input all = input;
    const auto& g = seen.group;
    const auto keep = [&](const char* name, std::string value) {
      if (!input.sent(name)) all.set(name, std::move(value));
    };
    keep("name", g.name);
    keep("about", g.about);
    keep("rules", g.rules);
    keep("door", std::string(word(g.door)));
    keep("lets_in", std::string(word(g.lets_in)));
    std::string questions;
    for (const auto& q : g.asked()) questions.append(q).append("\n");
    keep("questions", questions);
    const auto form = read_group(all, errors, {}, false);
    if (errors) return errors;
    return room.service.edit(tx, g, seen.me(), form, c.now);
  });
  if (!done) return problem(c, done.error());
  if (*done) return http::problem(c, *done);
  return one(room, c, id);
}

Response remove(Room& room, Context& c, GroupId id) {
  const auto input = http::json_input(c.request);
  Errors errors;
  const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<> {
    const auto seen = room.see(tx, c, id, Tier::organises);
    if (!read_confirmed(input, errors, seen.group)) return {};
    return room.service.remove(tx, seen.group, seen.me(), c.now);
  });
  if (errors) return http::problem(c, errors);
  if (!done) return problem(c, done.error());
  return answer({{"deleted", true}});
}

Response events(Room& room, Context& c, GroupId id) {
  return room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id, Tier::reads);
    json::array out;
    for (const auto& e : room.p.below.feed.coming(s, seen.group.audience(), c.now, 100)) {
      json::object o{{"post", e.id.str()},
                     {"title", e.title},
                     {"starts", rfc3339(e.event.starts)},
                     {"place", e.event.place},
                     {"url", e.url}};
      o["ends"] = e.event.ends ? json::value(rfc3339(*e.event.ends)) : json::value(nullptr);
      out.push_back(std::move(o));
    }
    return answer({{"events", std::move(out)}});
  });
}

Response files(Room& room, Context& c, GroupId id) {
  return room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id, Tier::member);
    json::array out;
    for (const auto& f : store::files(s, id, kMostFiles, 0)) {
      if (f.unseen && f.by_id != seen.seer.account) continue;
      out.push_back(json::object{{"id", f.id.str()},
                                 {"name", f.name},
                                 {"type", kind_named(f.kind).mime},
                                 {"size", f.size},
                                 {"by", room.p.letters.name(s, f.by_id, c.language)},
                                 {"added", rfc3339(f.created_at)},
                                 {"url", seen.group.url() + "/files/" + f.id.str()}});
    }
    return answer({{"files", std::move(out)}});
  });
}

Response own_aid(Room& room, Context& c, GroupId id) {
  return room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id, Tier::reads);
    json::array out;
    for (const auto& line : room.aid(s, seen, c.language))
      out.push_back(json::object{{"id", line.card.id.str()},
                                 {"kind", aid::word(line.card.kind)},
                                 {"title", line.card.title},
                                 {"category", line.card.category},
                                 {"quarter", line.card.quarter},
                                 {"url", line.card.url}});
    return answer({{"aid", std::move(out)}});
  });
}

Response list_aid(Room& room, Context& c, GroupId id) {
  const auto input = http::json_input(c.request);
  const auto post = aid::PostId::parse(input.one("post"));
  if (!post) {
    Errors errors;
    errors.add("post", {N_("Choose at least one of your posts.")});
    return http::problem(c, errors);
  }
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id, Tier::member);
    return room.service.list(tx, seen.group, seen.me(), *post, c.now);
  });
  if (!done) return problem(c, done.error());
  return answer({{"listed", true}});
}

Response unlist_aid(Room& room, Context& c, GroupId id, aid::PostId post) {
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id, Tier::member);
    return room.service.unlist(tx, seen.group, seen.me(), post);
  });
  if (!done) return problem(c, done.error());
  return answer({{"listed", false}});
}

template <class F>
auto with(Room& room, F f) {
  return [&room, f](Context& c, GroupId id) { return f(room, c, id); };
}

}  // namespace

void json_routes(Room& room) {
  auto& r = room.p.core.router;
  const std::string base = "/api/v1/groups/{group}";
  r.get("/api/v1/groups", [&room](Context& c) { return list(room, c); })
      .who(http::signed_in())
      .limited(http::Limit::search);
  r.post("/api/v1/groups", [&room](Context& c) { return create(room, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.get(base, with(room, one)).who(http::signed_in());
  r.patch(base, with(room, change)).who(http::signed_in()).limited(http::Limit::posting);
  r.del(base, with(room, remove)).who(http::signed_in());
  r.get(base + "/events", with(room, events)).who(http::signed_in());
  r.get(base + "/files", with(room, files)).who(http::signed_in());
  r.get(base + "/aid", with(room, own_aid)).who(http::signed_in());
  r.post(base + "/aid", with(room, list_aid)).who(http::signed_in());
  r.del(base + "/aid/{post}", [&room](Context& c, GroupId id, aid::PostId post) {
     return unlist_aid(room, c, id, post);
   }).who(http::signed_in());
  people_routes(room);
}

}  // namespace palier::groups
