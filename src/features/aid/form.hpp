#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "features/aid/categories.hpp"
#include "features/aid/model.hpp"

namespace palier::aid {

/// The pages of the asking flow, in order; each owns some fields of the form.
enum class Step : std::uint8_t { category, questions, details, whom, where, when, how };
inline constexpr std::array kSteps{Step::category, Step::questions, Step::details, Step::whom,
                                   Step::where,    Step::when,      Step::how};
std::string_view word(Step step);
std::optional<Step> step_of_word(std::string_view word);

/// What the form is read against.
struct FormContext {
  const Catalogue& catalogue;
  Kind kind = Kind::need;
  Instant now{};
  /// The category a changed post has already: allowed though retired.
  CategoryId kept{};
};

/// A need or an offer as it was filled in, but for where (places::read_location reads that).
/// Fields of page and JSON alike:
///   category           code, or id
///   questions.<code>   of that category
///   title, details     free text; details needed where the category asks nothing
///   for                me (default) | other; then other_name, consent: spoken | written | guardian
///   vulnerable         1
///   needed_by          a day; urgency: normal | urgent
///   windows            mon-morning …, several; dates: days, several
///   repeats            once | daily | weekly | fortnightly | monthly
///   contactless        yes | no; payment: free | expenses | paid, then amount in euros
///   people             1 to 20; scope: building | street | quarter | city | radius, then radius
///   verified_only      1
struct PostForm {
  const Category* category = nullptr;
  Replies replies;
  std::string title, details;
  bool for_other = false;
  std::string other_name;
  Consent consent = Consent::none;
  bool vulnerable = false;
  bool urgent = false;
  std::optional<Instant> needed_by;
  std::int64_t windows = 0;
  std::vector<Instant> dates;  ///< Starts of days, ascending.
  Repeats repeats = Repeats::once;
  bool contactless = false;
  Payment payment = Payment::free;
  std::optional<std::int64_t> amount_cents;
  std::int64_t people = 1;
  Scope scope = Scope::city;
  std::int64_t radius_m = 0;
  bool verified_only = false;
};

/// Reads one step's fields into `out`; the category must be known for the later ones.
void read_step(Step step, const form::Input& input, form::Errors& errors,
               const FormContext& context, PostForm& out);
/// Reads them all.
PostForm read_post(const form::Input& input, form::Errors& errors, const FormContext& context);

/// The inputs of a step: what a page of the flow replaces in the draft.
std::vector<std::string> fields_of(Step step, const Category* category, Kind kind);
/// The step an error belongs to.
Step step_of(std::string_view field);
/// The category that an input names, retired or not; nullptr where none does.
const Category* category_of(const form::Input& input, const Catalogue& catalogue);

/// The form's fields as a post has them: for "like last time", changing it and PATCH. Dates and
/// urgency are left out unless `whole`.
std::vector<std::pair<std::string, std::string>> fields_of(const Post& post,
                                                           const Category& category, bool whole);

/// Days as the dates column has them, and back.
std::string dates_text(const std::vector<Instant>& days);
std::vector<Instant> dates_of(std::string_view text);
std::string iso_day(Instant t);

/// A neighbour's answer: message, available (when), vulnerable (asking an offer for someone frail).
struct AnswerForm {
  std::string message, available;
  bool vulnerable = false;
};
AnswerForm read_answer(const form::Input& input, form::Errors& errors, Kind kind);
/// A kind word on declining, or thanks: may be empty.
std::string read_word(std::string_view field, const form::Input& input, form::Errors& errors);

}  // namespace palier::aid
