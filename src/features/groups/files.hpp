#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace palier::groups {

/// What a file is, by its bytes and never by what its name or the browser says.
struct FileKind {
  std::string_view code;       ///< "pdf", "odt", "ods", "odp", "text", "image"
  std::string_view extension;  ///< ".pdf"
  std::string_view mime;
  const char* label;  ///< A msgid.
};

/// PDF (ISO 32000), OpenDocument (its package, part 2, §3.3: the first entry of the archive is
/// "mimetype", stored as it is) and text in UTF-8; nothing for all else. Images are the photos
/// room's to recognise.
std::optional<FileKind> kind_of(std::string_view bytes);
const FileKind& image_kind();
/// By the word that is kept.
const FileKind& kind_named(std::string_view code);

/// The name that a file is kept under: the last part of a path, cleaned, with the ending of what it
/// is; "document" where nothing is left.
std::string file_name(std::string_view sent, const FileKind& kind);

}  // namespace palier::groups
