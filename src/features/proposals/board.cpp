// The coordinators' board: what needs a person now, first.
#include "features/proposals/board.hpp"

#include "core/audit/audit.hpp"
#include "features/proposals/templates.hpp"

namespace palier::proposals {
namespace board {

using http::Context;
using http::Response;

Seat seat_of(const Context& c) {
  return {AccountId{c.viewer.account}, places::TerritoryId{c.viewer.territory},
          c.viewer.roles.has(http::Role::operator_)};
}

Proposal proposal_or_404(db::Session& s, const Seat& seat, ProposalId id) {
  auto found = store::find(s, id);
  if (!found || found->territory_id != seat.territory) http::not_found();
  return *std::move(found);
}

void note(db::Transaction& tx, const Seat& seat, std::string_view act, std::string_view kind,
          std::int64_t subject, Instant now) {
  audit::write(tx, now,
               {.territory_id = seat.territory.value,
                .by_account = seat.account.value,
                .what = fmt::format("board.{}", act),
                .kind = std::string(kind),
                .subject = subject});
}

namespace {

/// Noted where it was done; a refusal changes nothing.
Done noted(db::Transaction& tx, const Seat& seat, std::string_view act, Done done, Instant now) {
  if (done) note(tx, seat, act, "proposal", done->id.value, now);
  return done;
}

}  // namespace

Done propose(Room& room, const Seat& seat, aid::PostId need, AccountId helper, Instant now) {
  return room.db().write([&](db::Transaction& tx) -> Done {
    const auto at = room.p.aid.standing(tx, need);
    if (!at || at->territory != seat.territory) http::not_found();
    Service::New wanted;
    wanted.need = need;
    wanted.helper = helper;
    wanted.by_hand = seat.account;
    return noted(tx, seat, "proposed", room.service.propose(tx, wanted, now), now);
  });
}

Done decide(Room& room, const Seat& seat, ProposalId id, const Decision& d, Instant now) {
  return room.db().write([&](db::Transaction& tx) -> Done {
    const auto p = proposal_or_404(tx, seat, id);
    if (about(seat, p)) return tl::unexpected(Refusal::barred);
    return noted(tx, seat, d.good ? "confirmed" : "refused",
                 room.service.confirm(tx, id, seat.account, d.good, d.note, now), now);
  });
}

Done answer_for(Room& room, const Seat& seat, ProposalId id, bool yes, Instant now) {
  return room.db().write([&](db::Transaction& tx) -> Done {
    const auto p = proposal_or_404(tx, seat, id);
    // The helper does not say the other side's yes.
    if (seat.account == p.helper_id) return tl::unexpected(Refusal::barred);
    return noted(tx, seat, yes ? "accepted_for" : "refused_for",
                 yes ? room.service.author_yes(tx, id, p.author_id, seat.account, now)
                     : room.service.author_no(tx, id, p.author_id, seat.account, now),
                 now);
  });
}

Done cancel(Room& room, const Seat& seat, ProposalId id, std::string_view why, Instant now) {
  return room.db().write([&](db::Transaction& tx) -> Done {
    proposal_or_404(tx, seat, id);
    return noted(tx, seat, "cancelled", room.service.cancel(tx, id, seat.account, why, now), now);
  });
}

void plan_now(Room& room, const Seat& seat) {
  room.db().write([&](db::Transaction& tx) {
    room.service.plan_soon(tx, seat.territory, "hand");
    note(tx, seat, "planned", "", 0, room.p.core.clock.now());
  });
}

namespace {

Response show(Context& c, Room& room) {
  const Seat seat = seat_of(c);
  form::Errors errors;
  const auto filter = read_need_filter(c.request.query, seat.desk, errors);
  const auto view = room.db().read([&](db::Session& s) {
    return board_view({s, room.p, seat, c.language, c.now}, errors ? NeedFilter{} : filter);
  });
  auto page = c.page(c.language.tr(N_("Coordination")));
  page.index = false;
  return http::page(templates::board(page, view, errors), errors ? 422 : 200);
}

Response plan(Context& c, Room& room) {
  plan_now(room, seat_of(c));
  c.notice({N_("A new plan is being made. It takes from some seconds to some minutes.")});
  return http::see_other("/board");
}

}  // namespace
}  // namespace board

void board_routes(Room& room) {
  auto& router = room.p.core.router;
  router.get("/board", [&room](http::Context& c) { return board::show(c, room); })
      .who(board::coordinators());
  router.post("/board/plan", [&room](http::Context& c) { return board::plan(c, room); })
      .who(board::coordinators())
      .limited(http::Limit::posting);
  board::need_routes(room);
  board::proposal_routes(room);
  board::apart_routes(room);
  board::export_routes(room);
  room.p.core.site.on_page(70, [&room](html::Page& page, const http::Context& c) {
    if (!c.viewer.roles.any_of(board::coordinators().roles)) return;
    const auto waiting = room.db().read([&](db::Session& s) {
      return store::count_to_confirm(s, places::TerritoryId{c.viewer.territory});
    });
    page.account_links.push_back({c.language.tr(N_("Coordination")), "/board",
                                  c.request.path.starts_with("/board"), static_cast<int>(waiting)});
  });
}

}  // namespace palier::proposals
