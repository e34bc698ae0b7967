#pragma once

#include <boost/json.hpp>

#include "features/aid/asking.hpp"
#include "features/aid/listing.hpp"

namespace palier::aid {

boost::json::object to_json(const PostView& view);
boost::json::object to_json(const AnswerView& view);
/// Problem details of a refusal, in the viewer's language.
http::Response problem(const http::Context& c, Refusal r, Kind kind);
/// JSON's false is "no" where a page has radios of yes and no.
void false_means_no(form::Input& input, const Catalogue& catalogue, Kind kind);
/// "/api/v1/needs" or "/api/v1/offers".
std::string api_base(Kind kind);

void json_post_routes(Room& room);
void json_answer_routes(Room& room);

}  // namespace palier::aid
