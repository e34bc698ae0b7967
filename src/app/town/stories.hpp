#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/aid/aid.hpp"

namespace palier::app::town {

/// Who says something: a need that an old woman wrote must come from one.
struct Voice {
  char gender = 'f';
  int age = 40;
  std::string origin = "fr";  ///< "mag", "wa", "pt", "tr", "vn", "uk": names and languages.
  std::string persona;        ///< "jeanne": one of those a visitor may be.
};

/// How a story has gone so far.
enum class Course { open, agreed, done, cancelled, expired };

/// A need or an offer as it was written, read from the town's texts.
struct Story {
  aid::Kind kind = aid::Kind::need;
  std::string category;
  Voice voice;
  Course course = Course::open;
  std::string title, details;
  std::string thanks;  ///< Once it was done; or what the neighbour who reported it wrote.
  std::string report;  ///< Why it was reported, in a word of the report page.
  /// Of the category's questions, and the other fields of the form, in its words.
  std::vector<std::pair<std::string, std::string>> fields;
  std::optional<int> by_day;  ///< Needed by that many days from today.
  std::vector<int> on_days;   ///< On those days from today.
  std::string scope = "city";
  double radius = 0;
  int people = 1;
  bool urgent = false;
  bool for_verified = false;  ///< Only verified neighbours may answer.
};

/// What two neighbours wrote to each other once one was accepted.
struct Line {
  bool asker = false;  ///< The one who is helped; else the one who helps.
  std::string text;
};
using Dialogue = std::vector<Line>;

/// Everything people say in the town.
struct Texts {
  std::vector<Story> stories;
  /// "need shopping" → what somebody answers.
  std::map<std::string, std::vector<std::string>, std::less<>> answers;
  /// "shopping" → conversations.
  std::map<std::string, std::vector<Dialogue>, std::less<>> dialogues;
};

/// Reads the texts that are in the binary. Throws std::logic_error naming a line it cannot read.
///
/// A story is a head and what follows up to the next: in needs and offers
///   # CATEGORY VOICE WORD…           past.txt: # need|offer CATEGORY VOICE COURSE WORD…
///   = its title
///   ? QUESTION answer                as the category's question wants it; several of a list
///   details, a line a paragraph
///   ! thanks, once it was done
/// VOICE is f or m and an age, "f84". A WORD is an origin (uk), @persona, urgent, by=DAYS,
/// on=DAYS,…, w=mon-evening,…, mornings, evenings, weekend, daily, weekly, fortnightly, monthly,
/// building, street, quarter, rMETRES, expenses, paid=EUROS, people=N, other=NAME:CONSENT, frail,
/// verified, noct (not contactless).
Texts read_texts();

/// The bytes of one of the town's files.
std::string_view file(std::string_view name);
std::vector<std::string> lines_of(std::string_view text);
std::vector<std::string> split(std::string_view text, char at);

}  // namespace palier::app::town
