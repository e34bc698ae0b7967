#include "features/hours/lexer.hpp"
#include "features/hours/rules.hpp"

namespace palier::hours {
namespace {

using Kind = Token::Kind;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;
constexpr int kDay = 24 * 60;

/// Recursive descent over the tokens; the first thing wrong is thrown as a Fault and caught below.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::vector<Rule> run() {
    std::vector<Rule> out;
    if (now().kind == Kind::end) fail("Nothing is said.");
    Follows follows = Follows::normal;
    while (true) {
      out.push_back(rule(follows));
      if (now().kind == Kind::end) return out;
      if (take(";")) {
        if (now().kind == Kind::end) return out;
        follows = Follows::normal;
      } else if (take("||")) {
        follows = Follows::fallback;
      } else if (now().is(",")) {
        if (bare_) fail("Hours are missing before this comma.");
        ++i_;
        follows = Follows::additional;
      } else {
        fail("This cannot follow here.");
      }
    }
  }

 private:
  [[noreturn]] void fail(const char* why) const { throw Fault{now().at, why}; }
  const Token& now() const { return tokens_[i_]; }
  const Token& ahead(std::size_t n) const { return tokens_[std::min(i_ + n, tokens_.size() - 1)]; }
  bool take(std::string_view s) {
    if (!now().is(s)) return false;
    ++i_;
    return true;
  }
  void expect(std::string_view s, const char* why) {
    if (!take(s)) fail(why);
  }
  static bool year(const Token& t) {
    return t.kind == Kind::number && t.digits == 4 && t.value >= kFirstYear && t.value <= kLastYear;
  }
  static bool date_start(const Token& t) { return t.kind == Kind::month || t.is("easter"); }
  static bool day_start(const Token& t) {
    return t.kind == Kind::weekday || t.is("ph") || t.is("sh");
  }
  static bool time_start(const Token& t) {
    return t.kind == Kind::time || t.is("(") || t.is("dawn") || t.is("sunrise") || t.is("sunset") ||
           t.is("dusk");
  }
  int small_number(int low, int high, const char* why) {
    if (now().kind != Kind::number || now().value < low || now().value > high) fail(why);
    return tokens_[i_++].value;
  }

  Rule rule(Follows follows) {
    Rule r;
    r.follows = follows;
    const auto start = i_;
    if (now().kind == Kind::comment && ahead(1).is(":")) {
      r.comment = now().text;
      i_ += 2;
    }
    if (now().kind == Kind::number && now().value == 24 && ahead(1).is("/") &&
        ahead(2).kind == Kind::number && ahead(2).value == 7) {
      i_ += 3;
    } else {
      wide(r);
      if (i_ > start) take(":");
      days(r);
      if (i_ > start) take(":");
      if (r.dated() && now().is(",") && time_start(ahead(1))) ++i_;  // "Mo-Fr, 08:00-12:00"
      if (time_start(now())) times(r);
    }
    bare_ = r.times.empty() && r.dated();
    const auto before = i_;
    modifiers(r);
    if (i_ > before) bare_ = false;
    if (i_ == start) fail("A rule is empty.");
    return r;
  }

  void modifiers(Rule& r) {
    bool said = false;
    const auto word = [&] {
      if (said) return false;
      if (take("open"))
        r.state = State::open;
      else if (take("off") || take("closed"))
        r.state = State::closed;
      else if (take("unknown"))
        r.state = State::unknown;
      else
        return false;
      return said = true;
    };
    word();
    if (now().kind == Kind::comment) {
      r.comment = now().text;
      ++i_;
      word();
      if (!said) r.state = State::unknown;  // "Sa "on request"": nobody promises.
    }
  }

  // Years, dates and weeks.

  void wide(Rule& r) {
    while (true) {
      if (date_start(now()) || (year(now()) && date_start(ahead(1)))) {
        dates(r);
      } else if (year(now())) {
        years(r);
      } else if (now().is("week")) {
        weeks(r);
      } else {
        return;
      }
    }
  }

