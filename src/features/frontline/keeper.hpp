#pragma once

#include "features/frontline/room.hpp"

namespace palier::frontline {

/// A page of the keeper's: a form, and a list of what is below it.
struct KeeperPage {
  std::string heading, lead, back, action, submit;
  std::vector<html::Field> fields;
  struct Row {
    std::string label, note, url, move;  ///< `move`: where "earlier" and "later" are posted.
    bool retired = false;
  };
  struct Link {
    std::string url, label;
  };
  std::string list_title;
  std::vector<Row> rows;
  std::vector<Link> links;
};

/// All pages of a questionnaire, as they will be asked.
struct PreviewPage {
  std::string title, lead, back;
  struct One {
    std::string heading;
    std::vector<std::string> when;  ///< "Shown if …"
    std::vector<html::Field> fields;
    std::optional<places::LocationView> where;
  };
  std::vector<One> pages;
};

std::vector<html::Field> questionnaire_fields(const Questionnaire& q, const i18n::Language& l);
std::vector<html::Field> question_fields(const Questionnaire& q, const Question& one, bool fresh,
                                         const i18n::Language& l);
/// Titles, lead, pages, open; pages are lines "français | English".
void read_questionnaire_form(const form::Input& input, form::Errors& errors, Questionnaire& q);
/// Options are lines "word | français | English"; those left out are retired.
void read_question_form(const form::Input& input, form::Errors& errors, Question& one);
/// Adds a document, or makes it the next version of the one of its word; true where it is new.
bool import_document(const Room& room, const http::Context& c, Questionnaire& q,
                     form::Errors& errors);
i18n::Message label(Kind v);
i18n::Message label(Means v);
i18n::Message label(Audience v);

}  // namespace palier::frontline
