// What somebody says of how they can help, read; profile_fields.cpp draws it.
#include "features/proposals/profile_form.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "core/i18n/zone.hpp"

namespace palier::proposals {
namespace {

using form::Errors;
using form::Input;
using form::Reader;

constexpr std::array<std::string_view, 6> kWords{"what", "children", "where",
                                                 "when", "frail",    "asks"};
constexpr int kBlocks = 21;
constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 3> kParts{"morning", "afternoon", "evening"};

/// JSON's true is "1"; its false comes as a name without a value.
bool yes_no(Reader& r, std::string_view field) {
  if (!r.input().has(field) && r.input().sent(field)) return false;
  const auto answer = r.choice(field, {"yes", "no", "1", "0"}, true);
  return answer == "yes" || answer == "1";
}

std::optional<std::int64_t> minutes(Reader& r, std::string_view field) {
  const auto text = r.text(field, {.required = true, .max = 5});
  int hour = -1, minute = -1;
  const char* end = text.data() + text.size();
  const auto [colon, bad] = std::from_chars(text.data(), end, hour);
  if (bad == std::errc{} && colon != end && *colon == ':' && end - colon == 3)
    std::from_chars(colon + 1, end, minute);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    if (!text.empty()) r.errors().add(field, {N_("Write an hour, for example 21:00.")});
    return {};
  }
  return hour * 60 + minute;
}

std::string clock_text(std::int64_t m) {
  return fmt::format("{:02}:{:02}", m / 60, m % 60);
}

std::string iso_day(Instant t) {
  const auto day = i18n::local(t).day;
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

void read_children(Reader& r, const Kinds& kinds, Profile& out) {
  std::vector<std::string> ages;
  for (const auto& k : kinds)
    for (const auto& [value, label] : k.ages) ages.push_back(value);
  out.child_ages = r.choices("child_ages", ages, true,
                             {N_("Tick the ages of the children you can look after.")});
  if (const auto most = r.number(
          "max_children", {.required = true,
                           .min = 1,
                           .max = 8,
                           .missing = {N_("Say how many children you can look after at a time.")}}))
    out.max_children = *most;
  out.has_children = yes_no(r, "has_children");
}

void read_when(Reader& r, Profile& out) {
  std::vector<std::string> words;
  words.reserve(kBlocks);
  for (int i = 0; i < kBlocks; ++i) words.push_back(block_word(i));
  out.windows = 0;
  for (const auto& chosen : r.choices("windows", words, false))
    for (int i = 0; i < kBlocks; ++i)
      if (words[static_cast<std::size_t>(i)] == chosen) out.windows |= std::int64_t{1} << i;
  if (const auto n = r.number("per_week", {.required = true, .min = 1, .max = 14}))
    out.per_week = *n;
}

void read_asks(Reader& r, Profile& out) {
  if (const auto n = r.number(
          "asks_per_week",
          {.required = true, .min = 1, .max = 14, .missing = {N_("Choose one of the answers.")}}))
    out.asks_per_week = *n;
  if (const auto m = minutes(r, "quiet_from")) out.quiet_from = *m;
  if (const auto m = minutes(r, "quiet_to")) out.quiet_to = *m;
  out.digest = yes_no(r, "digest");
}

}  // namespace

std::string_view word(Section section) {
  return kWords[static_cast<std::size_t>(section)];
}

std::optional<Section> section_of(std::string_view text) {
  for (const Section s : kSections)
    if (word(s) == text) return s;
  return {};
}

std::string block_word(int block) {
  return fmt::format("{}-{}", kDays[static_cast<std::size_t>(block / 3)],
                     kParts[static_cast<std::size_t>(block % 3)]);
}

bool with_children(const Profile& profile, const Kinds& kinds) {
  return std::any_of(kinds.begin(), kinds.end(), [&](const aid::KindOfAid& k) {
    return !k.ages.empty() &&
           std::find(profile.kinds.begin(), profile.kinds.end(), k.code) != profile.kinds.end();
  });
}

void read_section(Section section, const Input& input, Errors& errors, const Kinds& kinds,
                  Profile& out) {
  Reader r(input, errors);
  switch (section) {
    case Section::what: {
      std::vector<std::string> codes;
      for (const auto& k : kinds) codes.push_back(k.code);
      out.kinds = r.choices("kinds", codes, true, {N_("Tick at least one thing that you can do.")});
      if (!with_children(out, kinds)) {
        out.max_children = 0;
        out.child_ages.clear();
      }
      break;
    }
    case Section::children:
      read_children(r, kinds, out);
      break;
    case Section::where:
      if (const auto metres = r.number("radius", {.required = true,
                                                  .min = 100,
                                                  .max = kAnywhere,
                                                  .missing = {N_("Choose one of the answers.")}}))
        out.radius_m = *metres;
      break;
    case Section::when:
      read_when(r, out);
      break;
    case Section::frail:
      out.accepts_vulnerable = yes_no(r, "accepts_vulnerable");
      break;
    case Section::asks:
      read_asks(r, out);
      break;
  }
}

std::optional<Instant> read_until(std::string_view field, const Input& input, Errors& errors,
                                  Instant now, bool required) {
  Reader r(input, errors);
  return r.day(field, required, now + std::chrono::days(1), now + std::chrono::days(366));
}

void read_profile(const Input& input, Errors& errors, const Kinds& kinds, Instant now,
                  Profile& out) {
  for (const Section section : kSections)
    if (section != Section::children || with_children(out, kinds))
      read_section(section, input, errors, kinds, out);
  Reader r(input, errors);
  if (input.sent("active")) out.active = yes_no(r, "active");
  if (input.sent("paused_until"))
    out.paused_until = read_until("paused_until", input, errors, now, false);
}

boost::json::object fields_of(const Profile& p) {
  boost::json::object o;
  const auto list = [](const std::vector<std::string>& words) {
    return boost::json::array(words.begin(), words.end());
  };
  o["active"] = p.active;
  o["kinds"] = list(p.kinds);
  o["max_children"] = p.max_children;
  o["child_ages"] = list(p.child_ages);
  o["has_children"] = p.has_children;
  o["radius"] = p.radius_m;
  boost::json::array windows;
  for (int i = 0; i < kBlocks; ++i)
    if (p.windows >> i & 1) windows.emplace_back(block_word(i));
  o["windows"] = std::move(windows);
  o["per_week"] = p.per_week;
  o["accepts_vulnerable"] = p.accepts_vulnerable;
  o["asks_per_week"] = p.asks_per_week;
  o["quiet_from"] = clock_text(p.quiet_from);
  o["quiet_to"] = clock_text(p.quiet_to);
  o["digest"] = p.digest;
  if (p.paused_until)
    o["paused_until"] = iso_day(*p.paused_until);
  else
    o["paused_until"] = nullptr;
  return o;
}

NoForm read_no(const Input& input, Errors& errors) {
  Reader r(input, errors);
  std::vector<std::string> words;
  for (int i = 0; i <= static_cast<int>(No::other); ++i)
    words.emplace_back(word(static_cast<No>(i)));
  NoForm out;
  out.why = no_of(r.choice("reason", words, false)).value_or(No::not_now);
  out.text = r.text("text", {.max = 500, .lines = true});
  return out;
}

}  // namespace palier::proposals
