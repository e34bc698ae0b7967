#include <string>

#include "core/form/input.hpp"

namespace palier::form {
namespace {

bool ascii_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// A domain as WHATWG HTML's "valid e-mail address" has it, and with a dot: mail to a bare host
/// name is always a slip here.
bool valid_domain(std::string_view domain) {
  if (domain.size() > 253 || domain.find('.') == std::string_view::npos) return false;
  std::size_t start = 0;
  while (start <= domain.size()) {
    const std::size_t dot = std::min(domain.find('.', start), domain.size());
    const std::string_view label = domain.substr(start, dot - start);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
      return false;
    for (const char c : label)
      if (!ascii_alnum(c) && c != '-') return false;
    start = dot + 1;
  }
  return true;
}

}  // namespace

std::string normal_email(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64) return {};
  const std::string_view local = text.substr(0, at);
  for (const char c : local)
    if (!ascii_alnum(c) &&
        std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) == std::string_view::npos)
      return {};
  std::string domain(text.substr(at + 1));
  for (char& c : domain)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (!valid_domain(domain)) return {};
  return std::string(local) + "@" + domain;
}

std::string normal_phone(std::string_view text, std::string_view region) {
  std::string digits;
  bool international = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c == '+' && digits.empty() && !international) {
      international = true;
    } else if (c == '(' && text.substr(i).starts_with("(0)") && international) {
      i += 2;  // +33 (0)6 12…: the zero is not dialled
    } else if (std::string_view(" .-/()\n").find(c) == std::string_view::npos &&
               static_cast<unsigned char>(c) < 0x80) {
      return {};
    }
  }
  if (!international && digits.starts_with("00")) {
    international = true;
    digits.erase(0, 2);
  }
  if (!international) {
    // A national number of the numbering plans that use 0 as trunk prefix: nine digits after it in
    // France (ARCEP's plan); elsewhere six to eleven.
    if (!digits.starts_with('0')) return {};
    digits.erase(0, 1);
    if (region == "33" && (digits.size() != 9 || digits.front() == '0')) return {};
    digits.insert(0, region);
  }
  // E.164: at most 15 digits with the country code, which never begins with 0.
  if (digits.size() < 8 || digits.size() > 15 || digits.front() == '0') return {};
  if (digits.starts_with("33") && (digits.size() != 11 || digits[2] == '0')) return {};
  return "+" + digits;
}

}  // namespace palier::form
