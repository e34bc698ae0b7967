// A need's or an offer's page, and what its author does with it.
#include "features/aid/detail.hpp"

#include "features/aid/templates.hpp"

namespace palier::aid {
namespace {

using http::Context;
using http::Response;

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

Response show(Room& room, Context& c, Kind kind, PostId id) {
  auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, kind, id); });
  DetailPage p;
  const auto catalogue = room.catalogue();
  const Category* category = catalogue->find(seen.post.category_id);
  p.state = c.language.tr(label(seen.post.state, kind));
  p.signed_in = c.viewer.signed_in();
  p.own = p.signed_in && seen.post.owner_id == me(c);
  if (seen.refused && *seen.refused != Refusal::own)
    p.refused = c.language.tr(sentence(*seen.refused, kind));
  p.can_answer = !p.own && listed(seen.post.state) && !seen.refused;
  p.verified_needed = category && category->needs_verified;
  if (!p.own) p.report = moderation::Moderation::report_url("aid", id.value);
  p.view = std::move(seen.view);
  auto page = c.page(p.view.everyone.title);
  page.index = false;
  html::Out out;
  templates::detail(out, page, p);
  return http::page(out.take());
}

Response sent(Room& room, Context& c, Kind kind, PostId id) {
  const auto post = room.db().read([&](db::Session& s) { return store::find(s, id); });
  if (!post || post->kind != kind || !may_manage(*post, me(c))) http::not_found();
  const auto catalogue = room.catalogue();
  const Category* category = catalogue->find(post->category_id);
  if (!category) http::not_found();
  SentPage p;
  p.kind = kind;
  p.post = public_view(*post, *category, c.language, c.now);
  p.verified_only = wants_verified(*post, category);
  p.expires = c.language.date(post->expires_at);
  auto page = c.page(kind == Kind::need ? c.language.tr(N_("Your request is online"))
                                        : c.language.tr(N_("Your offer is online")));
  page.index = false;
  html::Out out;
  templates::sent(out, page, p);
  return http::page(out.take());
}

/// The author's post or 404; also somebody accepted where `or_helper`.
Post managed(Room& room, Context& c, Kind kind, PostId id, bool or_helper) {
  return room.db().read([&](db::Session& s) {
    auto post = store::find(s, id);
    if (!post || post->kind != kind) http::not_found();
    const bool may =
        may_manage(*post, me(c)) || (or_helper && room.service.ties(s, *post, me(c)).accepted);
    if (!may) http::not_found();
    return std::move(*post);
  });
}

WordPage done_page(Context& c, const Post& post) {
  const auto& l = c.language;
  WordPage p;
  p.heading = l.tr(N_("Is it done?"));
  p.back = base(post.kind) + "/" + post.id.str();
  p.action = p.back + "/done";
  p.submit = l.tr(N_("Yes, it is done"));
  if (post.owner_id == me(c)) {
    html::Field thanks;
    thanks.name = "thanks";
    thanks.type = "textarea";
    thanks.label = l.tr(N_("A word of thanks"));
    thanks.hint = l.tr(N_("It is sent to the neighbours who took part."));
    thanks.rows = 3;
    thanks.max = 500;
    p.fields.push_back(std::move(thanks));
  }
  return p;
}

WordPage cancel_page(Context& c, const Post& post) {
  const auto& l = c.language;
  WordPage p;
  const bool need = post.kind == Kind::need;
  p.heading = need ? l.tr(N_("Cancel this request?")) : l.tr(N_("Cancel this offer?"));
  p.lead = {l.tr(N_("Whoever has answered is told, with thanks. It cannot be undone."))};
  p.back = base(post.kind) + "/" + post.id.str();
  p.action = p.back + "/cancel";
  p.submit = need ? l.tr(N_("Cancel my request")) : l.tr(N_("Cancel my offer"));
  p.danger = true;
  return p;
}

Response finish(Room& room, Context& c, Kind kind, PostId id) {
  const auto post = managed(room, c, kind, id, true);
  form::Errors errors;
  const auto thanks = read_word("thanks", c.request.form, errors);
  if (errors) {
    auto p = done_page(c, post);
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
    return word_page(c, p, errors);
  }
  const auto done = room.db().write(
      [&](db::Transaction& tx) { return room.service.finish(tx, id, me(c), thanks, c.now); });
  const std::string path = base(kind) + "/" + id.str();
  if (!done) return refuse(c, done.error(), kind, path);
  c.notice({N_("It is done. Thank you both.")});
  return http::see_other(path);
}

}  // namespace

Response word_page(Context& c, const WordPage& p, const form::Errors& errors, int status) {
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::word_form(out, page, p, errors);
  return http::page(out.take(), status ? status : errors ? 422 : 200);
}

Response refuse(Context& c, Refusal r, Kind kind, const std::string& to) {
  if (r == Refusal::not_found) http::not_found();
  WordPage p;
  p.heading = c.language.tr(N_("This was not possible"));
  p.lead = {c.language.tr(sentence(r, kind))};
  p.back = to;
  return word_page(c, p, {}, status_of(r));
}

void detail_routes(Room& room) {
  auto& r = room.p.core.router;
  for (const Kind kind : {Kind::need, Kind::offer}) {
    const std::string path = base(kind) + "/{post}";
    r.get(path, [&room, kind](Context& c, PostId id) {
       return show(room, c, kind, id);
     }).who(http::anyone());
    r.get(path + "/sent", [&room, kind](Context& c, PostId id) {
       return sent(room, c, kind, id);
     }).who(http::signed_in());
    r.get(path + "/done", [&room, kind](Context& c, PostId id) {
       return word_page(c, done_page(c, managed(room, c, kind, id, true)));
     }).who(http::signed_in());
    r.post(path + "/done", [&room, kind](Context& c, PostId id) {
       return finish(room, c, kind, id);
     }).who(http::signed_in());
    r.get(path + "/cancel", [&room, kind](Context& c, PostId id) {
       return word_page(c, cancel_page(c, managed(room, c, kind, id, false)));
     }).who(http::signed_in());
    r.post(path + "/cancel", [&room, kind](Context& c, PostId id) {
       const auto done = room.db().write(
           [&](db::Transaction& tx) { return room.service.cancel(tx, id, me(c), c.now); });
       if (!done) return refuse(c, done.error(), kind, base(kind) + "/" + id.str());
       c.notice({N_("It is cancelled. Those who had answered are told.")});
       return http::see_other("/mine");
     }).who(http::signed_in());
    r.post(path + "/renew", [&room, kind](Context& c, PostId id) {
       const auto done = room.db().write(
           [&](db::Transaction& tx) { return room.service.renew(tx, id, me(c), c.now); });
       const std::string to = base(kind) + "/" + id.str();
       if (!done) return refuse(c, done.error(), kind, to);
       c.notice({N_("It stays online.")});
       return http::see_other(to);
     }).who(http::signed_in());
  }
}

}  // namespace palier::aid
