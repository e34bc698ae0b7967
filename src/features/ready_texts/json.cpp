#include <boost/json.hpp>

#include "features/ready_texts/blanks.hpp"
#include "features/ready_texts/routes.hpp"
#include "features/ready_texts/store.hpp"

namespace palier::ready_texts {
namespace {

namespace json = boost::json;

http::Response list(const Core& core, http::Context& c) {
  const auto texts = core.db.read([&](db::Session& s) {
    return store::offered(s, places::TerritoryId{c.viewer.territory}, c.request.query.one("use"),
                          c.language.code());
  });
  json::array out;
  out.reserve(texts.size());
  for (const auto& t : texts) {
    const auto pattern = read_pattern(t.body);
    if (!pattern) continue;
    json::array blanks;
    blanks.reserve(pattern->blanks.size());
    for (const auto& b : pattern->blanks)
      blanks.push_back({{"label", b.label}, {"example", b.example}});
    out.push_back(
        {{"id", t.id.str()}, {"name", t.name}, {"text", t.body}, {"blanks", std::move(blanks)}});
  }
  return http::json(json::serialize(json::object{{"ready_texts", std::move(out)}}));
}

}  // namespace

void register_api(const Core& core) {
  core.router.get("/api/v1/ready-texts", [&core](http::Context& c) { return list(core, c); })
      .who(http::signed_in());
}

}  // namespace palier::ready_texts
