#pragma once

#include "features/aid/view.hpp"

namespace palier::aid {

// What other rooms are told of a post (aid.hpp says for what).
Card card_of(const Post& post, const Category& category, const i18n::Language& l, Instant now);
Wanted wanted_of(const Post& post, const Category& category);
KindOfAid kind_of(const Category& category, const i18n::Language& l);
Given given_of(const Post& post, const Category& category);
Summary summary_of(const Post& post, const Category& category, const i18n::Language& l,
                   Instant now);

}  // namespace palier::aid
