#pragma once

#include "core/form/input.hpp"
#include "core/html/field.hpp"
#include "features/ready_texts/blanks.hpp"
#include "features/ready_texts/model.hpp"

namespace palier::ready_texts {

/// The keeper's form, read into `text`, which keeps its id and place.
void read_text(const form::Input& input, form::Errors& errors, Text& text);
std::vector<html::Field> text_fields(const Text& text, const i18n::Language& l);

/// The answers to the blanks ("blank_1", …), in their order.
std::vector<std::string> read_blanks(const form::Input& input, form::Errors& errors,
                                     const Pattern& pattern);
std::vector<html::Field> blank_fields(const Pattern& pattern, const i18n::Language& l);

}  // namespace palier::ready_texts
