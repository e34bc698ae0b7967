#include "features/aid/facts.hpp"

#include <charconv>

#include "features/aid/form.hpp"

namespace palier::aid {
namespace {

const std::vector<std::string>& reply(const Replies& replies, std::string_view code) {
  static const std::vector<std::string> kNone;
  const auto it = replies.find(std::string(code));
  return it == replies.end() ? kNone : it->second;
}

int number(const Replies& replies, std::string_view code) {
  int out = 0;
  for (const auto& text : reply(replies, code))
    std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

/// Childcare is what asks how many children of what ages: the seed's questions "children" and
/// "ages", which a keeper may word anew but whose codes stay.
std::vector<std::string> ages_of_children(const Replies& replies) {
  auto ages = reply(replies, "ages");
  // Two children of the same age range tick one box: as many entries as there are children.
  const auto children = static_cast<std::size_t>(std::max(0, number(replies, "children")));
  while (!ages.empty() && ages.size() < children) ages.push_back(ages.back());
  return ages;
}

}  // namespace

Card card_of(const Post& post, const Category& category, const i18n::Language& l, Instant now) {
  const auto v = public_view(post, category, l, now);
  return {v.id,      v.kind,   v.state,       v.title,   v.category, v.icon,
          v.quarter, v.urgent, v.contactless, v.created, v.url};
}

Wanted wanted_of(const Post& post, const Category& category) {
  const auto replies = replies_from_json(post.replies);
  Wanted w;
  w.id = post.id;
  w.territory = post.territory_id;
  w.owner = post.owner_id;
  w.category = category.code;
  w.anywhere = category.anywhere;
  w.verified_only = wants_verified(post, &category);
  w.vulnerable = post.vulnerable;
  w.urgent = post.urgent;
  w.childcare = category.question("ages", Kind::need) != nullptr;
  w.exact = {post.exact_lat, post.exact_lon};
  w.shown = post.shown();
  w.scopes = {post.building,    post.street,     post.quarter_id,
              post.district_id, post.commune_id, post.territory_id};
  w.scope = word(post.scope);
  w.within_m = post.scope == Scope::radius ? post.radius_m : 0;
  w.missing = static_cast<int>(std::max<std::int64_t>(0, post.people - post.accepted));
  w.pending = static_cast<int>(post.pending);
  w.windows = post.windows;
  w.dates = dates_of(post.dates);
  w.needed_by = post.needed_by;
  w.child_ages = ages_of_children(replies);
  const auto& parent = reply(replies, "prefers_parent");
  w.prefers_parent = !parent.empty() && parent.front() == "yes";
  w.since = post.created_at;
  return w;
}

KindOfAid kind_of(const Category& category, const i18n::Language& l) {
  KindOfAid out{category.code,
                category.name(l.code()),
                category.hint(l.code()),
                category.icon,
                category.needs_verified,
                category.anywhere,
                {}};
  if (const Question* q = category.question("ages", Kind::offer))
    for (const auto& o : q->choices) out.ages.emplace_back(o.value, l.code() == "fr" ? o.fr : o.en);
  return out;
}

Given given_of(const Post& post, const Category& category) {
  const auto replies = replies_from_json(post.replies);
  return {post.id,
          post.owner_id,
          category.code,
          std::string(word(post.scope)),
          post.radius_m,
          post.windows,
          number(replies, "children"),
          reply(replies, "ages")};
}

Summary summary_of(const Post& post, const Category& category, const i18n::Language& l,
                   Instant now) {
  Summary out;
  out.card = card_of(post, category, l, now);
  out.details = post.details;
  for (const auto& line :
       aid::said(category, post.kind, replies_from_json(post.replies), Seen::neighbours, l)) {
    std::string values;
    for (const auto& v : line.values) values += (values.empty() ? "" : ", ") + v;
    out.said.emplace_back(line.label, values);
  }
  out.when = when_lines(post, l);
  out.for_other = post.for_other;
  return out;
}

}  // namespace palier::aid
