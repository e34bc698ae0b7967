// One need at the board: who might help, what is under way, and where it is for those who may know.
#include "features/proposals/board.hpp"
#include "features/proposals/templates.hpp"

namespace palier::proposals::board {
namespace {

using http::Context;
using http::Response;

constexpr int kCandidates = 40;

Response show(Context& c, Room& room, aid::PostId need, const form::Errors& errors = {},
              int status = 200, const Facts& door = {}) {
  const Seat seat = seat_of(c);
  const auto possible = room.planner.possible(need, kCandidates);
  auto view = room.db().read([&](db::Session& s) {
    return need_view({s, room.p, seat, c.language, c.now}, need, possible);
  });
  if (!view) http::not_found();
  view->door = door;
  auto page = c.page(view->title);
  page.index = false;
  auto answer = http::page(templates::board_need(page, *view, errors), status);
  if (!door.empty()) answer.header("Cache-Control", "no-store");
  return answer;
}

Response ask(Context& c, Room& room, aid::PostId need) {
  const auto helper = AccountId::parse(c.request.form.one("helper"));
  if (!helper) throw http::Refused{400};
  const auto done = propose(room, seat_of(c), need, *helper, c.now);
  if (done) {
    c.notice(done->sent_at ? i18n::Message{N_("Asked. They have 12 hours to answer.")}
                           : i18n::Message{N_("Kept: they are asked once their quiet hours are "
                                              "over.")});
    return http::see_other("/board/needs/" + need.str());
  }
  if (done.error() == Refusal::not_found) http::not_found();
  form::Errors errors;
  errors.add("", why_not(done.error()));
  return show(c, room, need, errors, status_of(done.error()));
}

}  // namespace

Facts look_at_door(Room& room, const Context& c, aid::PostId need) {
  const Seat seat = seat_of(c);
  return room.db().write([&](db::Transaction& tx) {
    const auto at = room.p.aid.standing(tx, need);
    if (!at || at->territory != seat.territory) http::not_found();
    store::log_look(tx, seat.territory, seat.account, "address", need.value, "", c.now);
    note(tx, seat, "address", "aid", need.value, c.now);
    return door_facts({tx, room.p, seat, c.language, c.now}, need);
  });
}

void need_routes(Room& room) {
  auto& router = room.p.core.router;
  router
      .get("/board/needs/{need}",
           [&room](Context& c, aid::PostId need) { return show(c, room, need); })
      .who(coordinators());
  router
      .post("/board/needs/{need}/propose",
            [&room](Context& c, aid::PostId need) { return ask(c, room, need); })
      .who(coordinators())
      .limited(http::Limit::posting);
  router
      .post("/board/needs/{need}/address",
            [&room](Context& c, aid::PostId need) {
              const auto door = look_at_door(room, c, need);
              return show(c, room, need, {}, 200, door);
            })
      .who(desk());
}

}  // namespace palier::proposals::board
