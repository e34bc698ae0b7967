// Who is in a circle: inviting, handing over, taking out; when one can come.
#include "features/circles/room.hpp"
#include "features/circles/templates.hpp"

namespace palier::circles {
namespace {

using form::Errors;
using html::Field;
using http::Context;
using http::Response;
using i18n::Message;

std::string base(CircleId id) {
  return "/circles/" + id.str();
}

QuestionPage invite_page(const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Invite somebody"));
  p.about = l.tr(Message{N_("Around {1}"), {seen.person}});
  p.lead = {
      l.tr(N_("They see the first name, what a circle is, and choose for themselves. The "
              "address is not shown."))};
  p.back = seen.circle.url() + "/members";
  p.action = seen.circle.url() + "/invite";
  p.submit = l.tr(N_("Invite"));
  Field way;
  way.name = "way";
  way.type = "radios";
  way.label = l.tr(N_("How?"));
  way.required = true;
  way.options = {{"email", l.tr(N_("By e-mail")), "", false},
                 {"phone", l.tr(N_("By text message")), "", false},
                 {"link", l.tr(N_("With a link that I pass on myself")),
                  l.tr(N_("It works once, for two weeks.")), false}};
  Field to;
  to.name = "to";
  to.label = l.tr(N_("Their e-mail address or telephone number"));
  to.hint = l.tr(N_("Leave it empty for a link."));
  to.autocomplete = "off";
  p.fields = {way, to};
  return p;
}

Response invite(Room& room, Context& c, CircleId id) {
  Errors errors;
  const auto filled = read_invitation(c.request.form, errors);
  const auto seen =
      room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::manages); });
  if (errors) return question(c, invite_page(c, seen), errors);
  const auto made = room.db().write([&](db::Transaction& tx) {
    return room.service.invite(tx, room.see(tx, c, id, Tier::manages).circle, viewer(c), filled,
                               c.language, c.now);
  });
  if (!made) return refuse(c, made.error(), base(id) + "/members");
  if (made->way != Way::link) {
    c.notice({N_("The invitation is on its way.")});
    return http::see_other(base(id) + "/members");
  }
  QuestionPage p;
  p.heading = c.language.tr(N_("Pass this link on"));
  p.lead = {c.language.tr(Message{N_("Whoever opens it first can join the circle, until {1}."),
                                  {c.language.date(made->expires_at)}})};
  p.about = c.language.tr(N_("Link of the invitation"));
  p.back = base(id) + "/members";
  std::string url = room.p.letters.join_url(*made);
  if (room.p.core.site.public_url.empty()) url = c.request.origin + url;
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::feed(out, page, p, url);
  return http::page(out.take());
}

QuestionPage days_page(const Context& c, const Room::Seen& seen, const Member& m) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("When can you come?"));
  p.about = l.tr(Message{N_("Around {1}"), {seen.person}});
  p.lead = {
      l.tr(N_("Turns are proposed to you only at these times. You still say yes or no to "
              "each."))};
  p.back = seen.circle.url();
  p.action = p.back + "/days";
  p.submit = l.tr(N_("Save"));
  Field slots;
  slots.name = "slots";
  slots.type = "week";
  slots.label = l.tr(N_("Your usual week"));
  slots.required = true;
  static constexpr std::array<const char*, 3> kParts{N_("{1}, morning"), N_("{1}, afternoon"),
                                                     N_("{1}, evening")};
  for (int b = 0; b < 21; ++b)
    slots.options.push_back(
        {block_word(b),
         l.tr(Message{kParts.at(static_cast<std::size_t>(b % 3)), {day_name(b / 3, l)}}), "",
         (m.slots >> b & 1U) == 1U});
  Field most;
  most.name = "per_week";
  most.label = l.tr(N_("How often in a week, at most?"));
  most.inputmode = "numeric";
  most.width = 2;
  most.required = true;
  most.value = std::to_string(m.per_week);
  p.fields = {slots, most};
  return p;
}

QuestionPage away_page(const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("When are you away?"));
  p.about = l.tr(Message{N_("Around {1}"), {seen.person}});
  p.lead = {
      l.tr(N_("Nothing is proposed to you then. What you had said yes to is given back, and "
              "others are asked at once."))};
  p.back = seen.circle.url();
  p.action = p.back + "/away";
  p.submit = l.tr(N_("Save"));
  Field first;
  first.name = "first";
  first.type = "date";
  first.label = l.tr(N_("First day"));
  first.required = true;
  Field last;
  last.name = "last";
  last.type = "date";
  last.label = l.tr(N_("Last day"));
  last.hint = l.tr(N_("Leave it empty for one day."));
  p.fields = {first, last};
  return p;
}

struct Target {
  Room::Seen seen;
  Member member;
  std::string name;
};
Target target(Room& room, db::Session& s, const Context& c, CircleId id, MemberId member) {
  auto seen = room.see(s, c, id, Tier::manages);
  auto m = store::member(s, member);
  if (!m || m->circle_id != id || m->state != MemberState::active) http::not_found();
  auto name = room.p.letters.name(s, m->account_id, c.language);
  return {std::move(seen), std::move(*m), std::move(name)};
}

QuestionPage sure(const Context& c, const Target& t, const char* heading, const char* lead,
                  const std::string& path, const char* submit, bool danger) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(Message{heading, {t.name}});
  p.about = l.tr(Message{N_("Around {1}"), {t.seen.person}});
  p.lead = {l.tr(lead)};
  p.back = t.seen.circle.url() + "/members";
  p.action = p.back + "/" + t.member.id.str() + path;
  p.submit = l.tr(submit);
  p.cancel = l.tr(N_("No, go back"));
  p.danger = danger;
  return p;
}

