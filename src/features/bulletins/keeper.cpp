// /keeper/bodies: who may speak officially, and who signs for them.
#include <algorithm>

#include "features/bulletins/room.hpp"
#include "features/bulletins/store.hpp"
#include "features/bulletins/templates.hpp"

namespace palier::bulletins {
namespace {

using form::Errors;
using http::Context;
using http::Response;

constexpr const char* kBodies = "/keeper/bodies";

std::string url_of(BodyId id) {
  return fmt::format("{}/{}", kBodies, id.value);
}

std::string full_name(db::Session& s, const Service& service, AccountId id,
                      const i18n::Language& l) {
  const auto name = service.parts().accounts.contact(s, id).full_name;
  return name.empty() ? l.tr(N_("No name yet")) : name;
}

std::vector<html::Field> body_fields(db::Session& s, const Service& service, const Context& c,
                                     const std::optional<Body>& body) {
  const auto& l = c.language;
  std::vector<html::Field> out;
  out.reserve(5);
  html::Field name;
  name.name = "name";
  name.label = l.tr(N_("Name"));
  name.hint =
      l.tr(N_("As people know it: “Ville de Merlefontaine”. It signs its bulletins, and "
              "nobody else may take it."));
  name.required = true;
  name.max = 80;
  html::Field brief;
  brief.name = "short_name";
  brief.label = l.tr(N_("Short name"));
  brief.hint = l.tr(N_("If people use one: “ARS”."));
  brief.max = 30;
  html::Field kind;
  kind.name = "kind";
  kind.type = "radios";
  kind.required = true;
  kind.label = l.tr(N_("What is it?"));
  for (const auto k : {BodyKind::city, BodyKind::health, BodyKind::state, BodyKind::other})
    kind.options.push_back(
        {std::string(word(k)), l.tr(bulletins::name(k)), "", body ? body->kind == k : false});
  html::Field who;
  who.name = "signers";
  who.type = "checkboxes";
  who.label = l.tr(N_("Who signs for it?"));
  who.hint =
      l.tr(N_("People with the role “official”. You give that role under “People and "
              "roles”."));
  const auto signers = body ? store::signers(s, body->id) : std::vector<AccountId>{};
  for (const auto id : service.parts().accounts.with_role(
           s, places::TerritoryId{c.viewer.territory}, http::Role::official))
    who.options.push_back({id.str(), full_name(s, service, id, l), "",
                           std::find(signers.begin(), signers.end(), id) != signers.end()});
  if (body) {
    name.value = body->name;
    brief.value = body->short_name;
  }
  out.push_back(std::move(name));
  out.push_back(std::move(brief));
  out.push_back(std::move(kind));
  if (!who.options.empty()) out.push_back(std::move(who));
  if (body) {
    html::Field closed;
    closed.name = "closed";
    closed.type = "checkboxes";
    closed.label = l.tr(N_("Is it over?"));
    closed.options = {{"1", l.tr(N_("It speaks here no more; what it said stays")), "",
                       body->closed_at.has_value()}};
    out.push_back(std::move(closed));
  }
  return out;
}

Response list(const Service& service, Context& c) {
  const auto& l = c.language;
  std::vector<BodyLine> lines;
  service.parts().core.db.read([&](db::Session& s) {
    for (const auto& body : store::bodies(s, places::TerritoryId{c.viewer.territory})) {
      std::vector<std::string> names;
      for (const auto id : store::signers(s, body.id))
        names.push_back(full_name(s, service, id, l));
      lines.push_back({url_of(body.id), body.name, l.tr(name(body.kind)),
                       fmt::format("{}", fmt::join(names, ", ")), body.closed_at.has_value()});
    }
  });
  auto page = c.page(l.tr(N_("Public bodies")));
  page.index = false;
  return http::page(templates::bodies(page, lines));
}

Response show(const Service& service, Context& c, std::optional<BodyId> id,
              const Errors& errors = {}) {
  const auto& l = c.language;
  WritePage p;
  p.back = kBodies;
  service.parts().core.db.read([&](db::Session& s) {
    std::optional<Body> body;
    if (id) {
      body = store::body(s, *id);
      if (!body || body->territory_id.value != c.viewer.territory) http::not_found();
    }
    p.heading = body ? body->name : l.tr(N_("Add a public body"));
    p.fields = body_fields(s, service, c, body);
  });
  p.action = id ? url_of(*id) : "/keeper/bodies/new";
  p.submit = l.tr(N_("Save"));
  if (c.request.method == http::Method::post)
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, l);
  auto page = c.page(p.heading);
  page.index = false;
  return http::page(templates::write(page, p, errors), errors ? 422 : 200);
}

Response save(Service& service, Context& c, std::optional<BodyId> id) {
  Errors errors;
  const auto form = read_body(c.request.form, errors);
  if (errors) return show(service, c, id, errors);
  const auto saved = service.parts().core.db.write(
      [&](db::Transaction& tx) { return service.save_body(tx, c.viewer, id, form); });
  if (!saved) return show(service, c, id, saved.error());
  c.notice({N_("Saved.")});
  return http::see_other(kBodies);
}

}  // namespace

void keeper_routes(Service& service) {
  auto& r = service.parts().core.router;
  const auto keepers = http::only({http::Role::keeper});
  const char* one = "/keeper/bodies/{body}";
  r.get(kBodies, [&service](Context& c) { return list(service, c); }).who(keepers);
  r.get("/keeper/bodies/new", [&service](Context& c) { return show(service, c, {}); }).who(keepers);
  r.post("/keeper/bodies/new", [&service](Context& c) {
     return save(service, c, {});
   }).who(keepers);
  r.get(one, [&service](Context& c, BodyId id) { return show(service, c, id); }).who(keepers);
  r.post(one, [&service](Context& c, BodyId id) { return save(service, c, id); }).who(keepers);
}

}  // namespace palier::bulletins
