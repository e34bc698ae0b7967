#include "features/notices/form.hpp"

#include <charconv>

#include "features/notices/push_crypto.hpp"

namespace palier::notices {
namespace {

std::string field_of(const Kind& kind, std::string_view what) {
  return fmt::format("kinds.{}.{}", kind.code, what);
}

constexpr std::size_t kPoint = 65, kAuth = 16;

}  // namespace

SettingsDraft read_settings(const form::Input& input, const Kinds& kinds, form::Errors& errors) {
  SettingsDraft out;
  if (input.sent("mail")) {
    out.general = how_of(input.one("mail"));
    if (!out.general) errors.add("mail", {N_("Choose one of the answers.")});
  }
  if (input.sent("hour")) {
    const std::string& text = input.one("hour");
    std::int64_t hour = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hour);
    if (error != std::errc{} || end != text.data() + text.size() || hour < kFirstHour ||
        hour > kLastHour)
      errors.add("hour", {N_("Choose an hour from the list.")});
    out.hour = hour;
  }
  const bool whole = input.has("whole");
  for (const Kind& kind : kinds.all()) {
    SettingsDraft::OfKind one;
    one.code = kind.code;
    const std::string mail = field_of(kind, "mail"), push = field_of(kind, "push");
    if (input.sent(mail)) {
      one.mail_sent = true;
      const std::string& text = input.one(mail);
      one.mail = how_of(text);
      if (!text.empty() && (!one.mail || !offers(kind, *one.mail)))
        errors.add(mail, {N_("Choose one of the answers.")});
    }
    if (kind.push && (whole || input.sent(push))) one.push = input.has(push);
    if (one.mail_sent || one.push) out.kinds.push_back(std::move(one));
  }
  return out;
}

Subscription read_subscription(const form::Input& input, std::string_view user_agent,
                               const PushOptions& options, form::Errors& errors) {
  Subscription out;
  out.endpoint = input.one("endpoint");
  out.p256dh = input.one("keys.p256dh");
  out.auth = input.one("keys.auth");
  out.name = device_name(user_agent);
  if (endpoint_of(out.endpoint, options).origin.empty())
    errors.add("endpoint", {N_("This is not the address of a push service.")});
  const auto point = from_base64url(out.p256dh);
  if (!point || point->size() != kPoint || !is_point(*point))
    errors.add("keys.p256dh", {N_("This is not the key of a browser.")});
  const auto auth = from_base64url(out.auth);
  if (!auth || auth->size() != kAuth)
    errors.add("keys.auth", {N_("This is not the key of a browser.")});
  return out;
}

std::string device_name(std::string_view agent) {
  const auto pick = [&](std::initializer_list<std::pair<std::string_view, const char*>> known) {
    for (const auto& [sign, name] : known)
      if (agent.find(sign) != std::string_view::npos) return std::string(name);
    return std::string();
  };
  // Most say they are several; the first that fits is the one that the others do not name.
  const std::string browser = pick({{"Firefox/", "Firefox"},
                                    {"FxiOS/", "Firefox"},
                                    {"Edg/", "Edge"},
                                    {"EdgA/", "Edge"},
                                    {"OPR/", "Opera"},
                                    {"SamsungBrowser/", "Samsung Internet"},
                                    {"Chrome/", "Chrome"},
                                    {"CriOS/", "Chrome"},
                                    {"Safari/", "Safari"}});
  const std::string system = pick({{"Android", "Android"},
                                   {"iPhone", "iPhone"},
                                   {"iPad", "iPad"},
                                   {"Windows", "Windows"},
                                   {"Macintosh", "Mac"},
                                   {"CrOS", "Chromebook"},
                                   {"Linux", "Linux"}});
  return browser.empty() || system.empty() ? browser + system : browser + ", " + system;
}

}  // namespace palier::notices
