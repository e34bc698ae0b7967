// One turn: yes, no, done, an exchange; what those who manage do with it.
#include "features/circles/room.hpp"
#include "features/circles/templates.hpp"

namespace palier::circles {
namespace {

using form::Errors;
using html::Field;
using http::Context;
using http::Response;
using i18n::Message;

std::string path_of(CircleId id, TurnId turn) {
  return "/circles/" + id.str() + "/turns/" + turn.str();
}

struct Both {
  Room::Seen seen;
  Room::SeenTurn turn;
};
Both both(Room& room, db::Session& s, const Context& c, CircleId id, TurnId turn,
          Tier least = Tier::helper) {
  auto seen = room.see(s, c, id, least);
  auto t = room.turn(s, seen, turn);
  return {std::move(seen), std::move(t)};
}

std::string about(const Context& c, const Both& b) {
  return Letters::what(b.turn.task, c.language) + " · " + Letters::when(b.turn.row, c.language);
}

Response show(Room& room, Context& c, CircleId id, TurnId turn) {
  const auto p = room.db().read([&](db::Session& s) {
    const auto b = both(room, s, c, id, turn);
    return room.turn_page(s, b.seen, b.turn, c);
  });
  auto page = c.page(p.turn.what);
  page.index = false;
  html::Out out;
  templates::turn(out, page, p);
  return http::page(out.take());
}

QuestionPage report_page(const Context& c, const Both& b) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Is it done?"));
  p.about = about(c, b);
  p.back = b.turn.row.url();
  p.action = p.back + "/report";
  p.submit = l.tr(N_("Save"));
  if (b.seen.manages()) {
    Field outcome;
    outcome.name = "outcome";
    outcome.type = "radios";
    outcome.label = l.tr(N_("How did it go?"));
    outcome.required = true;
    outcome.options = {
        {"done", l.tr(N_("It is done")), "", b.turn.row.state != TurnState::missed},
        {"missed", l.tr(N_("Nobody came")), "", b.turn.row.state == TurnState::missed}};
    p.fields.push_back(outcome);
  }
  Field note;
  note.name = "note";
  note.type = "textarea";
  note.label = l.tr(N_("A word for those who come next"));
  note.hint =
      l.tr(N_("The circle reads it, nobody else. For example: there is no coffee left, "
              "she was in good spirits."));
  note.rows = 3;
  note.max = 500;
  note.value = b.turn.row.note;
  p.fields.push_back(note);
  return p;
}

QuestionPage give_page(Room& room, db::Session& s, const Context& c, const Both& b) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("Propose it to somebody"));
  p.about = about(c, b);
  p.lead = {l.tr(N_("They say yes or no. Only those who can take it are listed."))};
  p.back = b.turn.row.url();
  p.action = p.back + "/give";
  p.submit = l.tr(N_("Ask them"));
  Field who;
  who.name = "member";
  who.type = "radios";
  who.label = l.tr(N_("Whom?"));
  who.required = true;
  const int part = block(day_of(b.turn.row.day), std::chrono::minutes(b.turn.task.from_time));
  for (const auto& m : store::members(s, b.seen.circle.id)) {
    if (m.state != MemberState::active || !m.account_id) continue;
    if (room.service.may_take(s, b.seen.circle, b.turn.row, b.turn.task.kind, m)) continue;
    who.options.push_back(
        {m.id.str(), room.p.letters.name(s, m.account_id, l),
         m.slots >> part & 1U ? std::string(l.tr(N_("At a time that suits them"))) : std::string(),
         false});
  }
  if (who.options.empty()) {
    p.action.clear();
    p.lead = {l.tr(N_("Nobody in the circle can take it. Invite somebody else, or ask the desk."))};
    return p;
  }
  p.fields = {who};
  return p;
}

