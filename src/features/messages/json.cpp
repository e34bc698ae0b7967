#include <algorithm>
#include <boost/json.hpp>

#include "core/http/json.hpp"
#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {
namespace {

using http::Context;
using http::Response;
namespace json = boost::json;

constexpr int kAtMost = 100;

std::string with(db::Session& s, const Context& c, const Service& service, const Summary& t) {
  if (t.account_a) {
    const AccountId other = t.account_a == viewer_of(c) ? t.account_b : t.account_a;
    return name_or_left(service.accounts().person(s, other), c.language);
  }
  std::vector<std::string> names;
  for (const Member& m : store::members(s, t.id))
    if (m.account_id != viewer_of(c))
      names.push_back(name_or_left(service.accounts().person(s, m.account_id), c.language));
  return listed(std::move(names), c.language);
}

Response threads(const Context& c, const Service& service) {
  const auto asked = c.request.query.one("page");
  const int number = std::clamp(asked.empty() ? 1 : std::atoi(asked.c_str()), 1, 1000);
  json::array out;
  service.core().db.read([&](db::Session& s) {
    const auto unread = store::unread(s, viewer_of(c));
    const auto apart = service.moderation().apart_from(s, viewer_of(c));
    for (const Summary& t : store::threads_of(s, viewer_of(c), kAtMost, (number - 1) * kAtMost)) {
      std::int64_t n = 0;
      for (const Unread& u : unread)
        if (u.thread_id == t.id &&
            std::find(apart.begin(), apart.end(), u.author_id) == apart.end())
          n += u.n;
      out.push_back({{"id", t.id.str()},
                     {"round", !t.account_a},
                     {"with", with(s, c, service, t)},
                     {"title", t.title},
                     {"unread", n},
                     {"asked", t.asked_by && t.asked_by != viewer_of(c)},
                     {"muted", t.muted},
                     {"closed", t.closed_at.has_value()},
                     {"last_at", rfc3339(t.last_at)}});
    }
  });
  return http::json(json::serialize(json::object{{"threads", std::move(out)}}));
}

json::object shown(db::Session& s, const Context& c, const Service& service, const Message& m) {
  const Bubble b = bubble_of(s, service, m, viewer_of(c), c.language, c.now);
  json::array photos;
  for (const auto& p : b.photos)
    photos.push_back({{"url", p.url}, {"small_url", p.small_url}, {"alt", p.alt}});
  return {{"id", m.id.str()},   {"mine", b.mine},
          {"by", b.name},       {"kind", m.kind},
          {"text", b.text},     {"photos", std::move(photos)},
          {"hidden", m.hidden}, {"at", rfc3339(m.created_at)}};
}

Response messages(const Context& c, Service& service, ThreadId id) {
  const auto after = MessageId::parse(c.request.query.one("after"));
  json::array out;
  const bool mine = service.core().db.read([&](db::Session& s) {
    if (!store::find(s, id, viewer_of(c))) return false;
    const Instant joined = store::member(s, id, viewer_of(c))->joined_at;
    const auto apart = service.moderation().apart_from(s, viewer_of(c));
    const bool round = store::find(s, id, viewer_of(c))->round();
    const auto rows = after ? store::after(s, id, joined, *after, kAtMost)
                            : store::page(s, id, joined, std::nullopt, kAtMost);
    for (const Message& m : rows)
      if (!round || !m.said() || std::find(apart.begin(), apart.end(), m.author_id) == apart.end())
        out.push_back(shown(s, c, service, m));
    return true;
  });
  if (!mine) http::not_found();
  service.read(id, viewer_of(c));
  return http::json(json::serialize(json::object{{"messages", std::move(out)}}));
}

Response told(const Context& c, const Service::Sent& sent) {
  using How = Service::Sent::How;
  switch (sent.how) {
    case How::sent:
    case How::held:
      return http::json(json::serialize(json::object{{"id", sent.id.str()},
                                                     {"thread", sent.thread.str()},
                                                     {"held", sent.how == How::held}}),
                        201);
    case How::already:
      return http::json(
          json::serialize(json::object{{"already", true}, {"thread", sent.thread.str()}}), 200);
    case How::not_found:
      http::not_found();
    default:
      return http::problem(c, 409, refusal(sent));
  }
}

Response write(Context& c, Service& service, ThreadId id) {
  form::Errors errors;
  const Draft draft = read_message(http::json_input(c.request), errors);
  if (errors) return http::problem(c, errors);
  return told(c, service.write(id, viewer_of(c), draft));
}

/// To one: as their page does. To several: a round.
Response start(Context& c, Service& service) {
  form::Errors errors;
  const form::Input input = http::json_input(c.request);
  const auto people = read_people(input, errors);
  if (errors) return http::problem(c, errors);
  const bool ready = service.core().db.read(
      [&](db::Session& s) { return !service.accounts().unfinished(s, viewer_of(c)).has_value(); });
  if (!ready) http::forbidden();
  if (people.size() == 1) {
    const Draft draft = read_message(input, errors);
    if (errors) return http::problem(c, errors);
    return told(c, service.start(viewer_of(c), people.front(), draft));
  }
  const RoundDraft draft = read_round(input, errors);
  if (errors) return http::problem(c, errors);
  const auto sent = service.start_round(viewer_of(c), draft);
  if (sent.how == Service::Sent::How::not_found) {
    errors.add("people", {N_("One of them cannot be added. Choose others.")});
    return http::problem(c, errors);
  }
  return told(c, sent);
}

}  // namespace

void register_api(http::Router& router, Service& service) {
  router.get("/api/v1/threads", [&service](Context& c) { return threads(c, service); })
      .who(http::signed_in());
  router.post("/api/v1/threads", [&service](Context& c) { return start(c, service); })
      .who(http::signed_in())
      .limited(http::Limit::messages);
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
