#include "features/feed/draw.hpp"

#include "features/feed/links.hpp"
#include "features/feed/templates.hpp"
#include "features/feed/view.hpp"

namespace palier::feed {
namespace {

/// A frame without a viewer: the partials leave out what is somebody's.
html::Page nobodys(const i18n::Language& l, Instant now) {
  html::Page page;
  page.language = &l;
  page.now = now;
  return page;
}

Item plain(const Item& item) {
  Item out = item;
  out.own = {};
  out.is_new = false;
  out.why.clear();
  return out;
}

std::string card(const Item& item, const i18n::Language& l, Instant now, std::string_view action) {
  const auto v = post_view(plain(item), l, now, Where::list);
  const std::string target = action == "prepend" ? "feed-list" : v.anchor;
  return templates::card_stream(nobodys(l, now), v, action, target);
}

std::string comment(const CommentItem& item, const i18n::Language& l, Instant now, bool fresh) {
  CommentItem out = item;
  out.own = out.thanked = false;
  out.answers.clear();
  const auto v = comment_view(out, l, now);
  const auto& c = item.comment;
  const std::string target = !fresh        ? v.anchor + "-said"
                             : c.parent_id ? "answers-" + c.parent_id.str()
                                           : "thread-" + c.post_id.str();
  return templates::comment_stream(nobodys(l, now), v, fresh ? "append" : "replace", target,
                                   post_url(c.post_id), !c.parent_id);
}

}  // namespace

std::string card_stream(const Item& item, const i18n::Language& l, Instant now) {
  return card(item, l, now, "prepend");
}
std::string card_again_stream(const Item& item, const i18n::Language& l, Instant now) {
  return card(item, l, now, "replace");
}
std::string card_gone_stream(PostId post) {
  return templates::gone_stream("post-" + post.str());
}
std::string comment_stream(const CommentItem& item, const i18n::Language& l, Instant now) {
  return comment(item, l, now, true);
}
std::string comment_again_stream(const CommentItem& item, const i18n::Language& l, Instant now) {
  return comment(item, l, now, false);
}
std::string comment_gone_stream(CommentId comment) {
  return templates::gone_stream(comment_anchor(comment));
}
std::string counters_stream(const Item& item, const i18n::Language& l) {
  const auto v = post_view(plain(item), l, item.post.created_at, Where::list);
  return templates::counters_stream(nobodys(l, item.post.created_at), v);
}

}  // namespace palier::feed
