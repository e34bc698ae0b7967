// "I can help", "I'd like this": answering, and what the author does with an answer.
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "core/http/once.hpp"
#include "features/aid/detail.hpp"

namespace palier::aid {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

WordPage answer_page(Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  const bool need = seen.post.kind == Kind::need;
  WordPage p;
  p.heading = need ? l.tr(N_("I can help")) : l.tr(N_("I would like this"));
  p.about = seen.view.everyone.title;
  p.back = seen.view.everyone.url;
  p.action = p.back + "/answer";
  p.submit = l.tr(N_("Send my answer"));
  p.lead = {
      need ? l.tr(N_("The person who asks reads your first name and your words, and accepts or "
                     "declines. Only then do you see each other’s telephone."))
           : l.tr(N_("If your request is accepted, you see each other’s telephone and e-mail, "
                     "and your neighbour sees your address."))};
  html::Field message;
  message.name = "message";
  message.type = "textarea";
  message.label = l.tr(N_("A short word"));
  message.rows = 4;
  message.max = 1000;
  html::Field available;
  available.name = "available";
  available.label = l.tr(N_("When could it be?"));
  available.hint = l.tr(N_("For example: tomorrow after 5 pm."));
  p.fields = {std::move(message), std::move(available)};
  if (!need) {
    html::Field frail;
    frail.name = "vulnerable";
    frail.type = "checkboxes";
    frail.label = l.tr(N_("A person to protect"));
    frail.hint = l.tr(N_("Nobody is told. It only makes sure that whoever helps is verified."));
    frail.options.push_back(
        {"1", l.tr(N_("This person is elderly, ill, disabled or frail")), "", false});
    p.fields.push_back(std::move(frail));
  }
  return p;
}

/// Who is not ready to answer yet: signs in, says where they live.
std::optional<Response> first(Room& room, Context& c, const std::string& path) {
  if (!c.viewer.signed_in())
    return http::see_other("/sign-in?next=" +
                           boost::urls::encode(path, boost::urls::unreserved_chars));
  if (auto to = room.db().read(
          [&](db::Session& s) { return accounts::before_posting(room.p.accounts, s, c, path); }))
    return http::see_other(*to);
  return {};
}

Response show_answer(Room& room, Context& c, Kind kind, PostId id) {
  const std::string path = base(kind) + "/" + id.str() + "/answer";
  const auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, kind, id); });
  if (auto before = first(room, c, path)) return std::move(*before);
  if (seen.refused) return refuse(c, *seen.refused, kind, seen.view.everyone.url);
  return word_page(c, answer_page(c, seen));
}

Response take_answer(Room& room, Context& c, Kind kind, PostId id) {
  const std::string path = base(kind) + "/" + id.str();
  const auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, kind, id); });
  if (auto before = first(room, c, path + "/answer")) return std::move(*before);
  form::Errors errors;
  const auto filled = read_answer(c.request.form, errors, kind);
  if (errors) {
    auto p = answer_page(c, seen);
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
    return word_page(c, p, errors);
  }
  const auto& token = c.request.form.one("once");
  const auto made = room.db().write([&](db::Transaction& tx) -> tl::expected<AnswerId, Refusal> {
    if (const auto before = http::once(tx, token, c.now)) return AnswerId{};
    auto answered = room.service.answer(tx, id, room.service.seer(tx, c.viewer), filled, c.now);
    if (answered) http::keep_result(tx, token, path);
    return answered;
  });
  if (!made) return refuse(c, made.error(), kind, path);
  c.notice(
      kind == Kind::need
          ? Message{N_("Thank you. Your answer is sent: you will be told as soon as it is read.")}
          : Message{N_("Your answer is sent: you will be told as soon as it is read.")});
  return http::see_other(path);
}

