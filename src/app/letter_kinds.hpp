#pragma once

#include "features/notices/notices.hpp"

namespace palier::app {

/// The kinds of letters of those rooms that do not know of notices: they only name them in what
/// they write.
void declare_letters(notices::Notices& notices);

}  // namespace palier::app
