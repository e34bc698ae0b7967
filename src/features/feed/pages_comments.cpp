// Answers below a post: written, changed, taken back.
#include "features/feed/links.hpp"
#include "features/feed/post_page.hpp"
#include "features/feed/templates.hpp"

namespace palier::feed {
namespace {

using form::Errors;
using form::Input;
using http::Context;
using http::Response;

Response write(const PageParts& p, Context& c, PostId id) {
  if (const auto to = p.core.db.read([&](db::Session& s) {
        return accounts::before_posting(p.below.accounts, s, c, post_url(id));
      }))
    return http::see_other(*to);
  Errors errors;
  const auto text = read_comment(c.request.form, errors);
  if (errors) return show_post(p, c, id, c.request.form, errors);
  const auto parent = CommentId::parse(c.request.form.one("parent")).value_or(CommentId{});
  const auto said = p.service.comment(viewer(c), id, parent, text, c.request.form.one("once"));
  if (!said && said.error() == No::not_found) http::not_found();
  if (!said) errors.add(field::kText, sentence(said.error()));
  if (said) errors = said->errors;
  if (errors) return show_post(p, c, id, c.request.form, errors);
  if (said->held) c.notice({N_("Thank you. A moderator reads it before the others do.")});
  return http::see_other(said->id ? comment_url(id, said->id) : post_url(id));
}

/// The comment where it is this reader's to change, with its post.
CommentItem own_or_404(const PageParts& p, const Context& c, PostId post, CommentId id) {
  auto found = p.core.db.read(
      [&](db::Session& s) { return p.service.comment_item(s, p.service.reader(s, c.viewer), id); });
  if (!found || found->comment.post_id != post) http::not_found();
  return *std::move(found);
}

Response edit_page(Context& c, const Comment& comment, const Input& input, const Errors& errors) {
  const auto& l = c.language;
  CommentEditView v;
  v.heading = l.tr(N_("Change your answer"));
  v.back = comment_url(comment.post_id, comment.id);
  v.action = post_url(comment.post_id) + "/comments/" + comment.id.str() + "/edit";
  v.text.name = field::kText;
  v.text.type = "textarea";
  v.text.label = l.tr(N_("Your answer"));
  v.text.rows = 5;
  v.text.max = static_cast<int>(kCommentMax);
  v.text.required = true;
  v.text.value = comment.text;
  v.text = html::filled(std::move(v.text), input, errors, l);
  auto page = c.page(v.heading);
  page.index = false;
  return http::page(templates::comment_edit(page, v, errors), errors ? 422 : 200);
}

Response edit(const PageParts& p, Context& c, PostId post, CommentId id) {
  const auto item = own_or_404(p, c, post, id);
  if (!item.own) http::not_found();
  if (c.request.method == http::Method::get) return edit_page(c, item.comment, {}, {});
  Errors errors;
  const auto text = read_comment(c.request.form, errors);
  if (errors) return edit_page(c, item.comment, c.request.form, errors);
  const auto done = p.service.edit_comment(viewer(c), id, text);
  if (!done) return refuse(c, done.error(), post_url(post));
  if (*done) return edit_page(c, item.comment, c.request.form, *done);
  c.notice({N_("Your changes are saved.")});
  return http::see_other(comment_url(post, id));
}

Response remove(const PageParts& p, Context& c, PostId post, CommentId id) {
  const auto item = own_or_404(p, c, post, id);
  if (c.request.method == http::Method::post) {
    if (const auto done = p.service.remove_comment(viewer(c), id); !done)
      return refuse(c, done.error(), post_url(post));
    c.notice({N_("The answer is removed.")});
    return http::see_other(post_url(post) + "#answers");
  }
  const auto& l = c.language;
  ConfirmView v;
  v.heading = item.own ? l.tr(N_("Remove your answer?")) : l.tr(N_("Remove this answer?"));
  v.text = l.tr(N_("It goes for good. What others have answered to it stays."));
  v.quote = item.comment.text;
  v.action = post_url(post) + "/comments/" + id.str() + "/remove";
  v.submit = l.tr(N_("Remove it"));
  v.back = comment_url(post, id);
  auto page = c.page(v.heading);
  page.index = false;
  return http::page(templates::confirm(page, v));
}

}  // namespace

void comment_routes(const PageParts& parts) {
  auto& r = parts.core.router;
  const std::string one = "/posts/{post}/comments/{comment}";
  r.post("/posts/{post}/comments", [&parts](Context& c, PostId id) { return write(parts, c, id); })
      .who(http::signed_in())
      .limited(http::Limit::messages);
  const auto change = [&parts](Context& c, PostId post, CommentId id) {
    return edit(parts, c, post, id);
  };
  const auto take_back = [&parts](Context& c, PostId post, CommentId id) {
    return remove(parts, c, post, id);
  };
  r.get(one + "/edit", change).who(http::signed_in());
  r.post(one + "/edit", change).who(http::signed_in()).limited(http::Limit::messages);
  r.get(one + "/remove", take_back).who(http::signed_in());
  r.post(one + "/remove", take_back).who(http::signed_in());
  r.post(one + "/thanks", [&parts](Context& c, PostId post, CommentId id) {
     const bool on = c.request.form.one("on") != "0";
     if (const auto done = parts.service.thank(viewer(c), post, id, on); !done)
       return refuse(c, done.error(), post_url(post));
     return http::see_other(comment_url(post, id));
   }).who(http::signed_in());
}

}  // namespace palier::feed
