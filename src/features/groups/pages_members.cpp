// Who is in a group, who would like to be, and whom it trusts.
#include "features/groups/room.hpp"
#include "features/groups/templates.hpp"

namespace palier::groups {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

std::string back_to(GroupId id) {
  return "/groups/" + id.str() + "/members";
}

struct Target {
  Room::Seen seen;
  Member member;
  std::string name;
};
Target target(Room& room, db::Session& s, const Context& c, GroupId id, AccountId whom) {
  auto seen = room.see(s, c, id, Tier::member);
  auto m = store::member(s, id, whom);
  if (!m) http::not_found();
  auto name = room.p.letters.name(s, whom, c.language);
  return {std::move(seen), std::move(*m), std::move(name)};
}

QuestionPage remove_page(const Context& c, const Target& t) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(Message{N_("Take {1} out of the group?"), {t.name}});
  p.about = t.seen.group.name;
  p.lead = {
      l.tr(N_("They are told, and read nothing of the group any more. That you did this is "
              "written down for the keepers of this site."))};
  p.back = back_to(t.seen.group.id);
  p.action = p.back + "/" + t.member.account_id.str() + "/remove";
  p.submit = l.tr(N_("Take out"));
  p.cancel = l.tr(N_("No, go back"));
  p.danger = true;
  html::Field f;
  f.name = "for_good";
  f.type = "checkboxes";
  f.label = l.tr(N_("Coming back"));
  f.required = true;
  f.options = {{"1", l.tr(N_("They may not come back")),
                l.tr(N_("Neither by themselves nor by an invitation, until somebody lifts this.")),
                false}};
  p.fields = {f};
  return p;
}

QuestionPage role_page(const Context& c, const Target& t) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(Message{N_("What does {1} do in the group?"), {t.name}});
  p.about = t.seen.group.name;
  p.back = back_to(t.seen.group.id);
  p.action = p.back + "/" + t.member.account_id.str() + "/role";
  p.submit = l.tr(N_("Save"));
  html::Field f;
  f.name = "role";
  f.type = "radios";
  f.label = l.tr(N_("Their part"));
  f.required = true;
  f.options = {{"member", l.tr(label(Role::member)), "", t.member.role == Role::member},
               {"helper", l.tr(label(Role::helper)),
                l.tr(N_("Lets people in, takes people out, removes posts and files.")),
                t.member.role == Role::helper},
               {"organiser", l.tr(label(Role::organiser)),
                l.tr(N_("Also changes the settings, gives out parts, and can delete the group.")),
                t.member.role == Role::organiser}};
  p.fields = {f};
  return p;
}

Response decide(Room& room, Context& c, GroupId id, RequestId request, bool let_in) {
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see_approver(tx, c, id);
    return room.service.decide(tx, seen.group, seen.me(), request, let_in, c.now);
  });
  const auto back = "/groups/" + id.str() + "/requests";
  if (!done) return refuse(c, done.error(), back);
  c.notice(let_in ? Message{N_("They are in, and are told.")}
                  : Message{N_("It is declined, and they are told kindly.")});
  return http::see_other(back);
}

Response trust(Room& room, Context& c, GroupId id, AccountId whom, bool on) {
  bool grown = false;
  const auto done = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id, Tier::member);
    auto out = room.service.trust(tx, seen.group, seen.me(), whom, on, c.now);
    const auto m = store::member(tx, id, whom);
    grown = m && m->trusted;
    return out;
  });
  if (!done) return refuse(c, done.error(), back_to(id));
  c.notice(!on     ? Message{N_("It is taken back.")}
           : grown ? Message{N_("Thank you. They have all the rights of a member now.")}
                   : Message{N_("Thank you. It counts.")});
  return http::see_other(back_to(id));
}

}  // namespace

