#include "features/kit/model.hpp"

namespace palier::kit {

using paper::Align;
using paper::Part;
using paper::Style;

void draw_board(paper::Sheet& sheet, const Options& o, const Site& site) {
  const auto& l = *o.language;
  const double k = sheet.width() / 297;
  const double left = 12 * k, width = sheet.width() - 24 * k;
  const auto mm = [k](double v) { return v * k; };

  Style title{
      .size = 30 * k, .bold = true, .colour = paper::kDoor, .leading = 1.1, .part = Part::heading};
  sheet.fitted(left, mm(9), width - mm(42), mm(14),
               o.title.empty() ? l.tr(N_("The neighbours’ board")) : o.title, title, 16 * k);
  Style words{.size = 13 * k};
  sheet.fitted(left, mm(24), width - mm(42), mm(13),
               o.intro.empty()
                   ? l.tr(N_("Write what you need or what you can do. Whoever can, adds "
                             "their name. Cross it out when it is done."))
                   : o.intro,
               words, 9 * k);
  sheet.qr(left + width - mm(36), mm(5), mm(36), site.address);

  struct Column {
    const char* name;
    double share;
  };
  const std::vector<Column> columns = {{N_("No."), 0.05},    {N_("First name, floor"), 0.17},
                                       {N_("I need"), 0.26}, {N_("I can do"), 0.22},
                                       {N_("When"), 0.12},   {N_("I take care of it"), 0.18}};
  const double top = mm(42), head = mm(9), bottom = sheet.height() - mm(14);
  const double row = (bottom - top - head) / o.rows;
  sheet.box(left, top, width, head, 0.01, paper::kWash, true);
  Style name{.size = 12 * k, .bold = true, .part = Part::subheading};
  double x = left;
  for (const auto& column : columns) {
    const double w = width * column.share;
    sheet.fitted(x + mm(1.5), top + mm(1.6), w - mm(3), head, l.tr(column.name), name, 8 * k);
    sheet.line(x, top, x, bottom, 0.25, paper::kInk);
    x += w;
  }
  sheet.line(left + width, top, left + width, bottom, 0.25, paper::kInk);
  sheet.line(left, top, left + width, top, 0.25, paper::kInk);
  Style number{.size = 12 * k, .align = Align::centre};
  for (int i = 0; i < o.rows; ++i) {
    const double y = top + head + i * row;
    sheet.line(left, y, left + width, y, 0.25, paper::kInk);
    sheet.text(left, y + row / 2 - mm(2.6), width * columns[0].share, l.number(i + 1), number);
  }
  sheet.line(left, bottom, left + width, bottom, 0.4, paper::kInk);
  Style foot{.size = 10 * k};
  sheet.fitted(left, bottom + mm(2.5), width, mm(8),
               site.phone.empty()
                   ? l.tr(i18n::Message{N_("Ask and offer on {1} too."), {site.shown}})
                   : l.tr(i18n::Message{N_("Ask and offer on {1} too, or call {2}."),
                                        {site.shown, site.phone}}),
               foot, 7 * k);
}

}  // namespace palier::kit