QuestionPage swap_page(Room& room, db::Session& s, const Context& c, const Both& b) {
  const auto& l = c.language;
  const auto me = room.me(b.seen);
  QuestionPage p;
  p.heading = l.tr(N_("Exchange with whom?"));
  p.about = about(c, b);
  p.lead = {l.tr(N_("They are asked. Until they say yes, you keep your turn."))};
  p.back = b.turn.row.url();
  p.action = p.back + "/swap";
  p.submit = l.tr(N_("Ask for the exchange"));
  Field with;
  with.name = "with";
  with.type = "radios";
  with.label = l.tr(N_("Their turn, which you would take"));
  with.required = true;
  const auto names = room.names(s, b.seen.circle.id, l);
  const Day from = today(c.now);
  for (const auto& t : store::turns(s, b.seen.circle.id, number(from), number(from + kHorizon))) {
    if (t.state != TurnState::confirmed || t.member_id == me.id || t.starts_at <= c.now) continue;
    const auto task = store::task(s, t.task_id);
    const auto other = store::member(s, t.member_id);
    if (!task || !other ||
        room.service.may_take(s, b.seen.circle, t, task->kind, me, b.turn.row.id) ||
        room.service.may_take(s, b.seen.circle, b.turn.row, b.turn.task.kind, *other, t.id))
      continue;
    with.options.push_back({t.id.str(), names.at(t.member_id) + " · " + Letters::when(t, l),
                            Letters::what(*task, l), false});
  }
  if (with.options.empty()) {
    p.action.clear();
    p.lead = {
        l.tr(N_("There is no turn to exchange with. If you cannot come, say so on the page of "
                "your turn: the others are asked at once."))};
    return p;
  }
  p.fields = {with};
  return p;
}

/// What a button does to a turn as a member: take, cannot.
template <class F>
Response act(Room& room, Context& c, CircleId id, TurnId turn, F what, const Message& notice,
             bool to_turn) {
  const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<> {
    const auto b = both(room, tx, c, id, turn);
    return what(tx, b.seen.circle, b.turn.row, room.me(b.seen));
  });
  if (!done) return refuse(c, done.error(), path_of(id, turn));
  c.notice(notice);
  return http::see_other(to_turn ? path_of(id, turn) : "/circles/" + id.str());
}

}  // namespace

