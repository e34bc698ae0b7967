// What everyone may see, and the same as CSV.
#include "features/insight/map.hpp"
#include "features/insight/room.hpp"
#include "features/insight/templates.hpp"

namespace palier::insight {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

struct Group {
  const char* id;
  const char* heading;
  std::vector<std::string> measures;
  bool lines;
};
const std::vector<Group>& groups() {
  static const std::vector<Group> all{
      {"talk", N_("What neighbours write"), {"messages", "posts", "comments"}, true},
      {"help", N_("Requests, and those that found somebody"), {"needs", "met"}, false},
      {"people", N_("New neighbours"), {"signups"}, false}};
  return all;
}

std::string query(const LookForm& form, const Tree& tree) {
  std::string out = fmt::format("period={}", word(form.span));
  if (form.node)
    out += fmt::format("&area={}", tree.nodes()[static_cast<std::size_t>(form.node)].id);
  return out;
}

ChartView chart_view(const Room::Seen& seen, const Group& group, const std::string& area,
                     const i18n::Language& l) {
  ChartView v;
  v.id = group.id;
  v.heading = l.tr(group.heading);
  v.table = series_table(seen, group.measures, l);
  v.table.caption = v.heading;
  Chart chart;
  chart.id = group.id;
  chart.lines = group.lines;
  chart.title = l.tr(Message{N_("{1}: {2}"), {v.heading, area}});
  for (const auto& row : v.table.rows) chart.labels.push_back(row[0]);
  for (std::size_t m = 0; m < group.measures.size(); ++m) {
    Chart::Series series;
    series.name = v.table.columns[m + 1];
    for (const auto& step : seen.steps)
      series.values.push_back(step.value(group.measures[m], seen.form.node));
    if (!v.table.rows.empty()) {
      if (!chart.description.empty()) chart.description += " ";
      chart.description +=
          l.tr(Message{N_("{1}: {2} at the end. All figures are in the table below."),
                       {series.name, v.table.rows.back()[m + 1]}});
    }
    v.names.push_back(series.name);
    chart.series.push_back(std::move(series));
  }
  v.picture = draw(chart, l);
  v.csv_url = fmt::format("/insight/{}.csv?{}", group.id, query(seen.form, *seen.tree));
  return v;
}

FigureView figure_view(const Room::Seen& seen, const Measure& m, const i18n::Language& l) {
  FigureView v;
  v.label = l.tr(m.name);
  const auto now = seen.now->value(m.word, seen.form.node);
  v.value = figure(now, l);
  if (!seen.then) return v;
  const auto then = seen.then->value(m.word, seen.form.node);
  v.before = l.tr(Message{N_("before: {1}"), {figure(then, l)}});
  if (now && then) {
    const auto change = growth(*then, *now);
    v.growth =
        change == 0
            ? std::string(l.tr(N_("as many")))
            : l.tr(Message{change > 0 ? N_("+{1}%") : N_("−{1}%"), {l.number(std::abs(change))}});
  }
  return v;
}

std::vector<html::Field> fields(const Tree& tree, const Context& c, const Errors& errors) {
  const auto& l = c.language;
  html::Field area;
  area.name = "area";
  area.type = "select";
  area.label = l.tr(N_("Where"));
  area.required = true;
  area.options.push_back({"", l.tr(N_("The whole territory")), "", false});
  const auto communes = tree.of_kind("commune").size();
  for (const auto& node : tree.nodes()) {
    if (node.id == 0 || (node.kind == "commune" && communes < 2)) continue;
    area.options.push_back({std::to_string(node.id), node.name, "", false});
  }
  html::Field period;
  period.name = "period";
  period.type = "select";
  period.label = l.tr(N_("When"));
  period.required = true;
  period.value = "week";
  period.options = {{"week", l.tr(N_("The last whole week")), "", false},
                    {"month", l.tr(N_("The last whole month")), "", false},
                    {"all", l.tr(N_("Since the beginning")), "", false}};
  std::vector<html::Field> out{area, period};
  for (auto& f : out) f = html::filled(f, c.request.query, errors, l);
  return out;
}

Response show(Room& room, Context& c) {
  Errors errors;
  const auto tree = room.tree();
  const auto form = read_look(c.request.query, errors, *tree);
  InsightPage p;
  p.path = c.request.path;
  p.fields = fields(*tree, c, errors);
  p.keeper = c.viewer.roles.has(http::Role::keeper);
  const auto& l = c.language;
  if (!errors) {
    const auto seen = room.look(c, form);
    p.any = seen.any;
    p.area = room.area_name(seen, l);
    p.period = words_of(form.span, seen.period, l);
    for (const auto& m : kMeasures) p.figures.push_back(figure_view(seen, m, l));
    if (const auto wait = seen.now->median_wait(form.node)) p.wait = wait_words(*wait, l);
    for (const auto& g : groups()) p.charts.push_back(chart_view(seen, g, p.area, l));
    p.words = words_table(seen, l);
    p.categories = categories_table(seen, l);
    p.quarters = quarters_table(seen, l);
    p.map_words = class_words(l);
    p.map = draw_map(room.from.places, *seen.tree, seen.balances, p.quarters.caption,
                     l.tr(N_("Each quarter is shaded by how many helped for each request, over 30 "
                             "days. All figures are in the table below.")),
                     p.map_words);
    const auto q = query(form, *seen.tree);
    p.words_csv = "/insight/words.csv?" + q;
    p.categories_csv = "/insight/categories.csv?" + q;
    p.quarters_csv = "/insight/quarters.csv?" + q;
  }
  auto page = c.page(l.tr(N_("The neighbourhood in figures")));
  return http::page(templates::insight(page, p, errors), errors ? 422 : 200);
}

Response csv(Room& room, Context& c, const std::string& name) {
  if (!name.ends_with(".csv")) http::not_found();
  const std::string which = name.substr(0, name.size() - 4);
  Errors errors;
  const auto tree = room.tree();
  const auto form = read_look(c.request.query, errors, *tree);
  if (errors) http::not_found();
  const auto seen = room.look(c, form);
  Table table;
  if (which == "words") {
    table = words_table(seen, c.language);
  } else if (which == "categories") {
    table = categories_table(seen, c.language);
  } else if (which == "quarters") {
    table = quarters_table(seen, c.language);
  } else {
    for (const auto& g : groups())
      if (which == g.id) table = series_table(seen, g.measures, c.language);
    if (table.columns.empty()) http::not_found();
  }
  return http::download(csv_of(table), "text/csv; charset=utf-8",
                        fmt::format("palier-{}-{}.csv", which, word(form.span)));
}

}  // namespace

void page_routes(Room& room) {
  auto& r = room.core.router;
  r.get("/insight", [&room](Context& c) { return show(room, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
  r.get("/insight/{table}",
        [&room](Context& c, const std::string& name) { return csv(room, c, name); })
      .who(http::anyone())
      .limited(http::Limit::search);
}

}  // namespace palier::insight
