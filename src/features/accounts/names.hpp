#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/i18n/language.hpp"

namespace palier::accounts {

/// What somebody typed about themselves, without the signs that show something else than is there:
/// direction overrides and isolates, invisible spaces, tags, lone surrogate stand-ins, more than
/// three accents on one letter. Emoji, any script and the joiners that Persian and emoji need stay.
/// `lines`: line breaks stay too. Ends trimmed, runs of spaces made one. Input is valid UTF-8.
std::string visible(std::string_view text, bool lines = false);

/// Whether a name holds a web or e-mail address: it would be printed in messages to others.
bool holds_address(std::string_view name);

/// "+33612345678" → "+33 6 12 34 56 78"; others in groups of three.
std::string readable_phone(std::string_view e164);
/// "m…e@example.org", "+33 6 •• •• •• 78": enough for the owner to know which is meant.
std::string masked(bool phone, std::string_view value);

/// Languages one may say one speaks, with their names in the reader's language, by that name; the
/// most spoken in France first.
struct Spoken {
  std::string code;
  std::string name;
};
const std::vector<std::string>& spoken_codes();
std::vector<Spoken> spoken_languages(const i18n::Language& reader);
std::string spoken_name(std::string_view code, const i18n::Language& reader);

std::vector<std::string> split_words(std::string_view text);
std::string join_words(const std::vector<std::string>& words);

}  // namespace palier::accounts
