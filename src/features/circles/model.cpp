#include "features/circles/model.hpp"

#include <fmt/format.h>

#include <array>

#include "core/i18n/message.hpp"

namespace palier::circles {
namespace {

struct KindInfo {
  std::string_view word;
  const char* label;
  const char* icon;
};
constexpr std::array<KindInfo, kKinds> kKindInfo{{
    {"shopping", N_("Shopping"), "basket"},
    {"pharmacy", N_("Pharmacy"), "pharmacy"},
    {"meal", N_("A meal"), "meal"},
    {"visit", N_("A visit"), "cup"},
    {"call", N_("A telephone call"), "phone"},
    {"walk", N_("A walk together"), "people"},
    {"drive", N_("Going somewhere together"), "car"},
    {"paperwork", N_("Letters and paperwork"), "paper"},
    {"home", N_("Help at home"), "home"},
    {"animal", N_("Looking after an animal"), "dog"},
    {"other", N_("Something else"), "other"},
}};
constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 3> kParts{"morning", "afternoon", "evening"};

template <class E>
constexpr std::size_t at(E e) {
  return static_cast<std::size_t>(e);
}

}  // namespace

std::string_view word(Kind kind) {
  return kKindInfo.at(at(kind)).word;
}
const char* label(Kind kind) {
  return kKindInfo.at(at(kind)).label;
}
const char* icon(Kind kind) {
  return kKindInfo.at(at(kind)).icon;
}
std::optional<Kind> kind_of(std::string_view word) {
  for (std::size_t i = 0; i < kKindInfo.size(); ++i)
    if (kKindInfo.at(i).word == word) return static_cast<Kind>(i);
  return {};
}

std::string_view word(TurnState state) {
  constexpr std::array<std::string_view, 7> words{"open", "proposed", "confirmed", "seeking",
                                                  "done", "missed",   "cancelled"};
  return words.at(at(state));
}
const char* label(TurnState state) {
  constexpr std::array<const char*, 7> labels{
      N_("Nobody yet"), N_("Asked"),       N_("Coming"),   N_("A substitute is wanted"),
      N_("Done"),       N_("Nobody came"), N_("Cancelled")};
  return labels.at(at(state));
}

std::string_view word(Role role) {
  return role == Role::organiser ? "organiser" : "helper";
}
std::string_view word(Consent consent) {
  constexpr std::array<std::string_view, 4> words{"none", "spoken", "written", "guardian"};
  return words.at(at(consent));
}
const char* label(Consent consent) {
  constexpr std::array<const char*, 4> labels{
      N_("Not said"), N_("They told me so, face to face or by telephone"),
      N_("They wrote it to me"), N_("I am their guardian, or the parent of a minor")};
  return labels.at(at(consent));
}
std::string_view word(Way way) {
  constexpr std::array<std::string_view, 3> words{"link", "email", "phone"};
  return words.at(at(way));
}

std::string_view day_word(int weekday) {
  return kDays.at(static_cast<std::size_t>(weekday));
}
std::string block_word(int block) {
  return fmt::format("{}-{}", kDays.at(static_cast<std::size_t>(block / 3)),
                     kParts.at(static_cast<std::size_t>(block % 3)));
}

const char* label(Action action) {
  constexpr std::array<const char*, 17> labels{
      N_("{1} started the circle"),
      N_("{1} ended the circle"),
      N_("{1} joined the circle"),
      N_("{1} left the circle"),
      N_("{1} was taken out of the circle"),
      N_("{1} is the organiser now"),
      N_("Proposed to {1}"),
      N_("{1} said yes"),
      N_("{1} said no"),
      N_("{1} had not answered in time"),
      N_("{1} cannot come after all"),
      N_("Others were asked to step in"),
      N_("Nobody had said yes: the organiser and the desk were told"),
      N_("{1} said it is done"),
      N_("Nobody came"),
      N_("Cancelled"),
      N_("{1} took it in exchange"),
  };
  return labels.at(at(action));
}

}  // namespace palier::circles
