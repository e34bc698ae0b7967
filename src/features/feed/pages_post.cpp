// /posts/{post}: a post with its answers; its poll; its event as a file for calendars.
#include <charconv>

#include "core/html/markdown.hpp"
#include "core/util/ical.hpp"
#include "features/feed/links.hpp"
#include "features/feed/post_page.hpp"
#include "features/feed/templates.hpp"

namespace palier::feed {
namespace {

using form::Errors;
using form::Input;
using http::Context;
using http::Response;
using i18n::Language;
using i18n::Message;

constexpr const char* kOption = "option";

html::Field vote_field(const PollView& poll, const Input& input, const Errors& errors,
                       const Language& l) {
  html::Field f;
  f.name = kOption;
  f.type = poll.several ? "checkboxes" : "radios";
  f.label = l.tr(N_("Your answer"));
  if (poll.several) f.hint = l.tr(N_("You may choose several."));
  f.required = true;
  f.options.reserve(poll.rows.size());
  for (std::size_t i = 0; i < poll.rows.size(); ++i)
    f.options.push_back({std::to_string(i), poll.rows[i].text, "", poll.rows[i].chosen});
  return html::filled(std::move(f), input, errors, l);
}

/// The first name of whoever wrote the comment that is to be answered; "" where it is not there.
std::string author_of(const std::vector<CommentView>& comments, std::string_view id) {
  for (const auto& one : comments)
    if (one.id == id && !one.gone) return one.author;
  return "";
}

html::Field answer_field(const DetailView& v, const Input& input, const Errors& errors,
                         const Language& l) {
  html::Field f;
  f.name = field::kText;
  f.type = "textarea";
  f.label = v.answer_to.empty() ? l.tr(N_("Your answer"))
                                : l.tr(Message{N_("Your answer to {1}"), {v.answer_name}});
  f.rows = 3;
  f.max = static_cast<int>(kCommentMax);
  f.required = true;
  return html::filled(std::move(f), input, errors, l);
}

DetailView detail_view(const Detail& detail, const Context& c, const Input& input,
                       const Errors& errors) {
  const auto& l = c.language;
  const auto& post = detail.item.post;
  DetailView v;
  v.post = post_view(detail.item, l, c.now, Where::page);
  v.comments.reserve(detail.comments.size());
  for (const auto& one : detail.comments) v.comments.push_back(comment_view(one, l, c.now));
  if (detail.earlier)
    v.earlier_url = url_with(v.post.url, {{"before", detail.earlier.str()}}) + "#answers";
  // From a group one came from its page; from a circle, from the feed.
  const bool group = !places::level(post.audience.substr(0, post.audience.find('/')));
  v.back = group && !v.post.to_url.empty() ? v.post.to_url : kFeedUrl;
  v.back_label = group ? v.post.to : l.tr(N_("Your neighbourhood"));
  const bool sent = c.request.method == http::Method::post;
  v.answer_to = sent ? input.one("parent") : c.request.query.one("answer");
  v.answer_name = author_of(v.comments, v.answer_to);
  if (v.answer_name.empty()) v.answer_to.clear();
  v.may_comment = detail.may_comment;
  v.may_edit = detail.may_edit;
  v.may_moderate = detail.may_moderate;
  v.may_remove = detail.item.own.author || detail.may_moderate;
  v.answer = answer_field(v, input, errors, l);
  if (v.post.poll) v.vote = vote_field(*v.post.poll, input, errors, l);
  v.report_url = moderation::Moderation::report_url("post", post.id.value);
  return v;
}

Response calendar(const PageParts& p, Context& c, PostId id) {
  const auto item = p.core.db.read([&](db::Session& s) {
    return p.service.item(s, p.service.reader(s, c.viewer), id, c.language);
  });
  if (!item || !item->post.event_starts) http::not_found();
  const auto& post = item->post;
  ical::Event event;
  event.uid = "post-" + post.id.str() + "@palier";
  event.starts = *post.event_starts;
  event.ends = post.event_ends.value_or(event.starts + std::chrono::hours(2));
  event.changed = post.edited_at.value_or(post.created_at);
  event.summary = post.title;
  event.description = post.event_place.empty()
                          ? html::plain_text(post.text)
                          : post.event_place + "\n\n" + html::plain_text(post.text);
  event.url = c.site.public_url + post_url(post.id);
  return http::download(ical::calendar(post.title, {event}), "text/calendar; charset=utf-8",
                        "palier-" + post.id.str() + ".ics");
}

Response vote(const PageParts& p, Context& c, PostId id) {
  std::vector<int> chosen;
  for (const auto& word : c.request.form.many(kOption)) {
    int n = -1;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
    if (error == std::errc{} && end == word.data() + word.size() && n >= 0) chosen.push_back(n);
  }
  if (chosen.empty()) {
    Errors errors;
    errors.add(kOption, {N_("Choose one of the answers.")});
    return show_post(p, c, id, c.request.form, errors);
  }
  if (const auto done = p.service.vote(viewer(c), id, chosen); !done)
    return refuse(c, done.error(), post_url(id));
  c.notice({N_("Thank you, your answer counts.")});
  return http::see_other(post_url(id) + "#poll");
}

}  // namespace

Response show_post(const PageParts& p, Context& c, PostId id, const Input& input,
                   const Errors& errors) {
  const auto before = CommentId::parse(c.request.query.one("before")).value_or(CommentId{});
  Reader reader;
  std::int64_t since = 0;
  const auto detail = p.core.db.read([&](db::Session& s) {
    reader = p.service.reader(s, c.viewer);
    since = p.core.live.news(s, c.viewer, {"post/" + id.str()}, 0).last;
    return p.service.detail(s, reader, id, c.language, before);
  });
  if (!detail) http::not_found();
  auto v = detail_view(*detail, c, input, errors);
  v.live = {live::Live::url({"post/" + id.str()}, since), 0, v.post.url};
  if (!errors) p.service.opened(reader, id);
  auto page = c.page(v.post.heading);
  page.index = false;
  return http::page(templates::post(page, v, errors), errors ? 422 : 200);
}

Response refuse(Context& c, No why, const std::string& back) {
  if (why == No::not_found) http::not_found();
  c.notice(sentence(why));
  return http::see_other(back);
}

void post_routes(const PageParts& parts) {
  auto& r = parts.core.router;
  r.get("/posts/{post}", [&parts](Context& c, PostId id) {
     return show_post(parts, c, id);
   }).who(http::signed_in());
  r.get("/posts/{post}/event.ics", [&parts](Context& c, PostId id) {
     return calendar(parts, c, id);
   }).who(http::signed_in());
  r.post("/posts/{post}/vote", [&parts](Context& c, PostId id) {
     return vote(parts, c, id);
   }).who(http::signed_in());
}

}  // namespace palier::feed
