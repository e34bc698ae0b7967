// Starting a circle: one question a page; answers are kept in the session until it begins.
#include <array>
#include <boost/json.hpp>

#include "core/http/once.hpp"
#include "features/circles/room.hpp"
#include "features/circles/templates.hpp"
#include "features/places/form.hpp"

namespace palier::circles {
namespace {

using form::Errors;
using form::Input;
using html::Field;
using http::Context;
using http::Response;
using i18n::Message;

constexpr const char* kDraft = "circles.new";

Input draft(const Context& c) {
  const auto text = c.session.get(kDraft);
  if (text.empty()) return {};
  return Input::from_json(boost::json::parse(text).as_object());
}

/// The answers of a page, put over those there are.
void keep(Context& c, const Input& old, const Input& fresh,
          std::initializer_list<const char*> fields) {
  boost::json::object out;
  for (const auto& [name, values] : old.all()) {
    boost::json::array list;
    for (const auto& v : values) list.push_back(boost::json::value(v));
    out[name] = std::move(list);
  }
  for (const char* name : fields) {
    out.erase(name);
    boost::json::array list;
    for (const auto& v : fresh.many(name)) list.push_back(boost::json::value(v));
    if (!list.empty()) out[name] = std::move(list);
  }
  c.session.set(kDraft, boost::json::serialize(out));
}

bool self(const Input& d) {
  return d.one("for") == "me";
}

std::string step(const Context& c, int n, bool for_self) {
  return c.language.tr(Message{
      N_("Question {1} of {2}"),
      {c.language.number(std::int64_t{n}), c.language.number(std::int64_t{for_self ? 3 : 4})}});
}

/// Shown with what is in the draft, or with what was just sent and its errors.
void fill_from(QuestionPage& p, const Context& c, const Input& from, const Errors& errors) {
  for (auto& f : p.fields) f = html::filled(f, errors ? c.request.form : from, errors, c.language);
}

QuestionPage whom(const Context& c) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Start a circle"));
  p.step = step(c, 1, false);
  p.lead = {
      l.tr(N_("A circle is a few people who help one person, each in turn. You say what is "
              "to be done and when; the turns are shared out fairly."))};
  p.back = "/circles";
  p.action = "/circles/new";
  p.submit = l.tr(N_("Continue"));
  Field f;
  f.name = "for";
  f.type = "radios";
  f.label = l.tr(N_("Who is it for?"));
  f.required = true;
  f.options = {{"me", l.tr(N_("For me")), "", false},
               {"other", l.tr(N_("For somebody close to me")),
                l.tr(N_("They need no account, no e-mail, no computer.")), false}};
  p.fields = {f};
  return p;
}

QuestionPage person(const Context& c, bool for_self) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = for_self ? l.tr(N_("About you")) : l.tr(N_("Who is this person?"));
  p.step = step(c, 2, for_self);
  p.back = "/circles/new";
  p.action = "/circles/new/person";
  p.submit = l.tr(N_("Continue"));
  if (!for_self) {
    Field name;
    name.name = "first_name";
    name.label = l.tr(N_("First name of this person"));
    name.hint = l.tr(N_("Whoever you invite sees it."));
    name.required = true;
    Field consent;
    consent.name = "consent";
    consent.type = "radios";
    consent.label = l.tr(N_("How did this person agree?"));
    consent.required = true;
    for (const Consent way : {Consent::spoken, Consent::written, Consent::guardian})
      consent.options.push_back({std::string(word(way)), l.tr(label(way)), "", false});
    p.fields = {name, consent};
  }
  Field frail;
  frail.name = "vulnerable";
  frail.type = "checkboxes";
  frail.label = l.tr(N_("A person to protect"));
  frail.hint =
      l.tr(N_("Then only neighbours whose address has been checked may come to the door. "
              "The others can call."));
  frail.options = {{"1",
                    for_self ? l.tr(N_("I am elderly, ill, disabled or frail"))
                             : l.tr(N_("This person is elderly, ill, disabled or frail")),
                    "", false}};
  p.fields.push_back(frail);
  return p;
}

QuestionPage home(const Context& c) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Where do they live?"));
  p.step = step(c, 3, false);
  p.lead = {
      l.tr(N_("Only you, and whoever has said that they come, see the address and the "
              "telephone."))};
  p.back = "/circles/new/person";
  p.action = "/circles/new/home";
  p.submit = l.tr(N_("Continue"));
  Field details;
  details.name = "home_details";
  details.label = l.tr(N_("Floor, door, code"));
  Field phone;
  phone.name = "phone";
  phone.type = "tel";
  phone.label = l.tr(N_("Their telephone"));
  phone.hint = l.tr(N_("A landline will do. For example 01 99 00 12 34."));
  phone.inputmode = "tel";
  phone.autocomplete = "off";
  p.fields = {details, phone};
  return p;
}

