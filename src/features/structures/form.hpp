#pragma once

#include "core/form/input.hpp"
#include "core/html/field.hpp"
#include "features/structures/model.hpp"

namespace palier::structures {

/// What somebody says should be otherwise. Fields of page and JSON alike:
///   name, phone, website, access, about     text
///   hours_0 … hours_6   each day in plain French ("10h - 13h / 14h - 18h", "Fermé")
///   hours               or the whole, as OpenStreetMap writes it
///   note                how they know
/// Only fields that were sent and differ are kept; hours become one OSM value.
struct CorrectionForm {
  std::vector<std::pair<std::string, std::string>> fields;
  std::string note;
};
CorrectionForm read_correction(const form::Input& input, form::Errors& errors, const Structure& s);

/// A neighbour's word: status = open | changed | closed, note.
struct StatusForm {
  Status status = Status::usual;
  std::string note;
};
StatusForm read_status(const form::Input& input, form::Errors& errors);

/// The form's fields for a place as it is: the week's hours in plain French.
std::vector<html::Field> correction_fields(const Structure& s, Instant now,
                                           const i18n::Language& l);
std::vector<html::Field> status_fields(const i18n::Language& l);

/// What a field is called where a correction is judged.
i18n::Message field_label(std::string_view field);
/// Puts a value into its field; false for a field that is not one.
bool set_field(Structure& s, std::string_view field, const std::string& value);
std::string get_field(const Structure& s, std::string_view field);

}  // namespace palier::structures
