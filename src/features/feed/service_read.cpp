// Reading: who reads, one post, its comments.
#include <algorithm>

#include "core/html/markdown.hpp"
#include "features/feed/heart.hpp"
#include "features/feed/links.hpp"

namespace palier::feed {
namespace {

constexpr int kThreads = 50;
/// Away for so long, and what came meanwhile is new.
constexpr std::chrono::minutes kSitting{30};

}  // namespace

std::string title_of(const Post& post, std::size_t length) {
  if (!post.title.empty()) return html::excerpt(post.title, length);
  return html::excerpt(post.text, length);
}

std::string words_of(db::Session& s, const Post& post) {
  std::string out = post.title;
  const auto add = [&out](std::string_view text) {
    if (text.empty()) return;
    if (!out.empty()) out += '\n';
    out += text;
  };
  add(html::plain_text(post.text));
  add(post.event_place);
  if (post.has_poll) {
    for (const auto& poll : store::polls(s, {post.id})) add(poll.question);
    for (const auto& option : store::options(s, {post.id})) add(option.text);
  }
  return out;
}

Reader Heart::reader(db::Session& s, const http::Viewer& viewer) const {
  Reader out;
  out.account = AccountId{viewer.account};
  out.territory = places::TerritoryId{viewer.territory};
  out.roles = viewer.roles;
  if (!viewer.language.empty()) out.language = viewer.language;
  if (!out.account) return out;
  if (const auto home = below_.accounts.home(s, out.account)) {
    for (const auto level : places::kLevels) {
      auto circle = places::circle(level, home->scopes);
      if (circle.empty()) continue;
      std::string name;
      if (level == places::Level::street && home->address) {
        if (const auto address = below_.places.address(home->address)) name = address->street;
      } else if (level == places::Level::quarter) {
        const auto area = below_.places.area(home->scopes.quarter);
        name = area ? area->name : home->quarter_name;
      } else if (level == places::Level::city && home->scopes.commune) {
        if (const auto area = below_.places.area(home->scopes.commune)) name = area->name;
      }
      out.circles.push_back(std::move(circle));
      out.circle_names.push_back(std::move(name));
    }
  }
  out.groups = audiences_.others_of(s, out.account);
  out.apart = below_.moderation.apart_from(s, out.account);
  for (const AccountId muted : store::muted_people(s, out.account)) out.apart.push_back(muted);
  std::sort(out.apart.begin(), out.apart.end());
  return out;
}

Reader Heart::reader_of(db::Session& s, AccountId account, places::TerritoryId territory) const {
  http::Viewer viewer;
  viewer.account = account.value;
  viewer.territory = territory.value;
  viewer.roles = below_.accounts.roles(s, account, territory);
  return reader(s, viewer);
}

Reader Heart::reader_of(db::Session& s, AccountId account) const {
  const auto home = below_.accounts.home(s, account);
  return reader_of(s, account, home ? home->scopes.territory : places::TerritoryId{1});
}

Rights Heart::rights(db::Session& s, const Reader& reader, std::string_view audience) const {
  Rights out;
  if (!reader.account) return out;
  const bool in =
      std::find(reader.circles.begin(), reader.circles.end(), audience) != reader.circles.end();
  if (Audiences::circle(audience)) {
    out.reads = out.writes = in;
    return out;
  }
  const auto found = audiences_.of(audience);
  if (!found.how) return out;
  out.reads =
      std::find(reader.groups.begin(), reader.groups.end(), audience) != reader.groups.end() ||
      (found.how->may_read && found.how->may_read(s, found.id, reader.account));
  out.writes = found.how->may_write && found.how->may_write(s, found.id, reader.account);
  out.moderates = found.how->may_moderate && found.how->may_moderate(s, found.id, reader.account);
  return out;
}

bool Heart::reads(db::Session& s, const Reader& reader, const Post& post) const {
  return may_read(reader, post, rights(s, reader, post.audience));
}

std::optional<Post> Heart::readable(db::Session& s, const Reader& reader, PostId id) const {
  auto post = store::find(s, id);
  if (!post || !reads(s, reader, *post)) return {};
  return post;
}

std::optional<Instant> Heart::boundary(db::Session& s, const Reader& reader) const {
  const auto visit = store::visit(s, reader.account);
  if (!visit) return {};
  return now() - visit->last_at > kSitting ? visit->last_at : visit->since_at;
}

void Heart::visited(const Reader& reader) {
  if (!reader.account) return;
  const Instant now = this->now();
  const auto before =
      core_.db.read([&](db::Session& s) { return store::visit(s, reader.account); });
  // A page turned within the minute is not worth a write.
  if (before && now - before->last_at < std::chrono::minutes(1)) return;
  core_.db.write([&](db::Transaction& tx) {
    const auto visit = store::visit(tx, reader.account);
    Visit next{now, now};
    if (visit) next.since_at = now - visit->last_at > kSitting ? visit->last_at : visit->since_at;
    store::put_visit(tx, reader.account, next);
  });
}

void Heart::opened(const Reader& reader, PostId post) {
  if (!reader.account) return;
  const bool marked = core_.db.read(
      [&](db::Session& s) { return !store::marks(s, reader.account, {post}).empty(); });
  if (!marked) return;  // Nobody writes letters about it to them.
  core_.db.write([&](db::Transaction& tx) { store::seen(tx, reader.account, post, this->now()); });
}

std::optional<Item> Heart::item(db::Session& s, const Reader& reader, PostId id,
                                const i18n::Language& language) const {
  auto post = readable(s, reader, id);
  if (!post) return {};
  std::vector<Found> one(1);
  one[0].place = {to_micros(post->created_at), post->id.value};
  one[0].post = std::move(post);
  return std::move(dress(s, reader, std::move(one), boundary(s, reader), language).front());
}

std::vector<CommentItem> Heart::dress(db::Session& s, const Reader& reader,
                                      std::vector<Comment> comments) const {
  std::vector<AccountId> who;
  std::vector<CommentId> ids;
  who.reserve(comments.size());
  ids.reserve(comments.size());
  for (const auto& c : comments) {
    if (c.author_id) who.push_back(c.author_id);
    ids.push_back(c.id);
  }
  std::sort(who.begin(), who.end());
  who.erase(std::unique(who.begin(), who.end()), who.end());
  std::map<AccountId, std::string> names;
  for (auto& person : below_.accounts.people(s, who))
    names[person.id] = std::move(person.first_name);
  auto thanked = store::thanked(s, reader.account, ids);
  std::sort(thanked.begin(), thanked.end());
  std::vector<CommentItem> out;
  out.reserve(comments.size());
  for (auto& c : comments) {
    CommentItem one;
    if (const auto name = names.find(c.author_id); name != names.end()) one.author = name->second;
    one.own = reader.account && c.author_id == reader.account;
    one.thanked = std::binary_search(thanked.begin(), thanked.end(), c.id);
    one.comment = std::move(c);
    out.push_back(std::move(one));
  }
  return out;
}

std::optional<Detail> Heart::detail(db::Session& s, const Reader& reader, PostId id,
                                    const i18n::Language& language, CommentId before) const {
  auto whole = item(s, reader, id, language);
  if (!whole) return {};
  const Post& post = whole->post;
  const Rights may = rights(s, reader, post.audience);

  Place from;
  if (before)
    if (const auto c = store::find(s, before); c && c->post_id == id)
      from = {to_micros(c->created_at), c->id.value};
  auto top = store::threads(s, id, from, kThreads + 1);
  Detail out;
  if (top.size() > kThreads) {
    top.pop_back();
    out.earlier = top.back().id;
  }
  std::reverse(top.begin(), top.end());
  std::vector<CommentId> parents;
  parents.reserve(top.size());
  for (const auto& c : top) parents.push_back(c.id);
  auto answers = store::answers(s, id, parents);

  const auto keep = [&](std::vector<Comment>& list) {
    std::erase_if(list, [&](const Comment& c) { return !may_read(reader, c, may); });
  };
  keep(answers);
  // What is hidden from this reader but has answers keeps its place, empty.
  for (auto& c : top)
    if (!may_read(reader, c, may)) {
      c.text.clear();
      c.author_id = {};
      c.state = State::removed;
    }
  auto below = dress(s, reader, std::move(answers));
  for (auto& c : dress(s, reader, std::move(top))) {
    for (auto& answer : below)
      if (answer.comment.parent_id == c.comment.id) c.answers.push_back(std::move(answer));
    std::erase_if(below, [](const CommentItem& moved) { return !moved.comment.id; });
    if (c.comment.state == State::removed && c.answers.empty()) continue;
    out.comments.push_back(std::move(c));
  }
  out.may_comment = may_take_part(reader, post, may);
  out.may_edit = !may_edit(reader, post, may, store::others_commented(s, post), now());
  out.may_moderate = may.moderates || is_moderator(reader);
  out.item = *std::move(whole);
  return out;
}

std::optional<CommentItem> Heart::comment_item(db::Session& s, const Reader& reader,
                                               CommentId id) const {
  auto comment = store::find(s, id);
  if (!comment) return {};
  const auto post = readable(s, reader, comment->post_id);
  if (!post || !may_read(reader, *comment, rights(s, reader, post->audience))) return {};
  std::vector<Comment> one;
  one.push_back(*std::move(comment));
  return std::move(dress(s, reader, std::move(one)).front());
}

std::vector<Circle> Heart::circles(db::Session& s, const Reader& reader,
                                   const i18n::Language& language, bool to_write) const {
  std::vector<Circle> out;
  out.reserve(reader.circles.size() + reader.groups.size());
  for (const auto* list : {&reader.circles, &reader.groups})
    for (const auto& audience : *list) {
      if (to_write && !rights(s, reader, audience).writes) continue;
      out.push_back(
          {audience, audiences_.name(s, reader, audience, language), audiences_.url(audience)});
    }
  return out;
}

std::vector<AccountId> Heart::muted_people(db::Session& s, AccountId by) const {
  return store::muted_people(s, by);
}

std::vector<Post> Heart::muted_posts(db::Session& s, AccountId by) const {
  return store::find_all(s, store::muted_posts(s, by));
}

}  // namespace palier::feed