Response ask_home(Room& room, Context& c, const Input& from, const Errors& errors,
                  const places::LocationAnswer& answer) {
  auto p = home(c);
  fill_from(p, c, from, errors);
  const auto& l = c.language;
  const auto view =
      places::location_view(room.p.places, errors ? c.request.form : from, errors, answer, l,
                            l.tr(N_("Address")), l.tr(N_("Number, street and town")));
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::home_step(out, page, p, view, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

/// What the draft amounts to; nothing where a question is left.
std::optional<Circles::Start> whole(Room& room, const Context& c, const Input& d) {
  Errors errors;
  Circles::Start out;
  out.by = viewer(c);
  out.for_self = read_whom(d, errors).for_self;
  const auto p = read_person(d, errors, out.for_self);
  out.first_name = p.first_name;
  out.consent = p.consent;
  out.vulnerable = p.vulnerable;
  if (!out.for_self && !errors) {
    const auto answer = places::read_location(room.p.places, d, errors);
    const auto reach = read_reach(d, errors);
    out.home = answer.location;
    out.home_details = reach.home_details;
    out.phone = reach.phone;
    if (!out.home) return {};
  }
  if (errors) return {};
  return out;
}

Response check(Room& room, Context& c) {
  const auto& l = c.language;
  const auto d = draft(c);
  const auto start = whole(room, c, d);
  if (!start) return http::see_other(d.has("for") ? "/circles/new/person" : "/circles/new");
  std::vector<std::array<std::string, 3>> rows;
  rows.push_back({l.tr(N_("Who is it for?")),
                  start->for_self ? l.tr(N_("For me")) : start->first_name, "/circles/new"});
  if (!start->for_self)
    rows.push_back({l.tr(N_("How did this person agree?")), l.tr(label(start->consent)),
                    "/circles/new/person"});
  rows.push_back({l.tr(N_("Who may come to the door")),
                  start->vulnerable ? l.tr(N_("Only neighbours whose address has been checked"))
                                    : l.tr(N_("Everyone of the circle")),
                  "/circles/new/person"});
  if (!start->for_self) {
    std::string where = start->home->label;
    if (!start->home_details.empty()) where += ", " + start->home_details;
    rows.push_back({l.tr(N_("Where do they live?")), where, "/circles/new/home"});
    rows.push_back({l.tr(N_("Their telephone")),
                    start->phone.empty() ? std::string(l.tr(N_("Not given"))) : start->phone,
                    "/circles/new/home"});
  }
  QuestionPage p;
  p.step = step(c, start->for_self ? 3 : 4, start->for_self);
  p.back = start->for_self ? "/circles/new/person" : "/circles/new/home";
  p.action = "/circles/new/check";
  p.submit = l.tr(N_("Start the circle"));
  p.lead = {l.tr(N_("Next you say what is to be done, and invite those who can help."))};
  auto page = c.page(l.tr(N_("Check your answers")));
  page.index = false;
  html::Out out;
  templates::check(out, page, p, rows);
  return http::page(out.take());
}

Response begin(Room& room, Context& c) {
  if (const auto path = room.db().read([&](db::Session& s) {
        return accounts::before_posting(room.p.accounts, s, c, "/circles/new/check");
      }))
    return http::see_other(*path);
  const auto start = whole(room, c, draft(c));
  const auto& token = c.request.form.one("once");
  const auto made = room.db().write([&](db::Transaction& tx) -> tl::expected<std::string, Refusal> {
    if (const auto before = http::once(tx, token, c.now)) return *before;
    if (!start) return std::string("/circles/new");
    const auto id = room.service.start(tx, *start, c.now);
    if (!id) return tl::unexpected(id.error());
    const std::string path = "/circles/" + id->str();
    http::keep_result(tx, token, path);
    return path;
  });
  if (!made) return refuse(c, made.error(), "/circles");
  if (start) {
    c.session.erase(kDraft);
    c.notice({N_("The circle has begun.")});
  }
  return http::see_other(*made);
}

}  // namespace

void new_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/circles/new", [](Context& c) {
     auto p = whom(c);
     fill_from(p, c, draft(c), {});
     return question(c, p);
   }).who(http::signed_in());
  r.post("/circles/new", [](Context& c) {
     Errors errors;
     (void)read_whom(c.request.form, errors);
     if (errors) return question(c, whom(c), errors);
     keep(c, draft(c), c.request.form, {"for"});
     return http::see_other("/circles/new/person");
   }).who(http::signed_in());
  r.get("/circles/new/person", [](Context& c) {
     const auto d = draft(c);
     if (!d.has("for")) return http::see_other("/circles/new");
     auto p = person(c, self(d));
     fill_from(p, c, d, {});
     return question(c, p);
   }).who(http::signed_in());
  r.post("/circles/new/person", [](Context& c) {
     const auto d = draft(c);
     if (!d.has("for")) return http::see_other("/circles/new");
     Errors errors;
     (void)read_person(c.request.form, errors, self(d));
     if (errors) return question(c, person(c, self(d)), errors);
     keep(c, d, c.request.form, {"first_name", "consent", "vulnerable"});
     return http::see_other(self(d) ? "/circles/new/check" : "/circles/new/home");
   }).who(http::signed_in());
  r.get("/circles/new/home", [&room](Context& c) {
     const auto d = draft(c);
     if (!d.has("for")) return http::see_other("/circles/new");
     Errors unused;
     const auto answer = d.has("address_text") || d.has("postcode") || d.has("quarter")
                             ? places::read_location(room.p.places, d, unused)
                             : places::LocationAnswer{};
     return ask_home(room, c, d, {}, answer);
   }).who(http::signed_in());
  r.post("/circles/new/home", [&room](Context& c) {
     const auto d = draft(c);
     Errors errors;
     const auto answer = places::read_location(room.p.places, c.request.form, errors);
     (void)read_reach(c.request.form, errors);
     if (errors || !answer.location) return ask_home(room, c, d, errors, answer);
     keep(c, d, c.request.form,
          {"address_id", "address_text", "address_for", "lat", "lon", "map.x", "map.y", "quarter",
           "postcode", "home_details", "phone"});
     return http::see_other("/circles/new/check");
   }).who(http::signed_in());
  r.get("/circles/new/check", [&room](Context& c) {
     return check(room, c);
   }).who(http::signed_in());
  r.post("/circles/new/check", [&room](Context& c) { return begin(room, c); })
      .who(http::signed_in())
      .limited(http::Limit::posting);
}

}  // namespace palier::circles
