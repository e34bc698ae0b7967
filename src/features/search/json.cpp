// /api/v1/search: the same looks as the page. What programs look for is not counted.
#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "features/search/form.hpp"
#include "features/search/room.hpp"

namespace palier::search {
namespace {

namespace json = boost::json;
using http::Context;
using http::Response;

std::string plain(const std::vector<Piece>& pieces) {
  std::string out;
  for (const auto& p : pieces) out += p.text;
  return out;
}

json::array marks(const std::vector<Piece>& pieces) {
  json::array out;
  for (const auto& p : pieces)
    if (p.marked) out.emplace_back(p.text);
  return out;
}

json::object to_json(const Line& line) {
  return {{"kind", line.hit.kind},
          {"id", std::to_string(line.hit.id)},
          {"title", line.hit.title},
          {"excerpt", plain(line.excerpt)},
          {"matched", marks(line.excerpt)},
          {"note", line.hit.note},
          {"url", line.hit.url}};
}

Response search(Room& room, Context& c) {
  form::Errors errors;
  const auto form = read_search(c.request.query, errors, room.kind_words());
  if (errors) return http::problem(c, errors);
  const Room::Look look{read_query(form.text), form.kind, form.page};
  const auto found = look.query.words.empty() ? Found{} : room.look(look, c);
  json::array items, kinds;
  for (const auto& line : found.lines) items.push_back(to_json(line));
  for (const auto& k : found.kinds)
    kinds.push_back(json::object{{"kind", k.kind}, {"count", k.count}, {"more", k.more}});
  json::object out{{"items", std::move(items)},
                   {"kinds", std::move(kinds)},
                   {"total", found.total},
                   {"more", found.more_than_counted},
                   {"partly", found.partly},
                   {"next_page", found.next ? json::value(form.page + 1) : json::value(nullptr)},
                   {"suggestion", found.suggestion.empty() ? json::value(nullptr)
                                                           : json::value(found.suggestion)}};
  return http::json(http::json_text(json::value(std::move(out))));
}

}  // namespace

void json_routes(Room& room) {
  room.core.router.get("/api/v1/search", [&room](Context& c) { return search(room, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
}

}  // namespace palier::search
