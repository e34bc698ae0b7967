#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/http/decode.hpp"
#include "core/http/request.hpp"

namespace palier::http {

/// A body of multipart/form-data (RFC 7578), taken apart. False if it is malformed, a name or value
/// is not UTF-8, or it has more than 500 parts. `content_type` is the header, with its boundary.
bool read_multipart(std::string_view content_type, std::string_view body, Pairs& fields,
                    std::vector<Upload>& uploads);

}  // namespace palier::http
