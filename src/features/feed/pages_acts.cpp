// Buttons: merci, save, follow, mute; removing a post; who and what is muted.
#include "core/html/markdown.hpp"
#include "features/feed/links.hpp"
#include "features/feed/post_page.hpp"
#include "features/feed/templates.hpp"

namespace palier::feed {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

bool on(const Context& c) {
  return c.request.form.one("on") != "0";
}

/// Back to where the button was, at the post.
Response back(const Context& c, PostId id) {
  const auto page = post_url(id);
  const auto to = back_of(c, page);
  return http::see_other(to == page ? to : to + "#post-" + id.str());
}

template <class F>
Response act(Context& c, PostId id, F what, const char* done_on, const char* done_off) {
  const Done<> done = what(viewer(c), on(c));
  if (!done) return refuse(c, done.error(), back_of(c, at_feed()));
  if (const char* line = on(c) ? done_on : done_off) c.notice({line});
  return back(c, id);
}

Response mute_post(const PageParts& p, Context& c, PostId id) {
  if (const auto done = p.service.mute_post(viewer(c), id, on(c)); !done)
    return refuse(c, done.error(), back_of(c, at_feed()));
  c.notice(on(c) ? Message{N_("You will not see this post in your feed any more, nor be told of "
                              "its answers. You can undo this under “Muted”.")}
                 : Message{N_("You see this post again.")});
  return http::see_other(back_of(c, on(c) ? at_feed() : post_url(id)));
}

Response mute_person(const PageParts& p, Context& c) {
  const auto whom = AccountId::parse(c.request.form.one("person"));
  if (!whom) http::not_found();
  const auto name = p.core.db.read([&](db::Session& s) {
    const auto person = p.below.accounts.person(s, *whom);
    return person ? person->first_name : c.language.tr(N_("Someone who has left"));
  });
  if (const auto done = p.service.mute_person(viewer(c), *whom, on(c)); !done)
    return refuse(c, done.error(), back_of(c, at_feed()));
  c.notice(on(c) ? Message{N_("You will not read {1} any more. Nobody is told. You can undo this "
                              "under “Muted”."),
                           {name}}
                 : Message{N_("You read {1} again."), {name}});
  return http::see_other(on(c) ? at_feed() : back_of(c, at_feed()));
}

Response muted(const PageParts& p, Context& c) {
  const auto& l = c.language;
  MutedView v;
  p.core.db.read([&](db::Session& s) {
    for (const auto id : p.service.muted_people(s, viewer(c))) {
      const auto person = p.below.accounts.person(s, id);
      MutedView::Row row;
      row.name = person ? person->first_name : l.tr(N_("Someone who has left"));
      row.act = {.action = at_feed("/mute-person"),
                 .label = l.tr(N_("Read again")),
                 .of = row.name,
                 .on = false,
                 .person = id.str()};
      v.people.push_back(std::move(row));
    }
    for (const auto& post : p.service.muted_posts(s, viewer(c))) {
      MutedView::Row row;
      row.name = post.title.empty() ? html::excerpt(post.text, 80) : post.title;
      row.url = post_url(post.id);
      row.act = {
          .action = row.url + "/mute", .label = l.tr(N_("See again")), .of = row.name, .on = false};
      v.posts.push_back(std::move(row));
    }
  });
  auto page = c.page(l.tr(N_("Muted")));
  page.index = false;
  return http::page(templates::muted(page, v));
}

Response remove(const PageParts& p, Context& c, PostId id) {
  const auto detail = p.core.db.read([&](db::Session& s) {
    return p.service.detail(s, p.service.reader(s, c.viewer), id, c.language);
  });
  if (!detail) http::not_found();
  const auto& post = detail->item.post;
  const bool own = detail->item.own.author;
  if (!own && !detail->may_moderate) http::not_found();
  if (c.request.method == http::Method::post) {
    if (const auto done = p.service.remove(viewer(c), id); !done)
      return refuse(c, done.error(), post_url(id));
    c.notice({N_("The post is removed.")});
    return http::see_other(kFeedUrl);
  }
  const auto& l = c.language;
  ConfirmView v;
  v.heading = own ? l.tr(N_("Remove your post?")) : l.tr(N_("Remove this post?"));
  v.text = l.tr(N_("It goes for good, with its photos and with what others have answered."));
  v.quote = post.title.empty() ? html::excerpt(post.text, 200) : post.title;
  v.action = post_url(id) + "/remove";
  v.submit = l.tr(N_("Remove it"));
  v.back = post_url(id);
  auto page = c.page(v.heading);
  page.index = false;
  return http::page(templates::confirm(page, v));
}

Response close_poll(const PageParts& p, Context& c, PostId id) {
  if (const auto done = p.service.close_poll(viewer(c), id); !done)
    return refuse(c, done.error(), post_url(id));
  c.notice({N_("The poll is closed.")});
  return http::see_other(post_url(id) + "#poll");
}

}  // namespace

void act_routes(const PageParts& parts) {
  auto& r = parts.core.router;
  auto& service = parts.service;
  r.post("/posts/{post}/thanks", [&service](Context& c, PostId id) {
     return act(
         c, id, [&](AccountId by, bool yes) { return service.thank(by, id, {}, yes); }, nullptr,
         nullptr);
   }).who(http::signed_in());
  r.post("/posts/{post}/save", [&service](Context& c, PostId id) {
     return act(
         c, id, [&](AccountId by, bool yes) { return service.save(by, id, yes); },
         N_("Saved. You find it again under “Saved posts”."), N_("It is not saved any more."));
   }).who(http::signed_in());
  r.post("/posts/{post}/follow", [&service](Context& c, PostId id) {
     return act(
         c, id, [&](AccountId by, bool yes) { return service.follow(by, id, yes); },
         N_("You will be told when somebody answers."), N_("You will not be told of answers."));
   }).who(http::signed_in());
  r.post("/posts/{post}/mute", [&parts](Context& c, PostId id) {
     return mute_post(parts, c, id);
   }).who(http::signed_in());
  r.post("/posts/{post}/close-poll", [&parts](Context& c, PostId id) {
     return close_poll(parts, c, id);
   }).who(http::signed_in());
  const auto take_back = [&parts](Context& c, PostId id) { return remove(parts, c, id); };
  r.get("/posts/{post}/remove", take_back).who(http::signed_in());
  r.post("/posts/{post}/remove", take_back).who(http::signed_in());
  const std::string base = at_feed();
  r.get(base + "/muted", [&parts](Context& c) { return muted(parts, c); }).who(http::signed_in());
  r.post(base + "/mute-person", [&parts](Context& c) {
     return mute_person(parts, c);
   }).who(http::signed_in());
}

}  // namespace palier::feed
