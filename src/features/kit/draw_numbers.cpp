#include "features/kit/model.hpp"

namespace palier::kit {
namespace {

using paper::Part;
using paper::Style;

constexpr double kRow = 17.5;

void number_cells(paper::Sheet& sheet, double left, double top, double width,
                  const std::vector<Number>& numbers) {
  const double half = (width - 8) / 2;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double x = left + (i % 2 ? half + 8 : 0);
    const std::size_t row = i / 2;
    const double y = top + static_cast<double>(row) * 11.5;
    Style number{.size = 18, .bold = true, .colour = paper::kTile};
    sheet.fitted(x, y, 25, 9, numbers[i].number, number, 10);
    Style what{.size = 10.5, .leading = 1.15};
    sheet.fitted(x + 24, y + 0.8, half - 24, 10.5, numbers[i].what, what, 8);
  }
}

void place_row(paper::Sheet& sheet, double left, double y, double width, const Place& p) {
  Style name{.size = 12, .bold = true, .part = Part::item};
  Style plain{.size = 10, .leading = 1.15};
  sheet.fitted(left, y, width * 0.5, 6, p.name, name, 8);
  sheet.fitted(left, y + 6, width * 0.5, 9,
               p.address.empty() ? p.kind : fmt::format("{} · {}", p.kind, p.address), plain, 7);
  sheet.fitted(left + width * 0.53, y, width * 0.47, 14.5,
               p.phone.empty() ? p.hours : fmt::format("{}\n{}", p.hours, p.phone), plain, 7);
  sheet.line(left, y + kRow - 2.5, left + width, y + kRow - 2.5, 0.2, paper::kInk, true);
}

}  // namespace

std::vector<Number> useful_numbers(const i18n::Language& l) {
  return {{"112", l.tr(N_("All emergencies, in all of Europe"))},
          {"15", l.tr(N_("A doctor, at once (Samu)"))},
          {"18", l.tr(N_("Fire brigade"))},
          {"17", l.tr(N_("Police"))},
          {"114", l.tr(N_("Emergencies by text message, for those who cannot hear or speak"))},
          {"115", l.tr(N_("A roof for the night"))},
          {"3919", l.tr(N_("Violence against women"))},
          {"119", l.tr(N_("A child in danger"))},
          {"3114", l.tr(N_("Dark thoughts: somebody listens, day and night"))},
          {"3977", l.tr(N_("Ill-treatment of old or disabled people"))}};
}

std::vector<paper::Draw> draw_numbers(const Options& o, const Site& site,
                                      std::vector<Number> numbers, std::vector<Place> places) {
  struct All {
    Options options;
    Site site;
    std::vector<Number> numbers;
    std::vector<Place> places;
  };
  const auto all = std::make_shared<const All>(All{o, site, std::move(numbers), std::move(places)});
  constexpr double kLeft = 16, kWidth = 178, kBottom = 284;
  const std::size_t number_rows = (all->numbers.size() + 1) / 2;
  const double first_top = 52 + static_cast<double>(number_rows) * 11.5 + 16;
  const auto fit = [&](double top) { return static_cast<std::size_t>((kBottom - top) / kRow); };

  std::vector<paper::Draw> out;
  std::size_t from = 0;
  do {
    const bool first = out.empty();
    const double top = first ? first_top : 28;
    const std::size_t to = std::min(all->places.size(), from + fit(top));
    out.push_back([all, first, top, from, to](paper::Sheet& sheet) {
      const auto& l = *all->options.language;
      const Options& chosen = all->options;
      Style title{
          .size = 26, .bold = true, .colour = paper::kDoor, .leading = 1.1, .part = Part::heading};
      Style heading{.size = 16, .bold = true, .part = Part::subheading};
      if (first) {
        sheet.fitted(
            kLeft, 12, kWidth, 14,
            chosen.title.empty() ? l.tr(N_("Open places and useful numbers")) : chosen.title, title,
            16);
        Style words{.size = 13};
        sheet.fitted(kLeft, 28, kWidth, 12,
                     all->site.phone.empty()
                         ? l.tr(i18n::Message{N_("A neighbour can help: {1}"), {all->site.shown}})
                         : l.tr(i18n::Message{N_("A neighbour can help: call {1}, or {2}"),
                                              {all->site.phone, all->site.shown}}),
                     words, 9);
        sheet.text(kLeft, 42, kWidth, l.tr(N_("Numbers that cost nothing")), heading);
        number_cells(sheet, kLeft, 52, kWidth, all->numbers);
      } else {
        sheet.text(kLeft, 12, kWidth, l.tr(N_("Open places, continued")), heading);
      }
      if (first && !all->places.empty())
        sheet.text(kLeft, top - 10, kWidth, l.tr(N_("Open places near you")), heading);
      for (std::size_t i = from; i < to; ++i)
        place_row(sheet, kLeft, top + static_cast<double>(i - from) * kRow, kWidth, all->places[i]);
    });
    from = to;
  } while (from < all->places.size());
  return out;
}

}  // namespace palier::kit
