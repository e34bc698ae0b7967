#include "features/messages/view.hpp"

namespace palier::messages {
namespace {

/// One line of at most about 90 characters for the list.
std::string excerpt(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  constexpr std::size_t kMost = 90;
  if (text.size() <= kMost) return text;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string moment(Instant t, const i18n::Language& language, Instant now) {
  const bool recent = now - t < std::chrono::hours(20);
  return recent ? language.ago(t, now) : language.date(t, i18n::Language::Style::day_and_time);
}

}  // namespace

std::string name_or_left(const std::optional<accounts::Person>& person,
                         const i18n::Language& language) {
  return person ? person->first_name : language.tr(N_("Someone who has left"));
}

ThreadLine thread_line(const Summary& s, std::string name, const i18n::Language& language,
                       Instant now) {
  return {.url = Messages::url(s.id),
          .name = std::move(name),
          .title = s.title,
          .excerpt = excerpt(s.last_text.value_or("")),
          .when = language.ago(s.last_at, now),
          .unread = s.unread,
          .closed = s.closed_at.has_value()};
}

Bubble bubble(const Message& m, AccountId viewer, std::string name, const i18n::Language& language,
              Instant now) {
  const bool mine = m.author_id == viewer;
  return {.anchor = "m" + m.id.str(),
          .name = mine ? language.tr(N_("You")) : std::move(name),
          // Hidden by a moderator: its author still reads what they wrote.
          .text = m.hidden && !mine ? std::string() : m.text,
          .when = moment(m.created_at, language, now),
          .report_url = mine || m.hidden
                            ? std::string()
                            : moderation::Moderation::report_url("message", m.id.value),
          .mine = mine,
          .hidden = m.hidden};
}

}  // namespace palier::messages