  void numbers(std::vector<Numbers>& out, int low, int high, const char* why) {
    Numbers n;
    n.from = n.to = small_number(low, high, why);
    if (take("-")) {
      n.to = small_number(low, high, why);
      if (n.to < n.from) fail("This range runs backwards.");
    } else if (take("+")) {
      n.to = high;
    }
    if (take("/")) n.step = small_number(2, high, "Every how many is missing.");
    if (n.step > 1 && n.to == n.from) n.to = high;
    out.push_back(n);
  }

  void years(Rule& r) {
    do {
      numbers(r.years, kFirstYear, kLastYear, "A year is missing.");
    } while (now().is(",") && year(ahead(1)) && !date_start(ahead(2)) && ++i_);
  }

  void weeks(Rule& r) {
    ++i_;
    do {
      numbers(r.weeks, 1, 53, "A year has weeks 1 to 53.");
    } while (now().is(",") && ahead(1).kind == Kind::number && ahead(1).digits <= 2 && ++i_);
  }

  void dates(Rule& r) {
    std::optional<int> said_year;
    int month = 0;
    while (true) {
      Dates d;
      d.from = year_day(said_year, month);
      if (take("-")) {
        d.range = true;
        if (now().kind == Kind::number && now().digits <= 2 && d.from.day > 0) {
          d.to = d.from;
          d.to.offset = 0;
          d.to.day = day_of_month(d.to.month);
          if (d.to.day < d.from.day) fail("This range runs backwards.");
        } else {
          d.to = year_day(said_year, month, true);
        }
        if (d.to.year && !d.from.year) fail("A year is missing at the beginning.");
        if (d.from.day > 0 && d.to.day == 0 && !d.to.easter && !d.to.weekday)
          fail("A day is missing.");
        if (d.from.day == 0 && d.to.day > 0 && !d.from.easter && !d.from.weekday) d.from.day = 1;
      } else if (now().is("+") && ahead(1).kind != Kind::number) {
        ++i_;
        d.open_end = true;
      }
      if (now().is("/")) fail("Every how many days cannot be read here.");
      month = d.range ? d.to.month : d.from.month;
      r.dates.push_back(d);
      if (!now().is(",")) return;
      const Token& next = ahead(1);
      const bool again = date_start(next) || (year(next) && date_start(ahead(2))) ||
                         (next.kind == Kind::number && next.digits <= 2 && d.from.day > 0);
      if (!again) return;
      ++i_;
    }
  }

  int day_of_month(int month) {
    static constexpr std::array<int, 12> kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return small_number(1, kDays[static_cast<std::size_t>(month - 1)],
                        "This month has no such day.");
  }

  YearDay year_day(std::optional<int>& said_year, int month, bool ends = false) {
    YearDay d;
    if (year(now()) && date_start(ahead(1))) {
      said_year = now().value;
      ++i_;
    }
    d.year = said_year;
    if (take("easter")) {
      d.easter = true;
    } else if (now().kind == Kind::month) {
      d.month = now().value;
      ++i_;
      if (now().kind == Kind::number && now().digits <= 2) {
        d.day = day_of_month(d.month);
      } else if (now().kind == Kind::weekday && ahead(1).is("[") && day_of_year(ends)) {
        d.weekday = now().value;
        i_ += 2;
        d.nth = nth();
        expect("]", "A bracket is missing.");
      }
    } else if (now().kind == Kind::number && month > 0) {
      d.month = month;
      d.day = day_of_month(month);
    } else {
      fail("A month or a date is missing.");
    }
    d.offset = day_offset();
    return d;
  }

  /// Whether "Mar Su[-1]" is a date (of a range, or moved) and not March's last Sundays.
  bool day_of_year(bool ends) const {
    if (ends) return true;
    std::size_t n = 2;
    while (!ahead(n).is("]") && ahead(n).kind != Kind::end) ++n;
    const Token& a = ahead(n + 1);
    const Token& b = ahead(n + 2);
    return a.is("-") && (date_start(b) || year(b));
  }

