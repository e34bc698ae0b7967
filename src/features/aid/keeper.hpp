#pragma once

#include "core/html/field.hpp"
#include "features/aid/room.hpp"

namespace palier::aid {

/// A page of the keeper's: a form, and a list of what is below it.
struct KeeperPage {
  std::string heading, lead, back, action;
  std::vector<html::Field> fields;
  struct Row {
    std::string label, note, url;
    bool retired = false;
  };
  std::string list_title, add_label, add_url;
  std::vector<Row> rows;
};

/// Reads a category's form into `category`, which keeps its id and code.
void read_category_form(const form::Input& input, form::Errors& errors, Category& category);
/// Reads a question's. Options are lines "value | français | English".
void read_question_form(const form::Input& input, form::Errors& errors, Question& question);
std::vector<html::Field> category_fields(const Category& category, bool fresh,
                                         const i18n::Language& l);
std::vector<html::Field> question_fields(const Question& question, bool fresh,
                                         const i18n::Language& l);

}  // namespace palier::aid
