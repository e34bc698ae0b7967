#include "features/groups/files.hpp"

#include <array>

#include "core/form/clean.hpp"
#include "core/i18n/message.hpp"

namespace palier::groups {
namespace {

constexpr std::array<FileKind, 6> kKinds{
    {{"pdf", ".pdf", "application/pdf", N_("PDF document")},
     {"odt", ".odt", "application/vnd.oasis.opendocument.text", N_("Text document")},
     {"ods", ".ods", "application/vnd.oasis.opendocument.spreadsheet", N_("Table")},
     {"odp", ".odp", "application/vnd.oasis.opendocument.presentation", N_("Slides")},
     {"text", ".txt", "text/plain; charset=utf-8", N_("Plain text")},
     {"image", ".webp", "image/webp", N_("Picture")}}};

/// Only what a reader can show: no other control characters than line breaks and tabs.
bool plain(std::string_view bytes) {
  if (bytes.empty() || !form::valid_utf8(bytes)) return false;
  for (const char c : bytes) {
    const auto u = static_cast<unsigned char>(c);
    if ((u < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || u == 0x7F) return false;
  }
  return true;
}

/// The type that an OpenDocument package names in its first entry, which is not compressed.
std::string_view package_type(std::string_view bytes) {
  constexpr std::size_t kHeader = 30;
  constexpr std::string_view kName = "mimetype";
  if (bytes.size() < kHeader + kName.size() || bytes.substr(0, 4) != "PK\x03\x04") return {};
  const auto u16 = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[at])) |
           static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 1])) << 8U;
  };
  const auto u32 = [&](std::size_t at) { return u16(at) | u16(at + 2) << 16U; };
  if (u16(8) != 0 || u16(26) != kName.size() || bytes.substr(kHeader, kName.size()) != kName)
    return {};
  const std::size_t from = kHeader + kName.size() + u16(28), size = u32(18);
  if (size > 200 || from + size > bytes.size()) return {};
  return bytes.substr(from, size);
}

}  // namespace

std::optional<FileKind> kind_of(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return kKinds[0];
  if (const auto type = package_type(bytes); !type.empty()) {
    for (const auto& k : kKinds)
      if (k.mime == type) return k;
    return {};
  }
  if (plain(bytes)) return kind_named("text");
  return {};
}

const FileKind& image_kind() {
  return kKinds[5];
}

const FileKind& kind_named(std::string_view code) {
  for (const auto& k : kKinds)
    if (k.code == code) return k;
  return kKinds[4];
}

std::string file_name(std::string_view sent, const FileKind& kind) {
  if (const auto slash = sent.find_last_of("/\\"); slash != std::string_view::npos)
    sent.remove_prefix(slash + 1);
  std::string name;
  if (form::valid_utf8(sent)) name = form::clean(sent);
  for (char& c : name)
    if (c == '\n' || c == '"' || c == '<' || c == '>' || c == ':' || c == '|' || c == '?' ||
        c == '*')
      c = ' ';
  const auto dot = name.find_last_of('.');
  if (dot != std::string::npos && dot + 8 > name.size()) name.resize(dot);
  // Dots in front hide a file, or lead out of a folder.
  name.erase(0, std::min(name.find_first_not_of(". "), name.size()));
  std::size_t most = std::min<std::size_t>(name.size(), 100);
  while (most > 0 && most < name.size() &&
         (static_cast<unsigned char>(name[most]) & 0xC0U) == 0x80U)
    --most;
  name.resize(most);
  while (!name.empty() && (name.back() == ' ' || name.back() == '.')) name.pop_back();
  if (form::looks_empty(name)) name = "document";
  return name + std::string(kind.extension);
}

}  // namespace palier::groups
