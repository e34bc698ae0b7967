#include "features/kit/model.hpp"

namespace palier::kit {
namespace {

using paper::Align;
using paper::Part;
using paper::Style;

struct Column {
  const char* title;
  std::vector<const char*> lines;
};

std::vector<Column> columns() {
  return {{N_("I need a hand"),
           {N_("Shopping or the pharmacy"), N_("Taking out the dog or the bins"),
            N_("A few words on the telephone"), N_("Something to print or to fill in")}},
          {N_("I can help"),
           {N_("I go to the shops anyway"), N_("I have an hour in the week"),
            N_("I can lend a tool"), N_("I can listen")}}};
}

/// What is to be written by hand, or was typed.
void line_for(paper::Sheet& sheet, double x, double y, double width, double size,
              const std::string& label, const std::string& typed) {
  Style small;
  small.size = size * 0.62;
  sheet.text(x, y, width, label, small);
  Style big;
  big.size = size;
  big.bold = true;
  if (typed.empty())
    sheet.line(x, y + size * 1.05, x + width, y + size * 1.05, 0.35, paper::kInk);
  else
    sheet.fitted(x, y + size * 0.36, width, size * 0.55, typed, big, size * 0.5);
}

}  // namespace

// The page is 210 mm wide in these figures; on A3 all of it is √2 larger.
void draw_poster(paper::Sheet& sheet, const Options& o, const Site& site) {
  const auto& l = *o.language;
  const double k = sheet.width() / 210;
  const double left = 16 * k, width = 178 * k;
  const auto mm = [k](double v) { return v * k; };

  sheet.box(0, 0, sheet.width(), mm(66), 0.01, paper::kDoor, true);
  Style title{.size = 44 * k,
              .bold = true,
              .colour = paper::kPaper,
              .align = Align::start,
              .leading = 1.12,
              .part = Part::heading};
  const std::string head =
      o.title.empty() ? l.tr(N_("In this building, neighbours help each other")) : o.title;
  sheet.fitted(left, mm(15), width, mm(44), head, title, 22 * k);

  Style intro{.size = 19 * k, .leading = 1.3};
  const std::string words =
      o.intro.empty()
          ? l.tr(N_("Somebody on your landing can help you today. And somebody may need just what "
                    "you can do. Ask, or offer: it is free of charge."))
          : o.intro;
  sheet.fitted(left, mm(73), width, mm(30), words, intro, 12 * k);

  const double half = (width - mm(8)) / 2;
  double x = left;
  Style name{.size = 18 * k, .bold = true, .colour = paper::kDoor, .part = Part::subheading};
  Style item{.size = 14 * k, .part = Part::item};
  std::vector<std::string> names, items;
  for (const auto& column : columns()) {
    names.emplace_back(l.tr(column.title));
    for (const char* line : column.lines) items.push_back(fmt::format("•  {}", l.tr(line)));
  }
  name.size = sheet.common_size(half - mm(12), names, name, 11 * k);
  item.size = sheet.common_size(half - mm(12), items, item, 9 * k);
  for (const auto& column : columns()) {
    sheet.box(x, mm(106), half, mm(56), mm(3), paper::kWash, true);
    sheet.fitted(x + mm(6), mm(110), half - mm(12), mm(10), l.tr(column.title), name, 12 * k);
    double y = mm(121);
    for (const char* line : column.lines) {
      sheet.fitted(x + mm(6), y, half - mm(12), mm(9), fmt::format("•  {}", l.tr(line)), item,
                   10 * k);
      y += mm(9.6);
    }
    x += half + mm(8);
  }

  const double qr = 62 * k, beside = left + qr + mm(8), room = width - qr - mm(8);
  sheet.qr(left - mm(4), mm(168), qr, site.address);
  Style how{.size = 17 * k, .bold = true, .part = Part::subheading};
  sheet.fitted(beside, mm(171), room, mm(9), l.tr(N_("With a telephone: scan this square")), how,
               11 * k);
  Style plain{.size = 15 * k};
  sheet.fitted(beside, mm(181), room, mm(8),
               l.tr(i18n::Message{N_("On a computer: {1}"), {site.shown}}), plain, 9 * k);
  if (!site.phone.empty()) {
    sheet.fitted(beside, mm(193), room, mm(9), l.tr(N_("Without internet: call")), how, 11 * k);
    Style number{.size = 26 * k, .bold = true, .colour = paper::kTile};
    sheet.fitted(beside, mm(202), room, mm(13), site.phone, number, 14 * k);
    Style hours{.size = 12 * k};
    sheet.fitted(beside, mm(215), room, mm(12), site.hours, hours, 8 * k);
  } else {
    sheet.fitted(beside, mm(193), room, mm(24),
                 l.tr(N_("Without internet: write below, or speak to whoever hung this up.")),
                 plain, 9 * k);
  }

  sheet.line(left, mm(234), left + width, mm(234), 0.3, paper::kInk, true);
  line_for(sheet, left, mm(238), half, 16 * k, l.tr(N_("Hung up by (first name, floor)")), o.name);
  line_for(sheet, left + half + mm(8), mm(238), half, 16 * k, l.tr(N_("Telephone")), o.phone);

  if (o.precautions) {
    Style care{.size = 12.5 * k, .leading = 1.25};
    sheet.fitted(left, mm(263), width, mm(16),
                 l.tr(N_("Take care of each other: leave the shopping on the landing, ring, step "
                         "back. Never give a bank card or its code to anybody.")),
                 care, 9 * k);
  }
  Style foot{.size = 10 * k, .align = Align::centre};
  sheet.fitted(left, mm(284), width, mm(6), site.host.empty() ? site.name : site.host, foot, 7 * k);
}

}  // namespace palier::kit
