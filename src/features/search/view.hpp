#pragma once

#include "core/html/field.hpp"
#include "features/search/excerpt.hpp"
#include "features/search/search.hpp"

namespace palier::search {

/// A thing found, its words marked.
struct Line {
  Hit hit;
  std::vector<Piece> title, excerpt;
  std::string kind_name;
};

/// How many of a kind were found: exact up to kCounted, beyond it "more than".
inline constexpr int kCounted = 50;
inline constexpr int kPerPage = 10;
inline constexpr int kMostPages = 20;

struct KindCount {
  std::string kind, label;
  int count = 0;
  bool more = false;
};

/// The answer to one look.
struct Found {
  std::vector<Line> lines;
  std::vector<KindCount> kinds;  ///< Those with something, in their order.
  int total = 0;                 ///< Of all kinds.
  bool more_than_counted = false;
  bool next = false;
  std::string suggestion;
  bool corrected = false, partly = false;
};

/// The page.
struct SearchPage {
  html::Field field;
  std::string path;
  bool asked = false;            ///< Something was typed.
  bool only_stop_words = false;  ///< Nothing but "le", "de" …
  bool no_words = false;         ///< Nothing but signs.
  Found found;
  struct Filter {
    std::string label, url;
    std::string count;
    bool current = false;
  };
  std::vector<Filter> filters;
  std::string suggestion_url;
  std::string kind;  ///< Of the filter, kept by the form.
  html::Pager pager;
  std::string all_kinds_url;
  bool signed_in = false;
};

}  // namespace palier::search
