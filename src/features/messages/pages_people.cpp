#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"
#include "features/messages/templates.hpp"

namespace palier::messages {
namespace {

using http::Context;
using http::Response;
using i18n::Message;
using Change = Service::Change;

std::string people_url(ThreadId id) {
  return Messages::url(id) + "/people";
}

std::optional<PeopleView> view_of(db::Session& s, const Context& c, const Service& service,
                                  ThreadId id, const form::Input& input,
                                  const form::Errors& errors) {
  const auto& l = c.language;
  const auto thread = store::find(s, id, viewer_of(c));
  if (!thread || !thread->round()) return {};
  PeopleView v;
  v.url = people_url(id);
  v.thread_url = Messages::url(id);
  v.title = thread->title;
  const bool owner = thread->owner_id == viewer_of(c);
  std::vector<AccountId> there;
  for (const Member& m : store::members(s, id)) {
    PersonLine line;
    line.name = name_or_left(service.accounts().person(s, m.account_id), l);
    line.since = l.tr(Message{N_("since {1}"), {l.date(m.joined_at)}});
    line.you = m.account_id == viewer_of(c);
    line.owner = m.account_id == thread->owner_id;
    if (owner && !line.you) line.remove_value = m.account_id.str();
    v.people.push_back(std::move(line));
    there.push_back(m.account_id);
  }
  v.full = !fits(static_cast<std::int64_t>(there.size()), 1);
  if (!v.full && !thread->closed_at) {
    v.add = people_field(s, c, service, there);
    v.add.label = l.tr(N_("Who is to join?"));
    v.add.hint = l.tr(N_("They read what is written from now on, not what came before."));
    v.add = html::filled(std::move(v.add), input, errors, l);
  }
  if (owner && !thread->closed_at) {
    html::Field title{.name = "title", .label = l.tr(N_("New title")), .max = 80};
    title.value = thread->title;
    title.required = true;
    v.new_title = html::filled(std::move(title), input, errors, l);
  }
  return v;
}

Response people_page(const Context& c, const Service& service, ThreadId id,
                     const form::Input& input, const form::Errors& errors) {
  const auto view = service.core().db.read(
      [&](db::Session& s) { return view_of(s, c, service, id, input, errors); });
  if (!view) http::not_found();
  auto page = c.page(c.language.tr(Message{N_("Who reads “{1}”"), {view->title}}));
  page.index = false;
  return http::page(templates::people(page, *view, errors), errors.empty() ? 200 : 422);
}

Response add(Context& c, Service& service, ThreadId id) {
  form::Errors errors;
  for (const AccountId who : read_people(c.request.form, errors)) {
    const Change change = service.add(id, viewer_of(c), who);
    if (change == Change::not_found) http::not_found();
    if (change != Change::done) errors.add("people", refusal(change));
  }
  if (errors) return people_page(c, service, id, c.request.form, errors);
  return http::see_other(people_url(id));
}

Response remove(Context& c, Service& service, ThreadId id) {
  const auto who = AccountId::parse(c.request.form.one("people"));
  if (!who || service.remove(id, viewer_of(c), *who) != Change::done) http::not_found();
  return http::see_other(people_url(id));
}

Response title(Context& c, Service& service, ThreadId id) {
  form::Errors errors;
  const std::string wanted = read_title(c.request.form, errors, true);
  if (!errors) {
    const Change change = service.set_title(id, viewer_of(c), wanted);
    if (change == Change::not_found) http::not_found();
    if (change == Change::done) return http::see_other(Messages::url(id));
    errors.add("title", {N_("This title cannot be used.")});
  }
  return people_page(c, service, id, c.request.form, errors);
}

Response leave(Context& c, Service& service, ThreadId id) {
  if (service.leave(id, viewer_of(c)) != Change::done) http::not_found();
  c.notice({N_("You have left the conversation.")});
  return http::see_other("/messages");
}

}  // namespace

void register_people(http::Router& router, Service& service) {
  router
      .get("/messages/{thread}/people",
           [&service](Context& c, ThreadId id) { return people_page(c, service, id, {}, {}); })
      .who(http::signed_in());
  const auto post = [&](const char* path, auto handler) {
    router
        .post(path,
              [&service, handler](Context& c, ThreadId id) { return handler(c, service, id); })
        .who(http::signed_in())
        .limited(http::Limit::messages);
  };
  post("/messages/{thread}/people", add);
  post("/messages/{thread}/people/remove", remove);
  post("/messages/{thread}/people/title", title);
  post("/messages/{thread}/people/leave", leave);
}

}  // namespace palier::messages