  int nth() {
    const int sign = take("-") ? -1 : 1;
    return sign * small_number(1, 5, "Which of the month is missing.");
  }

  /// "+1 day", "-2 days".
  int day_offset() {
    if (!(now().is("+") || now().is("-")) || ahead(1).kind != Kind::number ||
        !(ahead(2).is("day") || ahead(2).is("days")))
      return 0;
    const int sign = now().is("-") ? -1 : 1;
    ++i_;
    const int days = small_number(1, 366, "How many days is missing.");
    ++i_;
    return sign * days;
  }

  // Weekdays and holidays.

  void days(Rule& r) {
    if (!day_start(now())) return;
    bool any_holiday = false, any_weekday = false;
    const auto list = [&] {
      do {
        if (now().kind == Kind::weekday) {
          r.weekdays.push_back(weekdays());
          any_weekday = true;
        } else {
          Holidays h;
          h.school = now().is("sh");
          ++i_;
          h.offset = day_offset();
          r.holidays.push_back(h);
          any_holiday = true;
        }
      } while (now().is(",") && day_start(ahead(1)) && ++i_);
    };
    list();
    if (!day_start(now())) return;
    if (any_holiday == any_weekday) fail("A comma is missing between these days.");
    list();
    r.holiday_and_weekday = true;
  }

  Weekdays weekdays() {
    Weekdays w;
    w.from = w.to = now().value;
    ++i_;
    if (now().is("-") && ahead(1).kind == Kind::weekday) {
      w.to = ahead(1).value;
      i_ += 2;
    }
    if (take("[")) {
      do {
        const int first = nth();
        int last = first;
        if (first > 0 && take("-")) last = small_number(first, 5, "Which of the month is missing.");
        for (int n = first; n <= last; ++n) w.nth.push_back(n);
      } while (take(","));
      expect("]", "A bracket is missing.");
    }
    w.offset = day_offset();
    return w;
  }

  // Times.

  void times(Rule& r) {
    do {
      Span s;
      s.from = time();
      if (s.from.base == Time::Base::midnight && s.from.minutes >= kDay)
        fail("A day begins before 24:00.");
      s.has_to = false;
      if (take("-")) {
        s.to = time();
        s.has_to = true;
        s.open_end = take("+");
      } else if (take("+")) {
        s.open_end = true;
      } else {
        fail("When it closes is missing.");
      }
      if (now().is("/")) fail("Points in time are not opening hours.");
      r.times.push_back(s);
    } while (now().is(",") && time_start(ahead(1)) && ++i_);
  }

  Time time() {
    Time t;
    if (now().kind == Kind::time) {
      t.minutes = now().value;
      ++i_;
      return t;
    }
    const bool moved = take("(");
    if (take("dawn"))
      t.base = Time::Base::dawn;
    else if (take("sunrise"))
      t.base = Time::Base::sunrise;
    else if (take("sunset"))
      t.base = Time::Base::sunset;
    else if (take("dusk"))
      t.base = Time::Base::dusk;
    else
      fail("A time such as 08:00 is missing.");
    if (!moved) return t;
    const int sign = take("-") ? -1 : 1;
    if (sign > 0) expect("+", "How much before or after is missing.");
    if (now().kind != Kind::time) fail("A time such as 01:00 is missing.");
    t.minutes = sign * now().value;
    ++i_;
    expect(")", "A bracket is missing.");
    return t;
  }

  std::vector<Token> tokens_;
  std::size_t i_ = 0;
  bool bare_ = false;  ///< The rule just read says days and nothing of them.
};

}  // namespace

tl::expected<std::vector<Rule>, Fault> parse_rules(std::string_view text) {
  auto tokens = tokens_of(text);
  if (!tokens) return tl::unexpected(tokens.error());
  try {
    return Parser(std::move(*tokens)).run();
  } catch (const Fault& fault) {
    return tl::unexpected(fault);
  }
}

}  // namespace palier::hours
