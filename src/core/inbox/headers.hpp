#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palier::inbox {

/// The header fields of a message as they came: unfolded, names in lower case, nothing decoded.
/// Bounded whatever is sent.
class Headers {
 public:
  explicit Headers(std::string_view message);
  /// The first with that name, or "".
  std::string_view one(std::string_view lower_case_name) const;
  bool has(std::string_view lower_case_name) const;
  std::vector<std::string_view> all(std::string_view lower_case_name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Why nobody should be answered: a machine wrote it (RFC 3834), it came over a list, it is a
/// bounce, or our own letter has come back. "" for what a person seems to have written.
std::string_view automatic(const Headers& headers);

/// The addresses in a header value, without names: what stands between < and >, or bare.
std::vector<std::string> addresses(std::string_view value);

std::string lower(std::string_view text);  ///< ASCII letters alone.
std::string_view trimmed(std::string_view text);

}  // namespace palier::inbox
