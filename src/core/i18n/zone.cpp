#include "core/i18n/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace palier::i18n {
namespace {

std::unique_ptr<icu::TimeZone> make(std::string_view name) {
  const std::string copy(name);
  std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(copy)));
  if (*zone == icu::TimeZone::getUnknown()) throw std::runtime_error("unknown time zone " + copy);
  return zone;
}

std::unique_ptr<icu::TimeZone>& zone() {
  static std::unique_ptr<icu::TimeZone> current = make("Europe/Paris");
  return current;
}

}  // namespace

void set_zone(std::string_view iana_name) {
  zone() = make(iana_name);
  icu::TimeZone::setDefault(*zone());
}

Local local(Instant t) {
  using namespace std::chrono;
  UErrorCode status = U_ZERO_ERROR;
  int32_t raw = 0;
  int32_t dst = 0;
  const auto ms = floor<milliseconds>(t);
  zone()->getOffset(static_cast<UDate>(ms.time_since_epoch().count()), false, raw, dst, status);
  const auto wall = t + milliseconds(raw + dst);
  const auto day = floor<days>(wall);
  return {year_month_day(day), floor<minutes>(wall - day), weekday(day)};
}

Instant from_local(std::chrono::year_month_day day, std::chrono::minutes time) {
  using namespace std::chrono;
  UErrorCode status = U_ZERO_ERROR;
  int32_t raw = 0;
  int32_t dst = 0;
  const auto wall = sys_days(day) + time;
  const auto ms = static_cast<UDate>(duration_cast<milliseconds>(wall.time_since_epoch()).count());
  // Every zone that ICU makes by name is a BasicTimeZone, which resolves gaps and overlaps.
  const auto& basic = static_cast<const icu::BasicTimeZone&>(*zone());
  basic.getOffsetFromLocal(ms, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, dst, status);
  return wall - milliseconds(raw + dst);
}

}  // namespace palier::i18n
