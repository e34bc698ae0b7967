#pragma once

#include <string>
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
  std::string suffix;          ///< A unit after the field ("€").
  int rows = 4;
  int max = 0;                 ///< maxlength; 0 for none.
  int width = 0;               ///< In characters, where the answer's length is known.
  bool required = false;       ///< Shown: an optional field says "(facultatif)" after its label.
  bool as_heading = false;     ///< The label is the page's question (h1), as GOV.UK does.
  std::vector<Option> options;
};

/// Fills value, chosen options and error from what was sent: the usual way to make a field.
Field filled(Field field, const form::Input& input, const form::Errors& errors,
             const i18n::Language& language);

}  // namespace palier::html
