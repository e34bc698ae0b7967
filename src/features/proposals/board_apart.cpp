// Pairs kept apart by a coordinator.
#include "features/proposals/board.hpp"
#include "features/proposals/templates.hpp"

namespace palier::proposals::board {
namespace {

using http::Context;
using http::Response;

Response list(Context& c, Room& room) {
  const Seat seat = seat_of(c);
  const auto lines = room.db().read([&](db::Session& s) {
    return apart_lines({s, room.p, seat, c.language, c.now});
  });
  auto page = c.page(c.language.tr(N_("Kept apart")));
  page.index = false;
  return http::page(templates::board_apart(page, lines));
}

/// Who is meant: given by id, or found by what was typed.
html::Field person_field(const Eyes& e, const form::Input& in, const char* name, std::string label,
                         const std::string& typed) {
  html::Field f;
  f.name = name;
  f.label = std::move(label);
  f.required = true;
  std::vector<PersonLine> found = people(e, typed);
  if (const auto id = AccountId::parse(in.one(name)))
    if (auto one = person_line(e, *id);
        one && std::none_of(found.begin(), found.end(), [&](const auto& p) { return p.id == *id; }))
      found.insert(found.begin(), *one);
  for (const auto& p : found) {
    std::string hint = p.quarter;
    if (p.verified) hint += (hint.empty() ? "" : ", ") + std::string(e.l.tr(N_("verified")));
    f.options.push_back(
        {p.id.str(), p.name, hint, found.size() == 1 || in.one(name) == p.id.str()});
  }
  return f;
}

Response ask(Context& c, Room& room, const form::Input& in, const form::Errors& errors = {}) {
  const Seat seat = seat_of(c);
  ApartPage p;
  const auto text = [&](const char* name, const char* label) {
    html::Field f;
    f.name = name;
    f.label = c.language.tr(label);
    f.value = in.one(name);
    f.type = "search";
    f.max = 100;
    return f;
  };
  p.first = text("first", N_("Name of the first person"));
  p.second = text("second", N_("Name of the second person"));
  room.db().read([&](db::Session& s) {
    const Eyes e{s, room.p, seat, c.language, c.now};
    p.a = person_field(e, in, "a", c.language.tr(N_("First person")), p.first.value);
    p.b = person_field(e, in, "b", c.language.tr(N_("Second person")), p.second.value);
  });
  p.searched = !p.first.value.empty() || !p.second.value.empty();
  p.why.name = "why";
  p.why.label = c.language.tr(N_("Why?"));
  p.why.hint = c.language.tr(N_("For coordinators. The two are not told."));
  p.why.required = true;
  p.why.max = 300;
  for (auto* field : {&p.a, &p.b, &p.why})
    if (errors) *field = html::filled(*field, c.request.form, errors, c.language);
  auto page = c.page(c.language.tr(N_("Keep two people apart")));
  page.index = false;
  return http::page(templates::board_apart_new(page, p, errors), errors ? 422 : 200);
}

Response add(Context& c, Room& room) {
  form::Errors errors;
  const auto pair = read_pair(c.request.form, errors);
  if (!errors && !keep_apart(room, seat_of(c), pair, c.now))
    errors.add("a", {N_("Choose a person.")});
  if (errors) return ask(c, room, c.request.form, errors);
  c.notice({N_("They are kept apart from now on. They are not told.")});
  return http::see_other("/board/apart");
}

}  // namespace

bool keep_apart(Room& room, const Seat& seat, const Pair& pair, Instant now) {
  return room.db().write([&](db::Transaction& tx) {
    const auto& fr = *i18n::languages().front();
    const Eyes e{tx, room.p, seat, fr, now};
    if (!person_line(e, pair.a) || !person_line(e, pair.b)) return false;
    room.service.keep_apart(tx, pair.a, pair.b, seat.account, pair.why, now);
    note(tx, seat, "parted", "account", pair.a.value, now);
    note(tx, seat, "parted", "account", pair.b.value, now);
    return true;
  });
}

bool lift_apart(Room& room, const Seat& seat, AccountId a, AccountId b, Instant now) {
  return room.db().write([&](db::Transaction& tx) {
    for (const auto& one : store::all_apart(tx, seat.territory)) {
      if (!((one.a == a && one.b == b) || (one.a == b && one.b == a))) continue;
      room.service.lift_apart(tx, a, b, seat.account, now);
      note(tx, seat, "parting_lifted", "account", a.value, now);
      note(tx, seat, "parting_lifted", "account", b.value, now);
      return true;
    }
    return false;
  });
}

void apart_routes(Room& room) {
  auto& router = room.p.core.router;
  router.get("/board/apart", [&room](Context& c) { return list(c, room); }).who(coordinators());
  router.get("/board/apart/new", [&room](Context& c) { return ask(c, room, c.request.query); })
      .who(coordinators())
      .limited(http::Limit::search);
  router.post("/board/apart", [&room](Context& c) { return add(c, room); }).who(coordinators());
  router
      .post("/board/apart/lift",
            [&room](Context& c) {
              const auto a = AccountId::parse(c.request.form.one("a"));
              const auto b = AccountId::parse(c.request.form.one("b"));
              if (!a || !b) throw http::Refused{400};
              if (lift_apart(room, seat_of(c), *a, *b, c.now))
                c.notice({N_("They may meet again.")});
              return http::see_other("/board/apart");
            })
      .who(coordinators());
}

}  // namespace palier::proposals::board
