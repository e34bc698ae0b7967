#pragma once

#include <boost/json/fwd.hpp>

#include "features/groups/room.hpp"

namespace palier::groups {

http::Response answer(boost::json::object o, int status = 200);
http::Response problem(http::Context& c, Refusal r);
void people_routes(Room& room);  ///< json_people.cpp

}  // namespace palier::groups
