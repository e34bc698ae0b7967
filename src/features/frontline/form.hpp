#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/html/field.hpp"
#include "features/frontline/model.hpp"
#include "features/places/form.hpp"

namespace palier::frontline {

using Kinds = std::vector<aid::Aid::Asked>;  ///< Kinds of help in use, with their questions.

/// What a filled-in form is read against. Fields of page and JSON alike:
///   q.<code>                       the answer to a question
///   need.<kind>.questions.<code>   of each kind of help asked for; need.<kind>.details
///   address_text, address_id, …    of the question about the place (places::read_location)
///   contact_way                    online | call | letter; contact_phone
struct Against {
  const Questionnaire& questionnaire;
  const places::Places& places;
  const aid::Aid& aid;
  const Kinds& kinds;
  std::string region = "33";  ///< What a telephone number's leading 0 stands for.
  bool sole_match = false;    ///< JSON: one fitting address is taken without a choice.
};

/// One page of the questions: the keeper's, or one kind of help's.
struct Step {
  std::string name;  ///< "2", "need-shopping".
  std::int64_t page = 0;
  std::string kind;
  bool operator==(const Step&) const = default;
};

/// A form as it was filled in.
struct Filled {
  std::string first_name, last_name, email, phone, other_name, job, details;
  std::string consent_how;  ///< Of somebody else: "spoken", "written", "guardian".
  bool other = false, consent = false, urgent = false;
  bool has_children = false, accepts_vulnerable = false, prefers_parent = false;
  std::vector<std::string> kinds, windows, child_ages, spoken;
  std::optional<std::int64_t> children, radius_m, per_week;
  Way way = Way::online;
  std::string contact_phone;  ///< E.164.
  places::LocationAnswer where;
};

bool shown(const Questionnaire& q, const Question& one, const form::Input& fields);
/// The pages that these answers lead through, in order.
std::vector<Step> steps_of(const Questionnaire& q, const Kinds& kinds, const form::Input& fields);
/// The kinds that a question offers, in its own order; all where it lists none.
std::vector<const aid::Aid::Asked*> kinds_asked(const Question& q, const Kinds& kinds);
/// The inputs of a page: what it replaces in a draft.
std::vector<std::string> fields_of(const Against& a, const Step& step);
/// The page where an error can be mended; nothing where none has that field.
std::optional<Step> step_of(const Against& a, const form::Input& fields, std::string_view field);

void read_step(const Against& a, const Step& step, const form::Input& fields, form::Errors& errors,
               Filled& out);
Filled read_all(const Against& a, const form::Input& fields, form::Errors& errors);

/// The fields that aid::Aid::post() takes, of one kind asked for.
form::Input need_fields(const Against& a, const Filled& filled, const form::Input& fields,
                        std::string_view kind);
/// Errors of these, under the names they have in this form.
void add_errors(const form::Errors& of_need, std::string_view kind, form::Errors& errors);

/// What a page shows, in order; a field of type "place" stands for the question about the place.
std::vector<html::Field> page_fields(const Against& a, const Step& step, const form::Input& fields,
                                     const i18n::Language& l);

/// Everything said, in words.
struct Line {
  std::string label;
  std::vector<std::string> values;
  Step step;
};
std::vector<Line> said(const Against& a, const form::Input& fields, const Filled& filled,
                       const i18n::Language& l);

/// "mon-morning" …, as aid's windows.
const std::vector<std::string>& week_words();
const std::vector<std::string>& age_words();
std::string age_label(std::string_view age, const i18n::Language& l);
std::int64_t windows_of(const std::vector<std::string>& words);

/// Answers as they are kept.
using Pairs = std::vector<std::pair<std::string, std::string>>;
Pairs pairs(const form::Input& input);
std::string to_text(const form::Input& input);
form::Input from_text(std::string_view json);

}  // namespace palier::frontline
