// Moderation, search, photos, one's data and one's leaving.
#include "features/feed/register.hpp"

#include <boost/json.hpp>

#include "core/html/markdown.hpp"
#include "features/feed/links.hpp"

namespace palier::feed {
namespace {

namespace json = boost::json;

constexpr int kAll = 100'000;

const char* kind_name(Kind kind) {
  switch (kind) {
    case Kind::question:
      return N_("Question");
    case Kind::news:
      return N_("News");
    case Kind::recommendation:
      return N_("Recommendation");
    case Kind::lost_found:
      return N_("Lost and found");
    case Kind::event:
      return N_("Event");
    case Kind::alert:
      return N_("Alert");
    case Kind::thanks:
      break;
  }
  return N_("Thanks");
}

std::string when(std::optional<Instant> t) {
  return t ? rfc3339(*t) : "";
}

std::string exported(db::Session& s, AccountId account) {
  json::array posts, comments, marks, people;
  for (const auto& p : store::find_all(s, store::of_author(s, account, kAll)))
    posts.push_back(json::object{{"id", p.id.str()},
                                 {"kind", word(p.kind)},
                                 {"audience", p.audience},
                                 {"title", p.title},
                                 {"text", p.text},
                                 {"event_starts", when(p.event_starts)},
                                 {"event_place", p.event_place},
                                 {"created", rfc3339(p.created_at)}});
  for (const auto& c : store::comments_of(s, account, kAll))
    comments.push_back(json::object{{"id", c.id.str()},
                                    {"post", c.post_id.str()},
                                    {"text", c.text},
                                    {"created", rfc3339(c.created_at)}});
  for (const auto& m : store::marks_of(s, account))
    marks.push_back(json::object{{"post", m.post_id.str()},
                                 {"thanked", m.thanked},
                                 {"saved", m.saved_at.has_value()},
                                 {"follows", m.follows == 1},
                                 {"muted", m.muted}});
  for (const AccountId muted : store::muted_people(s, account)) people.push_back(muted.value);
  json::array votes, thanked;
  for (const auto& v : store::votes_of(s, account))
    votes.push_back(json::object{{"post", v.post_id.str()}, {"answer", v.place + 1}});
  for (const CommentId c : store::thanked_by(s, account)) thanked.emplace_back(c.str());
  return json::serialize(json::object{{"posts", std::move(posts)},
                                      {"comments", std::move(comments)},
                                      {"marks", std::move(marks)},
                                      {"thanked_comments", std::move(thanked)},
                                      {"votes", std::move(votes)},
                                      {"muted_people", std::move(people)}});
}

std::optional<search::Hit> hit(const Heart& heart, db::Session& s, const http::Viewer& viewer,
                               const i18n::Language& l, std::int64_t id) {
  const Reader reader = heart.reader(s, viewer);
  const auto post = heart.readable(s, reader, PostId{id});
  if (!post || post->state != State::shown) return {};
  search::Hit out;
  out.kind = "post";
  out.id = id;
  out.title = title_of(*post);
  out.excerpt = html::plain_text(post->text);
  out.url = post_url(post->id);
  out.icon = "message";
  out.note = fmt::format("{}, {}, {}", l.tr(kind_name(post->kind)),
                         heart.audiences().name(s, reader, post->audience, l),
                         l.ago(post->created_at, heart.now()));
  return out;
}

void register_moderation(Heart& heart) {
  auto& moderation = heart.below().moderation;
  moderation.reportable(
      "post", {[](db::Session& s, std::int64_t id) -> std::optional<moderation::Reported> {
                 const auto post = store::find(s, PostId{id});
                 if (!post) return {};
                 return moderation::Reported{title_of(*post), words_of(s, *post),
                                             post_url(post->id), post->author_id};
               },
               [&heart](db::Transaction& tx, std::int64_t id, bool hidden) {
                 heart.hide(tx, PostId{id}, hidden);
               },
               [&heart](db::Session& s, std::int64_t id, AccountId viewer) {
                 const auto post = store::find(s, PostId{id});
                 return post &&
                        heart.reads(s, heart.reader_of(s, viewer, post->territory_id), *post);
               }});
  moderation.reportable(
      "comment",
      {[](db::Session& s, std::int64_t id) -> std::optional<moderation::Reported> {
         const auto comment = store::find(s, CommentId{id});
         if (!comment || comment->state == State::removed) return {};
         const auto post = store::find(s, comment->post_id);
         return moderation::Reported{post ? title_of(*post) : "", html::plain_text(comment->text),
                                     comment_url(comment->post_id, comment->id),
                                     comment->author_id};
       },
       [&heart](db::Transaction& tx, std::int64_t id, bool hidden) {
         heart.hide(tx, CommentId{id}, hidden);
       },
       [&heart](db::Session& s, std::int64_t id, AccountId viewer) {
         const auto comment = store::find(s, CommentId{id});
         if (!comment) return false;
         return heart
             .comment_item(s, heart.reader_of(s, viewer, comment->territory_id), comment->id)
             .has_value();
       }});
}

}  // namespace

void register_elsewhere(Heart& heart) {
  const auto& below = heart.below();
  register_moderation(heart);
  below.search.kind("post",
                    {{N_("Posts")},
                     10,
                     [&heart](db::Session& s, const http::Viewer& viewer, const i18n::Language& l,
                              std::int64_t id) { return hit(heart, s, viewer, l, id); },
                     [](db::Session& s, std::int64_t after, int limit) {
                       const auto posts = store::shown_after(s, PostId{after}, limit);
                       std::vector<search::Document> out;
                       out.reserve(posts.size());
                       for (const auto& post : posts) out.push_back(document(s, post));
                       return out;
                     }});
  below.photos.visible(
      "post", [&heart](db::Session& s, const http::Viewer& viewer, std::int64_t subject) {
        return viewer.signed_in() &&
               heart.readable(s, heart.reader(s, viewer), PostId{subject}).has_value();
      });
  below.accounts.on_export("feed", exported);
  below.accounts.on_delete(
      [&heart](db::Transaction& tx, AccountId account) { heart.forget(tx, account); });
}

}  // namespace palier::feed
