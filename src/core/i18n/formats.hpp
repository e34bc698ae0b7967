#pragma once

#include <memory>
#include <string>

#include "core/i18n/language.hpp"

namespace palier::i18n {

/// Dates and numbers of one language, by ICU; apart so that ICU's headers are read once.
/// Thread-safe: formatters that ICU does not promise to be so are kept per thread.
class Formats {
 public:
  explicit Formats(std::string code);
  ~Formats();
  bool right_to_left() const;
  std::string date(Instant t, Language::Style style) const;
  std::string ago(Instant t, Instant now) const;
  std::string number(double n, int decimals) const;
  std::string euros(double n, int decimals) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace palier::i18n
