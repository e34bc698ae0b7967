#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace palier::i18n {

/// A sentence not yet in anybody's language: an English msgid with {1}, {2} … for its arguments.
/// Write it as Message{N_("Write at most {1} characters."), {"120"}}; N_ marks it for extraction.
struct Message {
  const char* msgid = "";
  std::vector<std::string> args{};
  bool operator==(const Message&) const = default;
};

}  // namespace palier::i18n

/// Marks a literal as a string to translate (xgettext keyword) and gives it back unchanged.
#define N_(literal) (literal)
