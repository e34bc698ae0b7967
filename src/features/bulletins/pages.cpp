#include "features/bulletins/room.hpp"
#include "features/bulletins/store.hpp"
#include "features/bulletins/templates.hpp"

namespace palier::bulletins {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

constexpr int kInForce = 50, kPerPage = 20;

html::Field area_field(const Service& service, const Context& c, const Filter& filter, bool home) {
  const auto& l = c.language;
  html::Field f;
  f.name = "area";
  f.type = "select";
  f.required = true;
  f.label = l.tr(N_("For which place?"));
  const auto communes = service.parts().places.areas("commune");
  const auto quarters = service.parts().places.areas("quarter");
  if (communes.empty() && quarters.empty()) return f;
  f.options.reserve(communes.size() + quarters.size() + 2);
  if (home) f.options.push_back({"mine", l.tr(N_("Where I live")), "", filter.code == "mine"});
  f.options.push_back({"all", l.tr(N_("Everywhere")), "", filter.code == "all"});
  for (const auto* list : {&communes, &quarters})
    for (const auto& a : *list) {
      const auto code = (list == &communes ? "city/" : "quarter/") + a.id.str();
      f.options.push_back({code, a.name, "", filter.code == code});
    }
  return f;
}

Response list(const Service& service, Context& c) {
  const auto& p = service.parts();
  ListPage view;
  view.keeper = c.viewer.roles.has(http::Role::keeper);
  const places::TerritoryId t{c.viewer.territory};
  p.core.db.read([&](db::Session& s) {
    const auto home = home_of(s, service, c.viewer);
    const auto filter = read_filter(s, service, c);
    view.area = area_field(service, c, filter, home.has_value());
    view.cards = service.current(s, t, filter.where, c.language, kInForce);
    if (c.viewer.signed_in()) {
      const auto topics = service.topics(t, filter.where);
      const auto since = http::PathParameter<std::int64_t>::parse(c.request.query.one("since"));
      const auto news = p.core.live.news(s, c.viewer, topics, since.value_or(0));
      view.live = {live::Live::url(topics, news.last), since ? news.count : 0,
                   fmt::format("/bulletins?area={}&since={}", filter.code, news.last)};
    }
    if (c.viewer.roles.any_of({http::Role::official, http::Role::informant})) {
      view.may_write = !service.form_context(s, c.viewer, c.language).signatures.empty();
      for (const auto& b : store::own(s, AccountId{c.viewer.account}, t, c.now))
        if (!b.begun_at)
          view.own.push_back(
              {c.language.tr(Message{N_("{1}, from {2}"), {b.title, c.language.date(b.from_at)}}),
               b.url(), false, 0});
    }
  });
  auto page = c.page(c.language.tr(N_("Bulletins")));
  page.description = c.language.tr(N_("What public bodies and the quarters’ informants say now."));
  return http::page(templates::list(page, view));
}

Response archive(const Service& service, Context& c) {
  const auto& p = service.parts();
  form::Errors errors;
  form::Reader reader(c.request.query, errors);
  const auto number = reader.number("page", {.min = 1, .max = 10'000}).value_or(1);
  ListPage view;
  view.archive = true;
  p.core.db.read([&](db::Session& s) {
    const auto found = store::past(s, places::TerritoryId{c.viewer.territory}, c.now,
                                   static_cast<int>(number - 1) * kPerPage, kPerPage + 1);
    for (const auto& b : found) {
      if (view.cards.size() == kPerPage) {
        view.pager.next = fmt::format("/bulletins/archive?page={}", number + 1);
        break;
      }
      view.cards.push_back(service.card(b, store::circles(s, b.id), c.language));
    }
  });
  if (number == 2) view.pager.previous = "/bulletins/archive";
  if (number > 2) view.pager.previous = fmt::format("/bulletins/archive?page={}", number - 1);
  auto page = c.page(c.language.tr(N_("Earlier bulletins")));
  return http::page(templates::list(page, view), errors ? 422 : 200);
}

Bulletin found(db::Session& s, const Service& service, const Context& c, BulletinId id) {
  auto b = store::find(s, id);
  if (!b || b->territory_id.value != c.viewer.territory || !service.may_see(s, c.viewer, *b))
    http::not_found();
  return std::move(*b);
}

Response detail(const Service& service, Context& c, BulletinId id) {
  const auto v = service.parts().core.db.read([&](db::Session& s) {
    return detail_view(s, service, found(s, service, c, id), c.viewer, c.language);
  });
  auto page = c.page(v.card.title);
  page.description = v.card.excerpt;
  page.index = !v.held && !v.to_come;
  return http::page(templates::detail(page, v));
}

Response read(Service& service, Context& c, BulletinId id) {
  const auto done = service.parts().core.db.write([&](db::Transaction& tx) {
    return service.acknowledge(tx, found(tx, service, c, id), AccountId{c.viewer.account});
  });
  if (done)
    c.notice({N_("Thank you. Only the number is counted, not who.")});
  else
    c.notice({N_("It is not counted any more: the bulletin is over.")});
  return http::see_other("/bulletins/" + id.str());
}

}  // namespace

std::optional<places::Scopes> home_of(db::Session& s, const Service& service,
                                      const http::Viewer& viewer) {
  if (!viewer.signed_in()) return {};
  const auto home = service.parts().accounts.home(s, AccountId{viewer.account});
  if (!home) return {};
  return home->scopes;
}

Filter read_filter(db::Session& s, const Service& service, const http::Context& c) {
  const auto& typed = c.request.query.one("area");
  Filter out;
  if (const auto area = service.parts().places.area(area_of(typed))) {
    places::Scopes scopes;
    scopes.territory = places::TerritoryId{c.viewer.territory};
    (area->kind == "quarter" ? scopes.quarter : scopes.commune) = area->id;
    return {typed, scopes};
  }
  if (typed != "all") out.where = home_of(s, service, c.viewer);
  out.code = out.where ? "mine" : "all";
  return out;
}

void page_routes(Service& service) {
  auto& r = service.parts().core.router;
  r.get("/bulletins", [&service](Context& c) { return list(service, c); }).who(http::anyone());
  r.get("/bulletins/archive", [&service](Context& c) {
     return archive(service, c);
   }).who(http::anyone());
  r.get("/bulletins/{bulletin}", [&service](Context& c, BulletinId id) {
     return detail(service, c, id);
   }).who(http::anyone());
  r.post("/bulletins/{bulletin}/read", [&service](Context& c, BulletinId id) {
     return read(service, c, id);
   }).who(http::signed_in());
}

}  // namespace palier::bulletins
