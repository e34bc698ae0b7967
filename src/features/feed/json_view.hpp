#pragma once

#include <boost/json.hpp>

#include "features/feed/service.hpp"

namespace palier::feed {

/// As the API shows them: the same items that the pages are made of, so the same policy.
boost::json::object to_json(const Item& item, const i18n::Language& language);
boost::json::object to_json(const CommentItem& comment);
boost::json::object to_json(const Detail& detail, const i18n::Language& language);
boost::json::object to_json(const FeedPage& page, const i18n::Language& language);

}  // namespace palier::feed
