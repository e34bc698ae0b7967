// /neighbourhood/new: what to write, then one page with what that kind needs; and changing a post.
#include "features/feed/kept.hpp"
#include "features/feed/links.hpp"
#include "features/feed/post_page.hpp"
#include "features/feed/templates.hpp"
#include "features/feed/words.hpp"
#include "features/feed/writing.hpp"

namespace palier::feed {
namespace {

using form::Errors;
using form::Input;
using http::Context;
using http::Response;

const std::string kNew = at_feed("/new");

/// The path of the page with what it was opened for.
std::string self(const Context& c, std::string_view kind) {
  const auto& q = c.request.query;
  return url_with(kNew, {{field::kKind, kind},
                         {field::kAudience, q.one(field::kAudience)},
                         {field::kAboutPlace, q.one(field::kAboutPlace)}});
}

Response choose(Context& c) {
  const auto& l = c.language;
  ChooseView v;
  v.ways.reserve(std::size(kKinds));
  for (const Kind k : kKinds) {
    const auto& words = words_of(k);
    v.ways.push_back({l.tr(words.name), l.tr(words.says), words.icon, self(c, word(k))});
  }
  auto page = c.page(l.tr(N_("Write to your neighbours")));
  page.index = false;
  return http::page(templates::choose(page, v));
}

/// What the form begins with: what the link said, and a text that was made ready.
Input begun(const PageParts& p, Context& c, Kind kind, const std::vector<Circle>& circles) {
  Input out;
  out.set(field::kKind, std::string(word(kind)));
  const auto& wanted = c.request.query.one(field::kAudience);
  std::string audience;
  for (const auto& circle : circles) {
    const bool quarter = circle.audience.starts_with("quarter/");
    if (circle.audience == wanted || (wanted.empty() && (audience.empty() || quarter)))
      audience = circle.audience;
  }
  out.set(field::kAudience, audience);
  out.set(field::kAboutPlace, c.request.query.one(field::kAboutPlace));
  out.set(field::kText, p.below.ready_texts.take(c.session, self(c, word(kind))));
  return out;
}

Response show(const PageParts& p, Context& c, Kind kind, const Input* sent, const Errors& errors,
              const std::vector<KeptId>& kept) {
  const auto& l = c.language;
  WriteView v;
  const auto& words = words_of(kind);
  v.kind = word(kind);
  v.heading = l.tr(words.name);
  v.action = self(c, v.kind);
  v.back = url_with(kNew, {{field::kAudience, c.request.query.one(field::kAudience)}});
  v.submit = l.tr(N_("Post it"));
  v.alert = kind == Kind::alert;
  bool placeless = false;
  p.core.db.read([&](db::Session& s) {
    const auto reader = p.service.reader(s, c.viewer);
    const auto circles = p.service.circles(s, reader, l, true);
    placeless = circles.empty();
    const Input input = sent ? *sent : begun(p, c, kind, circles);
    v.fields = post_fields(kind, circles, input, errors, l);
    const bool group = c.request.query.one(field::kAudience).starts_with("group/");
    v.ready =
        p.below.ready_texts.offered(s, reader.territory, group ? "group" : "post", l, v.action);
    place_fields(p, s, input, errors, l, v);
    photo_fields(s, viewer(c), kept, input, errors, l, v);
  });
  // Nobody to write to yet: one says where one lives first.
  if (placeless) return http::see_other(url_with("/account/address", {{"next", v.action}}));
  auto page = c.page(v.heading);
  page.index = false;
  return http::page(templates::write(page, v, errors), errors ? 422 : 200);
}

Response open(const PageParts& p, Context& c) {
  const auto asked = kind(c.request.query.one(field::kKind));
  const auto path = self(c, asked ? word(*asked) : "");
  if (const auto to = p.core.db.read(
          [&](db::Session& s) { return accounts::before_posting(p.below.accounts, s, c, path); }))
    return http::see_other(*to);
  return asked ? show(p, c, *asked, nullptr, {}, {}) : choose(c);
}

Response send(const PageParts& p, Context& c) {
  const auto asked = kind(c.request.form.one(field::kKind));
  if (!asked) return http::see_other(kNew);
  const auto path = self(c, word(*asked));
  if (const auto to = p.core.db.read(
          [&](db::Session& s) { return accounts::before_posting(p.below.accounts, s, c, path); }))
    return http::see_other(*to);
  const auto reader = p.core.db.read([&](db::Session& s) { return p.service.reader(s, c.viewer); });
  Errors errors;
  auto sent = read_photos(p, c, errors);
  Input input = c.request.form;
  auto form = read_post(input, reader, c.now, errors, sent.draft());
  find_place(p, c, form, errors);
  form.draft.once = c.request.form.one("once");
  Feed::Made made;
  if (!errors) {
    made = p.service.post(viewer(c), form.draft);
    errors = made.errors;
  }
  if (errors) return show(p, c, *asked, &input, errors, sent.keep(p, c));
  sent.forget(p, c);
  c.notice(made.held ? i18n::Message{N_("Thank you. A moderator reads your post before the others "
                                        "do; that rarely takes long.")}
                     : i18n::Message{N_("Your post is online.")});
  return http::see_other(made.id ? post_url(made.id) : at_feed());
}

Response edit(const PageParts& p, Context& c, PostId id) {
  const auto detail = p.core.db.read([&](db::Session& s) {
    return p.service.detail(s, p.service.reader(s, c.viewer), id, c.language);
  });
  if (!detail || !detail->item.own.author) http::not_found();
  const auto& post = detail->item.post;
  if (!detail->may_edit) return refuse(c, No::too_old, post_url(id));
  Errors errors;
  const bool posted = c.request.method == http::Method::post;
  if (posted) {
    const auto draft = read_edit(c.request.form, post, c.now, errors);
    if (!errors) {
      const auto done = p.service.edit(viewer(c), id, draft);
      if (!done) return refuse(c, done.error(), post_url(id));
      errors = *done;
    }
    if (!errors) {
      c.notice({N_("Your changes are saved.")});
      return http::see_other(post_url(id));
    }
  }
  const auto& l = c.language;
  WriteView v;
  v.edit = true;
  v.kind = word(post.kind);
  v.heading = l.tr(N_("Change your post"));
  v.action = post_url(id) + "/edit";
  v.back = post_url(id);
  v.submit = l.tr(N_("Save"));
  v.fields = post_fields(post.kind, {}, posted ? c.request.form : input_of(post), errors, l);
  auto page = c.page(v.heading);
  page.index = false;
  return http::page(templates::write(page, v, errors), errors ? 422 : 200);
}

}  // namespace

void write_routes(const PageParts& parts) {
  auto& r = parts.core.router;
  r.get(kNew, [&parts](Context& c) { return open(parts, c); }).who(http::signed_in());
  r.post(kNew, [&parts](Context& c) { return send(parts, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting)
      .with_uploads();
  const auto change = [&parts](Context& c, PostId id) { return edit(parts, c, id); };
  r.get("/posts/{post}/edit", change).who(http::signed_in());
  r.post("/posts/{post}/edit", change).who(http::signed_in()).limited(http::Limit::posting);
}

}  // namespace palier::feed
