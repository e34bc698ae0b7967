#include <charconv>
#include <cmath>

#include "core/form/clean.hpp"
#include "core/form/input.hpp"
#include "core/i18n/zone.hpp"

namespace palier::form {
namespace {

using i18n::Message;
namespace chrono = std::chrono;

/// Digits with spaces (plain, no-break, narrow no-break) taken out: "1 200" is how people write.
std::string without_spaces(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == ' ') continue;
    if (s.substr(i).starts_with("\u00A0")) {
      ++i;
    } else if (s.substr(i).starts_with("\u202F")) {
      i += 2;
    } else {
      out += s[i];
    }
  }
  return out;
}

template <class T>
std::optional<T> whole(std::string_view s) {
  T value{};
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (error != std::errc{} || end != s.data() + s.size()) return {};
  return value;
}

std::optional<chrono::year_month_day> calendar_day(std::string_view s) {
  // Both ways that a date is written: 2026-03-27 by the browser, 27/03/2026 by a person.
  const char separator = s.find('-') != std::string_view::npos   ? '-'
                         : s.find('.') != std::string_view::npos ? '.'
                                                                 : '/';
  const auto first = s.find(separator);
  const auto second = first == std::string_view::npos ? first : s.find(separator, first + 1);
  if (second == std::string_view::npos) return {};
  const auto a = whole<int>(s.substr(0, first));
  const auto b = whole<int>(s.substr(first + 1, second - first - 1));
  const auto c = whole<int>(s.substr(second + 1));
  if (!a || !b || !c || *a < 0 || *b < 0 || *c < 0 || *a > 9999 || *b > 99 || *c > 9999) return {};
  const bool year_first = *a > 31;
  const chrono::year_month_day day{chrono::year(year_first ? *a : *c),
                                   chrono::month(static_cast<unsigned>(*b)),
                                   chrono::day(static_cast<unsigned>(year_first ? *c : *a))};
  if (!day.ok() || day.year() < chrono::year(1900)) return {};
  return day;
}

std::string written(Instant t) {
  const auto day = i18n::local(t).day;
  return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(day.day()),
                     static_cast<unsigned>(day.month()), static_cast<int>(day.year()));
}

}  // namespace

const std::string& Reader::single(std::string_view field) {
  if (input_.nested(field) || input_.listed(field))
    errors_.add(field, Message{N_("Give one value here, not a list or an object.")});
  return input_.one(field);
}

std::string Reader::text(std::string_view field, const Text& rule) {
  std::string value = single(field);
  if (looks_empty(value)) value.clear();
  if (value.empty()) {
    if (rule.required) errors_.add(field, rule.missing);
    return {};
  }
  if (!rule.lines) std::replace(value.begin(), value.end(), '\n', ' ');
  const std::size_t size = length(value);
  if (size > rule.max) {
    errors_.add(field, Message{N_("This is too long: write at most {1} characters."),
                               {std::to_string(rule.max)}});
  } else if (size < rule.min) {
    errors_.add(field, Message{N_("This is too short: write at least {1} characters."),
                               {std::to_string(rule.min)}});
  }
  return value;
}

std::optional<std::int64_t> Reader::number(std::string_view field, const Number& rule) {
  const std::string typed = without_spaces(single(field));
  if (typed.empty()) {
    if (rule.required) errors_.add(field, rule.missing);
    return {};
  }
  const auto value = whole<std::int64_t>(typed);
  if (!value) {
    errors_.add(field, Message{N_("Write a whole number, such as 3.")});
    return {};
  }
  if (*value < rule.min || *value > rule.max) {
    errors_.add(field, Message{N_("Write a number between {1} and {2}."),
                               {std::to_string(rule.min), std::to_string(rule.max)}});
    return {};
  }
  return value;
}

