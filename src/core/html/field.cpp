#include "core/html/field.hpp"

#include <algorithm>

namespace palier::html {
namespace {

constexpr std::array<std::string_view, 3> kDateParts{"_day", "_month", "_year"};

// "2026-11-24" → 24, 11, 2026, without the zeros that people do not type.
std::array<std::string, 3> date_parts(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return {std::string(iso), "", ""};
  const auto plain = [](std::string_view digits) {
    return std::string(digits.starts_with('0') ? digits.substr(1) : digits);
  };
  return {plain(iso.substr(8)), plain(iso.substr(5, 2)), std::string(iso.substr(0, 4))};
}

void fill_date(Field& field, const form::Input& input) {
  if (input.sent(field.name)) field.value = input.one(field.name);
  if (!field.value.empty()) field.date = date_parts(field.value);
  for (std::size_t i = 0; i < kDateParts.size(); ++i) {
    const auto name = field.name + std::string(kDateParts[i]);
    if (input.sent(name)) field.date[i] = input.one(name);
  }
}

}  // namespace

Field filled(Field field, const form::Input& input, const form::Errors& errors,
             const i18n::Language& language) {
  if (field.type == "date") {
    fill_date(field, input);
  } else if (field.type == "password") {
    field.value.clear();
  } else if (input.sent(field.name)) {
    field.value = input.one(field.name);
    const auto& sent = input.many(field.name);
    for (auto& option : field.options) {
      option.chosen = std::find(sent.begin(), sent.end(), option.value) != sent.end();
    }
  }
  if (const auto* error = errors.find(field.name)) field.error = language.tr(*error);
  return field;
}

std::string described_by(const Field& field) {
  std::string ids;
  const auto add = [&](std::string_view suffix) {
    if (!ids.empty()) ids += ' ';
    ids += field.name;
    ids += suffix;
  };
  if (!field.hint.empty()) add("-hint");
  if (!field.error.empty()) add("-error");
  return ids;
}

std::string choice_id(const Field& field, std::size_t n) {
  return n == 0 ? field.name : field.name + "-" + std::to_string(n + 1);
}

bool with_icons(const Field& field) {
  return std::any_of(field.options.begin(), field.options.end(),
                     [](const Option& option) { return !option.icon.empty(); });
}

std::vector<std::string> day_names(const i18n::Language& language) {
  std::vector<std::string> names;
  for (const char* day : {N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"),
                          N_("Friday"), N_("Saturday"), N_("Sunday")})
    names.emplace_back(language.tr(day));
  return names;
}

std::span<const Option> row_of(const Field& field, std::size_t n, std::size_t length) {
  const std::span<const Option> all(field.options);
  const std::size_t begin = std::min(n * length, all.size());
  return all.subspan(begin, std::min(length, all.size() - begin));
}

std::string_view width_class(int characters) {
  if (characters <= 0 || characters > 20) return "";
  if (characters <= 2) return "w-2";
  if (characters <= 4) return "w-4";
  if (characters <= 6) return "w-6";
  if (characters <= 10) return "w-10";
  return "w-20";
}

}  // namespace palier::html
