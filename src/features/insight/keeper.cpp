// What the keeper sees besides: by day, exact, with what is left unmet.
#include <algorithm>

#include "features/insight/room.hpp"
#include "features/insight/templates.hpp"

namespace palier::insight {
namespace {

using http::Context;
using http::Response;

constexpr Day kDays = 30;

std::string day_label(Day day, const i18n::Language& l) {
  return l.date(start_of(day), i18n::Language::Style::day_short);
}

Table days_table(const std::vector<Cell>& cells, Day from, Day to, const i18n::Language& l) {
  std::map<std::pair<Day, std::string>, std::int64_t> counts;
  for (const auto& c : cells) counts[{c.day, c.measure}] += c.count;
  Table t;
  t.caption = l.tr(N_("By day"));
  t.columns.emplace_back(l.tr(N_("Day")));
  for (const auto& m : kMeasures) t.columns.emplace_back(l.tr(m.name));
  for (Day day = to - 1; day >= from; --day) {
    std::vector<std::string> row{day_label(day, l)};
    for (const auto& m : kMeasures) row.push_back(l.number(counts[{day, m.word}]));
    t.rows.push_back(std::move(row));
  }
  return t;
}

ChartView chart_of(const std::vector<Cell>& cells, Day from, Day to, std::string id,
                   const char* heading, std::initializer_list<const char*> measures, bool lines,
                   const i18n::Language& l) {
  ChartView v;
  v.heading = l.tr(heading);
  Chart chart;
  chart.id = v.id = std::move(id);
  chart.title = v.heading;
  chart.lines = lines;
  chart.description = l.tr(N_("By day, over 30 days. All figures are in the table below."));
  for (Day day = from; day < to; ++day) chart.labels.push_back(day_label(day, l));
  for (const char* word : measures) {
    Chart::Series series;
    for (const auto& m : kMeasures)
      if (std::string_view(m.word) == word) series.name = l.tr(m.name);
    for (Day day = from; day < to; ++day) {
      std::int64_t count = 0;
      for (const auto& c : cells)
        if (c.day == day && c.measure == word) count += c.count;
      series.values.emplace_back(count);
    }
    v.names.push_back(series.name);
    chart.series.push_back(std::move(series));
  }
  v.picture = draw(chart, l);
  return v;
}

Table unmet_table(const Room& room, db::Session& s, const Context& c, places::TerritoryId t) {
  const auto& l = c.language;
  std::map<std::string, std::string> names;
  for (const auto& kind : room.from.aid.kinds(s, l)) names[kind.code] = kind.name;
  Table out;
  out.caption = l.tr(N_("Requests that nobody has answered for yet"));
  out.columns = {l.tr(N_("Kind of help")), l.tr(N_("Quarter")), l.tr(N_("Requests")),
                 l.tr(N_("The oldest"))};
  for (const auto& u : room.from.aid.unmet(s, t)) {
    const auto area = room.from.places.area(u.quarter_id);
    const auto name = names.find(u.category);
    out.rows.push_back({name == names.end() ? u.category : name->second,
                        area ? area->name : std::string(l.tr(N_("not known"))), l.number(u.count),
                        l.ago(u.oldest, c.now)});
  }
  return out;
}

Table waits_table(const std::vector<Wait>& waits, const i18n::Language& l) {
  constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;
  const std::pair<std::int64_t, const char*> kSteps[] = {
      {kHour, N_("less than an hour")}, {6 * kHour, N_("1 to 6 hours")},
      {kDay, N_("6 to 24 hours")},      {3 * kDay, N_("1 to 3 days")},
      {7 * kDay, N_("3 to 7 days")},    {INT64_MAX, N_("more than a week")}};
  Table out;
  out.caption = l.tr(N_("How long it took until somebody was found"));
  out.columns = {l.tr(N_("Waited")), l.tr(N_("Requests"))};
  std::int64_t above = 0;
  for (const auto& [end, label] : kSteps) {
    const auto to = end;
    const auto count = std::count_if(waits.begin(), waits.end(), [&](const Wait& w) {
      return w.seconds >= above && w.seconds < to;
    });
    out.rows.push_back({l.tr(label), l.number(static_cast<std::int64_t>(count))});
    above = end;
  }
  return out;
}

struct Gathered {
  KeeperPage page;
  std::vector<Cell> cells;
  Day from = 0, to = 0;
};

Gathered gather(Room& room, const Context& c) {
  Gathered g;
  const auto& l = c.language;
  const places::TerritoryId t{c.viewer.territory};
  g.to = day_of(c.now) + 1;
  g.from = g.to - kDays;
  room.core.db.read([&](db::Session& s) {
    g.cells = store::by_day(s, t, g.from, g.to);
    g.page.unmet = unmet_table(room, s, c, t);
    g.page.waits = waits_table(store::waits(s, t, g.from, g.to), l);
    g.page.refused = static_cast<int>(store::all_refused(s, t).size());
  });
  g.page.days = days_table(g.cells, g.from, g.to, l);
  const auto jobs = room.core.queue.figures();
  g.page.queue.caption = l.tr(N_("Work in the background"));
  g.page.queue.columns = {l.tr(N_("Waiting")), l.tr(N_("Under way")), l.tr(N_("Put aside"))};
  g.page.queue.rows = {{l.number(jobs.waiting), l.number(jobs.running), l.number(jobs.failed)}};
  return g;
}

Response show(Room& room, Context& c) {
  auto g = gather(room, c);
  const auto& l = c.language;
  g.page.days_csv = "/keeper/insight.csv";
  g.page.charts.push_back(chart_of(g.cells, g.from, g.to, "talk", N_("What neighbours write"),
                                   {"messages", "posts", "comments"}, true, l));
  g.page.charts.push_back(chart_of(g.cells, g.from, g.to, "help",
                                   N_("Requests, and those that found somebody"), {"needs", "met"},
                                   true, l));
  g.page.charts.push_back(
      chart_of(g.cells, g.from, g.to, "people", N_("New neighbours"), {"signups"}, false, l));
  auto page = c.page(l.tr(N_("Figures for the keeper")));
  page.index = false;
  return http::page(templates::keeper(page, g.page));
}

}  // namespace

void keeper_routes(Room& room) {
  auto& r = room.core.router;
  const http::RoleSet keepers{http::Role::keeper};
  r.get("/keeper/insight", [&room](Context& c) { return show(room, c); }).who(http::only(keepers));
  r.get("/keeper/insight.csv", [&room](Context& c) {
     return http::download(csv_of(gather(room, c).page.days), "text/csv; charset=utf-8",
                           "palier-days.csv");
   }).who(http::only(keepers));
}

}  // namespace palier::insight
