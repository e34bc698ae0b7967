#pragma once

#include "features/feed/heart.hpp"

namespace palier::feed {

// What the core and other rooms are told of this one while the rooms are built.
void register_letters(Heart& heart);    ///< letters.cpp
void register_live(Heart& heart);       ///< live.cpp
void register_elsewhere(Heart& heart);  ///< register.cpp

}  // namespace palier::feed
