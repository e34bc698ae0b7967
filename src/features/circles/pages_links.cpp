// Links from messages, without signing in: opening one only asks, the button answers.
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/circles/room.hpp"

namespace palier::circles {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

Response gone(Context& c) {
  AnswerPage p;
  p.heading = c.language.tr(N_("This link no longer works"));
  p.lines = {c.language.tr(N_("Sign in to see your circles."))};
  p.to = "/circles";
  p.to_label = c.language.tr(N_("Circles"));
  return tell(c, p, 410);
}

struct Asked {
  Ask ask;
  TurnRow turn;
  Task task;
  Circle circle;
  Member member;
  std::string person;
};
std::optional<Asked> asked(Room& room, const Context& c, const std::string& token) {
  const auto id = room.p.links.read(kAskLink, token);
  if (!id) return {};
  return room.db().read([&](db::Session& s) -> std::optional<Asked> {
    const auto ask = store::ask(s, AskId{*id});
    const auto turn = ask ? store::turn(s, ask->turn_id) : std::nullopt;
    const auto task = turn ? store::task(s, turn->task_id) : std::nullopt;
    const auto circle = task ? store::circle(s, turn->circle_id) : std::nullopt;
    const auto member = circle ? store::member(s, ask->member_id) : std::nullopt;
    if (!member || member->state != MemberState::active) return {};
    return Asked{*ask,    *turn,   *task,
                 *circle, *member, room.p.letters.person(s, *circle, c.language)};
  });
}

AnswerPage about(const Context& c, const Asked& a) {
  AnswerPage p;
  p.about =
      c.language.tr(Message{N_("{1}, for {2}"), {Letters::what(a.task, c.language), a.person}}) +
      " · " + Letters::when(a.turn, c.language);
  p.to = a.turn.url();
  p.to_label = c.language.tr(N_("See the whole calendar"));
  return p;
}

Response ask(Room& room, Context& c, const std::string& token) {
  const auto a = asked(room, c, token);
  if (!a) return gone(c);
  const auto& l = c.language;
  auto p = about(c, *a);
  const bool holds = a->turn.ask_id == a->ask.id;
  const bool ahead_of_us = a->turn.starts_at > c.now && a->circle.running();
  if (ahead_of_us && holds && a->turn.state == TurnState::confirmed) {
    p.heading = l.tr(Message{N_("{1} counts on you"), {a->person}});
    p.lines = {l.tr(N_("You cannot come? Say so, and the others are asked at once."))};
    p.no = l.tr(N_("I cannot come"));
  } else if (ahead_of_us && a->ask.answer == Answer::waiting &&
             (holds || a->turn.state == TurnState::seeking)) {
    p.heading = holds ? l.tr(N_("Can you come?")) : l.tr(N_("Could you step in?"));
    p.yes = l.tr(N_("Yes, I will come"));
    p.no = l.tr(N_("No, I cannot"));
  } else if (a->ask.answer == Answer::late) {
    p.heading = l.tr(N_("Somebody else comes"));
    p.lines = {l.tr(sentence(Refusal::taken))};
  } else {
    p.heading = l.tr(N_("There is nothing more to do"));
    p.lines = {l.tr(N_("This has been answered, or its time has come."))};
  }
  if (!p.yes.empty() || !p.no.empty()) p.action = "/circles/answer/" + token;
  return tell(c, p);
}

Response answer(Room& room, Context& c, const std::string& token) {
  const auto a = asked(room, c, token);
  if (!a) return gone(c);
  const auto& l = c.language;
  const std::string word = c.request.form.one("answer");
  // A mail program that posts by itself says neither: nothing changes.
  if (word != "yes" && word != "no") return ask(room, c, token);
  const auto done = room.db().write(
      [&](db::Transaction& tx) { return room.service.answer(tx, a->ask, word == "yes", c.now); });
  auto p = about(c, *a);
  if (!done) {
    p.heading = done.error() == Refusal::taken ? l.tr(N_("Somebody else comes"))
                                               : l.tr(N_("This was not possible"));
    p.lines = {l.tr(sentence(done.error()))};
    return tell(c, p, status_of(done.error()));
  }
  if (word == "yes") {
    p.heading = l.tr(N_("Thank you: you are expected"));
    p.lines = {
        l.tr(N_("Sign in to see the address and the telephone. If something comes in your "
                "way, say so there, or with the link of the reminder."))};
  } else {
    p.heading = l.tr(N_("It is noted"));
    p.lines = {l.tr(N_("Somebody else is asked. Thank you for saying so."))};
  }
  return tell(c, p);
}

Response swap(Room& room, Context& c, const std::string& token, bool posted) {
  const auto id = room.p.links.read(kSwapLink, token);
  if (!id) return gone(c);
  const auto& l = c.language;
  AnswerPage p;
  bool open = false;
  const bool found = room.db().read([&](db::Session& s) {
    const auto w = store::swap(s, SwapId{*id});
    const auto circle = w ? store::circle(s, w->circle_id) : std::nullopt;
    if (!circle) return false;
    const auto give = store::ask(s, w->give_ask), want = store::ask(s, w->want_ask);
    const auto gives = store::turn(s, give->turn_id), wants = store::turn(s, want->turn_id);
    const auto other = store::member(s, give->member_id);
    open = w->state == SwapState::waiting && gives->ask_id == give->id && wants->ask_id == want->id;
    p.about = l.tr(Message{N_("Around {1}"), {room.p.letters.person(s, *circle, l)}});
    p.lines = {
        l.tr(
            Message{N_("You would give: {1}, {2}."),
                    {Letters::when(*wants, l), Letters::what(*store::task(s, wants->task_id), l)}}),
        l.tr(
            Message{N_("You would take: {1}, {2}."),
                    {Letters::when(*gives, l), Letters::what(*store::task(s, gives->task_id), l)}}),
        l.tr(Message{N_("{1} asks for it."), {room.p.letters.name(s, other->account_id, l)}})};
    p.to = circle->url();
    p.to_label = l.tr(N_("See the whole calendar"));
    return true;
  });
  if (!found) return gone(c);
  const std::string word = posted ? c.request.form.one("answer") : "";
  if (word == "yes" || word == "no") {
    const auto done = room.db().write([&](db::Transaction& tx) {
      return room.service.answer_swap(tx, SwapId{*id}, word == "yes", c.now);
    });
    p.lines.clear();
    if (!done) {
      p.heading = l.tr(N_("This was not possible"));
      p.lines = {l.tr(sentence(done.error()))};
      return tell(c, p, status_of(done.error()));
    }
    p.heading = word == "yes" ? l.tr(N_("It is exchanged")) : l.tr(N_("It is noted"));
    p.lines = {word == "yes" ? l.tr(N_("The calendar shows it, and the other is told."))
                             : l.tr(N_("Nothing changes, and the other is told."))};
    return tell(c, p);
  }
  if (open) {
    p.heading = l.tr(N_("Would you exchange?"));
    p.yes = l.tr(N_("Yes, exchange"));
    p.no = l.tr(N_("No, leave it so"));
    p.action = "/circles/swap/" + token;
  } else {
    p.heading = l.tr(N_("There is nothing more to do"));
    p.lines = {l.tr(N_("This has been answered, or its time has come."))};
  }
  return tell(c, p);
}

struct Invited {
  Invitation invitation;
  Circle circle;
  std::string person, by;
  bool waiting = false, member = false;
};
std::optional<Invited> invited(Room& room, const Context& c, const std::string& token) {
  const auto id = room.p.links.read(kJoinLink, token);
  if (!id) return {};
  return room.db().read([&](db::Session& s) -> std::optional<Invited> {
    const auto i = store::invitation(s, InvitationId{*id});
    const auto circle = i ? store::circle(s, i->circle_id) : std::nullopt;
    if (!circle) return {};
    Invited out{*i, *circle, room.p.letters.person(s, *circle, c.language),
                room.p.letters.name(s, i->by_id, c.language)};
    out.waiting =
        i->state == InvitationState::waiting && i->expires_at > c.now && circle->running();
    out.member = c.viewer.signed_in() && store::member_of(s, circle->id, viewer(c));
    return out;
  });
}

Response join(Room& room, Context& c, const std::string& token) {
  const auto i = invited(room, c, token);
  if (!i) return gone(c);
  if (i->member) return http::see_other(i->circle.url());
  if (!i->waiting) return gone(c);
  const auto& l = c.language;
  AnswerPage p;
  p.heading = l.tr(Message{N_("Help {1} with others, in turn"), {i->person}});
  p.about = l.tr(Message{N_("{1} invites you."), {i->by}});
  p.lines = {l.tr(N_("A few people share what is to be done: shopping, a visit, a call. You say on "
                     "which days you can, and how often at most. Turns are proposed to you, and "
                     "you say yes or no each time.")),
             l.tr(N_("If you cannot come after all, one click is enough: the others are asked."))};
  if (!c.viewer.signed_in())
    p.lines.push_back(
        l.tr(N_("To accept, you sign in with your e-mail address or telephone number; "
                "that also makes you an account.")));
  p.action = "/circles/join/" + token;
  p.yes = l.tr(N_("I join in"));
  p.no = l.tr(N_("No, thank you"));
  return tell(c, p);
}

Response take_join(Room& room, Context& c, const std::string& token) {
  const auto i = invited(room, c, token);
  if (!i) return gone(c);
  if (i->member) return http::see_other(i->circle.url());
  if (!i->waiting) return gone(c);
  const auto& l = c.language;
  const std::string path = "/circles/join/" + token;
  if (c.request.form.one("answer") == "no") {
    (void)room.db().write(
        [&](db::Transaction& tx) { return room.service.refuse(tx, i->invitation.id, c.now); });
    AnswerPage p;
    p.heading = l.tr(N_("It is noted"));
    p.lines = {l.tr(N_("Thank you for answering. We do not write again."))};
    return tell(c, p);
  }
  if (!c.viewer.signed_in())
    return http::see_other("/sign-in?next=" +
                           boost::urls::encode(path, boost::urls::unreserved_chars));
  if (const auto to = room.db().read(
          [&](db::Session& s) { return accounts::before_posting(room.p.accounts, s, c, path); }))
    return http::see_other(*to);
  const auto done = room.db().write([&](db::Transaction& tx) {
    return room.service.accept(tx, i->invitation.id, viewer(c), c.now);
  });
  if (!done) return refuse(c, done.error(), "/circles");
  c.notice({N_("Welcome. Now say when you can come.")});
  return http::see_other(i->circle.url() + "/days");
}

}  // namespace

void link_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/circles/answer/{token}", [&room](Context& c, std::string token) {
     return ask(room, c, token);
   }).who(http::anyone());
  r.post("/circles/answer/{token}",
         [&room](Context& c, std::string token) { return answer(room, c, token); })
      .who(http::anyone())
      .from_message();
  r.get("/circles/swap/{token}", [&room](Context& c, std::string token) {
     return swap(room, c, token, false);
   }).who(http::anyone());
  r.post("/circles/swap/{token}",
         [&room](Context& c, std::string token) { return swap(room, c, token, true); })
      .who(http::anyone())
      .from_message();
  r.get("/circles/join/{token}", [&room](Context& c, std::string token) {
     return join(room, c, token);
   }).who(http::anyone());
  r.post("/circles/join/{token}",
         [&room](Context& c, std::string token) { return take_join(room, c, token); })
      .who(http::anyone())
      .limited(http::Limit::posting);
}

}  // namespace palier::circles
