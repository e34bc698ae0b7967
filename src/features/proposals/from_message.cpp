// One click from a message, without signing in. Opening a link only asks, for mail programs follow
// links by themselves; the button answers.
#include "features/proposals/links.hpp"
#include "features/proposals/templates.hpp"
#include "features/proposals/translate.hpp"
#include "features/proposals/view.hpp"

namespace palier::proposals {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

/// The proposal a link is about; nothing where the link is broken or too old.
std::optional<Proposal> proposal_of(Room& room, std::string_view purpose, std::string_view token) {
  const auto id = room.p.links.read(purpose, token);
  if (!id) return {};
  return room.db().read([&](db::Session& s) { return store::find(s, ProposalId{*id}); });
}

Response gone(Context& c) {
  const auto& l = c.language;
  return tell(c,
              {l.tr(N_("This link no longer works")),
               {l.tr(N_("It was for one request only, and that is over. You have nothing to do."))},
               {{l.tr(N_("Sign in to see your proposals")), "/proposals"}}},
              410);
}

Response show(Context& c, const MessagePage& p) {
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::from_message(out, page, p);
  return http::page(out.take());
}

/// What stands, once there is nothing more to answer: no word of whose the request was.
Response stands(Context& c, const Standing& at, bool helper, int status = 200) {
  const auto& l = c.language;
  ToldPage p;
  p.heading = at.says;
  switch (at.state) {
    case State::to_confirm:
    case State::offered:
      p.text = {helper ? l.tr(N_("Thank you. You will be told as soon as there is news."))
                       : l.tr(N_("We keep looking for somebody."))};
      break;
    case State::agreed:
      p.text = {l.tr(N_("Sign in to see how to reach each other. We have written to you both."))};
      break;
    case State::declined:
      p.text = {helper ? l.tr(N_("Thank you for telling us: somebody else will be asked."))
                       : l.tr(N_("We keep looking for somebody."))};
      break;
    case State::refused:
      p.text = {helper ? l.tr(N_("You are free again. Thank you for having said yes."))
                       : l.tr(N_("Your neighbour is told kindly, and we keep looking."))};
      break;
    default:
      p.text = {helper
                    ? l.tr(N_("You have nothing to do. Thank you for being there."))
                    : l.tr(N_("This proposal is no longer open. We keep looking for somebody."))};
  }
  if (at.state == State::agreed)
    p.links = {{l.tr(N_("See how to reach each other")),
                at.page.empty() ? std::string("/proposals") : at.page}};
  else
    p.links = {
        {helper ? l.tr(N_("When and how can you help?")) : l.tr(N_("My requests and offers")),
         helper ? "/helping" : "/mine"}};
  return tell(c, p, status);
}

HelperView helpers(Room& room, Context& c, const Proposal& p) {
  return *room.db().read(
      [&](db::Session& s) { return helper_view(s, room.p, p, p.helper_id, c.language, c.now); });
}

std::optional<AuthorView> authors(Room& room, Context& c, const Proposal& p) {
  return room.db().read([&](db::Session& s) {
    return author_view(s, {room.p.core, room.p.accounts, room.p.aid}, p, p.author_id, c.language,
                       c.now);
  });
}

Response ask_helper(Room& room, Context& c, const std::string& token) {
  const auto proposal = proposal_of(room, links::kAnswer, token);
  if (!proposal) return gone(c);
  auto view = helpers(room, c, *proposal);
  if (!view.at.waiting) return stands(c, view.at, true);
  const auto& l = c.language;
  MessagePage p;
  p.heading = l.tr(N_("Can you help?"));
  p.action = "/asked/" + token;
  p.buttons = {{"yes", l.tr(N_("Yes, I can help"))}};
  p.other = "/asked/" + token + "/no";
  p.other_label = l.tr(N_("Not this time"));
  p.helper = std::move(view);
  return show(c, p);
}

QuestionPage no_page(const Context& c, const HelperView& v, const std::string& token) {
  const auto& l = c.language;
  QuestionPage q;
  q.heading = l.tr(N_("Not this time?"));
  q.lead = {v.title, l.tr(N_("That is quite all right. We will ask somebody else."))};
  q.fields = no_fields(l);
  q.action = "/asked/" + token + "/no";
  q.back = "/asked/" + token;
  q.submit = l.tr(N_("No, not this time"));
  q.fold = true;
  q.tokens = false;
  return q;
}

Response ask_no(Context& c, const QuestionPage& q, const Errors& errors = {}) {
  auto page = c.page(q.heading);
  page.index = false;
  html::Out out;
  templates::question(out, page, q, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response show_no(Room& room, Context& c, const std::string& token) {
  const auto proposal = proposal_of(room, links::kAnswer, token);
  if (!proposal) return gone(c);
  const auto view = helpers(room, c, *proposal);
  if (!view.at.waiting) return stands(c, view.at, true);
  return ask_no(c, no_page(c, view, token));
}

/// The helper's answer, kept; what stands afterwards, or why it was too late.
Response answered(Room& room, Context& c, const Proposal& before, const Service::Outcome& done) {
  const auto now = done ? std::optional(*done)
                        : room.db().read([&](db::Session& s) { return store::find(s, before.id); });
  if (!now) return gone(c);
  if (!done && done.error() == Refusal::not_verified) {
    const auto& l = c.language;
    return tell(c,
                {l.tr(N_("Not yet")),
                 {l.tr(sentence(done.error()))},
                 {{l.tr(N_("When and how can you help?")), "/helping"}}},
                409);
  }
  return stands(c, helpers(room, c, *now).at, true, done ? 200 : status_of(done.error()));
}

Response say_yes(Room& room, Context& c, const std::string& token) {
  const auto p = proposal_of(room, links::kAnswer, token);
  if (!p) return gone(c);
  if (c.request.form.one("answer") != "yes") return ask_helper(room, c, token);
  const auto view = helpers(room, c, *p);
  // Used twice: what stands, as it is no fault to press a button twice.
  if (!view.at.waiting)
    return stands(
        c, view.at, true,
        p->state == State::to_confirm || p->state == State::offered || p->state == State::agreed
            ? 200
            : 409);
  return answered(room, c, *p, room.db().write([&](db::Transaction& tx) {
    return room.service.helper_yes(tx, p->id, p->helper_id, c.now);
  }));
}

Response say_no(Room& room, Context& c, const std::string& token) {
  const auto p = proposal_of(room, links::kAnswer, token);
  if (!p) return gone(c);
  const auto view = helpers(room, c, *p);
  // A link takes back no yes: that is done by whoever has signed in.
  if (!view.at.waiting) return stands(c, view.at, true, p->state == State::declined ? 200 : 409);
  Errors errors;
  const auto filled = read_no(c.request.form, errors);
  if (errors) {
    auto q = no_page(c, view, token);
    for (auto& f : q.fields) f = html::filled(f, c.request.form, errors, c.language);
    return ask_no(c, q, errors);
  }
  return answered(room, c, *p, room.db().write([&](db::Transaction& tx) {
    return room.service.helper_no(tx, p->id, p->helper_id, filled.why, filled.text, c.now);
  }));
}

Response ask_author(Room& room, Context& c, const std::string& token) {
  const auto proposal = proposal_of(room, links::kAuthor, token);
  auto view = proposal ? authors(room, c, *proposal) : std::nullopt;
  if (!view) return gone(c);
  if (!view->at.waiting) return stands(c, view->at, false);
  const auto& l = c.language;
  MessagePage p;
  p.heading = view->heading;
  p.action = "/offered/" + token;
  p.buttons = {{"yes", l.tr(N_("Yes, please"))}, {"no", l.tr(N_("No, thank you"))}};
  p.author = std::move(view);
  return show(c, p);
}

Response author_says(Room& room, Context& c, const std::string& token) {
  const auto p = proposal_of(room, links::kAuthor, token);
  const auto view = p ? authors(room, c, *p) : std::nullopt;
  if (!view) return gone(c);
  const auto& answer = c.request.form.one("answer");
  if (answer != "yes" && answer != "no") return ask_author(room, c, token);
  if (!view->at.waiting)
    return stands(c, view->at, false,
                  p->state == State::agreed || p->state == State::refused ? 200 : 409);
  const auto done = room.db().write([&](db::Transaction& tx) {
    return answer == "yes" ? room.service.author_yes(tx, p->id, p->author_id, {}, c.now)
                           : room.service.author_no(tx, p->id, p->author_id, {}, c.now);
  });
  if (!done) {
    const auto& l = c.language;
    return tell(c,
                {l.tr(N_("It is too late for this one")),
                 {l.tr(N_("This proposal is no longer open. We keep looking for somebody."))},
                 {{l.tr(N_("My requests and offers")), "/mine"}}},
                status_of(done.error()));
  }
  const auto after = authors(room, c, *done);
  return after ? stands(c, after->at, false) : gone(c);
}

Response ask_less(Room& room, Context& c, const std::string& token) {
  const auto proposal = proposal_of(room, links::kSpare, token);
  if (!proposal) return gone(c);
  const auto& l = c.language;
  MessagePage p;
  p.heading = l.tr(N_("Shall we ask you less?"));
  p.lead = l.tr(N_("Nobody is obliged to anything. Helping should do you good too."));
  p.action = "/ask-me-less/" + token;
  p.buttons = {{"week", l.tr(N_("Leave me in peace for a week"))},
               {"month", l.tr(N_("Leave me in peace for a month"))},
               {"stop", l.tr(N_("Ask me no more"))}};
  p.other = "/helping";
  p.other_label = l.tr(N_("Choose for what, when and how often"));
  return show(c, p);
}

Response take_less(Room& room, Context& c, const std::string& token) {
  const auto p = proposal_of(room, links::kSpare, token);
  if (!p) return gone(c);
  const auto& l = c.language;
  // A mail program that posts by itself (RFC 8058) sends no answer of ours: it means "no more".
  const auto& answer = c.request.form.one("answer");
  std::optional<Instant> until;
  if (answer == "week") until = c.now + std::chrono::days(7);
  if (answer == "month") until = c.now + std::chrono::days(30);
  room.db().write([&](db::Transaction& tx) {
    room.service.pause(tx, p->helper_id, until, c.now);  // Makes the profile where there is none.
    if (until) return;
    if (auto profile = store::profile(tx, p->helper_id)) {
      profile->active = false;
      room.service.save_profile(tx, *profile, c.now);
    }
  });
  return tell(c, {l.tr(N_("It is done")),
                  {until ? l.tr(Message{N_("We leave you in peace until {1}."), {l.date(*until)}})
                         : std::string(l.tr(
                               N_("You are asked for nothing any more. Your answers are kept.")))},
                  {{l.tr(N_("When and how can you help?")), "/helping"}}});
}

}  // namespace

void message_routes(Room& room) {
  auto& r = room.p.core.router;
  using Handler = Response (*)(Room&, Context&, const std::string&);
  const auto link = [&](const std::string& path, Handler get, Handler post) {
    r.get(path, [&room, get](Context& c, std::string token) {
       return get(room, c, token);
     }).who(http::anyone());
    r.post(path, [&room, post](Context& c, std::string token) { return post(room, c, token); })
        .who(http::anyone())
        .from_message();
  };
  link("/asked/{token}", ask_helper, say_yes);
  link("/asked/{token}/no", show_no, say_no);
  link("/offered/{token}", ask_author, author_says);
  link("/ask-me-less/{token}", ask_less, take_less);
}

}  // namespace palier::proposals
