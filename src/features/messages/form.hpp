#pragma once

#include <string>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "features/messages/messages.hpp"

namespace palier::messages {

/// One form for page and JSON. Fields: text, photo_alt, once; a round: people, title too.
struct Draft {
  std::string text;
  std::string once;
  std::vector<photos::Prepared> photos{};
  std::string alt{};  ///< What is to be seen on the photos, for whoever cannot.
};
/// The text may be empty where photos come with it.
Draft read_message(const form::Input& input, form::Errors& errors, bool with_photos = false);

struct RoundDraft {
  std::vector<AccountId> people;
  std::string title;
  Draft first;
};
RoundDraft read_round(const form::Input& input, form::Errors& errors);
std::vector<AccountId> read_people(const form::Input& input, form::Errors& errors);
std::string read_title(const form::Input& input, form::Errors& errors, bool required);

}  // namespace palier::messages
