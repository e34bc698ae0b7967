#pragma once

#include <boost/json/object.hpp>

#include "core/html/field.hpp"
#include "features/proposals/model.hpp"

namespace palier::proposals {

/// The pages of "When and how can you help?", in order; each owns some fields.
enum class Section : std::uint8_t { what, children, where, when, frail, asks };
inline constexpr std::array kSections{Section::what, Section::children, Section::where,
                                      Section::when, Section::frail,    Section::asks};
std::string_view word(Section section);
std::optional<Section> section_of(std::string_view word);

using Kinds = std::vector<aid::KindOfAid>;

/// Whether one of those chosen is looking after children.
bool with_children(const Profile& profile, const Kinds& kinds);

/// Reads one page's fields into `out`. Fields of page and JSON alike:
///   kinds           codes of categories, at least one
///   max_children    1 to 8; child_ages: "0-1" …; has_children: yes | no (with childcare only)
///   radius          metres, 100 to 50,000
///   windows         mon-morning …, none for any time; per_week: 1 to 14
///   accepts_vulnerable  yes | no
///   asks_per_week   1 to 14; quiet_from, quiet_to: "21:00"; digest: yes | no
void read_section(Section section, const form::Input& input, form::Errors& errors,
                  const Kinds& kinds, Profile& out);
/// All of them, and for JSON besides: active: yes | no; paused_until: a day.
void read_profile(const form::Input& input, form::Errors& errors, const Kinds& kinds, Instant now,
                  Profile& out);
/// "until", a day from tomorrow to a year from now.
std::optional<Instant> read_until(std::string_view field, const form::Input& input,
                                  form::Errors& errors, Instant now, bool required);

/// The fields as JSON has them, and as the draft of a first visit is kept.
boost::json::object fields_of(const Profile& profile);

/// The inputs of a page, with what the profile says chosen.
std::vector<html::Field> section_fields(Section section, const Profile& profile, const Kinds& kinds,
                                        const i18n::Language& l);
/// The page's question.
i18n::Message question(Section section);

/// "mon-morning" for 0 to 20, as aid writes them.
std::string block_word(int block);
/// "on Monday morning".
std::string block_name(std::int64_t block, const i18n::Language& l);
/// "Monday (morning, evening), Tuesday", or "Any time".
std::string week_line(std::int64_t windows, const i18n::Language& l);
/// "21:00", as the reader's language writes it.
std::string hour_name(std::int64_t minutes, const i18n::Language& l);
/// "Up to 500 m from home", "Anywhere in town".
std::string radius_name(std::int64_t metres, const i18n::Language& l);
inline constexpr std::int64_t kAnywhere = 50'000;

/// Why not: the reasons a helper may give, and their own words.
struct NoForm {
  No why = No::not_now;
  std::string text;
};
/// Fields: reason (one of No's words; none is "not now"), text.
NoForm read_no(const form::Input& input, form::Errors& errors);
std::vector<html::Field> no_fields(const i18n::Language& l);
i18n::Message reason(No why);

}  // namespace palier::proposals
