// What moderation has decided, counted, for everyone.
#include "features/moderation/csv.hpp"
#include "features/moderation/figures.hpp"
#include "features/moderation/routes.hpp"
#include "features/moderation/templates.hpp"
#include "features/moderation/view.hpp"

namespace palier::moderation {
namespace {

using http::Context;
using http::Response;

std::vector<Quarter> read(const Context& c, const Service& service) {
  return service.core().db.read([&](db::Session& s) { return quarters(s, territory(c), c.now); });
}

Response figures_page(const Context& c, const Service& service) {
  const auto& l = c.language;
  FiguresPage p;
  p.heads = heads(l);
  for (const auto& q : read(c, service)) {
    FigureRow row;
    row.period = l.tr(
        i18n::Message{q.until > c.now ? N_("Quarter {1} of {2}, so far") : N_("Quarter {1} of {2}"),
                      {std::to_string(q.number), std::to_string(q.year)}});
    for (const auto n : numbers(q.counts)) row.cells.push_back(shown(n, l));
    p.rows.push_back(std::move(row));
  }
  auto page = c.page(l.tr(N_("Moderation in figures")));
  page.description = l.tr(N_("What was reported here, and what was decided."));
  return http::page(templates::figures(page, p));
}

Response figures_csv(const Context& c, const Service& service) {
  std::vector<std::string> head{"year", "quarter"};
  head.insert(head.end(), std::begin(kColumns), std::end(kColumns));
  std::string out = kBom + csv_line(head);
  for (const auto& q : read(c, service)) {
    std::vector<std::string> cells{std::to_string(q.year), std::to_string(q.number)};
    for (const auto n : numbers(q.counts)) cells.push_back(n < 0 ? "<5" : std::to_string(n));
    out += csv_line(cells);
  }
  return http::download(std::move(out), "text/csv; charset=utf-8; header=present",
                        "moderation.csv");
}

}  // namespace

void figure_routes(http::Router& router, Service& service) {
  router.get("/moderation/figures", [&service](Context& c) { return figures_page(c, service); })
      .who(http::anyone())
      .limited(http::Limit::search);
  router.get("/moderation/figures.csv", [&service](Context& c) { return figures_csv(c, service); })
      .who(http::anyone())
      .limited(http::Limit::search);
}

}  // namespace palier::moderation
