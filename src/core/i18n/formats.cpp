#include "core/i18n/formats.hpp"

#include <unicode/dtptngen.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <unordered_map>

#include "core/i18n/zone.hpp"

namespace palier::i18n {
namespace {

using icu::number::LocalizedNumberFormatter;

std::string utf8(const icu::UnicodeString& s) {
  std::string out;
  s.toUTF8String(out);
  return out;
}

/// CLDR skeletons: the language orders the parts in its own way.
constexpr std::array<const char*, 4> kSkeletons{"EEEEdMMMMyyyy", "dMMM", "Hm", "EEEEdMMMMHm"};

}  // namespace

struct Formats::Impl {
  icu::Locale locale;
  std::array<icu::UnicodeString, 4> patterns;
  std::array<LocalizedNumberFormatter, 3> numbers;  ///< By decimals.
  std::array<LocalizedNumberFormatter, 3> euros;

  struct PerThread {
    std::array<std::unique_ptr<icu::SimpleDateFormat>, 4> dates;
    std::unique_ptr<icu::RelativeDateTimeFormatter> relative;
  };
  PerThread& mine() const {
    thread_local std::unordered_map<const Impl*, PerThread> all;
    PerThread& own = all[this];
    if (!own.relative) {
      UErrorCode status = U_ZERO_ERROR;
      own.relative = std::make_unique<icu::RelativeDateTimeFormatter>(locale, status);
      for (std::size_t i = 0; i < patterns.size(); ++i)
        own.dates[i] = std::make_unique<icu::SimpleDateFormat>(patterns[i], locale, status);
      if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no data for dates");
    }
    return own;
  }
};

Formats::Formats(std::string code) : impl_(std::make_unique<Impl>()) {
  impl_->locale = icu::Locale(code.c_str(), code == "fr" ? "FR" : code == "en" ? "GB" : nullptr);
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::DateTimePatternGenerator> generator(
      icu::DateTimePatternGenerator::createInstance(impl_->locale, status));
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no data for the language " + code);
  for (std::size_t i = 0; i < kSkeletons.size(); ++i)
    impl_->patterns[i] = generator->getBestPattern(icu::UnicodeString(kSkeletons[i]), status);
  for (int decimals = 0; decimals < 3; ++decimals) {
    auto with = icu::number::NumberFormatter::withLocale(impl_->locale)
                    .precision(icu::number::Precision::fixedFraction(decimals));
    const auto slot = static_cast<std::size_t>(decimals);
    impl_->numbers[slot] = with;
    impl_->euros[slot] = with.unit(icu::CurrencyUnit(u"EUR", status))
                             .precision(icu::number::Precision::fixedFraction(decimals));
  }
}

Formats::~Formats() = default;

bool Formats::right_to_left() const {
  return impl_->locale.isRightToLeft() != 0;
}

std::string Formats::date(Instant t, Language::Style style) const {
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(t).time_since_epoch().count();
  icu::UnicodeString out;
  impl_->mine().dates[static_cast<std::size_t>(style)]->format(static_cast<UDate>(ms), out);
  return utf8(out);
}

std::string Formats::ago(Instant t, Instant now) const {
  using namespace std::chrono;
  const auto minutes_between = duration_cast<minutes>(t - now).count();
  const auto distance = std::llabs(minutes_between);
  // Yesterday is a matter of the calendar, not of 24 hours.
  const auto day_gap = (sys_days(local(t).day) - sys_days(local(now).day)).count();

  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  auto& relative = *impl_->mine().relative;
  if (distance < 1) {
    relative.format(UDAT_DIRECTION_PLAIN, UDAT_ABSOLUTE_NOW, out, status);
  } else if (distance < 60) {
    relative.formatNumeric(static_cast<double>(minutes_between), UDAT_REL_UNIT_MINUTE, out, status);
  } else if (day_gap == 0 || distance < 6 * 60) {
    relative.formatNumeric(std::trunc(static_cast<double>(minutes_between) / 60),
                           UDAT_REL_UNIT_HOUR, out, status);
  } else if (std::llabs(day_gap) < 14) {
    relative.format(static_cast<double>(day_gap), UDAT_REL_UNIT_DAY, out, status);
  } else {
    return date(t, Language::Style::day_short);
  }
  return utf8(out);
}

std::string Formats::number(double n, int decimals) const {
  UErrorCode status = U_ZERO_ERROR;
  return utf8(impl_->numbers.at(static_cast<std::size_t>(decimals))
                  .formatDouble(n, status)
                  .toString(status));
}

std::string Formats::euros(double n, int decimals) const {
  UErrorCode status = U_ZERO_ERROR;
  return utf8(
      impl_->euros.at(static_cast<std::size_t>(decimals)).formatDouble(n, status).toString(status));
}

}  // namespace palier::i18n
