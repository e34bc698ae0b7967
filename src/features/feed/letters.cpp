// What people are written about: a comment on what they wrote or follow, a post in their group; and
// their answers by mail.
#include "core/form/clean.hpp"
#include "core/html/markdown.hpp"
#include "core/inbox/inbox.hpp"
#include "core/jobs/event_json.hpp"
#include "features/feed/draft.hpp"
#include "features/feed/heart.hpp"
#include "features/feed/links.hpp"
#include "features/feed/register.hpp"

namespace palier::feed {
namespace {

using i18n::Language;
using i18n::Message;
using Letter = accounts::Accounts::Letter;

constexpr std::size_t kQuoted = 600;
/// Who has not come back to read is told again after so long.
constexpr std::chrono::hours kAgain{24};

std::string name_of(const std::optional<accounts::Person>& person, const Language& l) {
  return person && !person->first_name.empty() ? person->first_name
                                               : std::string(l.tr(N_("A neighbour")));
}

std::string sender(const Heart& heart, const std::string& name, const Language& l) {
  return l.tr(Message{N_("{1} (via {2})"), {name, heart.core().site.name}});
}

void tell(Heart& heart, const Commented& event) {
  heart.core().db.write([&](db::Transaction& tx) {
    const PostId id{event.post};
    const auto post = store::find(tx, id);
    const auto comment = store::find(tx, CommentId{event.comment});
    if (!post || !comment || post->state != State::shown || comment->state != State::shown) return;
    const auto author = heart.below().accounts.person(tx, comment->author_id);
    const Instant now = heart.now();
    const std::string& site = heart.core().site.public_url;
    for (const AccountId to :
         store::claim_followers(tx, id, comment->author_id, now, now - kAgain)) {
      const Reader reader = heart.reader_of(tx, to, post->territory_id);
      const Rights may = heart.rights(tx, reader, post->audience);
      if (!may_read(reader, *post, may) || !may_read(reader, *comment, may)) continue;
      const std::string reply_to = heart.core().replies.address("post", id.value, to.value);
      heart.below().accounts.write_to(tx, to, [&](const Language& l) {
        const std::string who = name_of(author, l), what = title_of(*post);
        const std::string url = site + comment_url(id, comment->id);
        const Message subject = post->author_id == to
                                    ? Message{N_("{1} has answered you: {2}"), {who, what}}
                                    : Message{N_("{1} has answered: {2}"), {who, what}};
        Letter out;
        out.subject = l.tr(subject);
        out.text = l.tr(subject) + "\n\n" +
                   l.tr(Message{N_("“{1}”"), {html::excerpt(comment->text, kQuoted)}}) + "\n\n" +
                   (reply_to.empty()
                        ? l.tr(Message{N_("To answer: {1}"), {url}})
                        : l.tr(Message{N_("To answer, reply to this message: your neighbours who "
                                          "can read the post will see it. Or write here: {1}"),
                                       {url}})) +
                   "\n\n" +
                   l.tr(N_("You will hear of the next answers once you have read this one. On that "
                           "page you can also stop following."));
        out.sms = l.tr(subject) + " " + url;
        out.kind = "comments";
        out.path = comment_url(id, comment->id);
        out.reply_to = reply_to;
        out.from_name = sender(heart, who, l);
        return out;
      });
    }
  });
}

void tell(Heart& heart, const Posted& event) {
  heart.core().db.write([&](db::Transaction& tx) {
    const auto post = store::find(tx, PostId{event.post});
    if (!post || post->state != State::shown) return;
    const auto found = heart.audiences().of(post->audience);
    if (!found.how || !found.how->followers) return;
    const auto author = heart.below().accounts.person(tx, post->author_id);
    const std::string group = found.how->name ? found.how->name(tx, found.id) : "";
    const std::string url = heart.core().site.public_url + post_url(post->id);
    for (const AccountId to : found.how->followers(tx, found.id)) {
      if (to == post->author_id) continue;
      const Reader reader = heart.reader_of(tx, to, post->territory_id);
      if (!heart.reads(tx, reader, *post)) continue;
      const std::string reply_to = heart.core().replies.address("post", post->id.value, to.value);
      heart.below().accounts.write_to(tx, to, [&](const Language& l) {
        const std::string who = name_of(author, l);
        const Message subject{N_("{1} in {2}: {3}"), {who, group, title_of(*post)}};
        Letter out;
        out.subject = l.tr(subject);
        out.text = html::excerpt(post->text, kQuoted) + "\n\n" +
                   (reply_to.empty() ? l.tr(Message{N_("To answer: {1}"), {url}})
                                     : l.tr(Message{N_("To answer, reply to this message. Or write "
                                                       "here: {1}"),
                                                    {url}}));
        out.sms = l.tr(subject) + " " + url;
        out.kind = "group_posts";
        out.path = post_url(post->id);
        out.reply_to = reply_to;
        out.from_name = sender(heart, who, l);
        return out;
      });
    }
  });
}

inbox::Outcome take(Heart& heart, db::Transaction& tx, const inbox::Reply& reply) {
  using inbox::Outcome;
  if (form::looks_empty(reply.text)) return Outcome::empty;
  if (form::length(reply.text) > kCommentMax) return Outcome::too_long;
  const PostId id{reply.subject};
  const AccountId by{reply.account};
  const auto said = heart.comment(tx, by, id, {}, {reply.text, reply.message_id, {}});
  if (!said) return said.error() == No::closed ? Outcome::closed : Outcome::not_allowed;
  if (said->errors) return Outcome::not_allowed;
  store::seen(tx, by, id, heart.now());  // They have read what they answered.
  return Outcome::taken;
}

notices::Section digest(const Heart& heart, db::Session& s, AccountId to, const Language& l,
                        Instant since) {
  notices::Section section;
  section.title = l.tr(N_("In your neighbourhood"));
  for (const Item& item : heart.best(s, to, since, l, 5)) {
    const std::string who =
        item.author.empty() ? std::string(l.tr(N_("A neighbour"))) : item.author;
    const std::string what = title_of(item.post, 100);
    std::string line;
    switch (item.post.kind) {
      case Kind::question:
        line = l.tr(Message{N_("{1} asks: {2}"), {who, what}});
        break;
      case Kind::recommendation:
        line = l.tr(Message{N_("{1} recommends: {2}"), {who, what}});
        break;
      case Kind::lost_found:
        line = l.tr(Message{N_("Lost or found: {1}"), {what}});
        break;
      case Kind::event:
        line = item.post.event_starts
                   ? l.tr(Message{
                         N_("{1}: {2}"),
                         {l.date(*item.post.event_starts, Language::Style::day_and_time), what}})
                   : what;
        break;
      case Kind::alert:
        line = l.tr(Message{N_("Alert from {1}: {2}"), {who, what}});
        break;
      case Kind::thanks:
        line = l.tr(Message{N_("{1} says thank you: {2}"), {who, what}});
        break;
      case Kind::news:
        line = l.tr(Message{N_("{1} writes: {2}"), {who, what}});
        break;
    }
    if (item.post.comments > 0) {
      const std::string count = l.number(item.post.comments);
      const std::vector<std::string> args{count};
      line += " (" + Language::fill(l.tr("{1} comment", "{1} comments", item.post.comments), args) +
              ")";
    }
    section.lines.push_back({std::move(line), post_url(item.post.id)});
  }
  return section;
}

}  // namespace

void register_letters(Heart& heart) {
  auto& notices = heart.below().notices;
  notices.kind({"comments",
                {N_("Comments")},
                {N_("On what you have written in the neighbourhood, and on what you follow.")},
                accounts::Notify::at_once,
                true,
                20});
  notices.kind({"group_posts",
                {N_("New posts in your groups")},
                {N_("In the groups whose posts you have asked to be told of.")},
                accounts::Notify::at_once,
                true,
                25});
  notices.digest(20, [&heart](db::Session& s, AccountId to, const Language& l, Instant since) {
    return digest(heart, s, to, l, since);
  });
  heart.core().events.subscribe<Commented>("feed letters",
                                           [&heart](const Commented& e) { tell(heart, e); });
  heart.core().events.subscribe<Posted>("feed letters",
                                        [&heart](const Posted& e) { tell(heart, e); });
  heart.core().replies.handle("post", [&heart](db::Transaction& tx, const inbox::Reply& reply) {
    return take(heart, tx, reply);
  });
}

}  // namespace palier::feed
