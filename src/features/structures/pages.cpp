#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/structures/room.hpp"
#include "features/structures/templates.hpp"

namespace palier::structures {
namespace {

using form::Errors;
using http::Context;
using http::Response;

constexpr int kPerPage = 20;
constexpr double kReach = 3000;

std::string encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

/// The same list, another page of it.
std::string page_url(const Context& c, std::int64_t number) {
  std::string out = c.request.path;
  char join = '?';
  for (const auto& [key, values] : c.request.query.all()) {
    if (key == "page") continue;
    for (const auto& v : values) {
      out += join + encoded(key) + "=" + encoded(v);
      join = '&';
    }
  }
  if (number > 1) out += join + std::string("page=") + std::to_string(number);
  return out;
}

std::vector<html::Field> filters(const Context& c, const Errors& errors) {
  const auto& l = c.language;
  html::Field near;
  near.name = "near";
  near.label = l.tr(N_("Around which place?"));
  near.hint = l.tr(N_("An address, a postcode or a quarter."));
  near.required = true;
  html::Field kind;
  kind.name = "kind";
  kind.type = "select";
  kind.label = l.tr(N_("What"));
  kind.required = true;
  kind.options.push_back({"", l.tr(N_("Everything")), "", false});
  for (const auto& k : kinds()) kind.options.push_back({k.code, l.tr(k.one), "", false});
  html::Field open;
  open.name = "open";
  open.type = "checkboxes";
  open.label = l.tr(N_("When"));
  open.required = true;
  open.options.push_back({"1", l.tr(N_("Open now")), "", false});
  std::vector<html::Field> out{near, kind, open};
  for (auto& f : out) f = html::filled(f, c.request.query, errors, l);
  return out;
}

Response list(Room& room, Context& c) {
  Errors errors;
  form::Reader reader(c.request.query, errors);
  Structures::Look look;
  ListPage p;
  const auto near = reader.text("near", {.max = 200});
  if (!near.empty()) {
    const auto found = room.places.search({near, 1, {}});
    if (!found.empty()) {
      look.near = found[0].point;
      p.around = found[0].label;
    } else if (const auto where = room.places.locate_postcode(near)) {
      look.near = where->exact;
      p.around = where->label;
    } else {
      errors.add("near", {N_("This place was not found. Write an address or a postcode.")});
    }
  } else if (c.viewer.signed_in()) {
    // Where they live, never told on the page.
    if (const auto home = room.core.db.read([&](db::Session& s) {
          return room.accounts.home(s, accounts::AccountId{c.viewer.account});
        }))
      look.near = home->exact;
  }
  std::vector<std::string> codes;
  for (const auto& k : kinds()) codes.emplace_back(k.code);
  look.kind = reader.choice("kind", codes, false);
  look.open_now = reader.flag("open");
  const auto number = reader.number("page", {.min = 1, .max = 10'000}).value_or(1);
  look.offset = static_cast<int>(number - 1) * kPerPage;
  look.limit = kPerPage;
  if (look.near) look.within = kReach;
  if (!errors) {
    auto found = room.look(look, c.language);
    if (found.total == 0 && look.near) {  // Nothing near: the nearest there are.
      look.within = 0;
      found = room.look(look, c.language);
    }
    p.cards = std::move(found.cards);
    p.total = found.total;
    if (number > 1) p.pager.previous = page_url(c, number - 1);
    if (number * kPerPage < p.total) p.pager.next = page_url(c, number + 1);
  }
  p.filters = filters(c, errors);
  p.path = c.request.path;
  p.placed = look.near.has_value();
  p.filtered = !look.kind.empty() || look.open_now;
  p.any = !room.empty();
  auto page = c.page(c.language.tr(N_("Open places")));
  return http::page(templates::list(page, p, errors), errors ? 422 : 200);
}

Response detail(Room& room, Context& c, StructureId id) {
  const auto s = room.core.db.read([&](db::Session& t) { return room.get(t, id); });
  const auto v = view_of(s, room.hours(s).get(), c.now, c.language);
  auto page = c.page(v.card.name);
  return http::page(templates::detail(page, v));
}

Response status_page(Room& room, Context& c, StructureId id, const form::Input& input,
                     const Errors& errors) {
  const auto s = room.core.db.read([&](db::Session& t) { return room.get(t, id); });
  auto fields = status_fields(c.language);
  for (auto& f : fields) f = html::filled(f, input, errors, c.language);
  auto page = c.page(c.language.tr(N_("Say how you found this place")));
  page.index = false;
  return http::page(templates::status(page, s.name, "/open-places/" + id.str(), fields, errors),
                    errors ? 422 : 200);
}

}  // namespace

void page_routes(Room& room) {
  auto& r = room.core.router;
  r.get("/open-places", [&room](Context& c) { return list(room, c); })
      .who(http::anyone())
      .limited(http::Limit::search);
  r.get("/open-places/{structure}", [&room](Context& c, StructureId id) {
     return detail(room, c, id);
   }).who(http::anyone());
  r.get("/open-places/{structure}/status", [&room](Context& c, StructureId id) {
     return status_page(room, c, id, {}, {});
   }).who(http::signed_in());
  r.post("/open-places/{structure}/status",
         [&room](Context& c, StructureId id) {
           Errors errors;
           const auto filled = read_status(c.request.form, errors);
           if (errors) return status_page(room, c, id, c.request.form, errors);
           room.core.db.write([&](db::Transaction& tx) {
             room.say(tx, room.get(tx, id), filled, accounts::AccountId{c.viewer.account}, c.now);
           });
           c.notice({N_("Thank you. Your neighbours can see it.")});
           return http::see_other("/open-places/" + id.str());
         })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::structures
