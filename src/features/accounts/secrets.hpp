#pragma once

#include <string>
#include <string_view>

namespace palier::accounts {

/// Six digits, each number as likely as any other.
std::string random_code();

/// What the database keeps of a code: keyed with the flow's token, which only the visitor's session
/// holds, so that going through a million codes needs both. 64 hexadecimal digits.
std::string seal_code(std::string_view code, std::string_view flow);

/// Of something that somebody typed, so that tries can be counted without keeping it.
std::string fingerprint(std::string_view text);

/// In a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace palier::accounts
