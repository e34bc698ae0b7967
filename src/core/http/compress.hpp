#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace palier::http {

enum class Encoding : std::uint8_t { none, gzip, brotli };
std::string_view name(Encoding encoding);  ///< "", "gzip", "br".

/// Whether an Accept-Encoding header takes an encoding (RFC 9110 §12.5.3): named, or by "*", with a
/// weight above 0.
bool accepts(std::string_view accept_encoding, Encoding encoding);
/// brotli before gzip before none, among what is accepted.
Encoding negotiate_encoding(std::string_view accept_encoding);

/// Whether bytes of this media type get smaller: text, JSON, SVG and their like.
bool compressible(std::string_view media_type);

/// The bytes compressed at a low level, for pages made on the spot. Throws std::bad_alloc only.
std::string compress(std::string_view bytes, Encoding encoding);

}  // namespace palier::http
