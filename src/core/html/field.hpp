#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/i18n/language.hpp"

namespace palier::html {

/// One choice of a select, of radios or of checkboxes.
struct Option {
  std::string value;
  std::string label;
  std::string hint;
  bool chosen = false;
  std::string icon{};  ///< A picture of web/icons beside the label.
};

/// A form field as the partials in core/html/templates draw it: label, hint, error, kept input;
/// ids and aria-describedby follow from the name. Everything in it is already translated.
struct Field {
  std::string name;
  std::string label;
  std::string hint;
  std::string error;
  std::string value;
  std::string type = "text";
  std::string autocomplete;
  std::string inputmode;
  std::string suffix;  ///< A unit after the field ("€").
  int rows = 4;
  int max = 0;              ///< maxlength; 0 for none.
  int width = 0;            ///< In characters, where the answer's length is known.
  bool required = false;    ///< Shown: an optional field says "(facultatif)" after its label.
  bool as_heading = false;  ///< The label is the page's question (h1), as GOV.UK does.
  std::vector<Option> options;
  std::array<std::string, 3> date;  ///< type "date": day, month and year as typed.
};

/// Fills value, chosen options and error from what was sent: the usual way to make a field. What
/// was not sent at all keeps the field's own value. A password is never given back. For type "date"
/// the value is YYYY-MM-DD, shown and sent as name_day, name_month and name_year.
Field filled(Field field, const form::Input& input, const form::Errors& errors,
             const i18n::Language& language);

/// The ids of hint, error and count for aria-describedby; "" for none.
std::string described_by(const Field& field);
/// The id of the nth choice, from 0: the first has the field's own name, which errors link to.
std::string choice_id(const Field& field, std::size_t n);
/// The class that makes an input as wide as its answer (web/css/forms.css); "" for the full width.
std::string_view width_class(int characters);

/// Whether the choices have pictures: they then stand in two columns where there is room.
bool with_icons(const Field& field);
/// Monday first, in that language.
std::vector<std::string> day_names(const i18n::Language& language);
/// The nth run of `length` options, from 0; shorter or empty where there are fewer.
std::span<const Option> row_of(const Field& field, std::size_t n, std::size_t length);

/// Links to the pages before and after in a list; an empty URL draws none.
struct Pager {
  std::string previous;
  std::string next;
};

}  // namespace palier::html
