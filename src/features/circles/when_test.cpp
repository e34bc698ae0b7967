#include "features/circles/when.hpp"

#include <gtest/gtest.h>

#include "core/i18n/language.hpp"
#include "core/i18n/zone.hpp"
#include "core/util/ical.hpp"

namespace palier::circles {
namespace {

using namespace std::chrono;

Day day(int y, unsigned m, unsigned d) {
  return Day{year{y} / m / d};
}

class When : public ::testing::Test {
 protected:
  void SetUp() override { i18n::load("Europe/Paris"); }
};

TEST_F(When, ARuleFallsOnItsDays) {
  Rule tuesdays{0b0000010, 1, day(2026, 11, 24), day(2026, 12, 8), true};
  EXPECT_FALSE(falls_on(tuesdays, day(2026, 11, 17))) << "Before it begins.";
  EXPECT_TRUE(falls_on(tuesdays, day(2026, 11, 24)));
  EXPECT_FALSE(falls_on(tuesdays, day(2026, 11, 25)));
  EXPECT_TRUE(falls_on(tuesdays, day(2026, 12, 8))) << "The last day is in.";
  EXPECT_FALSE(falls_on(tuesdays, day(2026, 12, 15)));
  tuesdays.every_weeks = 2;
  EXPECT_FALSE(falls_on(tuesdays, day(2026, 12, 1)));
  EXPECT_TRUE(falls_on(tuesdays, day(2026, 12, 8)));
  const Rule once{0, 1, day(2026, 11, 26), {}, true};
  EXPECT_TRUE(falls_on(once, day(2026, 11, 26)));
  EXPECT_FALSE(falls_on(once, day(2026, 12, 3)));
}

TEST_F(When, EveryTwoWeeksCountsFromTheWeekItBegan) {
  // It began on a Thursday: the Monday of the week after next is in.
  const Rule rule{0b0001001, 2, day(2026, 11, 26), {}, true};
  EXPECT_TRUE(falls_on(rule, day(2026, 11, 26)));
  EXPECT_FALSE(falls_on(rule, day(2026, 11, 30)));
  EXPECT_TRUE(falls_on(rule, day(2026, 12, 7)));
}

TEST_F(When, KnowsThePublicHolidays) {
  // As published for these years.
  for (const Day d : {day(2026, 4, 6), day(2026, 5, 14), day(2026, 5, 25), day(2027, 3, 29),
                      day(2027, 5, 6), day(2027, 5, 17), day(2024, 4, 1), day(2024, 5, 9),
                      day(2024, 5, 20), day(2026, 12, 25), day(2026, 7, 14)})
    EXPECT_NE(holiday(d), nullptr) << number(d);
  EXPECT_EQ(holiday(day(2026, 12, 24)), nullptr);
  const Rule rule{0b1111111, 1, day(2026, 12, 1), {}, false};
  EXPECT_FALSE(falls_on(rule, day(2026, 12, 25)));
  EXPECT_TRUE(falls_on(rule, day(2026, 12, 26)));
}

TEST_F(When, TheWeekHas21Parts) {
  EXPECT_EQ(block(day(2026, 11, 30), hours{9}), 0);
  EXPECT_EQ(block(day(2026, 11, 30), hours{12}), 1);
  EXPECT_EQ(block(day(2026, 12, 6), hours{18}), 20);
}

TEST_F(When, NightsAreQuietInTheTerritorysTime) {
  const Day d = day(2026, 11, 24);
  EXPECT_TRUE(quiet(moment(d, hours{21})));
  EXPECT_FALSE(quiet(moment(d, hours{8})));
  EXPECT_EQ(awake(moment(d, hours{22})), moment(d + days{1}, hours{8}));
  EXPECT_EQ(awake(moment(d, hours{3})), moment(d, hours{8}));
  EXPECT_EQ(awake(moment(d, hours{10})), moment(d, hours{10}));
  // The night when the clocks change is an hour longer: still at eight.
  EXPECT_EQ(awake(moment(day(2026, 10, 24), hours{23})), moment(day(2026, 10, 25), hours{8}));
}

TEST_F(When, TheAlarmComesAtHalfTimeAndAtTheLatest12HoursBefore) {
  const Instant now = moment(day(2026, 11, 24), hours{10});
  EXPECT_EQ(alarm_at(now, now + hours{72}), now + hours{36});
  EXPECT_EQ(alarm_at(now, now + hours{20}), now + hours{8});
  EXPECT_EQ(alarm_at(now, now + hours{6}), now) << "There is no time to lose.";
}

TEST(Ical, FoldsAt75OctetsAndNeverWithinACharacter) {
  std::string line = "SUMMARY:";
  for (int i = 0; i < 60; ++i) line += "é";
  const auto out = ical::folded(line);
  std::size_t from = 0;
  std::string whole;
  for (int n = 0; from < out.size(); ++n) {
    const auto end = out.find("\r\n", from);
    ASSERT_NE(end, std::string::npos);
    const auto part = out.substr(from, end - from);
    EXPECT_LE(part.size(), 75U);
    EXPECT_TRUE(n == 0 || part[0] == ' ');
    const auto body = part.substr(n == 0 ? 0 : 1);
    EXPECT_NE(static_cast<unsigned char>(body[0]) & 0xC0, 0x80) << "A character was cut.";
    whole += body;
    from = end + 2;
  }
  EXPECT_EQ(whole, line);
  EXPECT_EQ(ical::folded(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(ical::folded(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
}

TEST(Ical, EscapesTextAndWritesUtc) {
  EXPECT_EQ(ical::escaped("a;b,c\\d\ne\r"), "a\\;b\\,c\\\\d\\ne");
  EXPECT_EQ(ical::utc(from_micros(1'790'000'000'000'000)), "20260921T141320Z");
}

TEST(Ical, IsACalendar) {
  ical::Event e;
  e.uid = "1@circles";
  e.starts = from_micros(1'790'000'000'000'000);
  e.ends = e.starts + hours{1};
  e.summary = "Courses, pour Odette";
  e.url = "https://palier.example/circles/1/turns/2";
  e.tentative = true;
  const auto text = ical::calendar("Odette", {e});
  EXPECT_EQ(text.substr(0, 30), "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
  EXPECT_NE(text.find("DTSTART:20260921T141320Z\r\nDTEND:20260921T151320Z\r\n"), std::string::npos);
  EXPECT_NE(text.find("SUMMARY:Courses\\, pour Odette\r\n"), std::string::npos);
  EXPECT_NE(text.find("STATUS:TENTATIVE\r\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
}

}  // namespace
}  // namespace palier::circles
