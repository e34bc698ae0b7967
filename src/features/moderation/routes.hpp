#pragma once

#include "core/http/router.hpp"
#include "features/moderation/service.hpp"

namespace palier::moderation {

void report_routes(http::Router& router, Service& service);
void queue_routes(http::Router& router, Service& service);
void appeal_routes(http::Router& router, Service& service);
void review_routes(http::Router& router, Service& service);
void keeper_routes(http::Router& router, Service& service);
void figure_routes(http::Router& router, Service& service);
void audit_routes(http::Router& router, Service& service);
void register_api(http::Router& router, Service& service);
void moderator_api(http::Router& router, Service& service);

inline http::Access moderators() {
  return http::only({http::Role::moderator, http::Role::keeper});
}
inline AccountId viewer(const http::Context& c) {
  return AccountId{c.viewer.account};
}
inline places::TerritoryId territory(const http::Context& c) {
  return places::TerritoryId{c.viewer.territory};
}
/// The rooms' pages below are for nobody's search engine.
inline html::Page quiet_page(const http::Context& c, std::string title) {
  auto page = c.page(std::move(title));
  page.index = false;
  return page;
}
std::string name_of(db::Session& s, const accounts::Accounts& accounts, AccountId id,
                    const i18n::Language& l);

}  // namespace palier::moderation
