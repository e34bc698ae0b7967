#include "features/structures/form.hpp"

#include <array>

#include "core/html/page.hpp"
#include "features/structures/words.hpp"

namespace palier::structures {
namespace {

using form::Errors;
using form::Input;
using form::Reader;
using i18n::Message;
namespace chrono = std::chrono;
using chrono::days;

struct Text {
  const char* field;
  std::size_t max;
  bool lines;
};
constexpr std::array<Text, 5> kTexts{{{"name", 120, false},
                                      {"phone", 30, false},
                                      {"website", 200, false},
                                      {"access", 300, true},
                                      {"about", 1000, true}}};

/// An ordinary week of the hours in plain French, Monday first: from the first Monday whose days
/// are no public holidays.
std::array<std::string, 7> french_week(const hours::Hours& hours, const hours::Where& where,
                                       Instant now) {
  auto monday = chrono::floor<days>(on_clock(now));
  monday -= days((chrono::weekday{monday} - chrono::Monday).count());
  const auto has_holiday = [&] {
    for (int i = 0; i < 7; ++i)
      if (hours::french_holiday(monday + days(i), where.alsace_moselle)) return true;
    return false;
  };
  while (has_holiday()) monday += days(7);
  std::array<std::string, 7> out;
  for (int i = 0; i < 7; ++i) {
    const auto day = monday + days(i);
    auto& text = out[static_cast<std::size_t>(i)];
    for (const auto& span :
         hours.between(hours::Minute{day}, hours::Minute{day + days(1)}, where)) {
      if (span.state != hours::State::open) continue;
      const auto part = [&](hours::Minute m) {
        const auto n = (m - hours::Minute{day}).count();
        return n % 60 ? fmt::format("{}h{:02}", n / 60, n % 60) : fmt::format("{}h", n / 60);
      };
      text += (text.empty() ? "" : " / ") + part(span.from) + " - " + part(span.to);
    }
    if (text.empty()) text = "Fermé";
  }
  return out;
}

std::string day_field(int day) {
  return "hours_" + std::to_string(day);
}

}  // namespace

bool set_field(Structure& s, std::string_view field, const std::string& value) {
  if (field == "name")
    s.name = value;
  else if (field == "phone")
    s.phone = value;
  else if (field == "website")
    s.website = value;
  else if (field == "access")
    s.access = value;
  else if (field == "about")
    s.about = value;
  else if (field == "hours") {
    s.hours = value;
    s.hours_said.clear();
    s.valid_from.reset();
    s.valid_to.reset();
  } else
    return false;
  return true;
}

std::string get_field(const Structure& s, std::string_view field) {
  if (field == "name") return s.name;
  if (field == "phone") return s.phone;
  if (field == "website") return s.website;
  if (field == "access") return s.access;
  if (field == "about") return s.about;
  return s.hours.empty() ? s.hours_said : s.hours;
}

Message field_label(std::string_view field) {
  if (field == "name") return {N_("Name")};
  if (field == "phone") return {N_("Telephone")};
  if (field == "website") return {N_("Website")};
  if (field == "access") return {N_("Access and price")};
  if (field == "about") return {N_("What there is")};
  return {N_("Opening hours")};
}

CorrectionForm read_correction(const Input& input, Errors& errors, const Structure& s) {
  Reader reader(input, errors);
  CorrectionForm out;
  for (const auto& text : kTexts) {
    if (!input.sent(text.field)) continue;
    const auto value = reader.text(
        text.field,
        {.required = text.field == std::string_view("name"), .max = text.max, .lines = text.lines});
    if (text.field == std::string_view("website") && !value.empty() &&
        !value.starts_with("https://") && !value.starts_with("http://"))
      errors.add("website", {N_("A website begins with https:// or http://.")});
    if (value != get_field(s, text.field)) out.fields.emplace_back(text.field, value);
  }
  std::string week;
  if (input.sent("hours")) {
    week = reader.text("hours", {.max = 500});
    if (!week.empty() && !hours::Hours::parse(week))
      errors.add("hours", {N_("These hours cannot be read. Write them as OpenStreetMap does: "
                              "Mo-Fr 09:00-12:00.")});
  } else if (input.sent("hours_0") || input.sent("hours_6")) {
    std::vector<std::string> said;
    said.reserve(7);
    for (int day = 0; day < 7; ++day) said.push_back(reader.text(day_field(day), {.max = 80}));
    for (int day = 0; day < 7; ++day)
      if (!said[static_cast<std::size_t>(day)].empty() &&
          !hours::times_from_french(said[static_cast<std::size_t>(day)]))
        errors.add(day_field(day), {N_("Write the hours like this: 10h - 13h / 14h - 18h30, or "
                                       "“Fermé” (closed).")});
    if (!errors) {
      week = *hours::week_from_french(said);
      // A week in plain words says nothing of holidays: what was known of them stays.
      if (!week.empty() && s.hours.find("PH off") != std::string::npos) week += "; PH off";
    }
  }
  if (!errors && !week.empty() && week != s.hours) out.fields.emplace_back("hours", week);
  out.note = reader.text("note", {.max = 500, .lines = true});
  if (!errors && out.fields.empty())
    errors.add("", {N_("Nothing is different from what is already there.")});
  return out;
}

StatusForm read_status(const Input& input, Errors& errors) {
  Reader reader(input, errors);
  StatusForm out;
  const auto word = reader.choice("status", {"open", "changed", "closed"}, true,
                                  {N_("Say what you found there.")});
  out.status = word == "open"      ? Status::open
               : word == "changed" ? Status::changed
               : word == "closed"  ? Status::closed
                                   : Status::usual;
  out.note = reader.text("note", {.max = 200});
  return out;
}

std::vector<html::Field> correction_fields(const Structure& s, Instant now,
                                           const i18n::Language& l) {
  std::vector<html::Field> out;
  const auto parsed = hours::Hours::parse(s.hours);
  const auto week = parsed ? french_week(*parsed, where_of(s), now) : std::array<std::string, 7>{};
  const auto names = html::day_names(l);
  for (int day = 0; day < 7; ++day) {
    html::Field f;
    f.name = day_field(day);
    f.label = names[static_cast<std::size_t>(day)];
    f.value = week[static_cast<std::size_t>(day)];
    f.required = true;  // "Optional" seven times would only be noise.
    f.max = 80;
    if (day == 0) f.hint = l.tr(N_("For example: 10h - 13h / 14h - 18h30, or “Fermé” (closed)."));
    out.push_back(std::move(f));
  }
  for (const auto& text : kTexts) {
    html::Field f;
    f.name = text.field;
    f.label = l.tr(field_label(text.field));
    f.value = get_field(s, text.field);
    f.type = text.lines ? "textarea" : "text";
    f.max = static_cast<int>(text.max);
    f.required = f.name == "name";
    out.push_back(std::move(f));
  }
  html::Field note;
  note.name = "note";
  note.label = l.tr(N_("How do you know?"));
  note.hint = l.tr(N_("For example: I was there this morning, there is a notice on the door."));
  note.type = "textarea";
  note.max = 500;
  out.push_back(std::move(note));
  return out;
}

std::vector<html::Field> status_fields(const i18n::Language& l) {
  html::Field status;
  status.name = "status";
  status.type = "radios";
  status.label = l.tr(N_("What did you find there?"));
  status.required = true;
  status.options = {{"open", l.tr(N_("It was open")), "", false},
                    {"changed", l.tr(N_("It has other hours at the moment")), "", false},
                    {"closed", l.tr(N_("It is closed at the moment")), "", false}};
  html::Field note;
  note.name = "note";
  note.label = l.tr(N_("Something to add"));
  note.hint = l.tr(N_("For example: open in the mornings only, until Friday."));
  note.max = 200;
  return {status, note};
}

}  // namespace palier::structures
