// Coming in: the rules, the questions, the request; and by a link that somebody passed on.
#include <fmt/format.h>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "core/html/markdown.hpp"
#include "features/groups/room.hpp"

namespace palier::groups {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

QuestionPage join_page(const Context& c, const Group& g, bool direct) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = direct ? l.tr(N_("Join this group")) : l.tr(N_("Ask to join this group"));
  p.about = g.name;
  p.back = g.url();
  p.action = g.url() + "/join";
  p.submit = direct ? l.tr(N_("Join")) : l.tr(N_("Send the request"));
  if (!direct)
    p.lead = {
        l.tr(N_("Those who let people in see your first name and your answers. You are told "
                "by letter."))};
  if (!g.rules.empty()) {
    p.text_heading = l.tr(N_("Rules of the group"));
    p.text = html::markdown(g.rules);
  }
  if (!direct) {
    const auto asked = g.asked();
    for (std::size_t i = 0; i < asked.size(); ++i) {
      html::Field f;
      f.name = fmt::format("answer_{}", i + 1);
      f.type = "textarea";
      f.label = asked[i];
      f.required = true;
      f.rows = 3;
      p.fields.push_back(std::move(f));
    }
  }
  if (!g.rules.empty()) {
    html::Field agree;
    agree.name = "agree";
    agree.type = "checkboxes";
    agree.label = l.tr(N_("The rules"));
    agree.required = true;
    agree.options = {{"1", l.tr(N_("I have read the rules and agree to them")), "", false}};
    p.fields.push_back(agree);
  }
  return p;
}

namespace {

std::string encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

struct Way {
  Group group;
  std::optional<Invitation> link;
  bool direct = false, member = false, asked = false;
};

/// By the group's page, or by the link whose invitation this is.
Way way_in(Room& room, db::Session& s, const Context& c, GroupId id) {
  const auto seen = room.see(s, c, id);
  Way out{seen.group, {}, false, seen.seer.member.has_value(), seen.seer.asked};
  out.direct = room.service.direct(s, seen.group, viewer(c), {}, c.now);
  return out;
}

Response enter(Room& room, Context& c, const Way& way, const std::string& path) {
  const auto& g = way.group;
  if (const auto to = room.db().read([&](db::Session& s) {
        return accounts::before_posting(room.p.below.accounts, s, c, path);
      }))
    return http::see_other(*to);
  Errors errors;
  const auto filled = read_join(c.request.form, errors, g, !way.direct);
  const auto again = [&] {
    auto p = join_page(c, g, way.direct);
    p.action = path;
    return question(c, p, errors);
  };
  if (errors) return again();
  const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<Service::Entered> {
    const auto now = store::group(tx, g.id);
    if (!now) return tl::unexpected(Refusal::not_found);
    return room.service.enter(tx, *now, viewer(c), filled, way.link, errors, c.now);
  });
  if (!done) return refuse(c, done.error(), way.link ? "/groups" : g.url());
  if (errors) return again();
  switch (*done) {
    case Service::Entered::joined:
      c.notice({N_("Welcome to the group.")});
      return http::see_other(g.url());
    case Service::Entered::already:
      c.notice({N_("You are a member of this group already.")});
      return http::see_other(g.url());
    case Service::Entered::asked:
      break;
  }
  c.notice({N_("Your request is sent. You are told when somebody has answered.")});
  return http::see_other(g.url());
}

Response gone(Context& c) {
  QuestionPage p;
  p.heading = c.language.tr(N_("This link no longer works"));
  p.lead = {
      c.language.tr(N_("It is too old, or was withdrawn. Ask whoever gave it to you for a new "
                       "one."))};
  p.back = "/groups";
  return question(c, p, {}, 410);
}

std::optional<Way> by_link(Room& room, const Context& c, const std::string& token) {
  const auto id = room.p.links.read(kJoinLink, token);
  if (!id) return {};
  return room.db().read([&](db::Session& s) -> std::optional<Way> {
    const auto i = store::invitation(s, InvitationId{*id});
    const auto g = i && i->open(c.now) ? store::group(s, i->group_id) : std::nullopt;
    if (!g || g->unseen || !store::member(s, g->id, i->by_id)) return {};
    Way out{*g, i, false, false, false};
    out.direct = room.service.direct(s, *g, viewer(c), i, c.now);
    out.member = store::member(s, g->id, viewer(c)).has_value();
    return out;
  });
}

Response invited(Room& room, Context& c, const std::string& token) {
  const auto way = by_link(room, c, token);
  if (!way) return gone(c);
  if (way->member) return http::see_other(way->group.url());
  const auto& l = c.language;
  const std::string path = "/groups/invited/" + token;
  if (!c.viewer.signed_in()) {
    QuestionPage p;
    p.heading = l.tr(Message{N_("You are invited: {1}"), {way->group.name}});
    p.text = html::markdown(way->group.about);
    p.text_heading = l.tr(N_("What it is for"));
    p.lead = {
        l.tr(N_("To come in, you sign in with your e-mail address or telephone number; that "
                "also makes you an account."))};
    p.back = "/groups";
    p.link = "/sign-in?next=" + encoded(path);
    p.link_label = l.tr(N_("Sign in and come in"));
    return question(c, p);
  }
  auto p = join_page(c, way->group, way->direct);
  p.action = path;
  p.back = "/groups";
  p.lead.insert(p.lead.begin(), html::excerpt(way->group.about, 400));
  return question(c, p);
}

}  // namespace

void join_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/groups/{group}/join", [&room](Context& c, GroupId id) {
     const auto way = room.db().read([&](db::Session& s) { return way_in(room, s, c, id); });
     if (way.member || way.asked) return http::see_other(way.group.url());
     return question(c, join_page(c, way.group, way.direct));
   }).who(http::signed_in());
  r.post("/groups/{group}/join",
         [&room](Context& c, GroupId id) {
           const auto way = room.db().read([&](db::Session& s) { return way_in(room, s, c, id); });
           if (way.member) {
             c.notice({N_("You are a member of this group already.")});
             return http::see_other(way.group.url());
           }
           return enter(room, c, way, way.group.url() + "/join");
         })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.post("/groups/{group}/withdraw", [&room](Context& c, GroupId id) {
     const auto done = room.db().write([&](db::Transaction& tx) {
       return room.service.withdraw(tx, room.see(tx, c, id).group, viewer(c), c.now);
     });
     if (!done) return refuse(c, done.error(), "/groups");
     c.notice({N_("Your request is withdrawn.")});
     return http::see_other("/groups");
   }).who(http::signed_in());
  r.post("/groups/{group}/refuse", [&room](Context& c, GroupId id) {
     room.db().write([&](db::Transaction& tx) {
       room.service.refuse(tx, room.see(tx, c, id).group, viewer(c), c.now);
     });
     c.notice({N_("It is noted. You are not asked again.")});
     return http::see_other("/groups");
   }).who(http::signed_in());
  r.get("/groups/invited/{token}", [&room](Context& c, std::string token) {
     return invited(room, c, token);
   }).who(http::anyone());
  r.post("/groups/invited/{token}",
         [&room](Context& c, std::string token) {
           const auto way = by_link(room, c, token);
           if (!way) return gone(c);
           if (way->member) return http::see_other(way->group.url());
           return enter(room, c, *way, "/groups/invited/" + token);
         })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::groups
