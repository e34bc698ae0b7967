#include <algorithm>

#include "core/mail/transport.hpp"

namespace palier::mail {

Mailbox mailbox(std::string_view text) {
  const auto open = text.rfind('<');
  const auto close = text.rfind('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return {"", std::string(text)};
  std::string_view name = text.substr(0, open);
  while (!name.empty() && (name.back() == ' ' || name.back() == '"')) name.remove_suffix(1);
  while (!name.empty() && (name.front() == ' ' || name.front() == '"')) name.remove_prefix(1);
  return {std::string(name), std::string(text.substr(open + 1, close - open - 1))};
}

bool plausible_address(std::string_view address) {
  const auto at = address.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == address.size()) return false;
  if (address.find('@', at + 1) != std::string_view::npos || address.size() > 254) return false;
  return std::none_of(address.begin(), address.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F ||
           std::string_view("<>()[]\\,;:\"").find(c) != std::string_view::npos;
  });
}

bool plausible_number(std::string_view e164) {
  return e164.size() >= 8 && e164.size() <= 16 && e164[0] == '+' && e164[1] >= '1' &&
         e164[1] <= '9' &&
         std::all_of(e164.begin() + 1, e164.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace palier::mail
