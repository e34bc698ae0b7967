// A group's own needs and offers: what its people posted, listed on its page.
#include "features/groups/room.hpp"

namespace palier::groups {
namespace {

using http::Context;

QuestionPage list_page(Room& room, db::Session& s, const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Needs and offers of the group"));
  p.about = seen.group.name;
  p.back = seen.group.url();
  const auto own = room.p.below.aid.open_of(s, viewer(c), l);
  const auto listed = store::listed(s, seen.group.id, kMostAid);
  html::Field f;
  f.name = "post";
  f.type = "checkboxes";
  f.label = l.tr(N_("Which of your posts concern the group?"));
  f.required = true;
  for (const auto& card : own) {
    const bool there = std::any_of(listed.begin(), listed.end(),
                                   [&](const Listed& x) { return x.post_id == card.id; });
    if (there) continue;
    f.options.push_back({card.id.str(), card.title,
                         card.kind == aid::Kind::need ? l.tr(N_("Request")) : l.tr(N_("Offer")),
                         false});
  }
  p.lead = {
      l.tr(N_("Thermos flasks for the round, a tutor for the children: post a request or an "
              "offer as usual, then list it here. It shows on the page of the group."))};
  if (f.options.empty()) {
    p.lead.push_back(
        l.tr(N_("You have no open request or offer that is not on the page already.")));
    p.link = "/needs/new";
    p.link_label = l.tr(N_("Ask for help"));
    p.second = l.tr(N_("Offer help"));
    p.second_action = "/offers/new";
    return p;
  }
  p.fields = {f};
  p.action = seen.group.url() + "/aid";
  p.submit = l.tr(N_("List on the page"));
  return p;
}

}  // namespace

void aid_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/groups/{group}/aid", [&room](Context& c, GroupId id) {
     QuestionPage p;
     const auto seen = room.db().read([&](db::Session& s) {
       auto out = room.see(s, c, id, Tier::member);
       p = list_page(room, s, c, out);
       return out;
     });
     if (!full_rights(seen.me())) return refuse(c, Refusal::not_trusted, seen.group.url());
     return question(c, p);
   }).who(http::signed_in());
  r.post("/groups/{group}/aid", [&room](Context& c, GroupId id) {
     form::Errors errors;
     std::vector<aid::PostId> posts;
     for (const auto& v : c.request.form.many("post"))
       if (const auto post = aid::PostId::parse(v)) posts.push_back(*post);
     if (posts.empty()) errors.add("post", {N_("Choose at least one of your posts.")});
     if (errors) {
       const auto p = room.db().read(
           [&](db::Session& s) { return list_page(room, s, c, room.see(s, c, id, Tier::member)); });
       return question(c, p, errors);
     }
     const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<> {
       const auto seen = room.see(tx, c, id, Tier::member);
       for (const auto post : posts)
         if (auto one = room.service.list(tx, seen.group, seen.me(), post, c.now); !one) return one;
       return {};
     });
     const auto back = "/groups/" + id.str();
     if (!done) return refuse(c, done.error(), back);
     c.notice({N_("It shows on the page of the group.")});
     return http::see_other(back);
   }).who(http::signed_in());
  r.post("/groups/{group}/aid/{post}/unlist", [&room](Context& c, GroupId id, aid::PostId post) {
     const auto done = room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id, Tier::member);
       return room.service.unlist(tx, seen.group, seen.me(), post);
     });
     const auto back = "/groups/" + id.str();
     if (!done) return refuse(c, done.error(), back);
     c.notice({N_("It no longer shows on the page of the group. The post itself is untouched.")});
     return http::see_other(back);
   }).who(http::signed_in());
}

}  // namespace palier::groups
