#include <algorithm>

#include "core/form/clean.hpp"
#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"
#include "features/messages/templates.hpp"

namespace palier::messages {
namespace {

using http::Context;
using http::Response;

constexpr int kThreads = 30;

/// "Jeanne, Karim and Noor": the others of a round.
std::string others(db::Session& s, const Context& c, const Service& service, ThreadId id) {
  std::vector<std::string> names;
  for (const Member& m : store::members(s, id))
    if (m.account_id != viewer_of(c))
      names.push_back(name_or_left(service.accounts().person(s, m.account_id), c.language));
  return listed(std::move(names), c.language);
}

ThreadLine line_of(db::Session& s, const Context& c, const Service& service, const Summary& row,
                   const std::vector<Unread>& unread, const std::vector<AccountId>& apart) {
  const auto is_apart = [&](AccountId id) {
    return std::find(apart.begin(), apart.end(), id) != apart.end();
  };
  const AccountId me = viewer_of(c);
  std::string name = row.title;
  if (row.account_a) {
    const AccountId other = row.account_a == me ? row.account_b : row.account_a;
    name = name_or_left(service.accounts().person(s, other), c.language);
  }
  ThreadLine line = thread_line(row, std::move(name), c.language, c.now);
  if (!row.account_a) {
    line.title = others(s, c, service, row.id);
    if (row.last_author && is_apart(AccountId{*row.last_author})) line.excerpt.clear();
  }
  line.asked = row.asked_by && row.asked_by != me;
  for (const Unread& u : unread)
    if (u.thread_id == row.id && !is_apart(u.author_id)) line.unread += u.n;
  return line;
}

Response list_page(const Context& c, const Service& service) {
  const auto asked = form::Input(c.request.query).one("page");
  const int number = std::clamp(asked.empty() ? 1 : std::atoi(asked.c_str()), 1, 1000);
  std::vector<ThreadLine> lines;
  bool more = false;
  bool round = false;
  std::int64_t since = 0;
  const std::string topic = "account/" + viewer_of(c).str();
  service.core().db.read([&](db::Session& s) {
    auto rows = store::threads_of(s, viewer_of(c), kThreads + 1, (number - 1) * kThreads);
    more = rows.size() > kThreads;
    if (more) rows.pop_back();
    const auto unread = store::unread(s, viewer_of(c));
    const auto apart = service.moderation().apart_from(s, viewer_of(c));
    lines.reserve(rows.size());
    for (const Summary& row : rows) lines.push_back(line_of(s, c, service, row, unread, apart));
    since = service.core().live.news(s, c.viewer, {topic}, 0).last;
    round = store::acquaintances(s, viewer_of(c), kRoundLeast - 1).size() >= kRoundLeast - 1;
  });
  auto page = c.page(c.language.tr(N_("Messages")));
  page.index = false;
  html::Pager pager;
  if (number > 1) pager.previous = "/messages?page=" + std::to_string(number - 1);
  if (more) pager.next = "/messages?page=" + std::to_string(number + 1);
  return http::page(templates::threads(page, lines, pager, round, topic, since));
}

void fill_bubbles(db::Session& s, const Context& c, const Service& service, const Thread& thread,
                  std::optional<MessageId> before, ThreadView& v) {
  const auto me = store::member(s, thread.id, viewer_of(c));
  auto messages = store::page(s, thread.id, me->joined_at, before, kPage + 1);
  if (messages.size() > kPage) {
    messages.erase(messages.begin());
    v.earlier_url = v.url + "?before=" + messages.front().id.str();
  }
  if (before) v.latest_url = v.url + "#write";
  std::vector<AccountId> apart;
  if (thread.round()) apart = service.moderation().apart_from(s, viewer_of(c));
  v.bubbles.reserve(messages.size());
  for (const Message& m : messages)
    if (!m.said() || std::find(apart.begin(), apart.end(), m.author_id) == apart.end())
      v.bubbles.push_back(bubble_of(s, service, m, viewer_of(c), c.language, c.now));
  v.mute_value = me->muted ? "0" : "1";
  v.mute_label = c.language.tr(me->muted ? N_("Tell me again of new messages here")
                                         : N_("Do not tell me of new messages here"));
}

std::optional<ThreadView> view_of(db::Session& s, const Context& c, const Service& service,
                                  ThreadId id, const form::Input& input,
                                  const form::Errors& errors) {
  const auto& l = c.language;
  const auto thread = store::find(s, id, viewer_of(c));
  if (!thread) return {};
  ThreadView v;
  v.url = Messages::url(id);
  std::string label;
  if (thread->round()) {
    v.name = thread->title;
    v.people = l.tr(i18n::Message{N_("With {1}"), {others(s, c, service, id)}});
    v.people_url = v.url + "/people";
    label = l.tr(N_("Your message"));
  } else {
    const AccountId other = thread->other(viewer_of(c));
    v.name = name_or_left(service.accounts().person(s, other), l);
    v.title = thread->title;
    v.about_url = thread->about_url;
    v.block_action = "/block/" + other.str();
    label = l.tr(i18n::Message{N_("Your message to {1}"), {v.name}});
  }
  v.may_write = service.may_write(s, *thread, viewer_of(c));
  fill_bubbles(s, c, service, *thread, MessageId::parse(c.request.query.one("before")), v);
  v.text = text_field(l, std::move(label));
  v.text.value = taken(c, service, input);
  v.text = html::filled(std::move(v.text), input, errors, l);
  v.alt = html::filled(alt_field(l), input, errors, l);
  v.with_photos = service.with().photos != nullptr;
  if (const auto* error = errors.find("photos")) v.photos_error = l.tr(*error);
  if (v.may_write == Service::MayWrite::yes) v.ready = ready_for(s, c, service, v.url);
  const std::vector<std::string> topics{"thread/" + id.str()};
  const auto since = Id<MessageTag>::parse(c.request.query.one("since"));
  const auto news = service.core().live.news(s, c.viewer, topics, since ? since->value : 0);
  // An earlier page, or one that comes back with an error, says what has come meanwhile.
  v.live = {.url = live::Live::url(topics, news.last),
            .count = since ? news.count : 0,
            .more = v.url + "#write"};
  if (!v.earlier_url.empty()) v.earlier_url += "&since=" + std::to_string(news.last);
  return v;
}

Response thread_page(const Context& c, Service& service, ThreadId id, const form::Input& input,
                     const form::Errors& errors) {
  const auto view = service.core().db.read(
      [&](db::Session& s) { return view_of(s, c, service, id, input, errors); });
  if (!view) http::not_found();
  if (errors.empty() && view->latest_url.empty()) service.read(id, viewer_of(c));
  auto page = c.page(view->name);
  page.index = false;
  return http::page(templates::thread(page, *view, errors), errors.empty() ? 200 : 422);
}

Response write(Context& c, Service& service, ThreadId id) {
  using How = Service::Sent::How;
  form::Errors errors;
  const Draft draft = read_draft(c, service, errors);
  if (errors) return thread_page(c, service, id, c.request.form, errors);
  const auto sent = service.write(id, viewer_of(c), draft);
  switch (sent.how) {
    case How::held:
      c.notice(refusal(sent));
      return http::see_other(Messages::url(id) + "#write");
    case How::sent:
    case How::already:
      return http::see_other(Messages::url(id) + "#write");
    case How::not_found:
      http::not_found();
    default:
      errors.add("text", refusal(sent));
      return thread_page(c, service, id, c.request.form, errors);
  }
}

Response mute(Context& c, Service& service, ThreadId id) {
  const bool muted = c.request.form.one("muted") == "1";
  if (service.mute(id, viewer_of(c), muted) != Service::Change::done) http::not_found();
  c.notice(muted ? i18n::Message{N_("You are no longer told of new messages here.")}
                 : i18n::Message{N_("You are told of new messages here again.")});
  return http::see_other(Messages::url(id));
}

Response answer(Context& c, Service& service, ThreadId id) {
  const bool yes = c.request.form.one("accept") == "1";
  if (service.answer(id, viewer_of(c), yes) != Service::Change::done) http::not_found();
  if (yes) return http::see_other(Messages::url(id) + "#write");
  c.notice({N_("You have refused. The person is not told.")});
  return http::see_other("/messages");
}

}  // namespace

void register_pages(http::Router& router, Service& service) {
  router.get("/messages", [&service](Context& c) { return list_page(c, service); })
      .who(http::signed_in());
  router
      .get("/messages/{thread}",
           [&service](Context& c, ThreadId id) { return thread_page(c, service, id, {}, {}); })
      .who(http::signed_in());
  router
      .post("/messages/{thread}",
            [&service](Context& c, ThreadId id) { return write(c, service, id); })
      .who(http::signed_in())
      .limited(http::Limit::messages)
      .with_uploads();
  router
      .post("/messages/{thread}/mute",
            [&service](Context& c, ThreadId id) { return mute(c, service, id); })
      .who(http::signed_in());
  router
      .post("/messages/{thread}/answer",
            [&service](Context& c, ThreadId id) { return answer(c, service, id); })
      .who(http::signed_in());
}

}  // namespace palier::messages
