#pragma once

#include "core/html/field.hpp"
#include "features/aid/drafts.hpp"
#include "features/aid/room.hpp"
#include "features/places/form.hpp"

namespace palier::aid {

/// A group of fields; with a title it is folded away until opened.
struct FieldGroup {
  std::string fold;
  bool open = false;
  std::vector<html::Field> fields;
};

/// One question of the asking flow.
struct StepPage {
  std::string heading;
  std::string lead;
  std::string action, back;
  std::string progress;
  bool precautions = false;  ///< Shows how to help without meeting.
  std::string care;          ///< A note on safety; "" for none.
  std::vector<FieldGroup> groups;
  std::optional<places::LocationView> where;  ///< Of the step "where", folded until needed.
  std::string where_title;
  bool where_open = false;
  std::string submit;
  bool quick = false;  ///< Offers to go straight to the check.
};

/// The first page: what is it about, what was begun, what was asked before.
struct StartPage {
  Kind kind = Kind::need;
  html::Field category;
  std::string action, resume, resume_title;
  struct Again {
    std::string post, title, ago;
  };
  std::vector<Again> again;
};

/// Everything said, before it is sent.
struct CheckPage {
  Kind kind = Kind::need;
  bool editing = false, signed_in = false;
  std::string action, drop;
  struct Row {
    std::string label;
    std::vector<std::string> values;
    std::string change;
    std::vector<std::string> anchors;  ///< Fields with an error that this row can mend.
  };
  std::vector<Row> rows;
};

/// A draft with what reading it gave.
struct ReadDraft {
  std::shared_ptr<const Catalogue> catalogue;  ///< Keeps the form's category alive.
  PostForm form;
  form::Errors errors;
  std::optional<places::Location> place;  ///< Elsewhere than home.
  bool at_home = true;
  places::LocationAnswer where;
};
ReadDraft read_draft(Room& room, const http::Context& c, const Draft& draft);

std::vector<Step> steps_of(const Draft& draft, const Catalogue& catalogue);
StepPage step_page(Room& room, const http::Context& c, const Draft& draft, Step step,
                   const form::Input& input, const form::Errors& errors);
CheckPage check_page(Room& room, const http::Context& c, const Draft& draft, const ReadDraft& read,
                     const form::Errors& errors);
html::Field question_field(const Question& question, const i18n::Language& l);
/// "In your own words".
html::Field details_field(const Category* category, Kind kind, const i18n::Language& l);
/// A note on safety for that category; "" for none.
std::string care_line(const Category* category, const i18n::Language& l);
html::Field category_field(const Catalogue& catalogue, Kind kind, const i18n::Language& l);
std::string ask_url(const Draft& draft, std::string_view step);
/// Reads where: home, or what the places room makes of the address fields.
places::LocationAnswer read_where(Room& room, const form::Input& input, form::Errors& errors,
                                  bool& at_home, bool sole_match);

}  // namespace palier::aid
