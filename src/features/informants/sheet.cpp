// /informant/sheet: a page to print and hang in the hall. No names, no addresses of anybody.
#include <algorithm>

#include "core/html/markdown.hpp"
#include "features/informants/store.hpp"
#include "features/informants/templates.hpp"
#include "features/informants/view.hpp"

namespace palier::informants {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

constexpr int kBulletins = 8, kPlaces = 8;
constexpr std::size_t kNeeds = 12;
constexpr double kNearby = 1500;

void put_needs(db::Session& s, const Service& service, const Context& c, places::AreaId quarter,
               SheetPage& p) {
  for (const auto& wanted :
       service.parts().aid.wanted(s, places::TerritoryId{c.viewer.territory})) {
    if (p.needs.size() >= kNeeds) break;
    // What is for the building or street alone, or about a child, does not hang in a hall.
    if (wanted.scopes.quarter != quarter || wanted.scope == "building" ||
        wanted.scope == "street" || wanted.childcare)
      continue;
    const auto summary = service.parts().aid.summary(s, wanted.id, c.language);
    if (!summary) continue;
    // Titles and words are their author's own and may name somebody: the kind alone is printed.
    p.needs.push_back({summary->card.category, "", "", summary->card.urgent});
  }
}

Response sheet(const Service& service, Context& c) {
  const auto& l = c.language;
  SheetPage p;
  service.parts().core.db.read([&](db::Session& s) {
    const auto mine = service.quarters(s, AccountId{c.viewer.account});
    if (mine.empty()) http::not_found();
    const auto asked = places::AreaId::parse(c.request.query.one("quarter"));
    const auto quarter =
        asked && std::find(mine.begin(), mine.end(), *asked) != mine.end() ? *asked : mine.front();
    p.quarter = shown_quarter(service, quarter);
    p.who = c.viewer.name;
    places::Scopes scopes;
    scopes.quarter = quarter;
    scopes.territory = places::TerritoryId{c.viewer.territory};
    if (const auto home = service.parts().accounts.home(s, AccountId{c.viewer.account});
        home && home->scopes.quarter == quarter)
      scopes.commune = home->scopes.commune;
    p.bulletins = service.parts().bulletins.current(s, scopes.territory, scopes, l, kBulletins);
    put_needs(s, service, c, quarter, p);
  });
  if (const auto* structures = service.parts().structures)
    for (const auto& area : service.parts().places.areas("quarter"))
      if (area.name == p.quarter) {
        structures::Structures::Look look;
        look.near = area.centre;
        look.within = kNearby;
        look.limit = kPlaces;
        for (auto& card : structures->look(look, l).cards)
          p.open.push_back({std::move(card.name), std::move(card.address), std::move(card.now)});
        break;
      }
  const auto& host = service.parts().core.config.host;
  if (!host.phone.empty())
    p.numbers.emplace_back(host.phone, host.hours.empty()
                                           ? l.tr(N_("The desk: to ask or to offer help"))
                                           : host.hours);
  p.numbers.emplace_back("112", l.tr(N_("Any emergency")));
  p.numbers.emplace_back("15", l.tr(N_("Medical emergency")));
  p.numbers.emplace_back("18", l.tr(N_("Fire brigade")));
  p.numbers.emplace_back("17", l.tr(N_("Police emergency")));
  p.numbers.emplace_back("114", l.tr(N_("Emergency by text message, for deaf people")));
  p.numbers.emplace_back("115", l.tr(N_("Shelter for the night")));
  p.date = l.date(c.now);
  p.site = c.site.name;
  p.url = c.site.public_url;
  auto page = c.page(l.tr(Message{N_("The week in {1}"), {p.quarter}}));
  page.index = false;
  return http::page(templates::sheet(page, p));
}

}  // namespace

void sheet_routes(Service& service) {
  service.parts()
      .core.router.get("/informant/sheet", [&service](Context& c) { return sheet(service, c); })
      .who(http::only({http::Role::informant}));
}

}  // namespace palier::informants
