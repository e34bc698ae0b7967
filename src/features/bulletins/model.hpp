#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/bulletins/bulletins.hpp"

namespace palier::bulletins {

struct BodyTag;
using BodyId = Id<BodyTag>;
struct RoundTag;
using RoundId = Id<RoundTag>;

enum class BodyKind : std::uint8_t { city = 1, health, state, other };

/// Whoever may speak officially: a town, a health authority.
struct Body {
  BodyId id{};
  places::TerritoryId territory_id{1};
  std::string name, short_name;
  BodyKind kind = BodyKind::city;
  Instant created_at{};
  std::optional<Instant> closed_at;
};

/// Where no end was said.
inline constexpr Instant kNever = from_micros(9'000'000'000'000'000'000);
/// "I have read this" is counted so long at most; then who did cannot be told any more.
inline constexpr std::chrono::days kCounting{90};
/// No number under this is shown, and others go in such steps.
inline constexpr std::int64_t kLeast = 5;

struct Bulletin {
  BulletinId id{};
  places::TerritoryId territory_id{1};
  Voice voice = Voice::official;
  Urgency urgency = Urgency::usual;
  BodyId body_id{};
  AccountId author_id{};
  std::string signed_as;  ///< The body's name as it was; of a local one the informant's first name.
  std::string language = "fr";
  std::string title, text;
  Instant from_at{}, ends_at{kNever}, created_at{};
  std::optional<Instant> begun_at, amended_at, withdrawn_at;
  std::string withdrawn_why;
  bool hidden = false;
  std::int64_t reads = 0;  ///< Kept once the counting is over.

  bool official() const { return voice == Voice::official; }
  bool in_force(Instant now) const {
    return begun_at && !withdrawn_at && !hidden && from_at <= now && now < ends_at;
  }
  std::string url() const { return "/bulletins/" + id.str(); }
};

struct Amendment {
  std::int64_t id = 0;
  BulletinId bulletin_id{};
  AccountId by_id{};
  std::string note, old_title, old_text;
  Instant at{};
};

enum class News : std::uint8_t { out = 1, corrected, withdrawn };
/// One letter to everybody in the area.
struct Round {
  RoundId id{};
  BulletinId bulletin_id{};
  News what = News::out;
  std::int64_t after_id = 0;
  std::int64_t told = 0;
  Instant began_at{};
  std::optional<Instant> done_at;
};
/// What could not be sent for so long is not sent any more: it would frighten for nothing.
inline constexpr std::chrono::days kTooLate{2};

std::string_view word(Urgency urgency);  ///< "usual", "important", "urgent"
std::string_view word(Voice voice);      ///< "official", "local"
std::string_view word(BodyKind kind);    ///< "city", "health", "state", "other"
std::optional<Urgency> urgency(std::string_view word);
std::optional<BodyKind> body_kind(std::string_view word);
i18n::Message name(BodyKind kind);
i18n::Message name(Urgency urgency);

/// "quarter/12" → the area; 0 for the whole territory and what is no area.
places::AreaId area_of(std::string_view circle);

}  // namespace palier::bulletins
