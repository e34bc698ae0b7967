// Until the pages of the room are there.
#include "features/feed/draw.hpp"
#include "features/feed/pages.hpp"

namespace palier::feed {

__attribute__((weak)) void register_pages(const PageParts&) {}
__attribute__((weak)) html::Html part(const PageParts&, http::Context&, const html::Page&,
                                      std::string_view) {
  return {};
}
__attribute__((weak)) std::string card_stream(const Item&, const i18n::Language&, Instant) {
  return {};
}
__attribute__((weak)) std::string card_again_stream(const Item&, const i18n::Language&, Instant) {
  return {};
}
__attribute__((weak)) std::string card_gone_stream(PostId) {
  return {};
}
__attribute__((weak)) std::string comment_stream(const CommentItem&, const i18n::Language&,
                                                 Instant) {
  return {};
}
__attribute__((weak)) std::string comment_gone_stream(CommentId) {
  return {};
}
__attribute__((weak)) std::string counters_stream(const Item&, const i18n::Language&) {
  return {};
}

}  // namespace palier::feed
