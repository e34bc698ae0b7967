#pragma once

#include "core/html/field.hpp"
#include "core/html/html.hpp"
#include "features/insight/chart.hpp"

namespace palier::insight {

/// One figure with what it was before.
struct FigureView {
  std::string label, value, growth, before;
};

/// The same rows as a page's table and as CSV.
struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

struct ChartView {
  std::string id, heading;
  html::Html picture;
  std::vector<std::string> names;  ///< Of the series, for the key beside; class a, b, c.
  Table table;
  std::string csv_url;
};

/// What everyone sees.
struct InsightPage {
  std::vector<html::Field> fields;
  std::string path, area, period;
  bool any = false;     ///< Something was counted.
  bool keeper = false;  ///< There is a page with more for them.
  std::vector<FigureView> figures;
  std::string wait;
  std::vector<ChartView> charts;
  Table words, categories, quarters;
  html::Html map;
  std::vector<std::string> map_words;
  std::string words_csv, categories_csv, quarters_csv;
};

/// What the keeper sees besides.
struct KeeperPage {
  Table days, unmet, waits, queue;
  std::string days_csv;
  std::vector<ChartView> charts;
  int refused = 0;
};

struct RefusalPage {
  bool by_browser = false, refused = false, signed_in = false;
  html::Field field;
};

/// RFC 4180 with a byte order mark, so that a spreadsheet reads the accents.
std::string csv_of(const Table& table);
/// "fewer than 5" for what is not shown.
std::string figure(const std::optional<std::int64_t>& value, const i18n::Language& l);
/// "3 hours", "2 days": of a wait in seconds.
std::string wait_words(std::int64_t seconds, const i18n::Language& l);

}  // namespace palier::insight
