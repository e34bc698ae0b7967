#include "features/kit/model.hpp"

namespace palier::kit {
namespace {

using paper::Part;
using paper::Style;

constexpr double kWide = 105, kHigh = 148.5;  ///< A6.
constexpr int kStrips = 6;
constexpr double kStrip = 36;

void leaflet(paper::Sheet& sheet, double x, double y, const Options& o, const Site& site) {
  const auto& l = *o.language;
  const double left = x + 9, width = kWide - 18;
  Style title{
      .size = 21, .bold = true, .colour = paper::kDoor, .leading = 1.12, .part = Part::heading};
  sheet.fitted(left, y + 9, width, 18,
               o.title.empty() ? l.tr(N_("Need a hand? A neighbour is near")) : o.title, title, 13);
  Style words{.size = 10.5, .leading = 1.3};
  sheet.fitted(left, y + 30, width, 26,
               o.intro.empty()
                   ? l.tr(N_("Shopping, pharmacy, a lift, a few words: neighbours of this quarter "
                             "help each other, free of charge. Ask, or say what you can do."))
                   : o.intro,
               words, 8);
  sheet.qr(left - 2, y + 58, 30, site.address);
  Style how{.size = 10, .bold = true};
  Style plain{.size = 10};
  const double beside = left + 31, room = width - 31;
  sheet.fitted(beside, y + 60, room, 5, l.tr(N_("Scan, or type:")), how, 7);
  sheet.fitted(beside, y + 65, room, 6, site.shown, plain, 6.5);
  if (!site.phone.empty()) {
    sheet.fitted(beside, y + 73, room, 5, l.tr(N_("Or call:")), how, 7);
    sheet.fitted(beside, y + 78, room, 6, site.phone, plain, 7);
  }
  Style small{.size = 9};
  const std::string signed_by =
      o.name.empty() && o.phone.empty()
          ? ""
          : fmt::format("{}{}{}", o.name, o.name.empty() || o.phone.empty() ? "" : " · ", o.phone);
  if (signed_by.empty()) {
    sheet.text(left, y + 92, width, l.tr(N_("Your neighbour (first name, floor, telephone):")),
               small);
    sheet.line(left, y + 105, left + width, y + 105, 0.3, paper::kInk);
  } else {
    Style name{.size = 12, .bold = true};
    sheet.text(left, y + 92, width, l.tr(N_("Your neighbour:")), small);
    sheet.fitted(left, y + 97, width, 8, signed_by, name, 8);
  }

  const double strips = y + kHigh - kStrip, each = kWide / kStrips;
  sheet.line(x, strips, x + kWide, strips, 0.25, paper::kInk, true);
  const std::string strip = fmt::format("{}\n{}", site.shown, site.phone);
  Style torn{.size = 8.5, .leading = 1.2, .part = Part::none};
  for (int i = 0; i < kStrips; ++i) {
    if (i > 0) sheet.line(x + i * each, strips, x + i * each, y + kHigh, 0.25, paper::kInk, true);
    sheet.sideways(x + i * each, strips + 2, each, kStrip - 5, strip, torn);
  }
}

/// Short lines at the edges that say where to cut.
void cut_marks(paper::Sheet& sheet) {
  const double w = sheet.width(), h = sheet.height();
  for (const double end : {0.0, h - 5}) sheet.line(w / 2, end, w / 2, end + 5, 0.2, paper::kInk);
  for (const double end : {0.0, w - 5}) sheet.line(end, h / 2, end + 5, h / 2, 0.2, paper::kInk);
}

}  // namespace

void draw_leaflets(paper::Sheet& sheet, const Options& o, const Site& site) {
  for (const double y : {0.0, kHigh})
    for (const double x : {0.0, kWide}) leaflet(sheet, x, y, o, site);
  cut_marks(sheet);
}

}  // namespace palier::kit
