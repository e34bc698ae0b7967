#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/http/request.hpp"

namespace palier::inbox {

/// A message taken apart.
struct Mail {
  std::string
      text;  ///< UTF-8, quotes and signature still in it; from HTML where there is no other.
  std::vector<http::Upload> photos;
  bool unreadable = false;  ///< Broken or built to harm: nothing of it was read.
};

/// Reads a message (RFC 5322, MIME) whatever it holds: broken, cut off, of odd encodings. Parts
/// nested or numbered beyond what people send are not read at all. Attachments but images are left;
/// nothing is unpacked.
Mail read_mail(std::string_view message);

}  // namespace palier::inbox
