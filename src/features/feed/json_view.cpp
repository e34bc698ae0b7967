#include "features/feed/json_view.hpp"

#include "features/feed/links.hpp"

namespace palier::feed {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value time_or_null(const std::optional<Instant>& t) {
  return t ? json::value(rfc3339(*t)) : json::value(nullptr);
}

std::string_view word(State state) {
  switch (state) {
    case State::shown:
      return "shown";
    case State::held:
      return "held";
    case State::hidden:
      return "hidden";
    case State::removed:
      break;
  }
  return "removed";
}

json::object person(AccountId id, const std::string& name) {
  return {{"id", id ? json::value(id.str()) : json::value(nullptr)}, {"name", text_or_null(name)}};
}

json::object poll_json(const PollResult& poll, const Own& own) {
  json::array options, chosen;
  for (const auto& o : poll.options) options.push_back({{"text", o.text}, {"votes", o.votes}});
  for (const int v : own.votes) chosen.emplace_back(v);
  return {{"question", poll.question},         {"options", std::move(options)},
          {"several", poll.several},           {"open", poll.open},
          {"until", time_or_null(poll.until)}, {"voters", poll.voters},
          {"chosen", std::move(chosen)}};
}

json::object card_json(const aid::Card& card, Instant at) {
  return {{"type", aid::word(card.kind)},
          {"id", card.id.str()},
          {"title", card.title},
          {"category", card.category},
          {"quarter", card.quarter},
          {"urgent", card.urgent},
          {"url", card.url},
          {"created_at", rfc3339(at)}};
}

}  // namespace

json::object to_json(const Item& item, const i18n::Language& l) {
  json::array why;
  for (const char* reason : item.why) why.emplace_back(l.tr(reason));
  if (item.aid) {
    auto out = card_json(*item.aid, item.at);
    out["is_new"] = item.is_new;
    out["why"] = std::move(why);
    return out;
  }
  const Post& p = item.post;
  json::object out{{"type", "post"},
                   {"id", p.id.str()},
                   {"kind", word(p.kind)},
                   {"audience", p.audience},
                   {"audience_name", item.audience_name},
                   {"author", person(p.author_id, item.author)},
                   {"new_neighbour", item.author_new},
                   {"title", p.title},
                   {"text", p.text},
                   {"state", word(p.state)},
                   {"created_at", rfc3339(p.created_at)},
                   {"edited_at", time_or_null(p.edited_at)},
                   {"comments", p.comments},
                   {"thanks", p.thanks},
                   {"url", post_url(p.id)},
                   {"is_new", item.is_new},
                   {"own", json::object{{"author", item.own.author},
                                        {"thanked", item.own.thanked},
                                        {"saved", item.own.saved},
                                        {"following", item.own.following},
                                        {"muted", item.own.muted}}},
                   {"why", std::move(why)}};
  json::array photos;
  for (const auto& photo : item.photos)
    photos.push_back({{"id", photo.id.str()},
                      {"url", photo.url()},
                      {"small_url", photo.small_url()},
                      {"width", photo.width},
                      {"height", photo.height},
                      {"alt", photo.alt}});
  out["photos"] = std::move(photos);
  out["event"] = p.event_starts ? json::value(json::object{{"starts", rfc3339(*p.event_starts)},
                                                           {"ends", time_or_null(p.event_ends)},
                                                           {"place", p.event_place}})
                                : json::value(nullptr);
  out["poll"] = item.poll ? json::value(poll_json(*item.poll, item.own)) : json::value(nullptr);
  out["about_place"] =
      item.place
          ? json::value(json::object{
                {"id", item.place->id.str()}, {"name", item.place->name}, {"url", item.place->url}})
          : json::value(nullptr);
  return out;
}

json::object to_json(const CommentItem& c) {
  json::array answers;
  for (const auto& answer : c.answers) answers.push_back(to_json(answer));
  return {{"id", c.comment.id.str()},
          {"post", c.comment.post_id.str()},
          {"parent",
           c.comment.parent_id ? json::value(c.comment.parent_id.str()) : json::value(nullptr)},
          {"author", person(c.comment.author_id, c.author)},
          {"text", c.comment.text},
          {"state", word(c.comment.state)},
          {"created_at", rfc3339(c.comment.created_at)},
          {"edited_at", time_or_null(c.comment.edited_at)},
          {"thanks", c.comment.thanks},
          {"own", json::object{{"author", c.own}, {"thanked", c.thanked}}},
          {"answers", std::move(answers)}};
}

json::object to_json(const Detail& detail, const i18n::Language& l) {
  json::array comments;
  for (const auto& c : detail.comments) comments.push_back(to_json(c));
  return {{"post", to_json(detail.item, l)},
          {"comments", std::move(comments)},
          {"earlier", detail.earlier ? json::value(detail.earlier.str()) : json::value(nullptr)},
          {"may_comment", detail.may_comment},
          {"may_edit", detail.may_edit}};
}

json::object to_json(const FeedPage& page, const i18n::Language& l) {
  json::array items;
  for (const auto& item : page.items) items.push_back(to_json(item, l));
  return {{"items", std::move(items)},
          {"next", text_or_null(page.after)},
          {"up_to_date", page.up_to_date},
          {"news", page.news}};
}

}  // namespace palier::feed
