// Proposals as both sides see them, and what each answers.
#include "features/proposals/templates.hpp"
#include "features/proposals/view.hpp"

namespace palier::proposals {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

std::string url_of(ProposalId id) {
  return "/proposals/" + id.str();
}

/// The proposal as this reader may see it, or 404.
struct Seen {
  Proposal proposal;
  std::optional<HelperView> helper;
  std::optional<AuthorView> author;
};

Seen see(Room& room, Context& c, ProposalId id) {
  return room.db().read([&](db::Session& s) {
    auto proposal = store::find(s, id);
    if (!proposal) http::not_found();
    Seen out;
    out.helper = helper_view(s, room.p, *proposal, me(c), c.language, c.now);
    out.author = author_view(s, {room.p.core, room.p.accounts, room.p.aid}, *proposal, me(c),
                             c.language, c.now);
    if (!out.helper && !out.author) http::not_found();
    out.proposal = std::move(*proposal);
    return out;
  });
}

Response list(Room& room, Context& c) {
  const auto p =
      room.db().read([&](db::Session& s) { return mine(s, room.p, me(c), c.language, c.now); });
  auto page = c.page(c.language.tr(N_("Proposals")));
  page.index = false;
  html::Out out;
  templates::proposals(out, page, p);
  return http::page(out.take());
}

Response show(Room& room, Context& c, ProposalId id) {
  const auto seen = see(room, c, id);
  auto page = c.page(seen.helper ? seen.helper->title : seen.author->heading);
  page.index = false;
  html::Out out;
  if (seen.helper)
    templates::proposal_helper(out, page, *seen.helper);
  else
    templates::proposal_author(out, page, *seen.author);
  return http::page(out.take());
}

/// A refusal as a page that does not scold.
Response refuse(Context& c, Refusal r, bool helper) {
  const auto& l = c.language;
  if (r == Refusal::not_found) http::not_found();
  ToldPage p;
  p.heading = l.tr(r == Refusal::not_verified ? N_("Not yet") : N_("It is too late for this one"));
  p.text = {l.tr(sentence(r))};
  if (r == Refusal::too_late && !helper)
    p.text = {l.tr(N_("This proposal is no longer open. We keep looking for somebody."))};
  p.links = {{l.tr(N_("Proposals")), "/proposals"},
             helper ? html::Link{l.tr(N_("When and how can you help?")), "/helping"}
                    : html::Link{l.tr(N_("My requests and offers")), "/mine"}};
  return tell(c, p, status_of(r));
}

Response say_yes(Room& room, Context& c, ProposalId id) {
  const auto seen = see(room, c, id);
  if (!seen.helper) http::not_found();
  if (!seen.helper->at.waiting) return refuse(c, Refusal::too_late, true);
  const auto done = room.db().write(
      [&](db::Transaction& tx) { return room.service.helper_yes(tx, id, me(c), c.now); });
  if (!done) return refuse(c, done.error(), true);
  c.notice(done->state == State::to_confirm
               ? Message{N_("Thank you. A coordinator looks at it first: you will be told.")}
               : Message{N_("Thank you. The person who asked decides now: you will be told.")});
  return http::see_other(url_of(id));
}

QuestionPage no_page(const Context& c, const HelperView& v) {
  const auto& l = c.language;
  QuestionPage q;
  q.heading = v.at.waiting ? l.tr(N_("Not this time?")) : l.tr(N_("You cannot after all?"));
  q.lead = {
      v.title,
      l.tr(N_("That is quite all right. We will ask somebody else.")),
  };
  q.fields = no_fields(l);
  q.action = v.at.url + "/no";
  q.back = v.at.url;
  q.submit = v.at.waiting ? l.tr(N_("No, not this time")) : l.tr(N_("I cannot after all"));
  return q;
}

Response ask_why(Context& c, const QuestionPage& q, const Errors& errors = {}) {
  auto page = c.page(q.heading);
  page.index = false;
  html::Out out;
  templates::question(out, page, q, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response show_no(Room& room, Context& c, ProposalId id) {
  const auto seen = see(room, c, id);
  if (!seen.helper) http::not_found();
  if (!live(seen.proposal.state)) return refuse(c, Refusal::too_late, true);
  return ask_why(c, no_page(c, *seen.helper));
}

Response say_no(Room& room, Context& c, ProposalId id) {
  const auto seen = see(room, c, id);
  if (!seen.helper) http::not_found();
  Errors errors;
  const auto filled = read_no(c.request.form, errors);
  if (errors) {
    auto q = no_page(c, *seen.helper);
    for (auto& f : q.fields) f = html::filled(f, c.request.form, errors, c.language);
    return ask_why(c, q, errors);
  }
  const auto done = room.db().write([&](db::Transaction& tx) {
    return room.service.helper_no(tx, id, me(c), filled.why, filled.text, c.now);
  });
  if (!done) return refuse(c, done.error(), true);
  c.notice({N_("Thank you for telling us: somebody else will be asked.")});
  return http::see_other("/helping");
}

Response author_says(Room& room, Context& c, ProposalId id, bool yes) {
  const auto seen = see(room, c, id);
  if (!seen.author) http::not_found();
  if (!seen.author->at.waiting) return refuse(c, Refusal::too_late, false);
  const auto done = room.db().write([&](db::Transaction& tx) {
    return yes ? room.service.author_yes(tx, id, me(c), {}, c.now)
               : room.service.author_no(tx, id, me(c), {}, c.now);
  });
  if (!done) return refuse(c, done.error(), false);
  if (!yes) {
    c.notice({N_("The answer is no. Your neighbour is told kindly, and we keep looking.")});
    return http::see_other("/proposals");
  }
  c.notice({N_("It is agreed. You now see how to reach each other.")});
  return http::see_other(seen.author->at.page.empty() ? url_of(id) : seen.author->at.page);
}

}  // namespace

void proposal_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/proposals", [&room](Context& c) { return list(room, c); }).who(http::signed_in());
  r.get("/proposals/{proposal}", [&room](Context& c, ProposalId id) {
     return show(room, c, id);
   }).who(http::signed_in());
  r.post("/proposals/{proposal}/yes", [&room](Context& c, ProposalId id) {
     return say_yes(room, c, id);
   }).who(http::signed_in());
  r.get("/proposals/{proposal}/no", [&room](Context& c, ProposalId id) {
     return show_no(room, c, id);
   }).who(http::signed_in());
  r.post("/proposals/{proposal}/no", [&room](Context& c, ProposalId id) {
     return say_no(room, c, id);
   }).who(http::signed_in());
  r.post("/proposals/{proposal}/accept", [&room](Context& c, ProposalId id) {
     return author_says(room, c, id, true);
   }).who(http::signed_in());
  r.post("/proposals/{proposal}/refuse", [&room](Context& c, ProposalId id) {
     return author_says(room, c, id, false);
   }).who(http::signed_in());
}

}  // namespace palier::proposals
