// The feed: newest first, or the most useful, each a page at a time.
#include <algorithm>
#include <charconv>
#include <map>

#include "features/feed/heart.hpp"
#include "features/feed/useful.hpp"

namespace palier::feed {
namespace {

/// "n.AT.ID", or "u.MOMENT.POINTS.ID": where a page ended. Anything else is as none.
struct Cursor {
  std::int64_t a = 0, b = 0, c = 0;
};

std::optional<Cursor> cursor_of(std::string_view text, char kind, int numbers) {
  if (text.size() < 3 || text[0] != kind || text[1] != '.') return {};
  text.remove_prefix(2);
  std::int64_t read[3] = {};
  for (int i = 0; i < numbers; ++i) {
    const auto end = i + 1 < numbers ? text.find('.') : text.size();
    if (end == std::string_view::npos) return {};
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, read[i]);
    if (error != std::errc{} || stop != text.data() + end) return {};
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return Cursor{read[0], read[1], read[2]};
}

std::string cursor(const Place& p) {
  return fmt::format("n.{}.{}", p.at, p.id);
}

/// How often a page may be filled up again where much of it is hidden from the reader.
constexpr int kRounds = 8;
constexpr int kMost = 100;
/// How many are weighed for "most useful", over all circles and groups.
constexpr std::size_t kCandidates = 400;

}  // namespace

std::vector<std::string> Heart::asked(db::Session& s, const Reader& reader,
                                      const Query& query) const {
  if (!query.audience.empty()) {
    if (!rights(s, reader, query.audience).reads) return {};
    return {query.audience};
  }
  auto out = reader.circles;
  out.insert(out.end(), reader.groups.begin(), reader.groups.end());
  return out;
}

std::vector<Post> Heart::rows(db::Session& s, const Reader& reader, const std::vector<Head>& heads,
                              std::vector<Mark>& marks) const {
  std::vector<PostId> ids;
  ids.reserve(heads.size());
  for (const auto& h : heads)
    if (h.author_id && !apart(reader, h.author_id)) ids.push_back(h.id);
  auto found = store::marks(s, reader.account, ids);
  for (const auto& m : found)
    if (m.muted) std::erase(ids, m.post_id);
  marks.insert(marks.end(), found.begin(), found.end());
  return store::find_all(s, ids);
}

FeedPage Heart::list(db::Session& s, const Reader& reader, const Query& query,
                     const i18n::Language& l) const {
  if (!reader.account) return {};
  if (query.order == Order::useful && !query.saved) return useful_first(s, reader, query, l);
  return newest(s, reader, query, l);
}

FeedPage Heart::newest(db::Session& s, const Reader& reader, const Query& query,
                       const i18n::Language& l) const {
  const auto audiences = asked(s, reader, query);
  const auto limit = static_cast<std::size_t>(std::clamp(query.limit, 1, kMost));
  const int want = static_cast<int>(limit) + 1;
  Place before;
  if (const auto c = cursor_of(query.after, 'n', 2)) before = {c->a, c->b};

  std::vector<Found> found;
  bool more = false;
  for (int round = 0; round < kRounds && found.size() <= limit; ++round) {
    std::vector<Head> heads;
    std::map<std::int64_t, aid::Card> cards;
    if (query.saved) {
      heads = store::saved(s, reader.account, before, want);
    } else {
      heads.reserve(audiences.size() * static_cast<std::size_t>(want));
      for (const auto& audience : audiences)
        for (auto& head : store::newest(s, audience, query.kind, before, want))
          heads.push_back(head);
      for (const auto& own : store::own_unshown(s, reader.account, before, want))
        if ((!query.kind || own.kind == *query.kind) &&
            std::find(audiences.begin(), audiences.end(), own.audience) != audiences.end())
          heads.push_back({own.id, own.author_id, own.created_at});
      if (query.aid && !query.kind) {
        const bool first = before == Place{};
        for (auto& card :
             below_.aid.lately(s,
                               {reader.account, reader.territory, query.audience, reader.apart,
                                first ? Instant::max() : from_micros(before.at), before.id, want},
                               l)) {
          heads.push_back({PostId{card.id.value}, {}, card.since});
          cards.emplace(card.id.value, std::move(card));
        }
      }
      std::sort(heads.begin(), heads.end(),
                [](const Head& a, const Head& b) { return a.place() > b.place(); });
    }
    more = heads.size() >= static_cast<std::size_t>(want);
    if (more) heads.resize(static_cast<std::size_t>(want));
    if (heads.empty()) break;
    before = heads.back().place();

    std::vector<Mark> marks;
    std::map<PostId, Post> posts;
    for (auto& row : rows(s, reader, heads, marks)) {
      if (query.saved &&
          !(reads(s, reader, row) && (query.audience.empty() || row.audience == query.audience)))
        continue;
      const PostId id = row.id;
      posts.emplace(id, std::move(row));
    }
    for (const auto& head : heads) {
      Found one;
      one.place = head.place();
      if (const auto card = cards.find(head.id.value); card != cards.end())
        one.aid = std::move(card->second);
      else if (const auto row = posts.find(head.id); row != posts.end())
        one.post = std::move(row->second);
      else
        continue;
      found.push_back(std::move(one));
    }
    if (!more) break;
  }

  FeedPage page;
  if (found.size() > limit) {
    found.resize(limit);
    page.after = cursor(found.back().place);
  } else if (more) {
    page.after = cursor(before);  // The rest of what was looked at was not for this reader.
  }
  const auto since = boundary(s, reader);
  page.items = dress(s, reader, std::move(found), since, l);
  if (since && !query.saved)
    for (const auto& item : page.items) page.news += item.at > *since ? 1 : 0;
  page.up_to_date = page.after.empty() || page.news < page.items.size();
  return page;
}

std::vector<Heart::Weighed> Heart::weighed(db::Session& s, const Reader& reader, const Query& query,
                                           const std::vector<std::string>& audiences,
                                           Instant moment, Instant oldest,
                                           std::optional<Instant> boundary,
                                           const i18n::Language& l) const {
  const Place from{to_micros(moment) + 1, 0};
  std::vector<Head> heads;
  for (const auto& audience : audiences)
    for (auto& head : store::newest(s, audience, query.kind, from, kUsefulMost))
      if (head.created_at > oldest) heads.push_back(head);
  std::sort(heads.begin(), heads.end(),
            [](const Head& a, const Head& b) { return a.place() > b.place(); });
  if (heads.size() > kCandidates) heads.resize(kCandidates);
  std::vector<Mark> marks;
  std::vector<Weighed> out;
  auto posts = rows(s, reader, heads, marks);
  std::map<PostId, bool> following;
  for (const auto& m : marks) following[m.post_id] = m.follows == 1;
  out.reserve(posts.size());
  for (auto& post : posts) {
    Signals signals;
    signals.circle = Audiences::circle(post.audience);
    signals.kind = post.kind;
    signals.age = moment - post.created_at;
    signals.silent = moment - post.active_at;
    signals.comments = post.comments;
    signals.thanks = post.thanks;
    if (post.event_starts) signals.starts_in = *post.event_starts - moment;
    signals.by_new = post.by_new;
    signals.unseen = boundary && post.created_at > *boundary;
    signals.following = following[post.id];
    signals.own = post.author_id == reader.account;
    Weighed one;
    auto worth = useful(signals);
    one.points = worth.points;
    one.found.why = std::move(worth.why);
    one.found.place = {to_micros(post.created_at), post.id.value};
    one.found.post = std::move(post);
    out.push_back(std::move(one));
  }
  if (query.aid && !query.kind)
    for (auto& card : below_.aid.lately(s,
                                        {reader.account, reader.territory, query.audience,
                                         reader.apart, moment, INT64_MAX, kUsefulMost / 3},
                                        l)) {
      Signals signals;
      signals.circle = places::Level::quarter;
      signals.age = signals.silent = moment - card.since;
      signals.aid = true;
      signals.urgent = card.urgent;
      signals.unseen = boundary && card.since > *boundary;
      Weighed one;
      auto worth = useful(signals);
      one.points = worth.points;
      one.found.why = std::move(worth.why);
      one.found.place = {to_micros(card.since), card.id.value};
      one.found.aid = std::move(card);
      out.push_back(std::move(one));
    }
  std::sort(out.begin(), out.end(), [](const Weighed& a, const Weighed& b) {
    return std::tuple(a.points, a.found.place.id) > std::tuple(b.points, b.found.place.id);
  });
  return out;
}

FeedPage Heart::useful_first(db::Session& s, const Reader& reader, const Query& query,
                             const i18n::Language& l) const {
  const auto limit = static_cast<std::size_t>(std::clamp(query.limit, 1, kMost));
  const auto after = cursor_of(query.after, 'u', 3);
  const Instant moment = after ? from_micros(after->a) : now();
  const auto since = boundary(s, reader);
  auto all =
      weighed(s, reader, query, asked(s, reader, query), moment, moment - kUsefulWindow, since, l);
  if (after)
    std::erase_if(all, [&](const Weighed& w) {
      return std::tuple(w.points, w.found.place.id) >= std::tuple(after->b, after->c);
    });
  FeedPage page;
  if (all.size() > limit) {
    all.resize(limit);
    page.after =
        fmt::format("u.{}.{}.{}", to_micros(moment), all.back().points, all.back().found.place.id);
  }
  std::vector<Found> found;
  found.reserve(all.size());
  for (auto& one : all) found.push_back(std::move(one.found));
  page.items = dress(s, reader, std::move(found), since, l);
  for (const auto& item : page.items) page.news += item.is_new ? 1 : 0;
  page.up_to_date = page.after.empty();
  return page;
}

std::vector<Item> Heart::best(db::Session& s, AccountId account, Instant since,
                              const i18n::Language& l, int most) const {
  const auto person = below_.accounts.person(s, account);
  if (!person) return {};
  Reader reader = reader_of(s, account);
  reader.groups.clear();  // Groups write letters of their own, as often as each member wishes.
  Query query;
  query.aid = false;  // Requests have letters of their own.
  auto all = weighed(s, reader, query, asked(s, reader, query), now(),
                     std::max(since, now() - kUsefulWindow), since, l);
  std::vector<Found> found;
  for (auto& one : all)
    if (one.found.post && one.found.post->created_at > since &&
        one.found.post->author_id != account && found.size() < static_cast<std::size_t>(most))
      found.push_back(std::move(one.found));
  return dress(s, reader, std::move(found), since, l);
}

std::vector<Item> Heart::dress(db::Session& s, const Reader& reader, std::vector<Found> found,
                               std::optional<Instant> boundary, const i18n::Language& l) const {
  std::vector<AccountId> who;
  std::vector<PostId> ids;
  std::vector<std::int64_t> with_photos;
  who.reserve(found.size());
  ids.reserve(found.size());
  for (const auto& f : found) {
    if (!f.post) continue;
    who.push_back(f.post->author_id);
    ids.push_back(f.post->id);
    if (f.post->photos > 0) with_photos.push_back(f.post->id.value);
  }
  std::sort(who.begin(), who.end());
  who.erase(std::unique(who.begin(), who.end()), who.end());
  std::map<AccountId, accounts::Person> people;
  for (auto& person : below_.accounts.people(s, who)) people.emplace(person.id, std::move(person));
  std::map<PostId, Mark> marks;
  for (const auto& m : store::marks(s, reader.account, ids)) marks.emplace(m.post_id, m);
  std::map<std::int64_t, std::vector<photos::Photo>> photos;
  if (!with_photos.empty()) {
    auto lists = below_.photos.of_all(s, "post", with_photos);
    for (std::size_t i = 0; i < lists.size() && i < with_photos.size(); ++i)
      photos.emplace(with_photos[i], std::move(lists[i]));
  }
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> named;
  const Instant now = this->now();

  std::vector<Item> out;
  out.reserve(found.size());
  for (auto& f : found) {
    Item item;
    item.at = from_micros(f.place.at);
    item.why = std::move(f.why);
    if (f.aid) {
      item.aid = std::move(f.aid);
      item.is_new = boundary && item.at > *boundary;
      out.push_back(std::move(item));
      continue;
    }
    item.post = *std::move(f.post);
    if (const auto person = people.find(item.post.author_id); person != people.end()) {
      item.author = person->second.first_name;
      item.author_new = now - person->second.since < kNewNeighbour;
    }
    item.own.author = reader.account && item.post.author_id == reader.account;
    if (const auto mark = marks.find(item.post.id); mark != marks.end()) {
      item.own.thanked = mark->second.thanked;
      item.own.saved = mark->second.saved_at.has_value();
      item.own.following = mark->second.follows == 1;
      item.own.muted = mark->second.muted;
    }
    item.is_new = boundary && item.post.created_at > *boundary && !item.own.author;
    auto [name, fresh] = named.try_emplace(item.post.audience);
    if (fresh)
      name->second = {audiences_.name(s, reader, item.post.audience, l),
                      audiences_.url(item.post.audience)};
    item.audience_name = name->second.first;
    item.audience_url = name->second.second;
    if (auto own = photos.find(item.post.id.value); own != photos.end())
      item.photos = std::move(own->second);
    if (item.post.about_place)
      item.place = below_.structures.card(s, structures::StructureId{item.post.about_place}, l);
    out.push_back(std::move(item));
  }
  dress_polls(s, reader, out);
  return out;
}

void Heart::dress_polls(db::Session& s, const Reader& reader, std::vector<Item>& items) const {
  std::vector<PostId> ids;
  for (const auto& item : items)
    if (!item.aid && item.post.has_poll) ids.push_back(item.post.id);
  if (ids.empty()) return;
  const Instant now = this->now();
  std::map<PostId, PollResult> results;
  for (auto& row : store::polls(s, ids)) {
    auto& r = results[row.post_id];
    r.question = std::move(row.question);
    r.several = row.several;
    r.until = row.until_at;
    r.open = !row.closed_at && (!row.until_at || *row.until_at > now);
    r.voters = row.voters;
  }
  for (auto& row : store::options(s, ids))
    results[row.post_id].options.push_back({std::move(row.text), row.votes});
  std::map<PostId, std::vector<int>> chosen;
  for (const auto& row : store::votes(s, reader.account, ids))
    chosen[row.post_id].push_back(static_cast<int>(row.place));
  for (auto& item : items) {
    if (item.aid) continue;
    if (auto r = results.find(item.post.id); r != results.end()) item.poll = std::move(r->second);
    if (auto v = chosen.find(item.post.id); v != chosen.end())
      item.own.votes = std::move(v->second);
  }
}

std::optional<PollResult> Heart::poll(db::Session& s, PostId id) const {
  std::vector<Item> one(1);
  one[0].post.id = id;
  one[0].post.has_poll = true;
  dress_polls(s, {}, one);
  return std::move(one[0].poll);
}

std::optional<Item> Heart::for_all(db::Session& s, PostId id, const i18n::Language& l) const {
  auto post = store::find(s, id);
  if (!post || post->state != State::shown) return {};
  // Read by nobody in particular: in a circle its name is the one its people know.
  Reader nobody;
  if (Audiences::circle(post->audience)) {
    nobody = reader_of(s, post->author_id, post->territory_id);
    nobody.account = {};
  }
  std::vector<Found> one(1);
  one[0].place = {to_micros(post->created_at), post->id.value};
  one[0].post = std::move(post);
  return std::move(dress(s, nobody, std::move(one), {}, l).front());
}

std::optional<CommentItem> Heart::comment_for_all(db::Session& s, CommentId id) const {
  auto comment = store::find(s, id);
  if (!comment || comment->state != State::shown) return {};
  const auto post = store::find(s, comment->post_id);
  if (!post || post->state != State::shown) return {};
  std::vector<Comment> one;
  one.push_back(*std::move(comment));
  return std::move(dress(s, {}, std::move(one)).front());
}

}  // namespace palier::feed
