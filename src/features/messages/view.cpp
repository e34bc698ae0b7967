#include "features/messages/view.hpp"

#include <algorithm>

namespace palier::messages {
namespace {

/// One line of at most about 90 characters for the list.
std::string excerpt(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  constexpr std::size_t kMost = 90;
  if (text.size() <= kMost) return text;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

std::string moment(Instant t, const i18n::Language& language, Instant now) {
  const bool recent = now - t < std::chrono::hours(20);
  return recent ? language.ago(t, now) : language.date(t, i18n::Language::Style::day_and_time);
}

/// Who came, who went.
std::string news(const Message& m, const std::string& name, const std::string& about,
                 const i18n::Language& l) {
  using i18n::Message;
  if (m.kind == "added") return l.tr(Message{N_("{1} has added {2}."), {name, about}});
  if (m.kind == "left") return l.tr(Message{N_("{1} has left this conversation."), {name}});
  if (m.kind == "removed")
    return l.tr(Message{N_("{1} has taken {2} out of this conversation."), {name, about}});
  if (m.kind == "titled")
    return l.tr(Message{N_("{1} has called this conversation “{2}”."), {name, m.text}});
  return l.tr(Message{N_("{1} has agreed to the conversation."), {name}});
}

}  // namespace

std::string name_or_left(const std::optional<accounts::Person>& person,
                         const i18n::Language& language) {
  return person ? person->first_name : language.tr(N_("Someone who has left"));
}

std::string listed(std::vector<std::string> names, const i18n::Language& l) {
  constexpr std::size_t kNamed = 4;
  if (names.size() > kNamed + 1) {
    const auto more = static_cast<std::int64_t>(names.size() - kNamed);
    names.resize(kNamed);
    names.push_back(i18n::Language::fill(l.tr("{1} other", "{1} others", more),
                                         std::vector{std::to_string(more)}));
  }
  if (names.empty()) return {};
  std::string out = names.front();
  for (std::size_t i = 1; i + 1 < names.size(); ++i) (out += ", ") += names[i];
  return names.size() == 1 ? out : l.tr(i18n::Message{N_("{1} and {2}"), {out, names.back()}});
}

ThreadLine thread_line(const Summary& s, std::string name, const i18n::Language& language,
                       Instant now) {
  return {.url = Messages::url(s.id),
          .name = std::move(name),
          .title = s.account_a ? s.title : std::string(),
          .excerpt = excerpt(s.last_text.value_or("")),
          .when = language.ago(s.last_at, now),
          .closed = s.closed_at.has_value(),
          .muted = s.muted};
}

Bubble bubble(const Message& m, AccountId viewer, std::string name, const i18n::Language& language,
              Instant now, const std::string& about) {
  const bool mine = viewer && m.author_id == viewer;
  Bubble out{.anchor = "m" + m.id.str(),
             .name = mine ? language.tr(N_("You")) : name,
             .when = moment(m.created_at, language, now),
             .mine = mine,
             .hidden = m.hidden,
             .news = !m.said()};
  if (out.news)
    out.text = news(m, name, about, language);
  else if (!m.hidden || mine)  // Hidden by a moderator: its author still reads what they wrote.
    out.text = m.text;
  if (!mine && !m.hidden && !out.news)
    out.report_url = moderation::Moderation::report_url("message", m.id.value);
  return out;
}

Bubble bubble_of(db::Session& s, const Service& service, const Message& m, AccountId viewer,
                 const i18n::Language& language, Instant now) {
  const std::string name = name_or_left(service.accounts().person(s, m.author_id), language);
  std::string about;
  if (m.about_account)
    about = name_or_left(service.accounts().person(s, m.about_account), language);
  Bubble out = bubble(m, viewer, name, language, now, about);
  if (service.with().photos && !out.news && (!m.hidden || out.mine))
    for (const auto& photo : service.with().photos->of(s, "message", m.id.value))
      out.photos.push_back(
          {photo.url(), photo.small_url(),
           photo.alt.empty() ? language.tr(i18n::Message{N_("Photo by {1}"), {name}}) : photo.alt,
           photo.small_width, photo.small_height});
  return out;
}

html::Field text_field(const i18n::Language& language, std::string label) {
  static_cast<void>(language);
  html::Field field{.name = "text", .label = std::move(label), .rows = 4, .max = kTextMost};
  field.required = true;
  return field;
}

html::Field alt_field(const i18n::Language& l) {
  return {.name = "photo_alt",
          .label = l.tr(N_("What is to be seen on them?")),
          .hint = l.tr(N_("For neighbours who cannot see them."))};
}

}  // namespace palier::messages
