#include "features/aid/found.hpp"

#include "features/aid/view.hpp"

namespace palier::aid {
namespace {

/// What neighbours may read of it, in that language.
std::string words_of(const Post& post, const Category& category, const i18n::Language& l) {
  std::string out = post.details;
  for (const auto& line :
       said(category, post.kind, replies_from_json(post.replies), Seen::neighbours, l))
    for (const auto& value : line.values) {
      if (!out.empty()) out += '\n';
      out += value;
    }
  return out;
}

const i18n::Language& own_language(const Post& post) {
  const auto* own = i18n::find(post.language);
  return own ? *own : *i18n::languages().front();
}

std::optional<search::Hit> show(const Service& service, db::Session& s, const http::Viewer& viewer,
                                const i18n::Language& l, std::int64_t id) {
  const auto post = store::find(s, PostId{id});
  if (!post || !findable(*post)) return {};
  const auto& parts = service.parts();
  const auto catalogue = parts.categories.now(s);
  const Category* category = catalogue->find(post->category_id);
  if (!category) return {};
  const auto seer = service.seer(s, viewer);
  const auto seen = tier(*post, category, seer, service.ties(s, *post, seer.account));
  if (seen == Tier::none) return {};
  const auto v = public_view(*post, *category, l, parts.core.clock.now());
  search::Hit hit;
  hit.kind = "need";
  hit.id = id;
  hit.title = v.title;
  if (seen >= Tier::neighbour) hit.excerpt = words_of(*post, *category, l);
  hit.url = v.url;
  hit.icon = v.icon;
  const char* what = v.need() ? N_("Request") : N_("Offer");
  hit.note = fmt::format("{} – {}{}{}, {}", l.tr(what), v.category, v.quarter.empty() ? "" : ", ",
                         v.quarter, v.ago);
  return hit;
}

}  // namespace

search::Document document_of(const Post& post, const Category& category) {
  search::Document d;
  d.kind = "need";
  d.id = post.id.value;
  d.territory = post.territory_id;
  d.title = post.title.empty() ? category.name(post.language) : post.title;
  d.text = category.name_fr + "\n" + category.name_en + "\n" + post.quarter_name;
  d.language = "";  // The category has both languages' names.
  d.author = post.owner_id;
  d.at = post.created_at;
  d.more = words_of(post, category, own_language(post));
  const places::Scopes scopes{post.building,    post.street,     post.quarter_id,
                              post.district_id, post.commune_id, post.territory_id};
  if (post.scope == Scope::building || post.scope == Scope::street) {
    const auto level =
        post.scope == Scope::building ? places::Level::building : places::Level::street;
    d.audience = d.more_audience = places::circle(level, scopes);
    // Where the floor or street is not known nobody else is asked.
    if (d.audience.empty())
      d.audience = d.more_audience = fmt::format("account/{}", post.owner_id.value);
    return d;
  }
  d.more_audience =
      places::circle(post.commune_id ? places::Level::city : places::Level::quarter, scopes);
  if (d.more_audience.empty()) d.more.clear();
  return d;
}

void register_search(search::Search& search, const Service& service) {
  search::Search::Kind kind;
  kind.plural = {N_("Requests and offers")};
  kind.order = 20;
  kind.show = [&service](db::Session& s, const http::Viewer& viewer, const i18n::Language& l,
                         std::int64_t id) { return show(service, s, viewer, l, id); };
  kind.all = [&service](db::Session& s, std::int64_t after, int limit) {
    std::vector<search::Document> out;
    const auto catalogue = service.parts().categories.now(s);
    const auto posts = store::listed(s, after, limit);
    out.reserve(posts.size());
    for (const auto& post : posts)
      if (const Category* c = catalogue->find(post.category_id))
        out.push_back(document_of(post, *c));
    return out;
  };
  search.kind("need", std::move(kind));
}

}  // namespace palier::aid