Response write(Room& room, Context& c, CircleId id, MemberId member) {
  const auto thread = room.db().write([&](db::Transaction& tx) {
    const auto seen = room.see(tx, c, id);
    const auto m = store::member(tx, member);
    if (!m || m->circle_id != id || m->state != MemberState::active || !m->account_id ||
        m->account_id == viewer(c) || room.p.moderation.blocked(tx, m->account_id, viewer(c)))
      http::not_found();
    return room.p.messages.open(tx, viewer(c), m->account_id, "circle", id.value,
                                c.language.tr(Message{N_("Around {1}"), {seen.person}}),
                                seen.circle.url());
  });
  return http::see_other(messages::Messages::url(thread));
}

}  // namespace

void member_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/circles/{circle}/members", [&room](Context& c, CircleId id) {
     const auto p = room.db().read(
         [&](db::Session& s) { return room.members_page(s, room.see(s, c, id), c); });
     auto page = c.page(c.language.tr(N_("Who is in it")));
     page.index = false;
     html::Out out;
     templates::members(out, page, p);
     return http::page(out.take());
   }).who(http::signed_in());
  r.get("/circles/{circle}/invite", [&room](Context& c, CircleId id) {
     return question(c, invite_page(c, room.db().read([&](db::Session& s) {
                       return room.see(s, c, id, Tier::manages);
                     })));
   }).who(http::signed_in());
  r.post("/circles/{circle}/invite",
         [&room](Context& c, CircleId id) { return invite(room, c, id); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.post("/circles/{circle}/invitations/{invitation}/withdraw", [&room](Context& c, CircleId id,
                                                                        InvitationId invitation) {
     room.db().write([&](db::Transaction& tx) {
       room.service.withdraw(tx, room.see(tx, c, id, Tier::manages).circle, invitation, c.now);
     });
     c.notice({N_("The invitation is withdrawn.")});
     return http::see_other(base(id) + "/members");
   }).who(http::signed_in());
  r.post("/circles/{circle}/members/{member}/write", [&room](Context& c, CircleId id,
                                                             MemberId member) {
     return write(room, c, id, member);
   }).who(http::signed_in());
  r.get("/circles/{circle}/members/{member}/remove", [&room](Context& c, CircleId id,
                                                             MemberId member) {
     const auto t = room.db().read([&](db::Session& s) { return target(room, s, c, id, member); });
     return question(
         c, sure(c, t, N_("Take {1} out?"), N_("Their turns are given back, and they are told."),
                 "/remove", N_("Take out"), true));
   }).who(http::signed_in());
  r.post("/circles/{circle}/members/{member}/remove", [&room](Context& c, CircleId id,
                                                              MemberId member) {
     const auto done = room.db().write([&](db::Transaction& tx) {
       return room.service.remove(tx, room.see(tx, c, id, Tier::manages).circle, member, viewer(c),
                                  c.now);
     });
     if (!done) return refuse(c, done.error(), base(id) + "/members");
     c.notice({N_("It is done. Their turns are given back.")});
     return http::see_other(base(id) + "/members");
   }).who(http::signed_in());
  r.get("/circles/{circle}/members/{member}/organiser", [&room](Context& c, CircleId id,
                                                                MemberId member) {
     const auto t = room.db().read([&](db::Session& s) { return target(room, s, c, id, member); });
     return question(c, sure(c, t, N_("Hand the circle over to {1}?"),
                             N_("They are told when nobody comes, invite and plan. You stay in the "
                                "circle as a helper."),
                             "/organiser", N_("Hand over"), false));
   }).who(http::signed_in());
  r.post("/circles/{circle}/members/{member}/organiser", [&room](Context& c, CircleId id,
                                                                 MemberId member) {
     const auto done = room.db().write([&](db::Transaction& tx) {
       return room.service.hand_over(tx, room.see(tx, c, id, Tier::manages).circle, member,
                                     viewer(c), c.now);
     });
     if (!done) return refuse(c, done.error(), base(id) + "/members");
     c.notice({N_("It is done. They are told.")});
     return http::see_other(base(id) + "/members");
   }).who(http::signed_in());

  r.get("/circles/{circle}/days", [&room](Context& c, CircleId id) {
     const auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, id); });
     return question(c, days_page(c, seen, room.me(seen)));
   }).who(http::signed_in());
  r.post("/circles/{circle}/days", [&room](Context& c, CircleId id) {
     Errors errors;
     const auto filled = read_availability(c.request.form, errors);
     if (errors) {
       const auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, id); });
       return question(c, days_page(c, seen, room.me(seen)), errors);
     }
     room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id);
       room.service.available(tx, seen.circle, room.me(seen), filled, c.now);
     });
     c.notice({N_("It is noted when you can come.")});
     return http::see_other(base(id));
   }).who(http::signed_in());
  r.get("/circles/{circle}/away", [&room](Context& c, CircleId id) {
     const auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, id); });
     (void)room.me(seen);
     return question(c, away_page(c, seen));
   }).who(http::signed_in());
  r.post("/circles/{circle}/away", [&room](Context& c, CircleId id) {
     Errors errors;
     const auto span = read_span(c.request.form, errors, c.now);
     if (errors)
       return question(
           c, away_page(c, room.db().read([&](db::Session& s) { return room.see(s, c, id); })),
           errors);
     room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id);
       room.service.be_away(tx, seen.circle, room.me(seen), span, c.now);
     });
     c.notice({N_("It is noted. What you had said yes to is given back.")});
     return http::see_other(base(id));
   }).who(http::signed_in());
}

}  // namespace palier::circles
