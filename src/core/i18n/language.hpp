#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/i18n/message.hpp"
#include "core/util/time.hpp"

namespace palier::i18n {

/// One language of the interface: its sentences, plurals, dates and numbers. Made once by
/// catalogue(), immutable and shared by all threads. English is the language of the msgids.
class Language {
 public:
  virtual ~Language() = default;
  virtual std::string_view code() const = 0;      ///< BCP 47: "fr", "en".
  virtual std::string_view own_name() const = 0;  ///< "Français", "English".
  virtual bool right_to_left() const = 0;

  /// The translation of a msgid, or the msgid itself. The pointer lives as long as the program.
  virtual const char* tr(const char* msgid) const = 0;
  /// The form of a plural that `n` takes in this language.
  virtual const char* tr(const char* singular, const char* plural, std::int64_t n) const = 0;
  /// A Message with its {1}, {2} filled in.
  std::string tr(const Message& m) const { return fill(tr(m.msgid), m.args); }
  /// {1}, {2} … replaced in a sentence already translated.
  static std::string fill(std::string_view pattern, std::span<const std::string> args);

  /// "mardi 24 novembre 2026", "24 nov.", "18:05", in the time zone of the territory.
  enum class Style { day_long, day_short, time, day_and_time };
  virtual std::string date(Instant t, Style style = Style::day_long) const = 0;
  /// "il y a 5 minutes", "hier", "dans 2 jours" seen from `now`.
  virtual std::string ago(Instant t, Instant now) const = 0;
  virtual std::string number(std::int64_t n) const = 0;
  virtual std::string number(double n, int decimals) const = 0;
  /// "80 m", "1,2 km"; rounded to 10 m below a kilometre.
  virtual std::string distance(double metres) const = 0;
  /// "12,50 €" from cents.
  virtual std::string euros(std::int64_t cents) const = 0;
};

/// The languages this program carries, French first. `zone` is an IANA name ("Europe/Paris").
/// Call once at start: load() throws if a catalogue is broken.
void load(std::string_view zone);
std::span<const Language* const> languages();
/// The language with that code, or nullptr.
const Language* find(std::string_view code);
/// The best match for an Accept-Language header (RFC 9110 §12.5.4); French where none fits.
const Language& negotiate(std::string_view accept_language);

}  // namespace palier::i18n
