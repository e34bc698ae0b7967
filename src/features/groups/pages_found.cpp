// Founding a group, changing it, deleting it.
#include "core/http/once.hpp"
#include "features/groups/room.hpp"
#include "features/groups/templates.hpp"

namespace palier::groups {

using form::Errors;
using html::Field;
using http::Context;
using http::Response;
using i18n::Language;
using i18n::Message;

std::vector<Field> group_fields(const Language& l, bool founding) {
  Field name;
  name.name = "name";
  name.label = l.tr(N_("Name of the group"));
  name.required = true;
  name.max = 80;
  Field about;
  about.name = "about";
  about.type = "textarea";
  about.label = l.tr(N_("What is it for?"));
  about.hint =
      l.tr(N_("What you do together, when, and for whom. Those who look for a group read "
              "this first."));
  about.required = true;
  about.rows = 6;
  about.max = 3000;
  Field at;
  at.name = "door";
  at.type = "radios";
  at.label = l.tr(N_("Who can come in?"));
  at.required = true;
  at.options = {
      {"open", l.tr(N_("Everyone")),
       l.tr(N_("One click is enough. Neighbours who are signed in can read what is "
               "written without being members.")),
       false},
      {"request", l.tr(N_("Whoever asks and is let in")),
       l.tr(N_("Everyone sees that the group exists; only members read what is written.")), false},
      {"hidden", l.tr(N_("Only those you invite")),
       l.tr(N_("Nobody else learns that the group exists.")), false}};
  Field rules;
  rules.name = "rules";
  rules.type = "textarea";
  rules.label = l.tr(N_("Rules of the group"));
  rules.hint = l.tr(N_("Shown before somebody joins; they say that they agree."));
  rules.max = 3000;
  Field questions;
  questions.name = "questions";
  questions.type = "textarea";
  questions.label = l.tr(N_("Questions to those who ask to join"));
  questions.hint =
      l.tr(N_("One question a line, five at most. Only those who let people in read "
              "the answers."));
  Field who;
  who.name = "lets_in";
  who.type = "radios";
  who.label = l.tr(N_("Who lets people in?"));
  who.required = true;
  who.options = {{"helpers", l.tr(N_("Those who run the group")), "", false},
                 {"trusted", l.tr(N_("Every member whom the group trusts")), "", false}};
  if (!founding) return {name, about, at, rules, questions, who};
  Field circle;
  circle.name = "circle";
  circle.type = "radios";
  circle.label = l.tr(N_("Where is it at home?"));
  circle.hint = l.tr(N_("This says who finds it first. It stays as it is."));
  circle.required = true;
  return {name, about, circle, at, rules, questions, who};
}

namespace {

void offer_circles(std::vector<Field>& fields, const std::vector<std::string>& circles,
                   const Language& l) {
  for (auto& f : fields) {
    if (f.name != "circle") continue;
    for (const auto& c : circles) {
      const auto level = places::level(std::string_view(c).substr(0, c.find('/')));
      if (!level) continue;
      static constexpr const char* kNames[] = {N_("My building"), N_("My street"), N_("My quarter"),
                                               N_("My town")};
      std::string hint;
      if (*level == places::Level::building)
        hint = l.tr(N_("Only those who live there find it, and those you invite."));
      f.options.push_back({c, l.tr(kNames[static_cast<int>(*level) - 1]), hint, false});
    }
  }
}

Response form_page(Context& c, std::vector<Field> fields, const form::Input& from,
                   const Errors& errors, QuestionPage p) {
  for (auto& f : fields) f = html::filled(f, from, errors, c.language);
  p.fields = std::move(fields);
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::question(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response founding(Room& room, Context& c, const Errors& errors) {
  const auto& l = c.language;
  const auto home = room.db().read([&](db::Session& s) { return room.service.home(s, viewer(c)); });
  QuestionPage p;
  p.heading = l.tr(N_("Start a group"));
  p.lead = {
      l.tr(N_("A garden, a choir, a round that brings soup, lifts to the market: whatever "
              "brings neighbours together."))};
  p.back = "/groups";
  p.action = "/groups/new";
  p.submit = l.tr(N_("Start the group"));
  auto fields = group_fields(l, true);
  if (home) offer_circles(fields, home->circles, l);
  form::Input first;
  first.set("door", "request");
  first.set("lets_in", "helpers");
  for (const auto& circle : home ? home->circles : std::vector<std::string>{})
    if (circle.starts_with("quarter/")) first.set("circle", circle);
  return form_page(c, std::move(fields), errors ? c.request.form : first, errors, std::move(p));
}

Response found(Room& room, Context& c) {
  if (const auto to = room.db().read([&](db::Session& s) {
        return accounts::before_posting(room.p.below.accounts, s, c, "/groups/new");
      }))
    return http::see_other(*to);
  Errors errors;
  std::string location;
  const auto home = room.db().read([&](db::Session& s) { return room.service.home(s, viewer(c)); });
  const auto filled =
      read_group(c.request.form, errors, home ? home->circles : std::vector<std::string>{}, true);
  if (errors) return founding(room, c, errors);
  const auto token = http::own_token(c.viewer.account, c.request.path, c.request.form.one("once"));
  bool held = false;
  room.db().write([&](db::Transaction& tx) {
    if (const auto before = http::once(tx, token, c.now)) {
      location = *before;
      return;
    }
    const auto made = room.service.found(tx, viewer(c), filled, c.now);
    errors = made.errors;
    if (!made.ok()) return;
    const auto g = store::group(tx, made.id);
    held = g && g->unseen;
    location = "/groups/" + made.id.str();
    http::keep_result(tx, token, location);
  });
  if (errors) return founding(room, c, errors);
  c.notice(held ? Message{N_("The group is kept. A moderator looks at it before others see it.")}
                : Message{N_("The group exists. Now invite the first neighbours.")});
  return http::see_other(location.empty() ? "/groups" : location);
}

form::Input as_input(const Group& g) {
  form::Input in;
  in.set("name", g.name);
  in.set("about", g.about);
  in.set("rules", g.rules);
  std::string questions;
  for (const auto& q : g.asked()) questions.append(questions.empty() ? "" : "\n").append(q);
  in.set("questions", questions);
  in.set("door", std::string(word(g.door)));
  in.set("lets_in", std::string(word(g.lets_in)));
  return in;
}

Response settings(Context& c, const Room::Seen& seen, const Errors& errors) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Settings of the group"));
  p.about = seen.group.name;
  p.back = seen.group.url();
  p.action = p.back + "/settings";
  p.submit = l.tr(N_("Save"));
  p.second = l.tr(N_("Delete the group"));
  p.second_action = p.back + "/delete";
  return form_page(c, group_fields(l, false), errors ? c.request.form : as_input(seen.group),
                   errors, std::move(p));
}

Response change(Room& room, Context& c, GroupId id) {
  Errors errors;
  const auto filled = read_group(c.request.form, errors, {}, false);
  const auto seen =
      room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::organises); });
  if (errors) return settings(c, seen, errors);
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto now = room.see(tx, c, id, Tier::organises);
    return room.service.edit(tx, now.group, now.me(), filled, c.now);
  });
  if (!done) return refuse(c, done.error(), seen.group.url());
  if (*done) return settings(c, seen, *done);
  c.notice({N_("It is saved.")});
  return http::see_other(seen.group.url());
}

