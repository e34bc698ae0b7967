#pragma once

#include "core/html/field.hpp"
#include "features/ready_texts/blanks.hpp"
#include "features/ready_texts/model.hpp"

namespace palier::ready_texts {

/// A text with its blanks filled in, and where: the pages mark these.
struct Preview {
  struct Run {
    std::string text;
    bool filled = false;
  };
  std::vector<Run> runs;  ///< Empty: there is nothing to show yet.
};
Preview preview(const Pattern& pattern, const std::vector<std::string>& values);
/// As it looks with the keeper's examples.
Preview example_of(const Pattern& pattern);

struct LibraryPage {
  struct Tab {
    std::string label, url;
    bool current = false;
  };
  struct Row {
    std::string id, name, url, excerpt;
    bool active = true, first = false, last = false;
  };
  struct List {
    std::string language;  ///< Its own name.
    std::vector<Row> rows;
  };
  std::vector<Tab> tabs;
  std::vector<List> lists;
  std::string add_url;
};

struct TextPage {
  std::string heading, back, action;
  std::vector<html::Field> fields;
  Preview preview;
};

/// Filling in the blanks.
struct FillPage {
  std::string heading, back, action;
  std::vector<html::Field> fields;
  Preview preview;
  bool filled = false;  ///< The preview is the result, ready to be used.
};

}  // namespace palier::ready_texts
