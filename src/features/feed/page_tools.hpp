#pragma once
// What the files of handlers share.

#include <initializer_list>
#include <string>
#include <utility>

#include "features/feed/pages.hpp"
#include "features/feed/view.hpp"

namespace palier::feed {

inline AccountId viewer(const http::Context& c) {
  return AccountId{c.viewer.account};
}
/// "/neighbourhood/new"
std::string at_feed(std::string_view more = {});
/// The path with those words that are not empty as its query.
std::string url_with(std::string path,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> query);
/// Where a button leads back to: `back` of the form, if it is a path of this site.
std::string back_of(const http::Context& c, std::string fallback);

/// One page of posts, and what open pages of it listen to.
struct Listed {
  Query query;
  std::string path;  ///< Of the page, without its query.
  std::string keep;  ///< The rest of its query: "&order=useful".
  std::vector<std::string> topics;
};
ListView list_view(const PageParts& p, db::Session& s, const Reader& reader, const Listed& what,
                   const http::Context& c);

void feed_routes(const PageParts& parts);     ///< pages_feed.cpp
void kept_routes(const PageParts& parts);     ///< pages_kept.cpp
void write_routes(const PageParts& parts);    ///< pages_write.cpp
void post_routes(const PageParts& parts);     ///< pages_post.cpp
void comment_routes(const PageParts& parts);  ///< pages_comments.cpp
void act_routes(const PageParts& parts);      ///< pages_acts.cpp

}  // namespace palier::feed
