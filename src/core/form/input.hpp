#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/errors.hpp"
#include "core/util/time.hpp"

namespace boost::json {
class object;
}

namespace palier::form {

/// What somebody sent, from an HTML form or a JSON object, behind one face, so that one form.cpp
/// serves both. Values are in NFC, ends trimmed, line breaks as \n, without control characters and
/// without the marks that override the direction of text (they make one name look like another).
/// Broken UTF-8 never gets here: the server answers 400.
class Input {
 public:
  Input() = default;
  /// Every value sent under a name, in order. A checkbox left empty is absent.
  static Input from_pairs(const std::vector<std::pair<std::string, std::string>>& pairs);
  /// Strings, numbers, booleans and arrays of these; nested objects become "a.b", objects in arrays
  /// "a.0.b". A boolean false and null are as absent; true is "1".
  static Input from_json(const boost::json::object& object);

  /// Whether a value came under that name; an empty one is as none.
  bool has(std::string_view name) const;
  /// Whether the name was there at all, even empty: how a PATCH tells "clear it" from "leave it".
  bool sent(std::string_view name) const { return sent_.contains(name) || has(name); }
  /// The first value, or "".
  const std::string& one(std::string_view name) const;
  const std::vector<std::string>& many(std::string_view name) const;
  /// JSON gave an object, or a list of objects, under that name.
  bool nested(std::string_view name) const { return nested_.contains(name); }
  /// JSON gave a list of several values.
  bool listed(std::string_view name) const { return listed_.contains(name); }
  void set(std::string_view name, std::string value);
  void erase(std::string_view name);
  const std::map<std::string, std::vector<std::string>, std::less<>>& all() const {
    return values_;
  }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::set<std::string, std::less<>> sent_, nested_, listed_;
};

/// Reads an Input into typed values, noting an error for each that does not fit; the value then
/// returned is a default and must not be used once errors() is not empty.
class Reader {
 public:
  Reader(const Input& input, Errors& errors) : input_(input), errors_(errors) {}

  struct Text {
    bool required = false;
    std::size_t min = 0;
    std::size_t max = 200;  ///< In characters (code points), not bytes.
    bool lines = false;     ///< Line breaks allowed.
    i18n::Message missing{N_("Fill in this field.")};
  };
  std::string text(std::string_view field, const Text& rule);

  struct Number {
    bool required = false;
    std::int64_t min = 0;
    std::int64_t max = 1'000'000;
    i18n::Message missing{N_("Fill in this field.")};
  };
  std::optional<std::int64_t> number(std::string_view field, const Number& rule);

  /// "12,50", "12.50", "12" euros → cents.
  std::optional<std::int64_t> euros(std::string_view field, const Number& cents);

  bool flag(std::string_view field) { return input_.has(field) && input_.one(field) != "0"; }

  /// One of the words allowed, or "" when absent and not required.
  std::string choice(std::string_view field, const std::vector<std::string>& allowed, bool required,
                     i18n::Message missing = {N_("Choose one of the answers.")});
  std::vector<std::string> choices(std::string_view field, const std::vector<std::string>& allowed,
                                   bool required,
                                   i18n::Message missing = {N_("Choose at least one answer.")});

  /// A day in the territory's time zone: YYYY-MM-DD, dd/mm/yyyy, or three inputs field_day,
  /// field_month, field_year; the instant is that day's start. Bounds are days too, both included.
  std::optional<Instant> day(std::string_view field, bool required, Instant not_before,
                             Instant not_after);
  /// Degrees, in range.
  std::optional<double> degrees(std::string_view field, double limit);

  const Input& input() const { return input_; }
  Errors& errors() { return errors_; }

 private:
  /// The one value of a field; an error where JSON gave a list or an object in its place.
  const std::string& single(std::string_view field);
  const Input& input_;
  Errors& errors_;
};

/// E-mail as HTML's input type=email defines it, lower-cased in the domain; "" if it is not one.
std::string normal_email(std::string_view text);
/// A French or international phone number as E.164 ("06 12 34 56 78" → "+33612345678"); "" if it
/// is not one. `region` is the country calling code that a leading 0 stands for.
std::string normal_phone(std::string_view text, std::string_view region = "33");

}  // namespace palier::form
