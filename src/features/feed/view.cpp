#include "features/feed/view.hpp"

#include "core/form/clean.hpp"
#include "core/html/markdown.hpp"
#include "core/i18n/zone.hpp"
#include "features/feed/links.hpp"
#include "features/feed/words.hpp"

namespace palier::feed {
namespace {

using i18n::Language;
using i18n::Message;
using Style = Language::Style;

constexpr std::size_t kHeading = 140, kExcerpt = 320;
constexpr std::size_t kPhotosInList = 3;

/// The first letter of a name, whatever its bytes.
std::string initial(const std::string& name) {
  if (name.empty()) return "–";
  std::size_t end = 1;
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
  return name.substr(0, end);
}

std::string name_or_left(const std::string& name, const Language& l) {
  return name.empty() ? l.tr(N_("Someone who has left")) : name;
}

EventView event_view(const Post& post, const Language& l, Instant now) {
  EventView v;
  const Instant starts = *post.event_starts;
  const auto corner = l.date(starts, Style::day_short);
  const auto blank = corner.find_first_of(" \u00a0");
  v.day = corner.substr(0, blank);
  if (blank != std::string::npos) v.month = corner.substr(corner.find_last_of(' ') + 1);
  const auto from = l.date(starts, Style::time);
  if (!post.event_ends)
    v.when = l.tr(Message{N_("{1}, from {2}"), {l.date(starts), from}});
  else if (i18n::local(starts).day == i18n::local(*post.event_ends).day)
    v.when = l.tr(Message{N_("{1}, {2} to {3}"),
                          {l.date(starts), from, l.date(*post.event_ends, Style::time)}});
  else
    v.when = l.tr(Message{N_("From {1} to {2}"), {moment(starts, l), moment(*post.event_ends, l)}});
  v.place = post.event_place;
  v.calendar_url = post_url(post.id) + "/event.ics";
  v.over = post.event_ends.value_or(starts + std::chrono::hours(6)) < now;
  return v;
}

PollView poll_view(const PollResult& poll, const Own& own, const Language& l) {
  PollView v;
  v.question = poll.question;
  v.several = poll.several;
  v.open = poll.open;
  v.answered = !own.votes.empty();
  v.said = poll.voters == 0 ? l.tr(N_("Nobody has answered yet"))
                            : Language::fill(l.tr("One neighbour has answered",
                                                  "{1} neighbours have answered", poll.voters),
                                             std::vector{l.number(poll.voters)});
  if (poll.open && poll.until)
    v.until = l.tr(Message{N_("Until {1}"), {moment(*poll.until - std::chrono::seconds(1), l)}});
  v.rows.reserve(poll.options.size());
  for (std::size_t i = 0; i < poll.options.size(); ++i) {
    const auto& o = poll.options[i];
    PollView::Row row;
    row.text = o.text;
    row.votes = o.votes == 0 ? l.tr(N_("Nobody so far"))
                             : Language::fill(l.tr("One answer", "{1} answers", o.votes),
                                              std::vector{l.number(o.votes)});
    row.percent =
        poll.voters > 0 ? static_cast<int>((o.votes * 100 + poll.voters / 2) / poll.voters) : 0;
    row.share = l.tr(Message{N_("{1} %"), {l.number(static_cast<std::int64_t>(row.percent))}});
    row.chosen =
        std::find(own.votes.begin(), own.votes.end(), static_cast<int>(i)) != own.votes.end();
    v.rows.push_back(std::move(row));
  }
  return v;
}

/// A photo that nobody has described is still announced as what it is.
std::vector<photos::Photo> described(std::vector<photos::Photo> photos, const std::string& author,
                                     const Language& l) {
  for (auto& p : photos)
    if (p.alt.empty()) p.alt = l.tr(Message{N_("Photo by {1}, not described"), {author}});
  return photos;
}

void words(PostView& v, const Post& post, const Language& l, Where where) {
  v.title = post.title;
  if (where == Where::page) {
    v.text = html::markdown(post.text);
    v.heading =
        post.title.empty() ? l.tr(Message{N_("{1}, by {2}"), {v.kind, v.author}}) : post.title;
    return;
  }
  const auto whole = html::plain_text(post.text);
  v.heading = post.title.empty() ? html::excerpt(post.text, kHeading) : post.title;
  if (!post.title.empty()) v.excerpt = html::excerpt(post.text, kExcerpt);
  if (v.heading.empty()) v.heading = l.tr(Message{N_("{1}, by {2}"), {v.kind, v.author}});
  v.cut = form::length(whole) > (post.title.empty() ? kHeading : kExcerpt);
}

}  // namespace

std::string moment(Instant at, const Language& l) {
  return l.tr(Message{N_("{1} at {2}"), {l.date(at), l.date(at, Style::time)}});
}

PostView post_view(const Item& item, const Language& l, Instant now, Where where) {
  const auto& post = item.post;
  const auto& kind = words_of(post.kind);
  PostView v;
  v.id = post.id.str();
  v.anchor = "post-" + v.id;
  v.url = post_url(post.id);
  v.kind = l.tr(kind.name);
  v.icon = kind.icon;
  v.mark = kind.mark;
  v.author = name_or_left(item.author, l);
  v.left = item.author.empty();
  v.initial = initial(item.author);
  v.author_id = post.author_id.str();
  v.author_new = item.author_new;
  v.to = item.audience_name;
  v.to_url = item.audience_url;
  v.ago = l.ago(post.created_at, now);
  v.when = moment(post.created_at, l);
  if (post.edited_at) v.edited = l.ago(*post.edited_at, now);
  words(v, post, l, where);
  v.photos = described(item.photos, v.author, l);
  if (where == Where::list && v.photos.size() > kPhotosInList) {
    v.more_photos = v.photos.size() - kPhotosInList;
    v.photos.resize(kPhotosInList);
  }
  if (post.event_starts) v.event = event_view(post, l, now);
  if (item.poll) v.poll = poll_view(*item.poll, item.own, l);
  v.place = item.place;
  v.comments = post.comments;
  v.thanks = post.thanks;
  v.is_new = item.is_new;
  v.held = post.state == State::held;
  v.hidden = post.state == State::hidden;
  v.own = item.own;
  for (const char* reason : item.why) {
    if (!v.why.empty()) v.why += ", ";
    v.why += l.tr(reason);
  }
  return v;
}

CommentView comment_view(const CommentItem& item, const Language& l, Instant now) {
  const auto& c = item.comment;
  CommentView v;
  v.id = c.id.str();
  v.anchor = comment_anchor(c.id);
  v.url = post_url(c.post_id) + "/comments/" + v.id;
  v.gone = c.state == State::removed;
  v.held = c.state == State::held;
  v.hidden = c.state == State::hidden;
  v.author = name_or_left(item.author, l);
  v.left = item.author.empty();
  v.initial = initial(item.author);
  v.author_id = c.author_id.str();
  v.ago = l.ago(c.created_at, now);
  if (c.edited_at) v.edited = l.ago(*c.edited_at, now);
  if (!v.gone) v.text = html::markdown(c.text);
  v.thanks = c.thanks;
  v.own = item.own;
  v.thanked = item.thanked;
  v.report_url = moderation::Moderation::report_url("comment", c.id.value);
  v.answers.reserve(item.answers.size());
  for (const auto& answer : item.answers) v.answers.push_back(comment_view(answer, l, now));
  return v;
}

AidView aid_view(const aid::Card& card, const Language& l, Instant now) {
  AidView v;
  v.id = "aid-" + card.id.str();
  v.need = card.kind == aid::Kind::need;
  v.kind = l.tr(v.need ? N_("Request for help") : N_("Offer of help"));
  v.icon = card.icon;
  v.title = card.title;
  v.category = card.category;
  v.quarter = card.quarter;
  v.ago = l.ago(card.since, now);
  v.url = card.url;
  v.urgent = card.urgent;
  v.contactless = card.contactless;
  return v;
}

std::vector<Entry> entries(const FeedPage& page, Order order, const Language& l, Instant now) {
  std::vector<Entry> out;
  out.reserve(page.items.size());
  for (std::size_t i = 0; i < page.items.size(); ++i) {
    const auto& item = page.items[i];
    Entry e;
    if (item.aid)
      e.aid = aid_view(*item.aid, l, now);
    else
      e.post = post_view(item, l, now, Where::list);
    e.line_before = order == Order::newest && page.up_to_date && page.news > 0 && i == page.news;
    out.push_back(std::move(e));
  }
  return out;
}

}  // namespace palier::feed
