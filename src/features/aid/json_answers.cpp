// Answers to needs and offers, as JSON.
#include "core/http/json.hpp"
#include "core/http/once.hpp"
#include "features/aid/json.hpp"

namespace palier::aid {
namespace {

namespace json = boost::json;
using form::Errors;
using http::Context;
using http::Response;

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

/// All of them for the author, one's own for who answered.
Response list(Room& room, Context& c, Kind kind, PostId id) {
  const auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, kind, id); });
  json::array out;
  if (seen.view.owner)
    for (const auto& a : seen.view.owner->answers) out.push_back(to_json(a));
  else if (seen.view.mine)
    out.push_back(to_json(*seen.view.mine));
  return http::json(http::json_text(json::object{{"answers", std::move(out)}}));
}

Response create(Room& room, Context& c, Kind kind, PostId id) {
  const auto input = http::json_input(c.request);
  (void)room.db().read([&](db::Session& s) { return room.see(s, c, kind, id); });
  Errors errors;
  const auto filled = read_answer(input, errors, kind);
  if (errors) return http::problem(c, errors);
  const auto token = http::own_token(c.viewer.account, c.request.path, input.one("once"));
  bool again = false;
  const auto made = room.db().write([&](db::Transaction& tx) -> tl::expected<AnswerId, Refusal> {
    if (const auto before = http::once(tx, token, c.now)) {
      again = true;
      return AnswerId::parse(*before).value_or(AnswerId{});
    }
    auto answered = room.service.answer(tx, id, room.service.seer(tx, c.viewer), filled, c.now);
    if (answered) http::keep_result(tx, token, answered->str());
    return answered;
  });
  if (!made) return problem(c, made.error(), kind);
  return http::json(http::json_text(json::object{{"id", made->str()}, {"state", "pending"}}),
                    again ? 200 : 201);
}

Response result(Context& c, const tl::expected<Answer, Refusal>& done, Kind kind) {
  if (!done) return problem(c, done.error(), kind);
  json::object out{
      {"id", done->id.str()}, {"post", done->post_id.str()}, {"state", word(done->state)}};
  if (done->thread_id) out["thread"] = done->thread_id.str();
  return http::json(http::json_text(out));
}

Kind kind_of(Room& room, AnswerId id) {
  return room.db().read([&](db::Session& s) {
    const auto answer = store::find_answer(s, id);
    const auto post = answer ? store::find(s, answer->post_id) : std::nullopt;
    return post ? post->kind : Kind::need;
  });
}

}  // namespace

void json_answer_routes(Room& room) {
  auto& r = room.p.core.router;
  for (const Kind kind : {Kind::need, Kind::offer}) {
    const std::string path = api_base(kind) + "/{post}/answers";
    r.get(path, [&room, kind](Context& c, PostId id) {
       return list(room, c, kind, id);
     }).who(http::signed_in());
    r.post(path, [&room, kind](Context& c, PostId id) { return create(room, c, kind, id); })
        .who(http::signed_in())
        .limited(http::Limit::posting);
  }
  r.post("/api/v1/answers/{answer}/accept", [&room](Context& c, AnswerId id) {
     return result(c, room.db().write([&](db::Transaction& tx) {
       return room.service.accept(tx, id, me(c), c.now);
     }),
                   kind_of(room, id));
   }).who(http::signed_in());
  r.post("/api/v1/answers/{answer}/decline", [&room](Context& c, AnswerId id) {
     std::string reply;
     if (!c.request.body.empty()) {
       Errors errors;
       reply = read_word("reply", http::json_input(c.request), errors);
       if (errors) return http::problem(c, errors);
     }
     return result(c, room.db().write([&](db::Transaction& tx) {
       return room.service.decline(tx, id, me(c), reply, c.now);
     }),
                   kind_of(room, id));
   }).who(http::signed_in());
  r.post("/api/v1/answers/{answer}/withdraw", [&room](Context& c, AnswerId id) {
     return result(c, room.db().write([&](db::Transaction& tx) {
       return room.service.withdraw(tx, id, me(c), c.now);
     }),
                   kind_of(room, id));
   }).who(http::signed_in());
}

void json_routes(Room& room) {
  json_post_routes(room);
  json_answer_routes(room);
}

}  // namespace palier::aid
