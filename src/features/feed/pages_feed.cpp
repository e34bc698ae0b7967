// /neighbourhood: the feed, how it is ordered, what was saved and what is muted.
#include "features/feed/links.hpp"
#include "features/feed/page_tools.hpp"
#include "features/feed/templates.hpp"
#include "features/feed/useful.hpp"
#include "features/feed/words.hpp"

namespace palier::feed {
namespace {

using http::Context;
using http::Response;
using i18n::Language;

constexpr int kBulletins = 3;

Response visitor(Context& c) {
  auto page = c.page(c.language.tr(N_("Your neighbourhood")));
  page.index = true;
  return http::page(templates::visitor(page));
}

html::Field kind_filter(const Context& c) {
  const auto& l = c.language;
  html::Field f;
  f.name = field::kKind;
  f.type = "select";
  f.label = l.tr(N_("Show"));
  f.required = true;
  f.options.reserve(std::size(kKinds) + 1);
  f.options.push_back({"", l.tr(N_("Everything")), "", false});
  for (const Kind k : kKinds)
    f.options.push_back({std::string(word(k)), l.tr(words_of(k).name), "", false});
  return html::filled(std::move(f), c.request.query, {}, l);
}

std::string circle_label(const Circle& circle, const Language& l) {
  const auto level = places::level(circle.audience.substr(0, circle.audience.find('/')));
  if (level == places::Level::building) return l.tr(N_("Building"));
  if (level == places::Level::street) return l.tr(N_("Street"));
  if (level == places::Level::city) return l.tr(N_("Town"));
  return l.tr(N_("Quarter"));
}

/// The feed that was asked for, or a 404 where it is not the reader's.
Listed asked(const Reader& reader, const Context& c) {
  const auto& q = c.request.query;
  Listed out;
  out.path = at_feed();
  out.query.audience = q.one(field::kAudience);
  out.query.kind = kind(q.one(field::kKind));
  out.query.aid = !out.query.kind;
  out.query.order = q.one("order") == "useful" ? Order::useful : Order::newest;
  out.query.after = q.one("after");
  std::vector<std::string> all = reader.circles;
  all.insert(all.end(), reader.groups.begin(), reader.groups.end());
  if (!out.query.audience.empty()) {
    if (std::find(all.begin(), all.end(), out.query.audience) == all.end()) http::not_found();
    all = {out.query.audience};
  }
  out.keep = url_with("", {{field::kAudience, out.query.audience},
                           {field::kKind, out.query.kind ? word(*out.query.kind) : ""},
                           {"order", out.query.order == Order::useful ? "useful" : ""}});
  if (!out.query.kind) {
    out.topics.reserve(all.size() + reader.circles.size() + 1);
    for (const auto& one : all) out.topics.push_back("feed/" + one);
    // Official word comes while the page is open, too.
    out.topics.push_back("bulletins/territory/" + reader.territory.str());
    for (const auto& one : reader.circles) out.topics.push_back("bulletins/" + one);
  }
  return out;
}

void tabs(FeedView& v, const std::vector<Circle>& circles, const Listed& what, const Language& l) {
  const std::string_view order = what.query.order == Order::useful ? "useful" : "";
  const std::string_view kind = what.query.kind ? word(*what.query.kind) : "";
  v.tabs.push_back({l.tr(N_("All of mine")),
                    url_with(at_feed(), {{field::kKind, kind}, {"order", order}}),
                    what.query.audience.empty()});
  for (const auto& circle : circles) {
    const bool place =
        places::level(circle.audience.substr(0, circle.audience.find('/'))).has_value();
    if (place)
      v.tabs.push_back(
          {circle_label(circle, l),
           url_with(at_feed(),
                    {{field::kAudience, circle.audience}, {field::kKind, kind}, {"order", order}}),
           circle.audience == what.query.audience});
    else
      v.side.push_back({circle.name, circle.url, false});
  }
  const auto with_order = [&](std::string_view wanted) {
    return url_with(
        kFeedUrl,
        {{field::kAudience, what.query.audience}, {field::kKind, kind}, {"order", wanted}});
  };
  v.orders.push_back({l.tr(N_("Newest")), with_order(""), order.empty()});
  v.orders.push_back({l.tr(N_("Most useful to you")), with_order("useful"), !order.empty()});
}

Response feed(const PageParts& p, Context& c) {
  if (!c.viewer.signed_in()) return visitor(c);
  FeedView v;
  const auto reader = p.core.db.read([&](db::Session& s) {
    auto r = p.service.reader(s, c.viewer);
    const auto what = asked(r, c);
    tabs(v, p.service.circles(s, r, c.language, false), what, c.language);
    v.audience = what.query.audience;
    v.order = what.query.order == Order::useful ? "useful" : "";
    v.filtered = what.query.kind.has_value();
    v.list = list_view(p, s, r, what, c);
    if (v.list.first_page) {
      const auto home = p.below.accounts.home(s, r.account);
      v.bulletins = p.below.bulletins.current(s, r.territory,
                                              home ? std::optional(home->scopes) : std::nullopt,
                                              c.language, kBulletins);
    }
    if (r.circles.empty()) {
      const auto missing = p.below.accounts.unfinished(s, r.account);
      v.home_url = url_with(missing.value_or("/account/address"), {{"next", kFeedUrl}});
    }
    return r;
  });
  v.kinds = kind_filter(c);
  v.path = at_feed();
  v.write_url = url_with(at_feed("/new"), {{field::kAudience, v.audience}});
  v.first_time = v.list.first_page && v.list.entries.empty() && !v.filtered && v.audience.empty();
  // Looking at one circle or one kind is not having seen everything.
  if (v.list.first_page && v.audience.empty() && !v.filtered && v.order.empty())
    p.service.visited(reader);
  auto page = c.page(c.language.tr(N_("Your neighbourhood")));
  page.index = false;
  return http::page(templates::feed(page, v));
}

Response order(Context& c) {
  auto page = c.page(c.language.tr(N_("How the posts are ordered")));
  page.index = false;
  return http::page(templates::order(page, rules()));
}

Response saved(const PageParts& p, Context& c) {
  ListView v = p.core.db.read([&](db::Session& s) {
    Listed what;
    what.path = at_feed("/saved");
    what.query.saved = true;
    what.query.aid = false;
    what.query.after = c.request.query.one("after");
    return list_view(p, s, p.service.reader(s, c.viewer), what, c);
  });
  auto page = c.page(c.language.tr(N_("Saved posts")));
  page.index = false;
  return http::page(templates::saved(page, v));
}

}  // namespace

void feed_routes(const PageParts& parts) {
  auto& r = parts.core.router;
  const std::string base = at_feed();
  r.get(base, [&parts](Context& c) { return feed(parts, c); }).who(http::anyone());
  r.get(base + "/order", [](Context& c) { return order(c); }).who(http::anyone());
  r.get(base + "/saved", [&parts](Context& c) { return saved(parts, c); }).who(http::signed_in());
  parts.core.site.on_page(5, [](html::Page& page, const Context& c) {
    if (!c.viewer.signed_in()) return;
    page.navigation.push_back(
        {c.language.tr(N_("Neighbourhood")), kFeedUrl,
         c.request.path.starts_with(kFeedUrl) || c.request.path.starts_with("/posts/"), 0});
  });
}

html::Html part(const PageParts& p, http::Context& c, const html::Page& page,
                std::string_view audience) {
  PartView v;
  v.list = p.core.db.read([&](db::Session& s) {
    Listed what;
    what.path = c.request.path;
    what.query.audience = audience;
    what.query.aid = false;
    what.query.after = c.request.query.one("after");
    what.topics = {"feed/" + std::string(audience)};
    const auto reader = p.service.reader(s, c.viewer);
    for (const auto& circle : p.service.circles(s, reader, c.language, true))
      if (circle.audience == audience)
        v.write_url = url_with(at_feed("/new"), {{field::kAudience, audience}});
    return list_view(p, s, reader, what, c);
  });
  html::Out out;
  templates::part(out, page, v);
  return {out.take()};
}

}  // namespace palier::feed
