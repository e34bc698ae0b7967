#pragma once

#include <string>
#include <string_view>

namespace palier::places {

/// "75, Paris, Île-de-France": département and region of an INSEE code, as the BAN's service writes
/// them; "" where unknown.
std::string context_of(std::string_view citycode);

}  // namespace palier::places
