#pragma once

#include <string>
#include <vector>

#include "core/html/page.hpp"

namespace palier::html {

/// "Pharmacie, rue des Pyrénées – Palier"; the site's name alone on the home page.
std::string full_title(const Page& page);

/// The languages this page is not in.
std::vector<const i18n::Language*> other_languages(const Page& page);

/// Where a visitor without a session changes language: "/language?language=en&to=%2Fneeds". Whoever
/// is signed in gets a form that posts the same two fields.
std::string language_url(const Page& page, const i18n::Language& language);

}  // namespace palier::html
