#pragma once

#include <optional>
#include <string>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "features/circles/model.hpp"

namespace palier::circles {

/// One form for page and JSON alike. Fields:
///   start: for (me, other), first_name, consent (spoken, written, guardian), vulnerable,
///     address_* (features/places/form.hpp), home_details, phone
///   task: kind, title, notes, repeats (once, weekly, fortnightly, monthly), days (mon, …), first,
///     last, from, to, not_on_holidays
///   availability: slots (mon-morning, …), per_week · away: first, last · pause: first, last, why
///   invitation: way (link, email, phone), to
///   turn: note, outcome (done, missed)
struct Whom {
  bool for_self = false;
};
Whom read_whom(const form::Input& input, form::Errors& errors);

struct PersonForm {
  std::string first_name;
  Consent consent = Consent::none;
  bool vulnerable = false;
};
PersonForm read_person(const form::Input& input, form::Errors& errors, bool for_self);

struct ReachForm {
  std::string home_details;
  std::string phone;  ///< E.164 or "".
};
ReachForm read_reach(const form::Input& input, form::Errors& errors);

Circles::Plan read_task(const form::Input& input, form::Errors& errors, Instant now);
/// Corrections of what is planned: title, notes, last.
struct TaskChange {
  std::string title, notes;
  std::optional<Day> last;
};

struct Availability {
  std::uint32_t slots = 0;
  int per_week = 2;
};
Availability read_availability(const form::Input& input, form::Errors& errors);

struct SpanForm {
  Day first{}, last{};
  std::string why;
};
SpanForm read_span(const form::Input& input, form::Errors& errors, Instant now);

struct InviteForm {
  Way way = Way::link;
  std::string to;  ///< Normal form.
};
InviteForm read_invitation(const form::Input& input, form::Errors& errors);

struct Report {
  bool done = true;
  std::string note;
};
Report read_report(const form::Input& input, form::Errors& errors);

/// "9:30", "09:30", "9h30", "9 h", "9": minutes since midnight.
std::optional<std::chrono::minutes> read_time(std::string_view text);
std::string time_text(std::chrono::minutes t);  ///< "09:30"

}  // namespace palier::circles
