#include "features/accounts/view.hpp"

#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/accounts/names.hpp"

namespace palier::accounts::view {
namespace {

namespace json = boost::json;

void indent(std::string& out, const json::value& v, int depth) {
  const std::string pad(static_cast<std::size_t>(depth) * 2, ' ');
  if (const auto* object = v.if_object(); object != nullptr && !object->empty()) {
    out += "{\n";
    std::size_t left = object->size();
    for (const auto& [key, value] : *object) {
      out += pad + "  " + json::serialize(json::value(key)) + ": ";
      indent(out, value, depth + 1);
      out += --left > 0 ? ",\n" : "\n";
    }
    out += pad + "}";
  } else if (const auto* array = v.if_array(); array != nullptr && !array->empty()) {
    out += "[\n";
    std::size_t left = array->size();
    for (const auto& value : *array) {
      out += pad + "  ";
      indent(out, value, depth + 1);
      out += --left > 0 ? ",\n" : "\n";
    }
    out += pad + "]";
  } else {
    out += http::json_text(v);
  }
}

json::value text_or_null(std::string_view s) {
  return s.empty() ? json::value(nullptr) : json::value(s);
}

json::object point(geo::Point p) {
  return {{"lat", p.lat}, {"lon", p.lon}};
}

json::value home(const std::optional<Home>& home) {
  if (!home) return nullptr;
  return json::object{{"label", home->location.label},
                      {"details", text_or_null(home->details)},
                      {"quarter", text_or_null(home->location.quarter_name)},
                      {"exact", point(home->location.exact)},
                      {"shown", point(home->location.shown)}};
}

}  // namespace

std::string time(Instant t) {
  using namespace std::chrono;
  const auto day = floor<days>(t);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(t - day)};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

json::object me(const Own& own) {
  const auto& a = own.account;
  json::array spoken;
  for (const auto& code : split_words(a.spoken)) spoken.push_back(json::string(code));
  json::array roles;
  for (int i = 0; i < http::kRoles; ++i)
    if (const auto role = static_cast<http::Role>(i); own.roles.has(role))
      roles.push_back(json::string(http::name(role)));
  return {{"id", a.id.str()},
          {"first_name", a.first_name},
          {"last_name", a.last_name},
          {"language", a.language},
          {"spoken", std::move(spoken)},
          {"about", a.about},
          {"email", text_or_null(own.email())},
          {"phone", text_or_null(own.phone())},
          {"verified", a.verified > 0},
          {"notify", form::word(a.notify)},
          {"has_password", a.password.has_value()},
          {"rules_agreed_at",
           a.rules_agreed_at ? json::value(time(*a.rules_agreed_at)) : json::value(nullptr)},
          {"created_at", time(a.created_at)},
          {"roles", std::move(roles)},
          {"home", home(own.home)}};
}

json::object token(const Token& t) {
  return {
      {"id", t.id.str()},
      {"name", t.name},
      {"created_at", time(t.created_at)},
      {"last_used_at", t.last_used_at ? json::value(time(*t.last_used_at)) : json::value(nullptr)}};
}

std::string pretty(const json::object& object) {
  std::string out;
  indent(out, object, 0);
  return out + "\n";
}

std::string full_name(const Account& a) {
  return a.last_name.empty() ? a.first_name : a.first_name + " " + a.last_name;
}

std::string role_name(http::Role role, const i18n::Language& l) {
  switch (role) {
    case http::Role::neighbour:
      return l.tr(N_("Neighbour"));
    case http::Role::informant:
      return l.tr(N_("Informant of the quarter"));
    case http::Role::member:
      return l.tr(N_("Association member"));
    case http::Role::manager:
      return l.tr(N_("Association manager"));
    case http::Role::operator_:
      return l.tr(N_("Desk operator"));
    case http::Role::moderator:
      return l.tr(N_("Moderator"));
    case http::Role::official:
      return l.tr(N_("Official"));
    case http::Role::keeper:
      return l.tr(N_("Keeper"));
  }
  return {};
}

std::string role_hint(http::Role role, const i18n::Language& l) {
  switch (role) {
    case http::Role::neighbour:
      return l.tr(N_("Asks and helps."));
    case http::Role::informant:
      return l.tr(N_("Spreads local information, gathers requests."));
    case http::Role::member:
      return l.tr(N_("Takes part for an association."));
    case http::Role::manager:
      return l.tr(N_("Speaks for an association."));
    case http::Role::operator_:
      return l.tr(N_("Answers calls at the desk, and sees addresses for that."));
    case http::Role::moderator:
      return l.tr(N_("Looks at what was reported."));
    case http::Role::official:
      return l.tr(N_("Publishes for the town or a public body."));
    case http::Role::keeper:
      return l.tr(N_("Runs the site, and gives roles."));
  }
  return {};
}

std::string notify_name(Notify notify, const i18n::Language& l) {
  switch (notify) {
    case Notify::at_once:
      return l.tr(N_("At once"));
    case Notify::daily:
      return l.tr(N_("Once a day"));
    case Notify::weekly:
      return l.tr(N_("Once a week"));
    case Notify::never:
      return l.tr(N_("Never"));
  }
  return {};
}

std::string audit_name(const AuditLine& line, const i18n::Language& l) {
  using i18n::Message;
  const auto role = form::role_of(line.detail);
  const std::string detail = role ? role_name(*role, l) : line.detail;
  if (line.what == "role.granted") return l.tr(Message{N_("Role given: {1}"), {detail}});
  if (line.what == "role.revoked") return l.tr(Message{N_("Role taken back: {1}"), {detail}});
  if (line.what == "verified") return l.tr(N_("Verified"));
  if (line.what == "unverified") return l.tr(N_("No longer verified"));
  if (line.what == "suspended") return l.tr(Message{N_("Suspended: {1}"), {detail}});
  if (line.what == "reinstated") return l.tr(N_("Let in again"));
  if (line.what == "rules.agreed") return l.tr(N_("Agreed to the house rules"));
  if (line.what == "email.changed") return l.tr(N_("E-mail address changed"));
  if (line.what == "phone.changed") return l.tr(N_("Phone number changed"));
  if (line.what == "email.removed") return l.tr(N_("E-mail address removed"));
  if (line.what == "phone.removed") return l.tr(N_("Phone number removed"));
  if (line.what == "password.set") return l.tr(N_("Password set"));
  if (line.what == "password.removed") return l.tr(N_("Password removed"));
  if (line.what == "deleted") return l.tr(N_("Account deleted"));
  return line.what;
}

}  // namespace palier::accounts::view
