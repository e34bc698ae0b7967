#pragma once

#include <tl/expected.hpp>

#include "features/photos/photos.hpp"

namespace palier::photos {

inline constexpr int kLarge = 1600;  ///< Longest side, in pixels.
inline constexpr int kSmall = 480;
inline constexpr double kMostPixels = 40e6;

/// What stands between some bytes and a photo.
enum class Flaw : std::uint8_t { unknown_type, too_large, broken };

/// Reads, turns upright, makes smaller and forgets all metadata. Formats are known by their first
/// bytes and read by their own loader alone, whatever else the bytes might pass for. Nothing is
/// unpacked before width × height is known to be within kMostPixels. Thread-safe; two at a time,
/// the others wait.
tl::expected<Prepared, Flaw> read_image(std::string_view bytes);

}  // namespace palier::photos
