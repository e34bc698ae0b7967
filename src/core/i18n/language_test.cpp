#include "core/i18n/language.hpp"

#include <gtest/gtest.h>

#include "core/i18n/zone.hpp"

namespace palier::i18n {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using Style = Language::Style;

class Languages : public ::testing::Test {
 protected:
  void SetUp() override { load("Europe/Paris"); }
  const Language& fr() { return *find("fr"); }
  const Language& en() { return *find("en"); }
};

TEST_F(Languages, TranslateAndFillIn) {
  EXPECT_STREQ(fr().tr("Choose one of the answers."), "Choisissez une réponse.");
  EXPECT_STREQ(en().tr("Choose one of the answers."), "Choose one of the answers.");
  EXPECT_STREQ(fr().tr("Nobody has translated this"), "Nobody has translated this");
  EXPECT_EQ(fr().tr(Message{N_("Write a number between {1} and {2}."), {"1", "20"}}),
            "Écrivez un nombre entre 1 et 20.");
  EXPECT_EQ(Language::fill("{1} {9} {x} {", std::vector<std::string>{"a"}), "a  {x} {");
  EXPECT_STREQ(fr().tr(""), "");
}

TEST_F(Languages, PluralsFallBackToTheSource) {
  EXPECT_STREQ(en().tr("one unseen thing", "{1} unseen things", 1), "one unseen thing");
  EXPECT_STREQ(en().tr("one unseen thing", "{1} unseen things", 2), "{1} unseen things");
}

TEST_F(Languages, WriteDatesInTheTerritorysZone) {
  const Instant t = from_local(year(2026) / 11 / 24, 18h + 5min);
  EXPECT_EQ(fr().date(t, Style::day_long), "mardi 24 novembre 2026");
  EXPECT_EQ(fr().date(t, Style::time), "18:05");
  EXPECT_EQ(en().date(t, Style::day_long), "Tuesday, 24 November 2026");
}

TEST_F(Languages, SayHowLongAgo) {
  const Instant now = from_local(year(2026) / 11 / 24, 18h);
  EXPECT_EQ(fr().ago(now - 5min, now), "il y a 5 minutes");
  EXPECT_EQ(fr().ago(now - 3h, now), "il y a 3 heures");
  EXPECT_EQ(fr().ago(now - 20h, now), "hier");
  EXPECT_EQ(fr().ago(now + 48h, now), "après-demain");
  EXPECT_EQ(en().ago(now - 24h, now), "yesterday");
}

TEST_F(Languages, WriteNumbers) {
  EXPECT_EQ(fr().distance(83), "80\u00A0m");
  EXPECT_EQ(fr().distance(1240), "1,2\u00A0km");
  EXPECT_EQ(en().distance(3), "10\u00A0m");
  EXPECT_EQ(fr().euros(1250), "12,50\u00A0€");
  EXPECT_EQ(en().euros(2000), "€20");
  EXPECT_EQ(fr().number(std::int64_t{158'048}), "158\u202F048");
}

TEST_F(Languages, NegotiateAsRfc9110) {
  EXPECT_EQ(negotiate("").code(), "fr");
  EXPECT_EQ(negotiate("en-US,en;q=0.9,fr;q=0.8").code(), "en");
  EXPECT_EQ(negotiate("de,fr;q=0.5,en;q=0.4").code(), "fr");
  EXPECT_EQ(negotiate("de").code(), "fr");
  EXPECT_EQ(negotiate("en;q=0, fr;q=0.1").code(), "fr");
  EXPECT_EQ(negotiate(";;,q=,,en;q=").code(), "en");
}

TEST(Zone, CrossesTheClockChanges) {
  set_zone("Europe/Paris");
  // 29 March 2026: 02:30 does not exist; 25 October 2026: 02:30 comes twice.
  EXPECT_EQ(local(from_local(year(2026) / 3 / 29, 2h + 30min)).time, 3h + 30min);
  EXPECT_EQ(to_micros(from_local(year(2026) / 10 / 25, 2h + 30min)),
            to_micros(sys_days(year(2026) / 10 / 25) + 30min));
  EXPECT_EQ(local(from_micros(0)).time, 1h);
  EXPECT_THROW(set_zone("Europe/Pariss"), std::runtime_error);
}

}  // namespace
}  // namespace palier::i18n