void turn_routes(Room& room) {
  auto& r = room.p.core.router;
  r.post("/circles/{circle}/yes", [&room](Context& c, CircleId id) {
     const int taken = room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id);
       const auto me = room.me(seen);
       int n = 0;
       for (const auto& t : store::held(tx, me.id, c.now))
         if (t.state == TurnState::proposed)
           n += room.service.take(tx, seen.circle, t, me, c.now).has_value();
       return n;
     });
     if (taken > 0) c.notice({N_("Thank you: you are expected. A reminder comes the day before.")});
     return http::see_other("/circles/" + id.str());
   }).who(http::signed_in());
  const std::string path = "/circles/{circle}/turns/{turn}";
  r.get(path, [&room](Context& c, CircleId id, TurnId turn) {
     return show(room, c, id, turn);
   }).who(http::signed_in());
  r.post(path + "/take", [&room](Context& c, CircleId id, TurnId turn) {
     return act(
         room, c, id, turn,
         [&](db::Transaction& tx, const Circle& circle, const TurnRow& t, const Member& m) {
           return room.service.take(tx, circle, t, m, c.now);
         },
         {N_("Thank you: you are expected. A reminder comes the day before.")}, true);
   }).who(http::signed_in());
  r.post(path + "/cannot", [&room](Context& c, CircleId id, TurnId turn) {
     return act(
         room, c, id, turn,
         [&](db::Transaction& tx, const Circle& circle, const TurnRow& t, const Member& m) {
           return room.service.cannot(tx, circle, t, m, c.now);
         },
         {N_("It is noted, and somebody else is asked. Thank you for saying so.")}, false);
   }).who(http::signed_in());
  r.get(path + "/report", [&room](Context& c, CircleId id, TurnId turn) {
     return question(c, report_page(c, room.db().read([&](db::Session& s) {
                       return both(room, s, c, id, turn);
                     })));
   }).who(http::signed_in());
  r.post(path + "/report", [&room](Context& c, CircleId id, TurnId turn) {
     Errors errors;
     const auto report = read_report(c.request.form, errors);
     if (errors)
       return question(c, report_page(c, room.db().read([&](db::Session& s) {
                         return both(room, s, c, id, turn);
                       })),
                       errors);
     const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<> {
       const auto b = both(room, tx, c, id, turn);
       return room.service.report(tx, b.seen.circle, b.turn.row, b.seen.seer, report, c.now);
     });
     if (!done) return refuse(c, done.error(), path_of(id, turn));
     c.notice({N_("Thank you. The circle can see it.")});
     return http::see_other(path_of(id, turn));
   }).who(http::signed_in());
  r.get(path + "/give", [&room](Context& c, CircleId id, TurnId turn) {
     return question(c, room.db().read([&](db::Session& s) {
       return give_page(room, s, c, both(room, s, c, id, turn, Tier::manages));
     }));
   }).who(http::signed_in());
  r.post(path + "/give", [&room](Context& c, CircleId id, TurnId turn) {
     const auto to = MemberId::parse(c.request.form.one("member"));
     if (!to) {
       Errors errors;
       errors.add("member", {N_("Choose somebody.")});
       return question(c, room.db().read([&](db::Session& s) {
         return give_page(room, s, c, both(room, s, c, id, turn, Tier::manages));
       }),
                       errors);
     }
     const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<> {
       const auto b = both(room, tx, c, id, turn, Tier::manages);
       return room.service.propose_to(tx, b.seen.circle, b.turn.row, *to, viewer(c), c.now);
     });
     if (!done) return refuse(c, done.error(), path_of(id, turn));
     c.notice({N_("They are asked.")});
     return http::see_other(path_of(id, turn));
   }).who(http::signed_in());
  r.get(path + "/swap", [&room](Context& c, CircleId id, TurnId turn) {
     return question(c, room.db().read([&](db::Session& s) {
       return swap_page(room, s, c, both(room, s, c, id, turn));
     }));
   }).who(http::signed_in());
  r.post(path + "/swap", [&room](Context& c, CircleId id, TurnId turn) {
     const auto with = TurnId::parse(c.request.form.one("with"));
     if (!with) {
       Errors errors;
       errors.add("with", {N_("Choose a turn.")});
       return question(c, room.db().read([&](db::Session& s) {
         return swap_page(room, s, c, both(room, s, c, id, turn));
       }),
                       errors);
     }
     const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<> {
       const auto b = both(room, tx, c, id, turn);
       const auto want = room.turn(tx, b.seen, *with);
       const auto asked =
           room.service.ask_swap(tx, b.seen.circle, b.turn.row, want.row, room.me(b.seen), c.now);
       if (!asked) return tl::unexpected(asked.error());
       return {};
     });
     if (!done) return refuse(c, done.error(), path_of(id, turn));
     c.notice({N_("They are asked. You keep your turn until they say yes.")});
     return http::see_other(path_of(id, turn));
   }).who(http::signed_in());
  r.get(path + "/cancel", [&room](Context& c, CircleId id, TurnId turn) {
     const auto b =
         room.db().read([&](db::Session& s) { return both(room, s, c, id, turn, Tier::manages); });
     const auto& l = c.language;
     QuestionPage p;
     p.heading = l.tr(N_("Cancel this turn?"));
     p.about = about(c, b);
     p.lead = {l.tr(N_("Nobody need come then. Whoever had said yes is told."))};
     p.back = b.turn.row.url();
     p.action = p.back + "/cancel";
     p.submit = l.tr(N_("Cancel this turn"));
     p.cancel = l.tr(N_("No, go back"));
     p.danger = true;
     return question(c, p);
   }).who(http::signed_in());
  r.post(path + "/cancel", [&room](Context& c, CircleId id, TurnId turn) {
     const auto done = room.db().write([&](db::Transaction& tx) -> Service::Outcome<> {
       const auto b = both(room, tx, c, id, turn, Tier::manages);
       return room.service.cancel(tx, b.seen.circle, b.turn.row, viewer(c), c.now);
     });
     if (!done) return refuse(c, done.error(), path_of(id, turn));
     c.notice({N_("The turn is cancelled.")});
     return http::see_other("/circles/" + id.str());
   }).who(http::signed_in());
}

}  // namespace palier::circles
