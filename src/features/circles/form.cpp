#include "features/circles/form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace palier::circles {

using form::Errors;
using form::Input;
using form::Reader;
using std::chrono::minutes;

Whom read_whom(const Input& input, Errors& errors) {
  Reader read(input, errors);
  return {read.choice("for", {"me", "other"}, true, {N_("Say who the circle is for.")}) == "me"};
}

PersonForm read_person(const Input& input, Errors& errors, bool for_self) {
  Reader read(input, errors);
  PersonForm out;
  if (!for_self) {
    out.first_name = read.text(
        "first_name", {.required = true, .max = 60, .missing = {N_("Write their first name.")}});
    const auto consent = read.choice("consent", {"spoken", "written", "guardian"}, true,
                                     {N_("Say how this person agreed.")});
    out.consent = consent == "spoken"     ? Consent::spoken
                  : consent == "written"  ? Consent::written
                  : consent == "guardian" ? Consent::guardian
                                          : Consent::none;
  }
  out.vulnerable = read.flag("vulnerable");
  return out;
}

ReachForm read_reach(const Input& input, Errors& errors) {
  Reader read(input, errors);
  ReachForm out;
  out.home_details = read.text("home_details", {.max = 200});
  const auto phone = read.text("phone", {.max = 40});
  if (!phone.empty()) {
    out.phone = form::normal_phone(phone);
    if (out.phone.empty())
      errors.add("phone", {N_("This is not a telephone number. For example: 01 99 00 12 34.")});
  }
  return out;
}

std::optional<minutes> read_time(std::string_view text) {
  std::string s;
  for (const char c : text)
    if (c != ' ' && static_cast<unsigned char>(c) < 0x80) s += c == 'h' || c == 'H' ? ':' : c;
  const auto colon = s.find(':');
  const auto whole = [](std::string_view digits) -> std::optional<int> {
    if (digits.empty() || digits.size() > 2) return {};
    int n = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return {};
      n = n * 10 + (c - '0');
    }
    return n;
  };
  const auto hour = whole(std::string_view(s).substr(0, colon));
  const auto rest = colon == std::string::npos ? std::string() : s.substr(colon + 1);
  const auto minute = rest.empty() ? std::optional(0) : whole(rest);
  if (!hour || !minute || *hour > 23 || *minute > 59) return {};
  return minutes{*hour * 60 + *minute};
}

std::string time_text(minutes t) {
  return fmt::format("{:02}:{:02}", t.count() / 60, t.count() % 60);
}

namespace {

constexpr std::chrono::days kFarthest{730};

std::optional<Day> day(Reader& read, std::string_view field, bool required, Instant now) {
  const auto at = read.day(field, required, now - std::chrono::hours(24), now + kFarthest);
  if (!at) return {};
  return today(*at);
}

minutes time(Reader& read, std::string_view field, i18n::Message missing) {
  const auto text = read.text(field, {.required = true, .max = 10, .missing = std::move(missing)});
  if (text.empty()) return {};
  const auto t = read_time(text);
  if (!t) read.errors().add(field, {N_("Write a time of day. For example: 9:30.")});
  return t.value_or(minutes{});
}

}  // namespace

Circles::Plan read_task(const Input& input, Errors& errors, Instant now) {
  Reader read(input, errors);
  Circles::Plan out;
  std::vector<std::string> kinds;
  kinds.reserve(kKinds);
  for (int i = 0; i < kKinds; ++i) kinds.emplace_back(word(static_cast<Kind>(i)));
  const auto kind = read.choice("kind", kinds, true, {N_("Choose what is to be done.")});
  out.kind = kind_of(kind).value_or(Kind::other);
  const bool other = kind == "other";
  out.title = read.text(
      "title",
      {.required = other, .max = 80, .missing = {N_("Say in a few words what is to be done.")}});
  out.notes = read.text("notes", {.max = 1000, .lines = true});
  const auto repeats = read.choice("repeats", {"once", "weekly", "fortnightly", "monthly"}, true,
                                   {N_("Say whether it comes back.")});
  out.every_weeks = repeats == "fortnightly" ? 2 : repeats == "monthly" ? 4 : 1;
  if (repeats != "once") {
    std::vector<std::string> days;
    days.reserve(7);
    for (int i = 0; i < 7; ++i) days.emplace_back(day_word(i));
    for (const auto& d :
         read.choices("days", days, !repeats.empty(), {N_("Choose at least one day of the week.")}))
      for (int i = 0; i < 7; ++i)
        if (d == day_word(i)) out.days |= 1U << i;
  }
  if (const auto first = day(read, "first", true, now)) out.first = *first;
  if (repeats != "once") {
    out.last = day(read, "last", false, now);
    if (out.last && !errors.find("first") && *out.last < out.first)
      errors.add("last", {N_("The last day comes before the first.")});
  }
  out.from = time(read, "from", {N_("Say from what time.")});
  out.to = time(read, "to", {N_("Say until what time.")});
  if (!errors.find("from") && !errors.find("to") && out.to <= out.from)
    errors.add("to", {N_("The end must come after the beginning.")});
  out.on_holidays = !read.flag("not_on_holidays");
  return out;
}

Availability read_availability(const Input& input, Errors& errors) {
  Reader read(input, errors);
  Availability out;
  std::vector<std::string> blocks;
  blocks.reserve(21);
  for (int i = 0; i < 21; ++i) blocks.push_back(block_word(i));
  for (const auto& b :
       read.choices("slots", blocks, true, {N_("Tick at least one part of the week.")}))
    out.slots |= 1U << (std::find(blocks.begin(), blocks.end(), b) - blocks.begin());
  if (const auto n = read.number("per_week", {.required = true, .min = 1, .max = 14}))
    out.per_week = static_cast<int>(*n);
  return out;
}

SpanForm read_span(const Input& input, Errors& errors, Instant now) {
  Reader read(input, errors);
  SpanForm out;
  if (const auto first = day(read, "first", true, now)) out.first = *first;
  const auto last = day(read, "last", false, now);
  out.last = last.value_or(out.first);
  if (last && !errors.find("first") && out.last < out.first)
    errors.add("last", {N_("The last day comes before the first.")});
  out.why = read.text("why", {.max = 120});
  return out;
}

InviteForm read_invitation(const Input& input, Errors& errors) {
  Reader read(input, errors);
  InviteForm out;
  const auto way =
      read.choice("way", {"link", "email", "phone"}, true, {N_("Choose how you want to invite.")});
  out.way = way == "email" ? Way::email : way == "phone" ? Way::phone : Way::link;
  if (out.way == Way::link) return out;
  const auto to = read.text(
      "to",
      {.required = true, .max = 254, .missing = {N_("Write their e-mail address or number.")}});
  if (to.empty()) return out;
  out.to = out.way == Way::email ? form::normal_email(to) : form::normal_phone(to);
  if (out.to.empty())
    errors.add("to", out.way == Way::email
                         ? i18n::Message{N_("This is not an e-mail address.")}
                         : i18n::Message{
                               N_("This is not a telephone number. For example: 01 99 00 12 34.")});
  return out;
}

Report read_report(const Input& input, Errors& errors) {
  Reader read(input, errors);
  Report out;
  out.done = read.choice("outcome", {"done", "missed"}, false) != "missed";
  out.note = read.text("note", {.max = 500, .lines = true});
  return out;
}

}  // namespace palier::circles
