#pragma once

#include <string>
#include <string_view>

namespace palier::html {

/// Where an asset of web/ is served: "/assets/app.3f2a91c04b.css" for "app.css". core/http, which
/// serves them, says so at start by name_asset(); an asset nobody named (a test without a server)
/// is the plain "/assets/app.css".
std::string asset_url(std::string_view name);
/// At start, before any page is made; not thread-safe.
void name_asset(std::string name, std::string url);

/// One picture of the sprite, for <use href>: "/assets/icons.….svg#pharmacy". The pictures are the
/// files of web/icons/.
std::string icon_url(std::string_view name);

}  // namespace palier::html
