#include "app/api_document.hpp"

#include "embedded/api.hpp"

namespace palier::app {

std::string_view api_document() {
  return embedded::api().front().bytes;
}

void open_api_document(http::Router& router) {
  router
      .get("/api/v1/openapi.json",
           [](http::Context&) { return http::json(std::string(api_document())); })
      .who(http::anyone());
}

}  // namespace palier::app
