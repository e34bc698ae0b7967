// A group's page.
#include "core/html/markdown.hpp"
#include "features/groups/room.hpp"
#include "features/groups/templates.hpp"

namespace palier::groups {
namespace {

using http::Context;
using http::Response;
using i18n::Language;
using i18n::Message;

constexpr int kEvents = 3;

std::string trust_line(db::Session& s, const Room::Seen& seen, const Language& l) {
  if (seen.tier < Tier::member || full_rights(seen.me())) return "";
  return l.tr(Message{N_("You are new here. Members who trust you: {1} of {2} needed."),
                      {l.number(store::trusts(s, seen.group.id, seen.me().account_id)),
                       l.number(trust_needed(store::trusted(s, seen.group.id)))}});
}

GroupPage group_page(Room& room, db::Session& s, Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  const auto& g = seen.group;
  GroupPage p;
  p.head = room.head(s, c, seen, Room::At::posts);
  p.about = html::markdown(g.about);
  p.has_rules = !g.rules.empty();
  if (p.has_rules) p.rules = html::markdown(g.rules);
  p.reads = seen.tier >= Tier::reads;
  p.unseen = g.unseen;
  p.moderator = g.unseen && !p.head.member;
  p.banned = seen.seer.banned;
  p.invited = seen.seer.invitation.has_value();
  p.asked = seen.seer.asked;
  p.full = g.members >= kMostMembers;
  p.can_join = !p.head.member && !p.banned && !p.asked && !p.full && !g.unseen;
  p.direct = seen.seer.account ? room.service.direct(s, g, seen.seer.account, {}, c.now)
                               : g.door == Door::open;
  if (p.head.member) {
    const auto& me = seen.me();
    p.new_rules = p.has_rules && me.agreed_at < g.rules_at;
    p.trust = trust_line(s, seen, l);
    p.notice = l.tr(label(me.notice));
    p.full_rights = full_rights(me);
    p.organises = seen.tier == Tier::organises;
    p.lets_in = may_let_in(g, me);
    p.write_event = feed::Feed::write_url(g.audience(), "event");
  }
  if (seen.seer.account) p.report = moderation::Moderation::report_url("group", g.id.value);
  if (!p.reads) return p;
  p.events = room.events(s, seen, c.now, kEvents + 1, l);
  p.more_events = p.events.size() > kEvents;
  if (p.more_events) p.events.resize(kEvents);
  p.aid = room.aid(s, seen, l);
  return p;
}

Response show(Room& room, Context& c, GroupId id) {
  Room::Seen seen;
  auto p = room.db().read([&](db::Session& s) {
    seen = room.see(s, c, id);
    return group_page(room, s, c, seen);
  });
  auto page = c.page(p.head.name);
  page.index = false;
  // The feed reads for itself: not inside another read.
  if (p.reads) p.posts = room.p.below.feed.part(c, page, seen.group.audience());
  html::Out out;
  templates::group(out, page, p);
  return http::page(out.take());
}

QuestionPage notices_page(const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("How do you want to be told?"));
  p.about = seen.group.name;
  p.lead = {l.tr(N_("Of what is posted in this group. It holds for this group only."))};
  p.back = seen.group.url();
  p.action = p.back + "/notices";
  p.submit = l.tr(N_("Save"));
  html::Field f;
  f.name = "notice";
  f.type = "radios";
  f.label = l.tr(N_("News of the group"));
  f.required = true;
  for (const Notice n : {Notice::all, Notice::daily, Notice::weekly, Notice::none})
    f.options.push_back({std::string(word(n)), l.tr(label(n)), "", n == seen.me().notice});
  p.fields = {f};
  return p;
}

QuestionPage leave_page(const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  const auto& g = seen.group;
  QuestionPage p;
  p.heading = l.tr(N_("Leave this group?"));
  p.about = g.name;
  if (g.members <= 1)
    p.lead = {
        l.tr(N_("You are its only member: the group is deleted when you leave, with "
                "everything that is in it."))};
  else if (seen.tier == Tier::organises)
    p.lead = {
        l.tr(N_("If nobody else organises it, whoever has been there longest takes over and "
                "is told."))};
  p.lead.push_back(
      l.tr(N_("What you wrote stays in the group until you delete it. Your calendar "
              "address stops.")));
  p.back = g.url();
  p.action = p.back + "/leave";
  p.submit = l.tr(N_("Leave the group"));
  p.cancel = l.tr(N_("No, go back"));
  p.danger = true;
  return p;
}

}  // namespace

void group_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/groups/{group}", [&room](Context& c, GroupId id) {
     return show(room, c, id);
   }).who(http::anyone());
  r.get("/groups/{group}/notices", [&room](Context& c, GroupId id) {
     return question(c, notices_page(c, room.db().read([&](db::Session& s) {
                       return room.see(s, c, id, Tier::member);
                     })));
   }).who(http::signed_in());
  r.post("/groups/{group}/notices", [&room](Context& c, GroupId id) {
     form::Errors errors;
     const auto chosen = read_notice(c.request.form, errors);
     const auto seen =
         room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::member); });
     if (errors) return question(c, notices_page(c, seen), errors);
     room.db().write([&](db::Transaction& tx) {
       room.service.tell_by(tx, room.see(tx, c, id, Tier::member).me(), chosen);
     });
     c.notice({N_("It is saved.")});
     return http::see_other(seen.group.url());
   }).who(http::signed_in());
  r.post("/groups/{group}/agree", [&room](Context& c, GroupId id) {
     room.db().write([&](db::Transaction& tx) {
       room.service.agree(tx, room.see(tx, c, id, Tier::member).me(), c.now);
     });
     c.notice({N_("Thank you. You have agreed to the rules.")});
     return http::see_other("/groups/" + id.str());
   }).who(http::signed_in());
  r.get("/groups/{group}/leave", [&room](Context& c, GroupId id) {
     return question(c, leave_page(c, room.db().read([&](db::Session& s) {
                       return room.see(s, c, id, Tier::member);
                     })));
   }).who(http::signed_in());
  r.post("/groups/{group}/leave", [&room](Context& c, GroupId id) {
     room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id, Tier::member);
       room.service.leave(tx, seen.group, seen.me(), c.now);
     });
     c.notice({N_("You have left the group.")});
     return http::see_other("/groups");
   }).who(http::signed_in());
}

}  // namespace palier::groups
