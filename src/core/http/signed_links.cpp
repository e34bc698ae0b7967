#include "core/http/signed_links.hpp"

#include <charconv>

namespace palier::http {
namespace {

// Half of the seal: 128 bits are beyond guessing, and the link stays short enough for a text
// message.
constexpr std::size_t kSeal = 22;

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 36);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

std::string short_number(std::int64_t value) {
  std::array<char, 16> buffer{};
  auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, 36);
  return {buffer.data(), end};
}

}  // namespace

SignedLinks::SignedLinks(db::Database& db, const Clock& clock) : keys_(db), clock_(clock) {}

std::string SignedLinks::make(std::string_view purpose, std::int64_t subject,
                              Instant expires) const {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(expires).time_since_epoch().count();
  std::string text = short_number(subject) + "." + short_number(seconds);
  const std::string seal = keys_.seal(fmt::format("link/{}", purpose), text).substr(0, kSeal);
  return text + "." + seal;
}

tl::expected<std::int64_t, SignedLinks::Problem> SignedLinks::read(std::string_view purpose,
                                                                   std::string_view token) const {
  const auto last = token.rfind('.');
  const auto first = token.find('.');
  if (last == std::string_view::npos || first == last || token.size() > 80)
    return tl::unexpected(Problem::invalid);
  const std::string_view text = token.substr(0, last);
  const auto subject = number(text.substr(0, first));
  const auto seconds = number(text.substr(first + 1));
  if (!subject || !seconds ||
      !keys_.fits(fmt::format("link/{}", purpose), text, token.substr(last + 1), kSeal))
    return tl::unexpected(Problem::invalid);
  if (std::chrono::sys_seconds{std::chrono::seconds{*seconds}} < clock_.now())
    return tl::unexpected(Problem::expired);
  return *subject;
}

}  // namespace palier::http
