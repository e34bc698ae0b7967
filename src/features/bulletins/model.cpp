#include "features/bulletins/model.hpp"

namespace palier::bulletins {
namespace {

constexpr std::string_view kUrgencies[] = {"usual", "important", "urgent"};
constexpr std::string_view kBodyKinds[] = {"city", "health", "state", "other"};

}  // namespace

std::string_view word(Urgency u) {
  return kUrgencies[static_cast<std::size_t>(u)];
}
std::string_view word(Voice v) {
  return v == Voice::official ? "official" : "local";
}
std::string_view word(BodyKind kind) {
  return kBodyKinds[static_cast<std::size_t>(kind) - 1];
}

std::optional<Urgency> urgency(std::string_view word_of) {
  for (std::size_t i = 0; i < std::size(kUrgencies); ++i)
    if (kUrgencies[i] == word_of) return static_cast<Urgency>(i);
  return {};
}
std::optional<BodyKind> body_kind(std::string_view word_of) {
  for (std::size_t i = 0; i < std::size(kBodyKinds); ++i)
    if (kBodyKinds[i] == word_of) return static_cast<BodyKind>(i + 1);
  return {};
}

i18n::Message name(BodyKind kind) {
  switch (kind) {
    case BodyKind::city:
      return {N_("City or town")};
    case BodyKind::health:
      return {N_("Health authority")};
    case BodyKind::state:
      return {N_("State service")};
    case BodyKind::other:
      break;
  }
  return {N_("Other public body")};
}

i18n::Message name(Urgency u) {
  switch (u) {
    case Urgency::usual:
      return {N_("Usual")};
    case Urgency::important:
      return {N_("Important")};
    case Urgency::urgent:
      break;
  }
  return {N_("Urgent")};
}

places::AreaId area_of(std::string_view circle) {
  const auto slash = circle.find('/');
  if (slash == std::string_view::npos) return {};
  const auto level = places::level(circle.substr(0, slash));
  if (level != places::Level::quarter && level != places::Level::city) return {};
  return places::AreaId::parse(circle.substr(slash + 1)).value_or(places::AreaId{});
}

}  // namespace palier::bulletins
