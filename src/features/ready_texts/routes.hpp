#pragma once

#include "features/ready_texts/model.hpp"

namespace palier::ready_texts {

void register_keeper(const Core& core);  ///< pages_keeper.cpp
void register_pages(const Core& core);   ///< pages.cpp
void register_api(const Core& core);     ///< json.cpp

/// What was filled in, until its form takes it.
inline constexpr const char* kSessionKey = "ready_text";

}  // namespace palier::ready_texts
