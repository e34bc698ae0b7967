// Proposals at the board: those that wait for a person, each with its history, and all of them.
#include "features/proposals/board.hpp"
#include "features/proposals/templates.hpp"

namespace palier::proposals::board {
namespace {

using http::Context;
using http::Response;

Response show(Context& c, Room& room, ProposalId id, const form::Errors& errors = {},
              int status = 200) {
  const Seat seat = seat_of(c);
  auto view = room.db().read([&](db::Session& s) {
    return proposal_view({s, room.p, seat, c.language, c.now}, proposal_or_404(s, seat, id));
  });
  for (auto* field : {&view.decision, &view.note, &view.why})
    *field = html::filled(*field, c.request.form, errors, c.language);
  auto page = c.page(c.language.tr(i18n::Message{N_("Proposal: {1}"), {view.line.need}}));
  page.index = false;
  return http::page(templates::board_proposal(page, view, errors), status);
}

Response after(Context& c, Room& room, ProposalId id, const Done& done, const char* said,
               std::string_view to) {
  if (done) {
    c.notice({said});
    return http::see_other(to);
  }
  form::Errors errors;
  errors.add("", why_not(done.error()));
  return show(c, room, id, errors, status_of(done.error()));
}

Response waiting(Context& c, Room& room) {
  const Seat seat = seat_of(c);
  const auto lines = room.db().read([&](db::Session& s) {
    const Eyes e{s, room.p, seat, c.language, c.now};
    std::vector<ProposalLine> out;
    store::Filter filter;
    filter.territory = seat.territory;
    filter.state = State::to_confirm;
    filter.limit = 200;
    for (const auto& p : store::list(s, filter)) out.push_back(proposal_line(e, p));
    std::reverse(out.begin(), out.end());  // The oldest first.
    return out;
  });
  auto page = c.page(c.language.tr(N_("To confirm")));
  page.index = false;
  return http::page(templates::board_confirm(page, lines));
}

Response past(Context& c, Room& room) {
  const Seat seat = seat_of(c);
  form::Errors errors;
  auto filter = read_past_filter(c.request.query, errors);
  if (errors) filter = {};
  PastPage p;
  p.desk = seat.desk;
  room.db().read([&](db::Session& s) {
    const Eyes e{s, room.p, seat, c.language, c.now};
    auto wanted = to_store(filter, seat.territory, c.now);
    wanted.limit = kPastPage + 1;
    auto list = store::list(s, wanted);
    if (list.size() > kPastPage) {
      list.resize(kPastPage);
      const auto query = query_of(filter);
      p.pager.next = fmt::format("/board/history{}{}before={}", query, query.empty() ? "?" : "&",
                                 list.back().id.str());
    }
    for (const auto& one : list) p.lines.push_back(proposal_line(e, one));
    for (const auto& look : store::looks(s, seat.territory, "export", 0, 10))
      p.exports.push_back({c.language.date(look.at, i18n::Language::Style::day_and_time),
                           name_of(e, look.by_id), look.detail, ""});
  });
  if (filter.before) p.pager.previous = "/board/history" + query_of(filter);
  p.state.name = "state";
  p.state.label = c.language.tr(N_("Where it stands"));
  p.state.options.push_back({"", c.language.tr(N_("All")), "", !filter.state});
  for (int i = 0; i <= static_cast<int>(State::cancelled); ++i) {
    const auto state = static_cast<State>(i);
    p.state.options.push_back(
        {std::string(word(state)), state_label(state, c.language), "", filter.state == state});
  }
  p.days.name = "days";
  p.days.label = c.language.tr(N_("Made"));
  p.days.options = {{"", c.language.tr(N_("At any time")), "", filter.days == 0},
                    {"1", c.language.tr(N_("In the last 24 hours")), "", filter.days == 1},
                    {"7", c.language.tr(N_("In the last 7 days")), "", filter.days == 7},
                    {"28", c.language.tr(N_("In the last 28 days")), "", filter.days == 28}};
  p.export_url = "/board/export.csv" + query_of(filter);
  p.export_names = p.export_url + (query_of(filter).empty() ? "?" : "&") + "names=1";
  auto page = c.page(c.language.tr(N_("All proposals")));
  page.index = false;
  return http::page(templates::board_history(page, p, errors), errors ? 422 : 200);
}

}  // namespace

void proposal_routes(Room& room) {
  auto& router = room.p.core.router;
  router.get("/board/confirm", [&room](Context& c) { return waiting(c, room); })
      .who(coordinators());
  router.get("/board/history", [&room](Context& c) { return past(c, room); }).who(coordinators());
  router
      .get("/board/proposals/{proposal}",
           [&room](Context& c, ProposalId id) { return show(c, room, id); })
      .who(coordinators());
  router
      .post("/board/proposals/{proposal}/confirm",
            [&room](Context& c, ProposalId id) {
              form::Errors errors;
              const auto decision = read_decision(c.request.form, errors);
              if (errors) return show(c, room, id, errors, 422);
              return after(c, room, id, decide(room, seat_of(c), id, decision, c.now),
                           decision.good ? N_("Confirmed. The person who asked is asked now.")
                                         : N_("Refused. The helper is told kindly."),
                           "/board/confirm");
            })
      .who(coordinators());
  router
      .post("/board/proposals/{proposal}/accept",
            [&room](Context& c, ProposalId id) {
              return after(c, room, id, answer_for(room, seat_of(c), id, true, c.now),
                           N_("Agreed, on their behalf. Both are told who the other is."),
                           "/board/proposals/" + id.str());
            })
      .who(desk());
  router
      .post("/board/proposals/{proposal}/refuse",
            [&room](Context& c, ProposalId id) {
              return after(c, room, id, answer_for(room, seat_of(c), id, false, c.now),
                           N_("Refused, on their behalf. The helper is told kindly."),
                           "/board/proposals/" + id.str());
            })
      .who(desk());
  router
      .post("/board/proposals/{proposal}/cancel",
            [&room](Context& c, ProposalId id) {
              form::Errors errors;
              const auto why = read_why(c.request.form, errors);
              if (errors) return show(c, room, id, errors, 422);
              return after(c, room, id, cancel(room, seat_of(c), id, why, c.now),
                           N_("Cancelled. Whoever had been asked is told kindly."),
                           "/board/proposals/" + id.str());
            })
      .who(coordinators());
}

}  // namespace palier::proposals::board