void member_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/groups/{group}/members", [&room](Context& c, GroupId id) {
     const auto p = room.db().read([&](db::Session& s) {
       return room.members(s, c, room.see(s, c, id, Tier::member), page_number(c));
     });
     auto page = c.page(c.language.tr(Message{N_("Members of {1}"), {p.head.name}}));
     page.index = false;
     html::Out out;
     templates::members(out, page, p);
     return http::page(out.take());
   }).who(http::signed_in());
  r.post("/groups/{group}/members/{member}/trust", [&room](Context& c, GroupId id, AccountId whom) {
     return trust(room, c, id, whom, true);
   }).who(http::signed_in());
  r.post("/groups/{group}/members/{member}/untrust", [&room](Context& c, GroupId id,
                                                             AccountId whom) {
     return trust(room, c, id, whom, false);
   }).who(http::signed_in());
  r.get("/groups/{group}/members/{member}/remove", [&room](Context& c, GroupId id, AccountId whom) {
     const auto t = room.db().read([&](db::Session& s) { return target(room, s, c, id, whom); });
     if (!may_remove(t.seen.me(), t.member)) http::forbidden();
     return question(c, remove_page(c, t));
   }).who(http::signed_in());
  r.post("/groups/{group}/members/{member}/remove", [&room](Context& c, GroupId id,
                                                            AccountId whom) {
     Errors ignored;
     form::Reader read(c.request.form, ignored);
     const bool for_good = read.flag("for_good");
     const auto done = room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id, Tier::member);
       return room.service.remove_member(tx, seen.group, seen.me(), whom, for_good, c.now);
     });
     if (!done) return refuse(c, done.error(), back_to(id));
     c.notice({N_("They are no longer in the group, and are told.")});
     return http::see_other(back_to(id));
   }).who(http::signed_in());
  r.get("/groups/{group}/members/{member}/role", [&room](Context& c, GroupId id, AccountId whom) {
     const auto t = room.db().read([&](db::Session& s) { return target(room, s, c, id, whom); });
     if (!may_set_role(t.seen.me())) http::forbidden();
     return question(c, role_page(c, t));
   }).who(http::signed_in());
  r.post("/groups/{group}/members/{member}/role", [&room](Context& c, GroupId id, AccountId whom) {
     Errors errors;
     const auto role = read_role(c.request.form, errors);
     if (errors) {
       const auto t = room.db().read([&](db::Session& s) { return target(room, s, c, id, whom); });
       return question(c, role_page(c, t), errors);
     }
     const auto done = room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id, Tier::member);
       return room.service.set_role(tx, seen.group, seen.me(), whom, role, c.now);
     });
     if (!done) return refuse(c, done.error(), back_to(id));
     c.notice({N_("It is saved.")});
     return http::see_other(back_to(id));
   }).who(http::signed_in());
  r.post("/groups/{group}/bans/{member}/lift", [&room](Context& c, GroupId id, AccountId whom) {
     const auto done = room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id, Tier::member);
       return room.service.lift(tx, seen.group, seen.me(), whom);
     });
     if (!done) return refuse(c, done.error(), back_to(id));
     c.notice({N_("They may come back.")});
     return http::see_other(back_to(id));
   }).who(http::signed_in());

  r.get("/groups/{group}/requests", [&room](Context& c, GroupId id) {
     const auto p = room.db().read(
         [&](db::Session& s) { return room.requests(s, c, room.see_approver(s, c, id)); });
     auto page = c.page(c.language.tr(Message{N_("Requests to join {1}"), {p.head.name}}));
     page.index = false;
     html::Out out;
     templates::requests(out, page, p);
     return http::page(out.take());
   }).who(http::signed_in());
  r.post("/groups/{group}/requests/{request}/let-in", [&room](Context& c, GroupId id,
                                                              RequestId request) {
     return decide(room, c, id, request, true);
   }).who(http::signed_in());
  r.post("/groups/{group}/requests/{request}/decline", [&room](Context& c, GroupId id,
                                                               RequestId request) {
     return decide(room, c, id, request, false);
   }).who(http::signed_in());
}

}  // namespace palier::groups
