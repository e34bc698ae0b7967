#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/html/field.hpp"
#include "features/informants/model.hpp"

namespace palier::informants {

/// quarter (an area's id), why, knows, hours.
struct CandidateForm {
  places::AreaId quarter{};
  std::string why, knows, hours;
};
CandidateForm read_candidate(const form::Input& input, form::Errors& errors,
                             const std::vector<places::Area>& quarters);
std::vector<html::Field> candidate_fields(const std::vector<places::Area>& quarters,
                                          places::AreaId own, const i18n::Language& l);

/// "I know someone who would be good": contact (e-mail or phone), quarter.
struct InviteForm {
  places::AreaId quarter{};
  std::string email, phone;  ///< One of them, in normal form.
};
InviteForm read_invite(const form::Input& input, form::Errors& errors,
                       const std::vector<places::Area>& quarters, std::string_view region);
std::vector<html::Field> invite_fields(const std::vector<places::Area>& quarters,
                                       places::AreaId own, const i18n::Language& l);

/// decision: confirm | refuse; reason.
struct DecisionForm {
  bool confirm = false;
  std::string reason;
};
DecisionForm read_decision(const form::Input& input, form::Errors& errors);
std::vector<html::Field> decision_fields(const i18n::Language& l);
/// reason, in words.
std::string read_reason(const form::Input& input, form::Errors& errors);
html::Field reason_field(const i18n::Language& l, const char* label);

/// on: yes | no; days; way: phone | door; note.
struct CareForm {
  bool on = false;
  std::int64_t days = 3;
  Way way = Way::phone;
  std::string note;
};
CareForm read_care(const form::Input& input, form::Errors& errors);
std::vector<html::Field> care_fields(const std::optional<CareRow>& now, const i18n::Language& l);

/// outcome: well | needs_help | nobody; note.
struct CheckForm {
  Outcome outcome = Outcome::well;
  std::string note;
};
CheckForm read_check(const form::Input& input, form::Errors& errors);
std::vector<html::Field> check_fields(const i18n::Language& l);

/// A request heard in the street: first_name, last_name, phone, vulnerable, urgency, consent, and
/// what aid asks of that kind. For somebody known (looked after) the first three are not asked.
struct HeardForm {
  std::string first_name, last_name, phone, consent;
  bool vulnerable = false, urgent = false;
};
HeardForm read_heard(const form::Input& input, form::Errors& errors, bool known,
                     std::string_view region);
std::vector<html::Field> person_fields(const i18n::Language& l);
std::vector<html::Field> consent_fields(const i18n::Language& l);
/// What is read to the person, and kept with the day.
const char* consent_words();

}  // namespace palier::informants
