// /api/v1/insight: the figures that everyone may see.
#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "features/insight/map.hpp"
#include "features/insight/room.hpp"

namespace palier::insight {
namespace {

namespace json = boost::json;
using http::Context;
using http::Response;

json::value number(const std::optional<std::int64_t>& v) {
  return v ? json::value(*v) : json::value(nullptr);
}

std::string iso(Day day) {
  return rfc3339(Instant{std::chrono::sys_days{std::chrono::days{day}}}).substr(0, 10);
}

json::object to_json(const Period& p) {
  return {{"from", iso(p.from)}, {"to", iso(p.to - 1)}};
}

json::object figures(const Public& p, int node) {
  json::object out;
  for (const auto& m : kMeasures) out[m.word] = number(p.value(m.word, node));
  return out;
}

Response show(Room& room, Context& c) {
  form::Errors errors;
  const auto tree = room.tree();
  const auto form = read_look(c.request.query, errors, *tree);
  if (errors) return http::problem(c, errors);
  const auto seen = room.look(c, form);
  json::array steps, words, categories, quarters, areas;
  for (const auto& step : seen.steps) {
    auto o = to_json(step.period());
    o["figures"] = figures(step, form.node);
    steps.push_back(std::move(o));
  }
  for (const auto& w : seen.words)
    words.push_back(json::object{{"word", w.word}, {"searches", w.count}});
  for (const auto& [code, count] : seen.now->categories(form.node))
    categories.push_back(json::object{{"category", code}, {"needs", count}});
  for (const auto& b : seen.balances) {
    const auto& node = seen.tree->nodes()[static_cast<std::size_t>(b.node)];
    if (node.kind == "quarter")
      quarters.push_back(json::object{{"id", std::to_string(node.id)},
                                      {"name", node.name},
                                      {"helpers", number(b.helpers)},
                                      {"needs", number(b.needs)},
                                      {"class", map_class(b)}});
    if (node.id)
      areas.push_back(
          json::object{{"id", std::to_string(node.id)}, {"kind", node.kind}, {"name", node.name}});
  }
  json::object out{
      {"area", room.area_name(seen, c.language)},
      {"period", to_json(seen.period)},
      {"figures", figures(*seen.now, form.node)},
      {"before", seen.then ? json::value(figures(*seen.then, form.node)) : json::value(nullptr)},
      {"median_wait_seconds", number(seen.now->median_wait(form.node))},
      {"steps", std::move(steps)},
      {"words", std::move(words)},
      {"categories", std::move(categories)},
      {"quarters", std::move(quarters)},
      {"areas", std::move(areas)}};
  return http::json(http::json_text(json::value(std::move(out))));
}

}  // namespace

void json_routes(Room& room) {
  room.core.router.get("/api/v1/insight", [&room](Context& c) { return show(room, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
}

}  // namespace palier::insight
