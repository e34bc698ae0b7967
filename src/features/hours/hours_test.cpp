#include "features/hours/hours.hpp"

#include <gtest/gtest.h>

#include <random>

namespace palier::hours {
namespace {

using std::chrono::minutes;
namespace chrono = std::chrono;

Day day(int y, unsigned m, unsigned d) {
  return Day{chrono::year{y} / chrono::month{m} / chrono::day{d}};
}
Minute at(int y, unsigned m, unsigned d, int hour, int minute = 0) {
  return Minute{day(y, m, d)} + minutes(hour * 60 + minute);
}

/// "08:00-12:00 14:00-18:00?" of a day; a question mark where it is unknown.
std::string of(std::string_view osm, Day d, const Where& where = {}) {
  const auto hours = Hours::parse(osm);
  if (!hours) return std::string("fault: ") + hours.error().why;
  std::string out;
  for (const auto& i : hours->between(Minute{d}, Minute{d + chrono::days(1)}, where)) {
    if (i.state == State::closed) continue;
    const auto from = (i.from - Minute{d}).count(), to = (i.to - Minute{d}).count();
    out += fmt::format("{}{:02}:{:02}-{:02}:{:02}{}", out.empty() ? "" : " ", from / 60, from % 60,
                       to / 60, to % 60, i.state == State::unknown ? "?" : "");
  }
  return out;
}

// 2026: 23 November is a Monday, 25 December a Friday.
const Day kMonday = day(2026, 11, 23), kSaturday = day(2026, 11, 28), kSunday = day(2026, 11, 29);

TEST(Hours, DaysAndTimes) {
  const char* office = "Mo-Fr 08:30-12:30,14:00-18:00; Sa 10:00-12:00";
  EXPECT_EQ(of(office, kMonday), "08:30-12:30 14:00-18:00");
  EXPECT_EQ(of(office, kSaturday), "10:00-12:00");
  EXPECT_EQ(of(office, kSunday), "");
  EXPECT_EQ(of("24/7", kSunday), "00:00-24:00");
  EXPECT_EQ(of("Sa-Mo 09:00-10:00", kMonday), "09:00-10:00");
  EXPECT_EQ(of("Mo,We", kMonday), "00:00-24:00");
}

TEST(Hours, ALaterRuleTakesTheDayFromAnEarlierOneACommaAddsToIt) {
  EXPECT_EQ(of("Mo-Su 08:00-18:00; Mo 10:00-12:00", kMonday), "10:00-12:00");
  EXPECT_EQ(of("Mo-Su 08:00-09:00, Mo 10:00-12:00", kMonday), "08:00-09:00 10:00-12:00");
  EXPECT_EQ(of("Mo-Su 08:00-18:00; Mo 12:00-13:00 off", kMonday), "08:00-12:00 13:00-18:00");
  EXPECT_EQ(of("Mo-Su 08:00-18:00; Mo off", kMonday), "");
  EXPECT_EQ(of("Mo 10:00-12:00 || \"on request\"", kMonday),
            "00:00-10:00? 10:00-12:00 12:00-24:00?");
}

TEST(Hours, TimesMayEndAfterMidnight) {
  EXPECT_EQ(of("Fr-Sa 22:00-02:00", kSaturday), "00:00-02:00 22:00-24:00");
  EXPECT_EQ(of("Fr-Sa 22:00-26:00", kSunday), "00:00-02:00");
  EXPECT_EQ(of("Mo 00:00-24:00", kMonday), "00:00-24:00");
}

TEST(Hours, MonthsDatesWeeksAndYears) {
  const char* cemetery =
      "Nov-Jan: 09:00-17:00; Feb-Apr,Oct: 09:00-18:00; May-Sep: 09:00-19:00; Nov 19,Dec 25 off";
  EXPECT_EQ(of(cemetery, kMonday), "09:00-17:00");
  EXPECT_EQ(of(cemetery, day(2026, 12, 25)), "");
  EXPECT_EQ(of(cemetery, day(2027, 1, 2)), "09:00-17:00");
  EXPECT_EQ(of(cemetery, day(2026, 7, 1)), "09:00-19:00");
  EXPECT_EQ(of("Dec 24-Jan 02 off; Mo-Su 08:00-09:00", day(2026, 1, 1)), "08:00-09:00");
  EXPECT_EQ(of("Mo-Su 08:00-09:00; Dec 24-Jan 02 off", day(2027, 1, 1)), "");
  EXPECT_EQ(of("2026 Apr 01-02 08:00-18:30", day(2026, 4, 2)), "08:00-18:30");
  EXPECT_EQ(of("2026 Apr 01-02 08:00-18:30", day(2027, 4, 2)), "");
  EXPECT_EQ(of("2020-2030/2 Mo 08:00-09:00", kMonday), "08:00-09:00");
  EXPECT_EQ(of("2010 Jan 01-2030 Dec 30 08:00-09:00", kMonday), "08:00-09:00");
  EXPECT_EQ(of("week 48 Mo 08:00-09:00", kMonday), "08:00-09:00");
  EXPECT_EQ(of("week 1-47 Mo 08:00-09:00", kMonday), "");
  EXPECT_EQ(of("Mo[4] 08:00-09:00", kMonday), "08:00-09:00");
  EXPECT_EQ(of("Mo[-1] 08:00-09:00", kMonday), "");
  EXPECT_EQ(of("Mar Su[-1]-Oct Su[-1] 08:00-09:00", day(2026, 10, 25)), "08:00-09:00");
  EXPECT_EQ(of("Feb 29 08:00-09:00", day(2026, 3, 1)), "");
}

TEST(Hours, PublicHolidaysOfFrance) {
  const char* office = "Mo-Fr 08:00-18:00; PH off";
  for (const Day d :
       {day(2026, 1, 1), day(2026, 4, 6), day(2026, 5, 1), day(2026, 5, 8), day(2026, 5, 14),
        day(2026, 5, 25), day(2026, 7, 14), day(2026, 11, 11), day(2026, 12, 25)})
    EXPECT_EQ(of(office, d), "");
  EXPECT_EQ(of(office, day(2026, 4, 3)), "08:00-18:00");
  Where strasbourg;
  strasbourg.alsace_moselle = true;
  EXPECT_EQ(of(office, day(2026, 4, 3), strasbourg), "");
  EXPECT_EQ(of("PH Mo-Fr 10:00-12:00", day(2026, 5, 1)), "10:00-12:00");
  EXPECT_EQ(of("PH,Mo 10:00-12:00", kMonday), "10:00-12:00");
  EXPECT_EQ(of("PH +1 day 10:00-12:00", day(2026, 5, 2)), "10:00-12:00");
}

TEST(Hours, EasterOfManyYears) {
  EXPECT_EQ(easter(1961), day(1961, 4, 2));
  EXPECT_EQ(easter(2000), day(2000, 4, 23));
  EXPECT_EQ(easter(2026), day(2026, 4, 5));
  EXPECT_EQ(easter(2038), day(2038, 4, 25));
  EXPECT_EQ(of("easter -2 days 10:00-12:00", day(2026, 4, 3)), "10:00-12:00");
}

TEST(Hours, TheSunInParis) {
  // The almanac for Paris: 21 June 2026 5:47 and 21:58, 24 November 8:13 and 17:01.
  Where paris;
  paris.at = geo::Point{48.8566, 2.3522};
  const auto near = [&](Day d, int rises, int sets) {
    const auto hours = Hours::parse("sunrise-sunset");
    const auto found = hours->between(Minute{d}, Minute{d + chrono::days(1)}, paris);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(static_cast<double>((found[0].from - Minute{d}).count()), rises, 3);
    EXPECT_NEAR(static_cast<double>((found[0].to - Minute{d}).count()), sets, 3);
  };
  near(day(2026, 6, 21), 5 * 60 + 47, 21 * 60 + 58);
  near(day(2026, 11, 24), 8 * 60 + 13, 17 * 60 + 1);
  EXPECT_EQ(of("(sunrise+01:00)-(sunset-01:00)", kMonday), "07:00-17:00");
}

TEST(Hours, WhatIsNotPromisedIsUnknown) {
  EXPECT_EQ(of("Sa \"sur rendez-vous\"", kSaturday), "00:00-24:00?");
  EXPECT_EQ(of("Mo 10:00+", kMonday), "10:00-24:00?");
  EXPECT_EQ(of("Mo 10:00-12:00+", kMonday), "10:00-12:00 12:00-24:00?");
}

TEST(Hours, NowSaysUntilWhen) {
  const auto office = Hours::parse("Mo-Fr 08:30-12:30,14:00-18:00; PH off");
  auto now = office->at(at(2026, 11, 23, 12, 10));
  EXPECT_EQ(now.state, State::open);
  EXPECT_EQ(now.until, at(2026, 11, 23, 12, 30));
  now = office->at(at(2026, 11, 23, 12, 30));
  EXPECT_EQ(now.state, State::closed);
  EXPECT_EQ(now.until, at(2026, 11, 23, 14));
  EXPECT_EQ(office->at(at(2026, 12, 24, 18)).until, at(2026, 12, 28, 8, 30));
  EXPECT_FALSE(Hours::parse("24/7")->at(at(2026, 11, 23, 12)).until);
  EXPECT_EQ(Hours::parse("Dec 25 10:00-12:00")->at(at(2026, 1, 3, 9)).until, at(2026, 12, 25, 10));
  // Across midnight it is one stretch.
  EXPECT_EQ(Hours::parse("Mo-Su 20:00-04:00")->at(at(2026, 11, 23, 23)).until, at(2026, 11, 24, 4));
}

TEST(Hours, TheMalformedHasAReasonAndIsNeverOpen) {
  for (const char* bad : {"",
                          " ",
                          "Mo 08:30-12:00-14:00",
                          "x",
                          "Mo 25:00-99:00",
                          "Mo 08:60-09:00",
                          "Mo 8-",
                          "Mo-Fr 08:00",
                          "Mo 08:00-",
                          "Mo 08:00-12:00 Tu",
                          "Mo[0] 08:00-09:00",
                          "Feb 30 08:00-09:00",
                          "week 54 Mo 08:00-09:00",
                          "Mo 08:00-12:00 \"never ends",
                          "10h-12h",
                          ";;",
                          "Mo,",
                          "Mo-",
                          "Jun 30-24 08:00-09:00",
                          "26:00-27:00",
                          "Mo 24:00-12:00",
                          "We, Aug Mo 08:00-09:00",
                          "10:00-16:00/01:30",
                          "(sunrise+1)-12:00",
                          "\xF0\x9F\x8D\x9E",
                          "Mo 08:00-12:00;; Tu"}) {
    const auto read = Hours::parse(bad);
    EXPECT_FALSE(read) << bad;
    EXPECT_STRNE(read ? "" : read.error().why, "");
  }
  EXPECT_FALSE(Hours::parse(std::string(100'000, '(')));
}

TEST(Hours, AnyBytesAreReadOrRefused) {
  std::mt19937 random(3);
  const std::string alphabet = "MoTuSaPHweek0123456789:-,;+[]() \"|/hJanoff\xC3\xA9\xE2\x80\x93";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto n = random() % 30; n > 0; --n) text += alphabet[random() % alphabet.size()];
    if (const auto hours = Hours::parse(text))
      hours->between(Minute{kMonday}, Minute{kMonday + chrono::days(9)});
  }
}

TEST(French, DaysInPlainWords) {
  const auto times = [](std::string_view text) {
    const auto read = times_from_french(text);
    return read ? *read : std::string("fault: ") + read.error().why;
  };
  EXPECT_EQ(times("10h - 20h"), "10:00-20:00");
  EXPECT_EQ(times("07h00 - 08h30 / 11h30 - 13h30"), "07:00-08:30,11:30-13:30");
  EXPECT_EQ(times("9H30 - 17H"), "09:30-17:00");
  EXPECT_EQ(times("10h – 18h"), "10:00-18:00");
  EXPECT_EQ(times("12h-19h"), "12:00-19:00");
  EXPECT_EQ(times("10h à 22h"), "10:00-22:00");
  EXPECT_EQ(times("de 9 h à midi et de 14 h à 18 h"), "09:00-12:00,14:00-18:00");
  EXPECT_EQ(times("6 h - 1 h"), "06:00-01:00");
  EXPECT_EQ(times("24 h / 24"), "00:00-24:00");
  EXPECT_EQ(times("11:00 - 18:00"), "11:00-18:00");
  EXPECT_EQ(times("Fermé"), "off");
  EXPECT_EQ(times("-"), "off");
  EXPECT_EQ(times("Voir fiche équipement").substr(0, 5), "fault");
  EXPECT_EQ(times("10h"), "fault: When it closes is missing.");
  EXPECT_EQ(times("10h - 25h"), "fault: There is no such hour.");
}

TEST(French, AWeekBecomesOneValue) {
  const std::string office = "08h30 - 12h / 14h - 17h";
  EXPECT_EQ(*week_from_french({office, office, "Fermé", office, office, "-", ""}),
            "Mo-Tu 08:30-12:00,14:00-17:00; We off; Th-Fr 08:30-12:00,14:00-17:00; Sa off");
  EXPECT_EQ(week_from_french({"", "", "bientôt"}).error().day, 2);
  EXPECT_EQ(*week_from_french({}), "");
}

}  // namespace
}  // namespace palier::hours
