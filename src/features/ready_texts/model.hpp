#pragma once

#include <boost/describe.hpp>
#include <span>

#include "features/ready_texts/ready_texts.hpp"

namespace palier::ready_texts {

/// A ready text as its row.
struct Text {
  TextId id{};
  places::TerritoryId territory_id{1};
  std::string use_for;   ///< One of uses().
  std::string language;  ///< "fr", "en".
  std::string name;
  std::string body;  ///< With its blanks: blanks.hpp.
  std::int64_t position = 0;
  bool active = true;
  Instant changed_at{};
};
BOOST_DESCRIBE_STRUCT(Text, (),
                      (id, territory_id, use_for, language, name, body, position, active,
                       changed_at))

/// What a text can be for: the word of URLs and of the database, and its name.
struct Use {
  const char* word;
  const char* name;  ///< A msgid.
};
inline constexpr Use kUses[] = {{"post", N_("Posts to the neighbourhood")},
                                {"message", N_("Private messages")},
                                {"group", N_("Posts in groups")},
                                {"informant", N_("Bulletins of informants")}};

}  // namespace palier::ready_texts
