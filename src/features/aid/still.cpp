// "Still needed?": one click from a message, without signing in. Opening the link only asks, for
// mail programs follow links by themselves; the button answers.
#include "features/aid/still.hpp"

#include "features/aid/templates.hpp"

namespace palier::aid {
namespace {

using http::Context;
using http::Response;

Response tell(Context& c, const StillPage& p, int status = 200) {
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::still(out, page, p);
  return http::page(out.take(), status);
}

/// The post the link is about; nothing where the link is broken or too old.
std::optional<Post> post_of(Room& room, std::string_view token) {
  const auto id = room.p.links.read("aid.still", token);
  if (!id) return {};
  return room.db().read([&](db::Session& s) { return store::find(s, PostId{*id}); });
}

Response gone(Context& c) {
  StillPage p;
  p.heading = c.language.tr(N_("This link no longer works"));
  p.text = c.language.tr(N_("Sign in to see your requests and offers."));
  p.to = "/mine";
  return tell(c, p, 410);
}

Response ask(Room& room, Context& c, const std::string& token) {
  const auto post = post_of(room, token);
  if (!post) return gone(c);
  const auto& l = c.language;
  StillPage p;
  p.action = "/still/" + token;
  p.title = Letters::title(*room.p.categories.now(), *post, l);
  p.agreed = post->state == State::agreed || post->accepted > 0;
  if (live(post->state) || post->state == State::expired) {
    p.ask = true;
    p.heading = p.agreed                   ? l.tr(N_("Has it been done?"))
                : post->kind == Kind::need ? l.tr(N_("Do you still need it?"))
                                           : l.tr(N_("Does your offer still stand?"));
  } else {
    p.heading = l.tr(label(post->state, post->kind));
    p.text = l.tr(N_("There is nothing more to do."));
  }
  return tell(c, p);
}

Response take(Room& room, Context& c, const std::string& token) {
  const auto post = post_of(room, token);
  if (!post) return gone(c);
  const auto& l = c.language;
  // A mail program that posts by itself (RFC 8058) sends no answer of ours: keep what stands.
  const std::string answer =
      c.request.form.has("answer") ? c.request.form.one("answer") : c.request.query.one("answer");
  StillPage p;
  p.title = Letters::title(*room.p.categories.now(), *post, l);
  const auto outcome = room.db().write([&](db::Transaction& tx) {
    if (answer == "done") return room.service.finish(tx, post->id, post->owner_id, "", c.now);
    if (answer == "no") return room.service.cancel(tx, post->id, post->owner_id, c.now);
    return room.service.renew(tx, post->id, post->owner_id, c.now);
  });
  if (!outcome) {
    p.heading = l.tr(N_("There is nothing more to do"));
    p.text = l.tr(label(post->state, post->kind));
  } else if (answer == "done") {
    p.heading = l.tr(N_("It is done"));
    p.text = l.tr(N_("Thank you for telling us."));
  } else if (answer == "no") {
    p.heading = l.tr(N_("It is closed"));
    p.text = l.tr(N_("Thank you for telling us."));
  } else {
    p.heading = l.tr(N_("It stays online"));
    p.text =
        l.tr(i18n::Message{N_("We will ask again before {1}."), {l.date(outcome->expires_at)}});
  }
  return tell(c, p);
}

}  // namespace

void still_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/still/{token}", [&room](Context& c, std::string token) {
     return ask(room, c, token);
   }).who(http::anyone());
  r.post("/still/{token}", [&room](Context& c, std::string token) { return take(room, c, token); })
      .who(http::anyone())
      .from_message();
}

}  // namespace palier::aid
