#pragma once

#include "features/frontline/room.hpp"

namespace palier::frontline {

/// The choice of a questionnaire.
struct ChoicePage {
  struct One {
    std::string url, title, lead, icon;
  };
  std::vector<One> all;
  bool keeper = false;  ///< Who may edit them gets a link to where.
};

/// One page of questions.
struct StepPage {
  std::string heading, lead, action, back, progress, care, promise;
  std::vector<html::Field> fields;  ///< Of type "place": where `where` stands.
  std::optional<places::LocationView> where;
};

/// Everything said, before it is sent.
struct CheckPage {
  struct Row {
    std::string label, change;
    std::vector<std::string> values;
  };
  std::vector<Row> rows;
  std::string title, action, drop;
  std::vector<std::string> notes;
  std::string submit;
};

struct SentPage {
  std::string heading;
  std::vector<std::string> text;
  struct Link {
    std::string url, label;
  };
  std::vector<Link> links;
};

StepPage step_page(const Room& room, const http::Context& c, const Opened& o, const Step& step,
                   const form::Input& shown, const form::Errors& errors);
CheckPage check_page(const http::Context& c, const Opened& o, const form::Input& fields,
                     const Filled& filled);
/// The fields with those of `names` replaced by what was sent.
form::Input merged(const form::Input& kept, const std::vector<std::string>& names,
                   const form::Input& sent);
std::string fill_url(DraftId draft, std::string_view step);

}  // namespace palier::frontline
