// /api/v1/bulletins and /bulletins.atom: official word is public, so that other programs can carry
// it.
#include "core/http/json.hpp"

#include <boost/json.hpp>

#include "core/html/markdown.hpp"
#include "core/http/once.hpp"
#include "features/bulletins/room.hpp"
#include "features/bulletins/store.hpp"

namespace palier::bulletins {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

constexpr int kMost = 100;
constexpr const char* kApi = "/api/v1/bulletins";

json::object to_json(db::Session& s, const Service& service, const Bulletin& b,
                     const i18n::Language& l) {
  const auto circles = store::circles(s, b.id);
  const auto card = service.card(b, circles, l);
  json::array list;
  for (const auto& circle : circles) list.emplace_back(circle);
  json::object out{{"id", b.id.str()},
                   {"voice", word(b.voice)},
                   {"urgency", word(b.urgency)},
                   {"body", card.body},
                   {"title", b.title},
                   {"text", b.text},
                   {"html", html::markdown(b.text).markup},
                   {"language", b.language},
                   {"area", card.area},
                   {"circles", std::move(list)},
                   {"from", rfc3339(b.from_at)},
                   {"url", b.url()},
                   {"in_force", b.in_force(service.parts().core.clock.now())}};
  if (b.ends_at != kNever) out["until"] = rfc3339(b.ends_at);
  if (b.withdrawn_at) {
    out["withdrawn"] = rfc3339(*b.withdrawn_at);
    out["withdrawn_why"] = b.withdrawn_why;
  }
  json::array changes;
  for (const auto& a : store::amendments(s, b.id))
    changes.push_back(json::object{{"at", rfc3339(a.at)},
                                   {"note", a.note},
                                   {"title_before", a.old_title},
                                   {"text_before", a.old_text}});
  out["corrections"] = std::move(changes);
  return out;
}

Response list(const Service& service, Context& c) {
  json::array items;
  service.parts().core.db.read([&](db::Session& s) {
    const auto filter = read_filter(s, service, c);
    for (const auto& card : service.current(s, places::TerritoryId{c.viewer.territory},
                                            filter.where, c.language, kMost))
      if (const auto b = store::find(s, card.id))
        items.push_back(to_json(s, service, *b, c.language));
  });
  return http::json(http::json_text(json::object{{"items", std::move(items)}}));
}

Bulletin found(db::Session& s, const Service& service, const Context& c, BulletinId id) {
  auto b = store::find(s, id);
  if (!b || b->territory_id.value != c.viewer.territory || !service.may_see(s, c.viewer, *b))
    http::not_found();
  return std::move(*b);
}

Response one(const Service& service, Context& c, BulletinId id) {
  return http::json(http::json_text(service.parts().core.db.read([&](db::Session& s) {
    const auto b = found(s, service, c, id);
    auto out = to_json(s, service, b, c.language);
    const auto reading = service.reading(s, b, c.viewer.account);
    if (reading.least > 0) out["read_by_at_least"] = reading.least;
    return out;
  })));
}

Response write(Service& service, Context& c) {
  const auto& core = service.parts().core;
  const auto input = http::json_input(c.request);
  const auto context =
      core.db.read([&](db::Session& s) { return service.form_context(s, c.viewer, c.language); });
  Errors errors;
  const auto form = read_bulletin(input, errors, context);
  if (form.urgency == Urgency::urgent && !input.has("sure"))
    errors.add("sure", {N_("Say that it cannot wait, or choose another urgency.")});
  if (errors) return http::problem(c, errors);
  const auto token = http::own_token(c.viewer.account, kApi, input.one("once"));
  Service::Written written;
  const auto url = core.db.write([&](db::Transaction& tx) -> std::string {
    if (auto before = http::once(tx, token, c.now)) return *before;
    written = service.write(tx, c.viewer, form, c.language.code());
    if (*written.refused.msgid) return "";
    auto made = "/bulletins/" + written.id.str();
    http::keep_result(tx, token, made);
    return made;
  });
  if (url.empty()) return http::problem(c, 409, written.refused);
  return http::json(
      http::json_text(json::object{
          {"id", url.substr(url.rfind('/') + 1)}, {"url", url}, {"held", written.held}}),
      written.id ? 201 : 200);
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

/// RFC 4287. Ids are this site's URLs, which do not change.
Response atom(const Service& service, Context& c) {
  const auto& core = service.parts().core;
  const auto& base = core.site.public_url;
  std::string entries;
  Instant newest{};
  core.db.read([&](db::Session& s) {
    const auto filter = read_filter(s, service, c);
    for (const auto& card : service.current(s, places::TerritoryId{c.viewer.territory},
                                            filter.where, c.language, kMost)) {
      const auto b = store::find(s, card.id);
      if (!b) continue;
      const Instant changed = std::max(b->amended_at.value_or(b->from_at), b->from_at);
      newest = std::max(newest, changed);
      entries += fmt::format(
          "<entry><id>{0}</id><title>{1}</title><link href=\"{0}\"/><published>{2}</published>"
          "<updated>{3}</updated><author><name>{4}</name></author><category term=\"{5}\"/>"
          "<category term=\"{6}\"/><content type=\"html\">{7}</content></entry>\n",
          escaped(base + card.url), escaped(card.title), rfc3339(b->from_at), rfc3339(changed),
          escaped(card.body), word(b->voice), word(b->urgency),
          escaped(html::markdown(b->text).markup));
    }
  });
  const auto self = base + "/bulletins.atom";
  return http::text(
      fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                  "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\"><id>{}</id>"
                  "<title>{}</title><link rel=\"self\" href=\"{}\"/><link href=\"{}\"/>"
                  "<updated>{}</updated>\n{}</feed>\n",
                  c.language.code(), escaped(self),
                  escaped(c.site.name + " – " + c.language.tr(N_("Bulletins"))), escaped(self),
                  escaped(base + "/bulletins"), rfc3339(newest == Instant{} ? c.now : newest),
                  entries),
      "application/atom+xml; charset=utf-8");
}

}  // namespace

void json_routes(Service& service) {
  auto& r = service.parts().core.router;
  const char* bulletin = "/api/v1/bulletins/{bulletin}";
  r.get("/bulletins.atom", [&service](Context& c) { return atom(service, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
  r.get(kApi, [&service](Context& c) { return list(service, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
  r.get(bulletin, [&service](Context& c, BulletinId id) {
     return one(service, c, id);
   }).who(http::anyone());
  r.post(kApi, [&service](Context& c) { return write(service, c); })
      .who(http::only({http::Role::official, http::Role::informant}))
      .limited(http::Limit::posting);
  r.post("/api/v1/bulletins/{bulletin}/read", [&service](Context& c, BulletinId id) {
     const auto done = service.parts().core.db.write([&](db::Transaction& tx) {
       return service.acknowledge(tx, found(tx, service, c, id), AccountId{c.viewer.account});
     });
     if (!done)
       return http::problem(c, 409, {N_("It is not counted any more: the bulletin is over.")});
     return http::json("{}");
   }).who(http::signed_in());
}

}  // namespace palier::bulletins
