// Figures in words: tables that pages, CSV and JSON share.
#include "core/i18n/zone.hpp"
#include "features/insight/map.hpp"
#include "features/insight/room.hpp"

namespace palier::insight {
namespace {

using i18n::Language;
using i18n::Message;

std::string step_label(Span span, const Period& p, const Language& l) {
  if (span == Span::week) return l.date(start_of(p.from), Language::Style::day_short);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{p.from}}};
  return fmt::format("{:02}/{}", static_cast<unsigned>(date.month()),
                     static_cast<int>(date.year()));
}

const char* name_of(std::string_view measure) {
  for (const auto& m : kMeasures)
    if (measure == m.word) return m.name;
  return "";
}

}  // namespace

std::string words_of(Span span, const Period& p, const Language& l) {
  if (span == Span::all)
    return l.tr(Message{N_("since the beginning, up to {1}"), {l.date(start_of(p.to - 1))}});
  return l.tr(Message{N_("{1} to {2}"), {l.date(start_of(p.from)), l.date(start_of(p.to - 1))}});
}

Table series_table(const Room::Seen& seen, const std::vector<std::string>& measures,
                   const Language& l) {
  Table t;
  t.columns.emplace_back(l.tr(seen.form.span == Span::week ? N_("Week of") : N_("Month")));
  for (const auto& m : measures) t.columns.emplace_back(l.tr(name_of(m)));
  t.rows.reserve(seen.steps.size());
  for (const auto& step : seen.steps) {
    std::vector<std::string> row{step_label(seen.form.span, step.period(), l)};
    row.reserve(measures.size() + 1);
    for (const auto& m : measures) row.push_back(figure(step.value(m, seen.form.node), l));
    t.rows.push_back(std::move(row));
  }
  return t;
}

Table words_table(const Room::Seen& seen, const Language& l) {
  Table t;
  t.caption = l.tr(N_("Words looked for most"));
  t.columns = {l.tr(N_("Word")), l.tr(N_("Searches"))};
  t.rows.reserve(seen.words.size());
  for (const auto& w : seen.words) t.rows.push_back({w.word, l.number(w.count)});
  return t;
}

Table categories_table(const Room::Seen& seen, const Language& l) {
  Table t;
  t.caption = l.tr(N_("What is asked for most"));
  t.columns = {l.tr(N_("Kind of help")), l.tr(N_("Requests"))};
  for (const auto& [code, count] : seen.now->categories(seen.form.node)) {
    std::string name = code;
    for (const auto& [known, said] : seen.category_names)
      if (known == code) name = said;
    t.rows.push_back({name, l.number(count)});
  }
  return t;
}

std::vector<std::string> class_words(const Language& l) {
  return {l.tr(N_("too few to be shown")),           l.tr(N_("fewer than 1 helper for 2 requests")),
          l.tr(N_("fewer than 1 helper a request")), l.tr(N_("1 to 2 helpers a request")),
          l.tr(N_("2 to 4 helpers a request")),      l.tr(N_("4 helpers a request or more"))};
}

Table quarters_table(const Room::Seen& seen, const Language& l) {
  Table t;
  t.caption = l.tr(N_("Helpers and requests by quarter"));
  t.columns = {l.tr(N_("Quarter")), l.tr(N_("People who helped or offered help")),
               l.tr(N_("Requests for help")), l.tr(N_("How many for each"))};
  const auto classes = class_words(l);
  for (const auto& b : seen.balances) {
    const auto& node = seen.tree->nodes()[static_cast<std::size_t>(b.node)];
    if (node.kind != "quarter") continue;
    t.rows.push_back({node.name, figure(b.helpers, l), figure(b.needs, l),
                      classes[static_cast<std::size_t>(map_class(b))]});
  }
  return t;
}

}  // namespace palier::insight
