#include "features/places/json.hpp"
#include "features/places/pages.hpp"
#include "features/places/service.hpp"

namespace palier::places {

std::unique_ptr<Places> make(const Core& core) {
  auto service = std::make_unique<Service>(core.db, core.config.centre);
  json_routes(core.router, *service);
  pages(core.router, *service);
  service->watch();
  return service;
}

}  // namespace palier::places
