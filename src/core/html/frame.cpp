#include "core/html/frame.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace palier::html {

std::string full_title(const Page& page) {
  if (page.title.empty() || page.title == page.site_name) return page.site_name;
  return page.title + " – " + page.site_name;
}

std::vector<const i18n::Language*> other_languages(const Page& page) {
  std::vector<const i18n::Language*> others;
  for (const auto* language : i18n::languages())
    if (language->code() != page.lang().code()) others.push_back(language);
  return others;
}

std::string language_url(const Page& page, const i18n::Language& language) {
  const auto encoded = [](std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
  };
  return "/language?language=" + encoded(language.code()) + "&to=" + encoded(page.path);
}

}  // namespace palier::html
