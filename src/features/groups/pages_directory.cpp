// Groups near me, and mine.
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/groups/directory.hpp"
#include "features/groups/templates.hpp"

namespace palier::groups {
namespace {

using http::Context;
using http::Response;

constexpr int kPerPage = 20;

std::string encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

std::vector<html::Field> filters(const Context& c, bool at_home, const form::Errors& errors) {
  const auto& l = c.language;
  html::Field q;
  q.name = "q";
  q.type = "search";
  q.label = l.tr(N_("Which group are you looking for?"));
  q.hint = l.tr(N_("For example: garden, choir, school."));
  q.required = true;  // A filter is never "optional": nothing is asked.
  std::vector<html::Field> out{q};
  if (at_home) {
    html::Field near;
    near.name = "near";
    near.type = "select";
    near.label = l.tr(N_("How far"));
    near.required = true;
    near.options = {{"", l.tr(N_("Everywhere, the nearest first")), "", false},
                    {"building", l.tr(N_("My building")), "", false},
                    {"street", l.tr(N_("My street")), "", false},
                    {"quarter", l.tr(N_("My quarter")), "", false},
                    {"city", l.tr(N_("My town")), "", false}};
    out.push_back(near);
  }
  for (auto& f : out) f = html::filled(f, c.request.query, errors, l);
  return out;
}

Response show(Room& room, Context& c) {
  form::Errors errors;
  ListPage p;
  p.signed_in = c.viewer.signed_in();
  p.number = page_number(c);
  bool at_home = false;
  room.db().read([&](db::Session& s) {
    const auto home = room.service.home(s, viewer(c));
    at_home = home.has_value();
    const auto circles = home ? home->circles : std::vector<std::string>{};
    auto look = read_look(c.request.query, errors, c, home);
    look.limit = kPerPage + 1;
    look.offset = (p.number - 1) * kPerPage;
    auto found = store::look(s, look);
    const bool more = found.size() > kPerPage;
    if (more) found.resize(kPerPage);
    for (const auto& g : found) p.found.push_back(room.card(g, circles, c.language));
    std::string path = "/groups";
    char join = '?';
    for (const char* name : {"q", "near"})
      if (const auto& v = c.request.query.one(name); !v.empty()) {
        path.append(1, join).append(name).append("=").append(encoded(v));
        join = '&';
        p.filtered = true;
      }
    p.pager = pager(path, p.number, more);
    if (p.signed_in && p.number == 1 && !p.filtered) own(room, s, c, circles, p);
  });
  p.homeless = p.signed_in && !at_home;
  p.filters = filters(c, at_home, errors);
  auto page = c.page(c.language.tr(N_("Groups")));
  page.index = !p.signed_in && !p.filtered && p.number == 1;
  html::Out out;
  templates::list(out, page, p);
  return http::page(out.take());
}

}  // namespace

store::Look read_look(const form::Input& query, form::Errors& errors, const http::Context& c,
                      const std::optional<Service::Home>& home) {
  form::Reader read(query, errors);
  store::Look look;
  look.territory = places::TerritoryId{c.viewer.territory};
  look.building = look.street = "-";
  look.text = read.text("q", {.max = 100});
  if (!home) return look;
  for (const auto& circle : home->circles) {
    if (circle.starts_with("building/")) look.building = circle;
    if (circle.starts_with("street/")) look.street = circle;
  }
  look.quarter = home->scopes.quarter;
  look.commune = home->scopes.commune;
  const auto near = read.choice("near", {"building", "street", "quarter", "city"}, false);
  look.within = near == "building"  ? 0
                : near == "street"  ? 1
                : near == "quarter" ? 2
                : near == "city"    ? 3
                                    : 4;
  return look;
}

void own(Room& room, db::Session& s, const http::Context& c,
         const std::vector<std::string>& circles, ListPage& p) {
  const auto& l = c.language;
  for (const auto& g : store::groups_of(s, viewer(c))) {
    const auto m = store::member(s, g.id, viewer(c));
    if (g.unseen && m->role != Role::organiser) continue;
    auto v = room.card(g, circles, l);
    if (m->role != Role::member) v.mine = l.tr(label(m->role));
    if (g.unseen) v.note = l.tr(N_("Not shown to others at present"));
    if (may_let_in(g, *m)) v.waiting = static_cast<int>(store::waiting(s, g.id));
    p.mine.push_back(std::move(v));
  }
  for (const auto& g : store::invited(s, viewer(c), c.now)) {
    auto v = room.card(g, circles, l);
    v.note = l.tr(N_("You are invited"));
    p.invited.push_back(std::move(v));
  }
  for (const auto& g : store::asking(s, viewer(c))) {
    auto v = room.card(g, circles, l);
    v.note = l.tr(N_("Your request waits for an answer"));
    p.invited.push_back(std::move(v));
  }
}

void directory_routes(Room& room) {
  room.p.core.router.get("/groups", [&room](Context& c) { return show(room, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
}

}  // namespace palier::groups
