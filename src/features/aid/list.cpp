// The list near me.
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/aid/listing.hpp"
#include "features/aid/templates.hpp"

namespace palier::aid {
namespace {

using form::Errors;
using http::Context;
using i18n::Language;

constexpr std::size_t kPerPage = 20;

std::string encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

/// The same list with one word of its query changed; "" takes it out.
std::string with(const Context& c, std::string_view name, std::string_view value) {
  std::string out = c.request.path;
  char join = '?';
  for (const auto& [key, values] : c.request.query.all()) {
    if (key == name || key == "page") continue;
    for (const auto& v : values) {
      out += join + encoded(key) + "=" + encoded(v);
      join = '&';
    }
  }
  if (!value.empty()) out += join + encoded(name) + "=" + encoded(value);
  return out;
}

html::Field select(std::string name, const char* label, const Language& l,
                   std::vector<std::pair<std::string, std::string>> options) {
  html::Field f;
  f.name = std::move(name);
  f.type = "select";
  f.label = l.tr(label);
  f.required = true;
  for (auto& [value, text] : options) f.options.push_back({value, std::move(text), "", false});
  return f;
}

std::vector<html::Field> filters(const Context& c, const Listing& listing,
                                 const Catalogue& catalogue, const Errors& errors) {
  const auto& l = c.language;
  html::Field near;
  near.name = "near";
  near.label = l.tr(N_("Around which place?"));
  near.required = true;
  near.hint = listing.own_home ? l.tr(N_("Empty: around your home."))
                               : l.tr(N_("An address, a postcode or a quarter."));
  std::vector<std::pair<std::string, std::string>> categories{{"", l.tr(N_("Everything"))}};
  for (const Category* one : catalogue.active())
    categories.emplace_back(one->code, one->name(l.code()));
  std::vector<std::pair<std::string, std::string>> reach{
      {"", l.tr(N_("Near: 2 km"))},
      {"500", l.tr(N_("500 m"))},
      {"1000", l.tr(N_("1 km"))},
      {"5000", l.tr(N_("5 km"))},
      {"quarter", l.tr(N_("My quarter"))},
      {"street", l.tr(N_("Said to my street"))},
      {"building", l.tr(N_("Said to my building"))},
      {"city", l.tr(N_("Further away too"))}};
  html::Field urgent;
  urgent.name = "urgent";
  urgent.type = "checkboxes";
  urgent.label = l.tr(N_("Only what is urgent"));
  urgent.required = true;  // A filter is never "optional": nothing is asked.
  urgent.options.push_back({"1", l.tr(N_("Urgent")), "", false});
  std::vector<html::Field> out{near, select("category", N_("What"), l, std::move(categories)),
                               select("scope", N_("How far"), l, std::move(reach)),
                               select("when", N_("When"), l,
                                      {{"", l.tr(N_("Any time"))},
                                       {"now", l.tr(N_("Now"))},
                                       {"week", l.tr(N_("This week"))},
                                       {"evenings", l.tr(N_("In the evening"))},
                                       {"weekend", l.tr(N_("At the weekend"))}})};
  if (listing.look.kind == Kind::need) out.push_back(std::move(urgent));
  for (auto& f : out) f = html::filled(f, c.request.query, errors, l);
  return out;
}

http::Response show(Room& room, Context& c, Kind kind) {
  const auto catalogue = room.catalogue();
  Errors errors;
  const auto seer = room.db().read([&](db::Session& s) { return room.service.seer(s, c.viewer); });
  Listing listing = read_listing(room, c, seer, kind, errors);
  form::Reader reader(c.request.query, errors);
  const auto number = reader.number("page", {.min = 1, .max = 10'000}).value_or(1);
  listing.look.offset = static_cast<std::size_t>(number - 1) * kPerPage;
  listing.look.limit = kPerPage;

  ListPage p;
  p.kind = kind;
  p.filters = filters(c, listing, *catalogue, errors);
  p.path = c.request.path;
  if (!errors) {
    room.sync();
    if (seer.account)
      listing.look.apart = room.db().read(
          [&](db::Session& s) { return room.p.moderation.apart_from(s, seer.account); });
    const auto found = room.p.index.find(listing.look);
    std::vector<PostId> ids;
    ids.reserve(found.hits.size());
    for (const auto& hit : found.hits) ids.push_back(hit.id);
    p.total = static_cast<std::int64_t>(found.total);
    p.cards = room.db().read(
        [&](db::Session& s) { return room.cards(s, c, seer, ids, listing.look.centre); });
    if (number > 1)
      p.pager.previous = with(c, "page", number == 2 ? "" : std::to_string(number - 1));
    if (!found.next.empty()) p.pager.next = with(c, "page", std::to_string(number + 1));
  }
  p.around = listing.around;
  p.own_home = listing.own_home;
  p.placed = listing.look.centre.has_value();
  p.further = listing.look.within > 0 || listing.look.scope ? with(c, "scope", "city") : "";
  p.filtered = c.request.query.has("category") || c.request.query.has("when") ||
               c.request.query.has("urgent");
  p.all = c.request.path;
  p.post_url = base(kind) + "/new";
  auto page = c.page(kind == Kind::need ? c.language.tr(N_("Requests for help"))
                                        : c.language.tr(N_("Offers of help")));
  page.index = false;
  html::Out out;
  templates::list(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

}  // namespace

void list_routes(Room& room) {
  for (const Kind kind : {Kind::need, Kind::offer})
    room.p.core.router.get(base(kind), [&room, kind](Context& c) { return show(room, c, kind); })
        .who(http::anyone())
        .limited(http::Limit::search);
}

}  // namespace palier::aid
