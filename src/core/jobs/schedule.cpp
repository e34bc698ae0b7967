#include "core/jobs/schedule.hpp"

#include <unicode/gregocal.h>
#include <unicode/timezone.h>

#include <memory>
#include <stdexcept>

namespace palier::jobs {
namespace {

void check(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

}  // namespace

Instant next_local(Instant now, std::chrono::minutes local_time, const std::string& zone) {
  std::unique_ptr<icu::TimeZone> tz(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
  if (*tz == icu::TimeZone::getUnknown()) throw std::invalid_argument("unknown time zone: " + zone);

  UErrorCode status = U_ZERO_ERROR;
  icu::GregorianCalendar calendar(tz.release(), status);  // Takes the zone over.
  check(status);
  calendar.setSkippedWallTimeOption(UCAL_WALLTIME_NEXT_VALID);
  calendar.setRepeatedWallTimeOption(UCAL_WALLTIME_FIRST);
  calendar.setTime(static_cast<UDate>(to_micros(now)) / 1000.0, status);
  const int year = calendar.get(UCAL_YEAR, status);
  const int month = calendar.get(UCAL_MONTH, status);
  const int day = calendar.get(UCAL_DATE, status);
  check(status);

  const auto minutes = static_cast<int>(local_time.count());
  for (int ahead = 0; ahead < 3; ++ahead) {
    calendar.clear();
    calendar.set(year, month, day + ahead, minutes / 60, minutes % 60, 0);
    const Instant at = from_micros(static_cast<std::int64_t>(calendar.getTime(status)) * 1000);
    check(status);
    if (at > now) return at;
  }
  throw std::logic_error("no next run within three days");
}

}  // namespace palier::jobs
