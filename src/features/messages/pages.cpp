#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"
#include "features/messages/templates.hpp"
#include "features/messages/view.hpp"

namespace palier::messages {
namespace {

using http::Context;
using http::Response;

constexpr int kThreads = 30;

AccountId viewer(const Context& c) {
  return AccountId{c.viewer.account};
}

Response list_page(const Context& c, const Service& service) {
  const auto asked = form::Input(c.request.query).one("page");
  const int number = std::clamp(asked.empty() ? 1 : std::atoi(asked.c_str()), 1, 1000);
  std::vector<ThreadLine> lines;
  bool more = false;
  service.core().db.read([&](db::Session& s) {
    auto rows = store::threads_of(s, viewer(c), kThreads + 1, (number - 1) * kThreads);
    more = rows.size() > kThreads;
    if (more) rows.pop_back();
    for (const Summary& row : rows) {
      const AccountId other = row.account_a == viewer(c) ? row.account_b : row.account_a;
      lines.push_back(thread_line(
          row, name_or_left(service.accounts().person(s, other), c.language), c.language, c.now));
    }
  });
  auto page = c.page(c.language.tr(N_("Messages")));
  page.index = false;
  const std::string next = more ? "/messages?page=" + std::to_string(number + 1) : "";
  return http::page(templates::threads(page, lines, next));
}

Response thread_page(const Context& c, Service& service, ThreadId id, const form::Input& input,
                     const form::Errors& errors) {
  const auto before = Id<MessageTag>::parse(c.request.query.one("before"));
  const auto view = service.core().db.read([&](db::Session& s) -> std::optional<ThreadView> {
    const auto thread = store::find(s, id, viewer(c));
    if (!thread) return {};
    const AccountId other = thread->other(viewer(c));
    ThreadView v;
    v.url = Messages::url(id);
    v.name = name_or_left(service.accounts().person(s, other), c.language);
    v.title = thread->title;
    v.about_url = thread->about_url;
    v.block_action = "/block/" + other.str();
    v.may_write = service.may_write(s, *thread, viewer(c));
    auto messages = store::page(s, id, before, kPage + 1);
    if (messages.size() > kPage) {
      messages.erase(messages.begin());
      v.earlier_url = v.url + "?before=" + messages.front().id.str();
    }
    for (const Message& m : messages)
      v.bubbles.push_back(bubble(m, viewer(c), v.name, c.language, c.now));
    html::Field text{.name = "text",
                     .label = c.language.tr(i18n::Message{N_("Your message to {1}"), {v.name}}),
                     .rows = 4,
                     .max = 4000};
    text.required = true;
    v.text = html::filled(std::move(text), input, errors, c.language);
    return v;
  });
  if (!view) http::not_found();
  if (errors.empty() && !before) service.read(id, viewer(c));
  auto page = c.page(view->name);
  page.index = false;
  return http::page(templates::thread(page, *view, errors), errors.empty() ? 200 : 422);
}

Response write(Context& c, Service& service, ThreadId id) {
  using How = Service::Sent::How;
  form::Errors errors;
  const Draft draft = read_message(c.request.form, errors);
  if (errors) return thread_page(c, service, id, c.request.form, errors);
  switch (service.write(id, viewer(c), draft).how) {
    case How::sent:
    case How::already:
      return http::see_other(Messages::url(id) + "#write");
    case How::not_found:
      http::not_found();
    case How::closed:
      errors.add("text", {N_("This conversation is closed. Your message was not sent.")});
      break;
    case How::left:
      errors.add("text", {N_("This person has left. Your message was not sent.")});
      break;
  }
  return thread_page(c, service, id, c.request.form, errors);
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
      .limited(http::Limit::messages);
}

}  // namespace palier::messages
