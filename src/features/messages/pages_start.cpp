#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"
#include "features/messages/templates.hpp"

namespace palier::messages {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

void common_fields(db::Session& s, const Context& c, const Service& service,
                   const form::Input& input, const form::Errors& errors, StartView& v) {
  const auto& l = c.language;
  v.text.value = taken(c, service, input);
  v.text = html::filled(std::move(v.text), input, errors, l);
  v.alt = html::filled(alt_field(l), input, errors, l);
  if (const auto* error = errors.find("photos")) v.photos_error = l.tr(*error);
  v.ready = ready_for(s, c, service, v.action);
}

Response shown(const Context& c, const StartView& v, const form::Errors& errors) {
  auto page = c.page(v.heading);
  page.index = false;
  return http::page(templates::start(page, v, errors), errors.empty() ? 200 : 422);
}

Response start_page(const Context& c, const Service& service, AccountId to,
                    const form::Input& input, const form::Errors& errors) {
  const auto& l = c.language;
  std::optional<std::string> elsewhere;
  StartView v;
  const bool found = service.core().db.read([&](db::Session& s) {
    elsewhere = accounts::before_posting(service.accounts(), s, c, Messages::write_url(to));
    if (elsewhere) return true;
    const Reach how = service.reach(s, viewer_of(c), to);
    if (how == Reach::never) return false;
    // Where there is a conversation already, that is where one writes.
    const auto before = store::of_pair(s, viewer_of(c), to, kPerson);
    if (before && (how == Reach::free || before->asked_by == viewer_of(c) || !before->refused_at)) {
      elsewhere = Messages::url(before->id) + "#write";
      return true;
    }
    const std::string name = name_or_left(service.accounts().person(s, to), l);
    v.heading = l.tr(Message{N_("Write to {1}"), {name}});
    v.action = Messages::write_url(to);
    v.lead = how == Reach::free
                 ? l.tr(N_("Neither of you sees the other’s e-mail or phone number."))
                 : l.tr(Message{N_("You do not know each other here yet. {1} reads your first "
                                   "message, and says whether you may go on. Say who you are and "
                                   "why you write."),
                                {name}});
    v.text = text_field(l, l.tr(Message{N_("Your message to {1}"), {name}}));
    v.with_photos = how == Reach::free && service.with().photos;
    common_fields(s, c, service, input, errors, v);
    return true;
  });
  if (!found) http::not_found();
  if (elsewhere) return http::see_other(*elsewhere);
  return shown(c, v, errors);
}

/// After a message that begins a conversation; nothing where the form is to be shown again.
std::optional<Response> gone_out(Context& c, const Service::Sent& sent, form::Errors& errors) {
  using How = Service::Sent::How;
  switch (sent.how) {
    case How::sent:
    case How::already:
    case How::held:
    case How::waiting:
      if (sent.how == How::held || sent.how == How::waiting) c.notice(refusal(sent));
      if (!sent.thread) return http::see_other("/messages");
      return http::see_other(Messages::url(sent.thread) + "#write");
    case How::not_found:
      http::not_found();
    default:
      errors.add("text", refusal(sent));
      return {};
  }
}

Response start(Context& c, Service& service, AccountId to) {
  form::Errors errors;
  Draft draft = read_draft(c, service, errors);
  if (!errors) {
    const bool known = service.core().db.read([&](db::Session& s) {
      if (accounts::before_posting(service.accounts(), s, c, Messages::write_url(to)))
        http::forbidden();
      return service.reach(s, viewer_of(c), to) == Reach::free;
    });
    // A stranger sends words, not pictures.
    if (!known) draft.photos.clear();
    if (!known && draft.text.empty())
      errors.add("text", {N_("Write your message.")});
    else if (auto done = gone_out(c, service.start(viewer_of(c), to, draft), errors))
      return std::move(*done);
  }
  return start_page(c, service, to, c.request.form, errors);
}

Response round_page(const Context& c, const Service& service, const form::Input& input,
                    const form::Errors& errors) {
  const auto& l = c.language;
  StartView v;
  v.heading = l.tr(N_("Write to several people at once"));
  v.action = "/messages/round";
  v.lead =
      l.tr(N_("All of them read everything that is written there; each can leave. From three "
              "people to twelve, you included."));
  service.core().db.read([&](db::Session& s) {
    v.people = html::filled(people_field(s, c, service, {}), input, errors, l);
    html::Field title{.name = "title", .label = l.tr(N_("Title")), .max = 80};
    title.hint = l.tr(N_("For example: Sunday’s market"));
    title.required = true;
    v.title = html::filled(std::move(title), input, errors, l);
    v.text = text_field(l, l.tr(N_("Your message")));
    v.with_photos = false;
    common_fields(s, c, service, input, errors, v);
  });
  return shown(c, v, errors);
}

Response start_round(Context& c, Service& service) {
  form::Errors errors;
  const RoundDraft draft = read_round(c.request.form, errors);
  if (!errors) {
    const auto sent = service.start_round(viewer_of(c), draft);
    if (sent.how == Service::Sent::How::not_found)
      errors.add("people", {N_("One of them cannot be added. Choose others.")});
    else if (auto done = gone_out(c, sent, errors))
      return std::move(*done);
  }
  return round_page(c, service, c.request.form, errors);
}

}  // namespace

void register_start(http::Router& router, Service& service) {
  router
      .get("/messages/new/{account}",
           [&service](Context& c, AccountId to) { return start_page(c, service, to, {}, {}); })
      .who(http::signed_in());
  router
      .post("/messages/new/{account}",
            [&service](Context& c, AccountId to) { return start(c, service, to); })
      .who(http::signed_in())
      .limited(http::Limit::messages)
      .with_uploads();
  router.get("/messages/round", [&service](Context& c) { return round_page(c, service, {}, {}); })
      .who(http::signed_in());
  router.post("/messages/round", [&service](Context& c) { return start_round(c, service); })
      .who(http::signed_in())
      .limited(http::Limit::messages)
      .with_uploads();
}

}  // namespace palier::messages
