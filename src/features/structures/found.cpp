#include "features/structures/found.hpp"

#include "features/structures/room.hpp"

namespace palier::structures {

search::Document document_of(const Structure& s) {
  search::Document d;
  d.kind = "place";
  d.id = s.id.value;
  d.territory = s.territory_id;
  d.title = s.name;
  const Kind& kind = kind_of(s.kind);
  for (const auto* l : i18n::languages()) {
    d.text += l->tr(kind.one);
    d.text += '\n';
  }
  for (const auto* part :
       {&s.about, &s.services, &s.access, &s.address, &s.postcode, &s.city, &s.quarter_name}) {
    d.text += *part;
    d.text += '\n';
  }
  return d;
}

void index(db::Transaction& tx, search::Search* search, const Structure& s) {
  if (!search) return;
  if (s.gone_at)
    search->remove(tx, "place", s.id.value);
  else
    search->put(tx, document_of(s));
}

void register_search(search::Search& search, const Room& room) {
  search::Search::Kind kind;
  kind.plural = {N_("Open places")};
  kind.order = 40;
  kind.show = [&room](db::Session& session, const http::Viewer&, const i18n::Language& l,
                      std::int64_t id) -> std::optional<search::Hit> {
    const auto s = store::find(session, StructureId{id});
    if (!s || s->gone_at) return {};
    const auto card = card_of(*s, room.hours(*s).get(), {}, room.core.clock.now(), l);
    search::Hit hit;
    hit.kind = "place";
    hit.id = id;
    hit.title = card.name;
    hit.excerpt = s->about;
    if (!hit.excerpt.empty() && !s->services.empty()) hit.excerpt += "\n";
    hit.excerpt += s->services;
    hit.url = card.url;
    hit.icon = card.icon;
    hit.note = card.kind_name;
    for (const auto* part : {&card.address, &card.now})
      if (!part->empty()) hit.note += ", " + *part;
    return hit;
  };
  kind.all = [](db::Session& session, std::int64_t after, int limit) {
    std::vector<search::Document> out;
    const auto page = store::page(session, StructureId{after}, limit);
    out.reserve(page.size());
    for (const auto& s : page) out.push_back(document_of(s));
    return out;
  };
  search.kind("place", std::move(kind));
}

}  // namespace palier::structures
