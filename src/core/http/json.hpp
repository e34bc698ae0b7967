#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "core/form/input.hpp"
#include "core/http/request.hpp"

namespace palier::http {

/// The JSON object that came as the body, for the same form.cpp that reads the page's. Refused 415
/// where the Content-Type is not JSON, 400 where it is malformed, too deep or not an object. A body
/// that came as a form is taken as it is, so that a page's route and the API's can share a handler.
form::Input json_input(const Request& request);

/// JSON as text, every fraction a plain decimal of at most six digits: coordinates, distances and
/// scores, which Boost.JSON would write as 4.885736E1.
std::string json_text(const boost::json::value& value);

}  // namespace palier::http
