#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/kit/room.hpp"
#include "features/kit/templates.hpp"

namespace palier::kit {
namespace {

using http::Context;
using http::Response;

constexpr int kPreview = 620;  ///< Pixels wide; twice what a phone shows.
constexpr int kPlaces = 30;
constexpr double kReach = 3000;

std::string encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

/// What was chosen, for the picture and the file.
std::string query_of(const form::Input& input) {
  std::string out;
  for (const auto& [key, values] : input.all())
    for (const auto& v : values) out += (out.empty() ? "?" : "&") + encoded(key) + "=" + encoded(v);
  return out;
}

html::Field text(std::string name, std::string label, std::string hint, int max) {
  html::Field f;
  f.name = std::move(name);
  f.label = std::move(label);
  f.hint = std::move(hint);
  f.max = max;
  return f;
}

html::Field choice(std::string name, std::string label, std::vector<html::Option> options) {
  html::Field f;
  f.name = std::move(name);
  f.type = "radios";
  f.label = std::move(label);
  f.required = true;
  f.options = std::move(options);
  return f;
}

std::vector<html::Field> fields(Paper paper, const Context& c, const Options& o,
                                const form::Errors& errors) {
  const auto& l = c.language;
  std::vector<html::Field> out;
  out.push_back(text("title", l.tr(N_("Title")), l.tr(N_("Leave it empty for ours.")), kTitle));
  if (paper != Paper::numbers) {
    auto intro =
        text("intro", l.tr(N_("Words under it")), l.tr(N_("Leave it empty for ours.")), kIntro);
    intro.type = "textarea";
    intro.rows = 3;
    out.push_back(std::move(intro));
  }
  if (paper == Paper::poster || paper == Paper::leaflets) {
    out.push_back(text("name", l.tr(N_("Your first name and floor")),
                       l.tr(N_("Leave it empty to write it by hand.")), kName));
    out.push_back(text("phone", l.tr(N_("Your telephone")),
                       l.tr(N_("It will be read by everyone who passes.")), kPhone));
  }
  if (paper == Paper::poster)
    out.push_back(choice(
        "precautions", l.tr(N_("Precautions at the bottom")),
        {{"yes", l.tr(N_("Yes")), "", o.precautions}, {"no", l.tr(N_("No")), "", !o.precautions}}));
  if (paper == Paper::board) {
    auto rows = text("rows", l.tr(N_("Rows")), l.tr(N_("From 4 to 24.")), 0);
    rows.value = std::to_string(o.rows);
    rows.inputmode = "numeric";
    rows.width = 2;
    out.push_back(std::move(rows));
  }
  if (paper == Paper::numbers)
    out.push_back(text("near", l.tr(N_("Open places around")),
                       l.tr(N_("An address, a postcode or a quarter.")), 120));
  if (paper != Paper::leaflets)
    out.push_back(choice(
        "format", l.tr(N_("Paper size")),
        {{"a4", "A4", l.tr(N_("What printers at home take.")), o.format == paper::Format::a4},
         {"a3", "A3", l.tr(N_("Twice as large, from a copy shop.")),
          o.format == paper::Format::a3}}));
  out.push_back(
      choice("ink", l.tr(N_("Ink")),
             {{"colour", l.tr(N_("Colour")), "", o.ink == paper::Ink::colour},
              {"saving", l.tr(N_("Black, with little ink")), "", o.ink == paper::Ink::saving}}));
  std::vector<html::Option> languages;
  for (const auto* each : i18n::languages())
    languages.push_back(
        {std::string(each->code()), std::string(each->own_name()), "", each == o.language});
  out.push_back(choice("in", l.tr(N_("Language of the print")), std::move(languages)));
  for (auto& f : out) f = html::filled(f, c.request.query, errors, l);
  return out;
}

}  // namespace

Site Room::site() const {
  Site out;
  out.name = core.site.name;
  out.address = core.site.public_url.empty() ? "http://localhost" : core.site.public_url;
  out.shown = out.address.substr(out.address.find("//") + 2);
  const Host& host = core.config.host;
  out.host = host.name;
  out.phone = host.phone;
  out.hours = host.hours;
  return out;
}

std::vector<paper::Draw> Room::pages(Paper paper, const Options& o, places::TerritoryId) const {
  const Site where = site();
  switch (paper) {
    case Paper::poster:
      return {[o, where](paper::Sheet& sheet) { draw_poster(sheet, o, where); }};
    case Paper::leaflets:
      return {[o, where](paper::Sheet& sheet) { draw_leaflets(sheet, o, where); }};
    case Paper::board:
      return {[o, where](paper::Sheet& sheet) { draw_board(sheet, o, where); }};
    case Paper::numbers:
      break;
  }
  structures::Structures::Look look;
  look.limit = kPlaces;
  if (!o.near.empty()) {
    const auto found = places.search({.text = o.near, .limit = 1, .near = {}});
    if (!found.empty()) {
      look.near = found.front().point;
      look.within = kReach;
    }
  }
  std::vector<Place> open;
  for (auto& p : structures.printed(look, *o.language))
    open.push_back({p.name, p.kind_name, p.address, p.hours, p.phone});
  return draw_numbers(o, where, useful_numbers(*o.language), std::move(open));
}

namespace {

Response shown(const Room& room, Context& c, Paper paper) {
  form::Errors errors;
  const Options o = read_options(c.request.query, c.language, errors);
  DocumentPage view;
  view.title = title_of(paper, c.language);
  view.path = "/kit/" + std::string(word(paper));
  view.fields = fields(paper, c, o, errors);
  const std::string query = query_of(c.request.query);
  view.picture = view.path + ".png" + query;
  view.file = view.path + ".pdf" + query;
  view.landscape = about(paper, o, room.site()).landscape;
  return http::page(templates::document(c.page(view.title), view, errors), errors ? 422 : 200);
}

Response picture(const Room& room, Context& c, Paper paper) {
  form::Errors errors;
  const Options o = read_options(c.request.query, c.language, errors);
  if (errors) return http::text("", "image/png", 422);
  const auto pages = room.pages(paper, o, places::TerritoryId{c.viewer.territory});
  return http::text(paper::png(about(paper, o, room.site()), kPreview, pages.front()), "image/png");
}

Response file(const Room& room, Context& c, Paper paper) {
  form::Errors errors;
  const Options o = read_options(c.request.query, c.language, errors);
  if (errors) return shown(room, c, paper);
  const auto what = about(paper, o, room.site());
  return http::download(
      paper::pdf(what, room.pages(paper, o, places::TerritoryId{c.viewer.territory})),
      "application/pdf", what.title + ".pdf");
}

}  // namespace

std::string title_of(Paper paper, const i18n::Language& l) {
  Options o;
  o.language = &l;
  return about(paper, o, {}).title;
}

void routes(Room& room) {
  auto& router = room.core.router;
  router
      .get("/kit",
           [](Context& c) {
             IndexPage view;
             const auto& l = c.language;
             const char* const said[] = {
                 N_("With a square to scan, and lines to write your name on."),
                 N_("Four to a page, with strips to tear off."),
                 N_("A table for the stairwell: who needs, who can, who takes care of it."),
                 N_("For someone who does not use the internet.")};
             const char* const icons[] = {"paper", "mail", "people", "phone"};
             for (const Paper p : kPapers) {
               const auto i = static_cast<std::size_t>(p);
               view.papers.push_back(
                   {title_of(p, l), l.tr(said[i]), "/kit/" + std::string(word(p)), icons[i]});
             }
             return http::page(templates::kit(c.page(l.tr(N_("The kit for your building"))), view));
           })
      .who(http::anyone());
  for (const Paper p : kPapers) {
    const std::string path = "/kit/" + std::string(word(p));
    router.get(path, [&room, p](Context& c) { return shown(room, c, p); }).who(http::anyone());
    router.get(path + ".png", [&room, p](Context& c) { return picture(room, c, p); })
        .who(http::anyone())
        .limited(http::Limit::search);
    router.get(path + ".pdf", [&room, p](Context& c) { return file(room, c, p); })
        .who(http::anyone())
        .limited(http::Limit::search);
  }
}

}  // namespace palier::kit
