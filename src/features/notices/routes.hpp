#pragma once

#include "features/notices/service.hpp"

namespace palier::notices {

void register_pages(Service& service);
void register_stops(Service& service);  ///< From a letter, without signing in.
void register_api(Service& service);

}  // namespace palier::notices