/// The answer and its post, for the post's author.
std::pair<Answer, Post> for_author(Room& room, Context& c, AnswerId id) {
  return room.db().read([&](db::Session& s) {
    auto answer = store::find_answer(s, id);
    auto post = answer ? store::find(s, answer->post_id) : std::nullopt;
    if (!post || !may_manage(*post, me(c))) http::not_found();
    return std::pair{std::move(*answer), std::move(*post)};
  });
}

WordPage decline_page(Room& room, Context& c, const Answer& answer, const Post& post) {
  const auto& l = c.language;
  const auto person =
      room.db().read([&](db::Session& s) { return room.p.accounts.person(s, answer.from_id); });
  WordPage p;
  p.heading = l.tr(N_("Say no, kindly"));
  p.about = person ? person->first_name : "";
  p.back = base(post.kind) + "/" + post.id.str();
  p.action = "/answers/" + answer.id.str() + "/decline";
  p.submit = l.tr(N_("Decline this answer"));
  html::Field reply;
  reply.name = "reply";
  reply.type = "textarea";
  reply.label = l.tr(N_("A kind word"));
  reply.hint = l.tr(N_("For example: thank you, a neighbour on my floor is taking care of it."));
  reply.rows = 3;
  reply.max = 500;
  p.fields.push_back(std::move(reply));
  return p;
}

Response accept(Room& room, Context& c, AnswerId id) {
  const auto [answer, post] = for_author(room, c, id);
  const auto done = room.db().write(
      [&](db::Transaction& tx) { return room.service.accept(tx, id, me(c), c.now); });
  const std::string to = base(post.kind) + "/" + post.id.str();
  if (!done) return refuse(c, done.error(), post.kind, to);
  c.notice({N_("It is agreed. You now see how to reach each other.")});
  return http::see_other(to);
}

Response decline(Room& room, Context& c, AnswerId id) {
  const auto [answer, post] = for_author(room, c, id);
  form::Errors errors;
  const auto reply = read_word("reply", c.request.form, errors);
  if (errors) {
    auto p = decline_page(room, c, answer, post);
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
    return word_page(c, p, errors);
  }
  const auto done = room.db().write(
      [&](db::Transaction& tx) { return room.service.decline(tx, id, me(c), reply, c.now); });
  const std::string to = base(post.kind) + "/" + post.id.str();
  if (!done) return refuse(c, done.error(), post.kind, to);
  c.notice({N_("The answer is declined. Your neighbour is told, with thanks.")});
  return http::see_other(to);
}

Response withdraw(Room& room, Context& c, AnswerId id) {
  const auto done = room.db().write(
      [&](db::Transaction& tx) { return room.service.withdraw(tx, id, me(c), c.now); });
  if (!done) return refuse(c, done.error(), Kind::need, "/mine");
  c.notice({N_("Your answer is withdrawn. The other is told.")});
  return http::see_other("/mine");
}

}  // namespace

void answer_routes(Room& room) {
  auto& r = room.p.core.router;
  for (const Kind kind : {Kind::need, Kind::offer}) {
    const std::string path = base(kind) + "/{post}/answer";
    r.get(path, [&room, kind](Context& c, PostId id) {
       return show_answer(room, c, kind, id);
     }).who(http::anyone());
    r.post(path, [&room, kind](Context& c, PostId id) { return take_answer(room, c, kind, id); })
        .who(http::signed_in())
        .limited(http::Limit::posting);
  }
  r.post("/answers/{answer}/accept", [&room](Context& c, AnswerId id) {
     return accept(room, c, id);
   }).who(http::signed_in());
  r.get("/answers/{answer}/decline", [&room](Context& c, AnswerId id) {
     const auto [answer, post] = for_author(room, c, id);
     return word_page(c, decline_page(room, c, answer, post));
   }).who(http::signed_in());
  r.post("/answers/{answer}/decline", [&room](Context& c, AnswerId id) {
     return decline(room, c, id);
   }).who(http::signed_in());
  r.post("/answers/{answer}/withdraw", [&room](Context& c, AnswerId id) {
     return withdraw(room, c, id);
   }).who(http::signed_in());
}

}  // namespace palier::aid
