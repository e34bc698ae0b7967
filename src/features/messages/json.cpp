#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"
#include "features/messages/view.hpp"

namespace palier::messages {
namespace {

using http::Context;
using http::Response;
namespace json = boost::json;

constexpr int kAtMost = 100;

AccountId viewer(const Context& c) {
  return AccountId{c.viewer.account};
}

Response threads(Context& c, const Service& service) {
  json::array out;
  service.core().db.read([&](db::Session& s) {
    for (const Summary& t : store::threads_of(s, viewer(c), kAtMost, 0)) {
      const AccountId other = t.account_a == viewer(c) ? t.account_b : t.account_a;
      out.push_back({{"id", t.id.str()},
                     {"with", name_or_left(service.accounts().person(s, other), c.language)},
                     {"title", t.title},
                     {"unread", t.unread},
                     {"closed", t.closed_at.has_value()},
                     {"last_at", rfc3339(t.last_at)}});
    }
  });
  return http::json(json::serialize(json::object{{"threads", std::move(out)}}));
}

json::object shown(const Message& m, AccountId who) {
  return {{"id", m.id.str()},
          {"mine", m.author_id == who},
          {"text", m.hidden && m.author_id != who ? std::string() : m.text},
          {"hidden", m.hidden},
          {"at", rfc3339(m.created_at)}};
}

Response messages(Context& c, Service& service, ThreadId id) {
  const auto after = Id<MessageTag>::parse(c.request.query.one("after"));
  json::array out;
  const bool mine = service.core().db.read([&](db::Session& s) {
    if (!store::find(s, id, viewer(c))) return false;
    const auto rows =
        after ? store::after(s, id, *after, kAtMost) : store::page(s, id, std::nullopt, kAtMost);
    for (const Message& m : rows) out.push_back(shown(m, viewer(c)));
    return true;
  });
  if (!mine) http::not_found();
  service.read(id, viewer(c));
  return http::json(json::serialize(json::object{{"messages", std::move(out)}}));
}

Response write(Context& c, Service& service, ThreadId id) {
  using How = Service::Sent::How;
  form::Errors errors;
  const Draft draft = read_message(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  const auto sent = service.write(id, viewer(c), draft);
  switch (sent.how) {
    case How::sent:
      return http::json(json::serialize(json::object{{"id", sent.id.str()}}), 201);
    case How::already:
      return http::json(R"({"already":true})", 200);
    case How::not_found:
      http::not_found();
    case How::closed:
      return http::problem(c, 409, {N_("This conversation is closed. Your message was not sent.")});
    case How::left:
      return http::problem(c, 409, {N_("This person has left. Your message was not sent.")});
  }
  http::not_found();
}

}  // namespace

void register_api(http::Router& router, Service& service) {
  router.get("/api/v1/threads", [&service](Context& c) { return threads(c, service); })
      .who(http::signed_in());
  router
      .get("/api/v1/threads/{thread}/messages",
           [&service](Context& c, ThreadId id) { return messages(c, service, id); })
      .who(http::signed_in());
  router
      .post("/api/v1/threads/{thread}/messages",
            [&service](Context& c, ThreadId id) { return write(c, service, id); })
      .who(http::signed_in())
      .limited(http::Limit::messages);
}

}  // namespace palier::messages
