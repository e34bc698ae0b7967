// Inviting: by a link to pass on, or one neighbour.
#include "features/groups/room.hpp"

namespace palier::groups {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

QuestionPage invite_page(const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Invite to the group"));
  p.about = seen.group.name;
  p.lead = {may_let_in(seen.group, seen.me()) || seen.group.door == Door::open
                ? l.tr(N_("Whoever you invite is let in at once, when they have agreed to the "
                          "rules."))
                : l.tr(N_("Whoever you invite can ask to join; those who run the group let them "
                          "in."))};
  p.back = seen.group.url() + "/members";
  p.action = seen.group.url() + "/invite";
  p.submit = l.tr(N_("Invite"));
  html::Field way;
  way.name = "way";
  way.type = "radios";
  way.label = l.tr(N_("How?"));
  way.required = true;
  way.options = {
      {"person", l.tr(N_("One neighbour")),
       l.tr(N_("We write to them. You do not learn whether they have an account.")), false},
      {"link", l.tr(N_("With a link that I pass on myself")),
       l.tr(N_("It works for two weeks, for whoever has it. You can withdraw it.")), false}};
  html::Field to;
  to.name = "to";
  to.label = l.tr(N_("Their e-mail address or telephone number"));
  to.hint = l.tr(N_("Leave it empty for a link."));
  to.autocomplete = "off";
  p.fields = {way, to};
  return p;
}

Response invite(Room& room, Context& c, GroupId id) {
  Errors errors;
  const auto filled = read_invite(c.request.form, errors);
  const auto seen =
      room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::member); });
  if (errors) return question(c, invite_page(c, seen), errors);
  const auto made = room.db().write([&](db::Transaction& tx) {
    const auto now = room.see(tx, c, id, Tier::member);
    return room.service.invite(tx, now.group, now.me(), filled, c.language, c.now);
  });
  const auto back = seen.group.url() + "/members";
  if (!made) return refuse(c, made.error(), back);
  if (!filled.link) {
    c.notice({N_("The invitation is on its way.")});
    return http::see_other(back);
  }
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Pass this link on"));
  p.about = seen.group.name;
  p.lead = {l.tr(Message{N_("It works until {1}. You can withdraw it on the page of the members."),
                         {l.date(made->expires_at)}})};
  p.back = back;
  p.url_label = l.tr(N_("Link of the invitation"));
  p.url = room.absolute(c, room.p.letters.join_path(*made));
  return question(c, p);
}

}  // namespace

void invite_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/groups/{group}/invite", [&room](Context& c, GroupId id) {
     const auto seen =
         room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::member); });
     if (!full_rights(seen.me()))
       return refuse(c, Refusal::not_trusted, seen.group.url() + "/members");
     return question(c, invite_page(c, seen));
   }).who(http::signed_in());
  r.post("/groups/{group}/invite", [&room](Context& c, GroupId id) { return invite(room, c, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.post("/groups/{group}/invitations/{invitation}/withdraw", [&room](Context& c, GroupId id,
                                                                      InvitationId invitation) {
     const auto done = room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id, Tier::member);
       return room.service.withdraw(tx, seen.group, seen.me(), invitation);
     });
     const auto back = "/groups/" + id.str() + "/members";
     if (!done) return refuse(c, done.error(), back);
     c.notice({N_("The invitation is withdrawn.")});
     return http::see_other(back);
   }).who(http::signed_in());
}

}  // namespace palier::groups
