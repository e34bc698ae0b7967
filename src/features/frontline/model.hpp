#pragma once

#include <array>
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/frontline/frontline.hpp"

namespace palier::frontline {

struct QuestionnaireTag;
using QuestionnaireId = Id<QuestionnaireTag>;

/// Who fills it in. `person`: somebody who may be frail, or a relative of theirs; the word stands
/// in no address, log or notification.
enum class Audience : std::uint8_t { helper, worker, person };

enum class Kind : std::uint8_t {
  text,
  lines,
  number,
  choice,
  choices,
  yes_no,
  ages,  ///< Of children, by range.
  week,  ///< Moments of a week.
  place,
  contact,  ///< By code (e-mail or text message), by a call, by a letter.
  consent,
  needs  ///< Kinds of help; for who asks, each has then its own page.
};

/// What an answer leads to.
enum class Means : std::uint8_t {
  nothing,  ///< Kept with the form, for the desk.
  first_name,
  last_name,
  email,
  phone,
  home,
  job,
  needs,
  details,
  urgency,
  windows,
  child_ages,
  children,
  prefers_parent,
  has_children,
  accepts_vulnerable,
  radius,
  per_week,
  spoken,
  whom,
  other_name,
  contact,
  consent,
  consent_how
};

std::string_view word(Audience v);
std::string_view word(Kind v);
std::string_view word(Means v);
const std::vector<std::string>& audience_words();
const std::vector<std::string>& kind_words();
const std::vector<std::string>& means_words();
/// The enum with that word; the first one where none has it.
Audience audience_of(std::string_view word);
Kind kind_of(std::string_view word);
Means means_of(std::string_view word);
/// Whether a question of that kind can have that meaning.
bool fits(Kind kind, Means means);

/// A sentence of the keeper's, in both languages.
struct Words {
  std::string fr, en;
  const std::string& in(std::string_view language) const { return language == "fr" ? fr : en; }
  bool operator==(const Words&) const = default;
};

struct Option {
  std::string value;
  Words label;
  bool retired = false;
  bool operator==(const Option&) const = default;
};

/// Shown only where another question, of an earlier page, has one of these answers.
struct Condition {
  std::string question;
  std::vector<std::string> is;
  bool operator==(const Condition&) const = default;
};

struct Question {
  std::string code;
  Kind kind = Kind::text;
  Means means = Means::nothing;
  Words label, hint;
  bool required = false;
  bool retired = false;
  std::int64_t minimum = 0, maximum = 0;  ///< Of a number; maximum: letters of a text. 0: as usual.
  std::int64_t page = 1;
  std::vector<Option> options;
  std::optional<Condition> shown_if;

  std::string field() const { return "q." + code; }
  const Option* option(std::string_view value) const;
  bool operator==(const Question&) const = default;
};

/// A questionnaire as one version has it. Versions are never changed: an edit makes the next.
struct Questionnaire {
  QuestionnaireId id{};
  std::string code;
  Audience audience = Audience::worker;
  bool open = false;
  std::int64_t position = 0;
  std::int64_t version = 0;
  Words title, lead;
  std::vector<Words> pages;  ///< Their headings, in order.
  std::vector<Question> questions;

  const Question* find(std::string_view question_code) const;
  /// The one in use with that meaning.
  const Question* meaning(Means means) const;
  std::string url() const { return "/front-line/" + code; }
};

inline constexpr std::size_t kMostQuestions = 60, kMostOptions = 60, kMostPages = 12;
inline constexpr auto kKept = std::chrono::days{30};  ///< What did not become a request.

/// What became of a form that was filled in.
enum class State : std::uint8_t { sent, waiting, done, refused, expired };
std::string_view word(State v);
enum class Way : std::uint8_t { online, call, letter };
std::string_view word(Way v);

/// One filled-in form: a row of its own, never changed by a later one.
struct Submission {
  SubmissionId id{};
  places::TerritoryId territory_id{1};
  QuestionnaireId questionnaire_id{};
  std::int64_t version = 0;
  Audience audience = Audience::worker;
  AccountId account_id{};  ///< Whose; 0 while it waits.
  AccountId made_by{};     ///< The operator who completed it.
  State state = State::sent;
  std::string language = "fr";
  std::string answers;  ///< JSON, field → values; emptied when its time is over.
  Way way = Way::online;
  std::string phone;   ///< E.164, of whom to call.
  std::string person;  ///< Folded full name, to find duplicates.
  std::string place_label;
  std::int64_t address_id = 0;
  std::string consent;  ///< "form", "spoken", "written", "guardian".
  std::optional<Instant> consent_at;
  std::string code_seal;  ///< Of the letter's code; "" where none was printed.
  std::optional<Instant> letter_at;
  std::optional<Instant> confirmed_at;  ///< The letter's code came back.
  std::optional<Instant> called_at;     ///< "Tried to call."
  std::string note;                     ///< The operators' own.
  Instant created_at{};
  std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(Submission, (),
                      (id, territory_id, questionnaire_id, version, audience, account_id, made_by,
                       state, language, answers, way, phone, person, place_label, address_id,
                       consent, consent_at, code_seal, letter_at, confirmed_at, called_at, note,
                       created_at, closed_at))

}  // namespace palier::frontline
