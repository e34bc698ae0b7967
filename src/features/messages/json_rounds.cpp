#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {
namespace {

using http::Context;
using http::Response;
using Change = Service::Change;
namespace json = boost::json;

Response done(const Context& c, Change change) {
  switch (change) {
    case Change::done:
      return http::json("{}");
    case Change::not_found:
      http::not_found();
    default:
      return http::problem(c, 409, refusal(change));
  }
}

Response people(const Context& c, const Service& service, ThreadId id) {
  json::array out;
  const bool there = service.core().db.read([&](db::Session& s) {
    const auto thread = store::find(s, id, viewer_of(c));
    if (!thread) return false;
    for (const Member& m : store::members(s, id))
      out.push_back({{"id", m.account_id.str()},
                     {"name", name_or_left(service.accounts().person(s, m.account_id), c.language)},
                     {"owner", thread->owner_id == m.account_id && thread->round()},
                     {"since", rfc3339(m.joined_at)}});
    return true;
  });
  if (!there) http::not_found();
  return http::json(json::serialize(json::object{{"people", std::move(out)}}));
}

Response add(Context& c, Service& service, ThreadId id) {
  form::Errors errors;
  const auto who = read_people(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  Change last = Change::done;
  for (const AccountId one : who)
    if (const Change change = service.add(id, viewer_of(c), one); change != Change::done)
      last = change;
  return done(c, last);
}

Response remove(const Context& c, Service& service, ThreadId id, AccountId who) {
  if (who == viewer_of(c)) return done(c, service.leave(id, who));
  const Change change = service.remove(id, viewer_of(c), who);
  if (change == Change::not_allowed) http::forbidden();
  return done(c, change);
}

/// "muted", "accept", "title": each on its own.
Response change(Context& c, Service& service, ThreadId id) {
  form::Errors errors;
  const form::Input input = http::json_input(c.request);
  Change last = Change::done;
  if (input.sent("muted")) last = service.mute(id, viewer_of(c), input.one("muted") == "1");
  if (last == Change::done && input.sent("accept"))
    last = service.answer(id, viewer_of(c), input.one("accept") == "1");
  if (last == Change::done && input.sent("title")) {
    const std::string title = read_title(input, errors, true);
    if (errors) return http::problem(c, errors);
    last = service.set_title(id, viewer_of(c), title);
  }
  if (last == Change::not_allowed) http::forbidden();
  return done(c, last);
}

}  // namespace

void register_api_rounds(http::Router& router, Service& service) {
  router
      .patch("/api/v1/threads/{thread}",
             [&service](Context& c, ThreadId id) { return change(c, service, id); })
      .who(http::signed_in())
      .limited(http::Limit::messages);
  router
      .get("/api/v1/threads/{thread}/people",
           [&service](Context& c, ThreadId id) { return people(c, service, id); })
      .who(http::signed_in());
  router
      .post("/api/v1/threads/{thread}/people",
            [&service](Context& c, ThreadId id) { return add(c, service, id); })
      .who(http::signed_in())
      .limited(http::Limit::messages);
  router
      .del("/api/v1/threads/{thread}/people/{account}",
           [&service](Context& c, ThreadId id, AccountId who) {
             return remove(c, service, id, who);
           })
      .who(http::signed_in())
      .limited(http::Limit::messages);
}

}  // namespace palier::messages
