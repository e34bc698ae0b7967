#pragma once

#include <string>
#include <string_view>

#include "core/util/time.hpp"

namespace palier::mail {

/// Text for a header: as it is where short and ASCII, else as encoded words (RFC 2047), each whole
/// characters, folded so that no line is over 76.
std::string header_text(std::string_view text);
/// "Name <address>" with the name quoted or encoded as it needs.
std::string header_mailbox(std::string_view name, std::string_view address);
/// "Tue, 24 Nov 2026 18:00:00 +0000".
std::string header_date(Instant at);

}  // namespace palier::mail