std::optional<std::int64_t> Reader::euros(std::string_view field, const Number& cents) {
  std::string typed = without_spaces(single(field));
  for (const std::string_view unit : {"€", "euros", "euro", "EUR"})
    if (typed.ends_with(unit)) typed.erase(typed.size() - unit.size());
  if (typed.empty()) {
    if (cents.required) errors_.add(field, cents.missing);
    return {};
  }
  std::replace(typed.begin(), typed.end(), ',', '.');
  const auto point = typed.find('.');
  const std::string fraction = point == std::string::npos ? "" : typed.substr(point + 1);
  const auto units = whole<std::int64_t>(std::string_view(typed).substr(0, point));
  const auto rest = fraction.empty() ? std::optional<int>(0) : whole<int>(fraction);
  const bool readable =
      units && rest && *rest >= 0 && fraction.size() <= 2 && std::llabs(*units) <= 1'000'000'000;
  if (!readable) {
    errors_.add(field, Message{N_("Write an amount in euros, such as 12.50.")});
    return {};
  }
  const std::int64_t value = *units * 100 + (fraction.size() == 1 ? *rest * 10 : *rest);
  if (value < cents.min || value > cents.max || typed.starts_with('-')) {
    errors_.add(field, Message{N_("Write an amount between {1} and {2} euros."),
                               {std::to_string(cents.min / 100), std::to_string(cents.max / 100)}});
    return {};
  }
  return value;
}

std::string Reader::choice(std::string_view field, const std::vector<std::string>& allowed,
                           bool required, Message missing) {
  const std::string& value = single(field);
  if (value.empty()) {
    if (required) errors_.add(field, std::move(missing));
    return {};
  }
  if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
    errors_.add(field, Message{N_("This answer is not in the list. Choose one of the answers.")});
    return {};
  }
  return value;
}

std::vector<std::string> Reader::choices(std::string_view field,
                                         const std::vector<std::string>& allowed, bool required,
                                         Message missing) {
  std::vector<std::string> chosen;
  if (input_.nested(field)) {
    errors_.add(field, Message{N_("This answer is not in the list. Choose one of the answers.")});
    return {};
  }
  for (const std::string& value : input_.many(field)) {
    if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
      errors_.add(field, Message{N_("This answer is not in the list. Choose one of the answers.")});
      return {};
    }
    if (std::find(chosen.begin(), chosen.end(), value) == chosen.end()) chosen.push_back(value);
  }
  if (chosen.empty() && required) errors_.add(field, std::move(missing));
  return chosen;
}

std::optional<Instant> Reader::day(std::string_view field, bool required, Instant not_before,
                                   Instant not_after) {
  std::string typed = single(field);
  if (typed.empty()) {
    const std::string name(field);
    const std::string& d = input_.one(name + "_day");
    const std::string& m = input_.one(name + "_month");
    const std::string& y = input_.one(name + "_year");
    if (!d.empty() || !m.empty() || !y.empty()) typed = d + "/" + m + "/" + y;
  }
  if (typed.empty()) {
    if (required) errors_.add(field, Message{N_("Write a date, such as 27/03/2027.")});
    return {};
  }
  const auto day = calendar_day(typed);
  if (!day) {
    errors_.add(field,
                Message{N_("This is not a date. Write it as day, month and year: 27/03/2027.")});
    return {};
  }
  const auto days_of = [](Instant t) { return chrono::sys_days(i18n::local(t).day); };
  if (chrono::sys_days(*day) < days_of(not_before)) {
    errors_.add(field,
                Message{N_("This date is past. Choose {1} or later."), {written(not_before)}});
    return {};
  }
  if (chrono::sys_days(*day) > days_of(not_after)) {
    errors_.add(field, Message{N_("This date is too far away. Choose {1} or earlier."),
                               {written(not_after)}});
    return {};
  }
  return i18n::from_local(*day);
}

std::optional<double> Reader::degrees(std::string_view field, double limit) {
  const std::string& typed = single(field);
  if (typed.empty()) return {};
  const auto value = whole<double>(typed);
  if (!value || !std::isfinite(*value) || std::fabs(*value) > limit) {
    errors_.add(field, Message{N_("Write degrees, such as 48.8566.")});
    return {};
  }
  return value;
}

}  // namespace palier::form
