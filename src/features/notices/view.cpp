#include "features/notices/view.hpp"

#include "features/notices/kinds.hpp"

namespace palier::notices {
namespace {

using i18n::Language;
using i18n::Message;

constexpr Notify kAll[] = {Notify::at_once, Notify::daily, Notify::weekly, Notify::never};

html::Field general_field(Notify chosen, const Language& l) {
  html::Field f;
  f.name = "mail";
  f.type = "radios";
  f.label = l.tr(N_("How often may we write to you?"));
  f.required = true;
  const char* hints[] = {N_("A message each time something concerns you."),
                         N_("One message a day, if there is news."),
                         N_("One message a week, on Thursday, if there is news."),
                         N_("Only sign-in codes, and what bears on the safety of your account.")};
  f.options.reserve(std::size(kAll));
  for (const Notify how : kAll)
    f.options.push_back({std::string(word(how)), l.tr(name(how)),
                         l.tr(hints[static_cast<std::size_t>(how)]), how == chosen});
  return f;
}

html::Field hour_field(std::int64_t chosen, const Language& l) {
  html::Field f;
  f.name = "hour";
  f.type = "select";
  f.label = l.tr(N_("At what time do the daily and weekly messages come?"));
  f.required = true;
  f.width = 10;
  f.options.reserve(static_cast<std::size_t>(kLastHour - kFirstHour + 1));
  for (std::int64_t hour = kFirstHour; hour <= kLastHour; ++hour)
    f.options.push_back({std::to_string(hour), l.tr(Message{N_("{1}:00"), {std::to_string(hour)}}),
                         "", hour == chosen});
  return f;
}

SettingsPage::Row row_of(const Settings::Row& row, Notify general, const Language& l) {
  const Kind& kind = *row.kind;
  SettingsPage::Row out;
  out.code = kind.code;
  out.name = l.tr(kind.name);
  if (kind.hint.msgid && *kind.hint.msgid) out.hint = l.tr(kind.hint);
  out.mail_field = fmt::format("kinds.{}.mail", kind.code);
  out.push_field = fmt::format("kinds.{}.push", kind.code);
  out.has_push = kind.push;
  out.push = row.push;
  const Notify open = effective(kind, {}, general);
  out.options.push_back({"",
                         open == general && !kind.urgent
                             ? std::string(l.tr(N_("As above")))
                             : l.tr(Message{N_("As usual ({1})"), {l.tr(name(open))}}),
                         "", !row.mail});
  for (const Notify n : kAll)
    if (offers(kind, n))
      out.options.push_back({std::string(word(n)), l.tr(name(n)), "", row.mail == n});
  return out;
}

}  // namespace

SettingsPage settings_page(const Settings& settings, const Language& l, Instant now,
                           const form::Input& typed, const form::Errors& errors) {
  SettingsPage p;
  p.general = general_field(settings.general, l);
  p.hour = hour_field(settings.hour, l);
  if (errors) {
    p.general = html::filled(std::move(p.general), typed, errors, l);
    p.hour = html::filled(std::move(p.hour), typed, errors, l);
  }
  p.rows.reserve(settings.rows.size());
  for (const auto& row : settings.rows) {
    auto shown = row_of(row, settings.general, l);
    if (errors) {
      for (auto& option : shown.options)
        option.chosen = option.value == typed.one(shown.mail_field);
      shown.push = typed.has(shown.push_field);
      if (const auto* error = errors.find(shown.mail_field)) shown.error = l.tr(*error);
    }
    p.rows.push_back(std::move(shown));
  }
  p.devices.reserve(settings.devices.size());
  for (const auto& d : settings.devices)
    p.devices.push_back(
        {d.id.str(), d.name.empty() ? std::string(l.tr(N_("A browser"))) : d.name,
         l.tr(Message{N_("Added {1}"), {l.ago(d.created_at, now)}}),
         d.last_used_at ? l.tr(Message{N_("last notification {1}"), {l.ago(*d.last_used_at, now)}})
                        : ""});
  return p;
}

}  // namespace palier::notices