Response ask_delete(Context& c, const Room::Seen& seen, const Errors& errors) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Delete this group?"));
  p.about = seen.group.name;
  p.lead = {
      l.tr(N_("Its posts, events, files and the list of its members are erased for good. Its "
              "members are told. This cannot be undone."))};
  p.back = seen.group.url() + "/settings";
  p.action = seen.group.url() + "/delete";
  p.submit = l.tr(N_("Delete for good"));
  p.cancel = l.tr(N_("No, go back"));
  p.danger = true;
  Field name;
  name.name = "name";
  name.label = l.tr(Message{N_("To be sure, type the name of the group: {1}"), {seen.group.name}});
  name.required = true;
  name.autocomplete = "off";
  p.fields = {name};
  return question(c, p, errors);
}

Response remove(Room& room, Context& c, GroupId id) {
  Errors errors;
  const auto seen =
      room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::organises); });
  if (!read_confirmed(c.request.form, errors, seen.group)) return ask_delete(c, seen, errors);
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto now = room.see(tx, c, id, Tier::organises);
    return room.service.remove(tx, now.group, now.me(), c.now);
  });
  if (!done) return refuse(c, done.error(), seen.group.url());
  c.notice({N_("The group is deleted, with everything that was in it.")});
  return http::see_other("/groups");
}

}  // namespace

void found_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/groups/new", [&room](Context& c) {
     if (const auto to = room.db().read([&](db::Session& s) {
           return accounts::before_posting(room.p.below.accounts, s, c, "/groups/new");
         }))
       return http::see_other(*to);
     return founding(room, c, {});
   }).who(http::signed_in());
  r.post("/groups/new", [&room](Context& c) { return found(room, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.get("/groups/{group}/settings", [&room](Context& c, GroupId id) {
     const auto seen =
         room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::organises); });
     return settings(c, seen, {});
   }).who(http::signed_in());
  r.post("/groups/{group}/settings",
         [&room](Context& c, GroupId id) { return change(room, c, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.get("/groups/{group}/delete", [&room](Context& c, GroupId id) {
     const auto seen =
         room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::organises); });
     return ask_delete(c, seen, {});
   }).who(http::signed_in());
  r.post("/groups/{group}/delete", [&room](Context& c, GroupId id) {
     return remove(room, c, id);
   }).who(http::signed_in());
}

}  // namespace palier::groups
