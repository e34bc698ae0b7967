#include <boost/json.hpp>
#include <charconv>

#include "core/jobs/event_json.hpp"
#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"
#include "features/messages/templates.hpp"

namespace palier::messages {
namespace {

std::string exported(db::Session& s, AccountId account) {
  boost::json::array written;
  for (const Message& m : store::written_by(s, account))
    written.push_back(
        {{"thread", m.thread_id.str()}, {"text", m.text}, {"at_us", to_micros(m.created_at)}});
  return boost::json::serialize(written);
}

moderation::Moderation::Kind reportable(Service& service) {
  return {.describe = [&service](db::Session& s,
                                 std::int64_t id) -> std::optional<moderation::Reported> {
            const auto message = store::message(s, MessageId{id});
            if (!message || !message->said()) return {};
            const auto author = service.accounts().person(s, message->author_id);
            return moderation::Reported{.title = author ? author->first_name : "—",
                                        .excerpt = message->text,
                                        .url = Messages::url(message->thread_id),
                                        .author = message->author_id};
          },
          .hide = [&service](db::Transaction& tx, std::int64_t id,
                             bool hidden) { service.hide(tx, MessageId{id}, hidden); },
          .visible =
              [](db::Session& s, std::int64_t id, AccountId viewer) {
                const auto message = store::message(s, MessageId{id});
                return message && store::may_read(s, *message, viewer);
              }};
}

void tell_open_pages(const Core& core, Service& service) {
  core.live.topic("thread", [](db::Session& s, const http::Viewer& viewer, std::string_view rest) {
    const auto id = ThreadId::parse(rest);
    return id && store::find(s, *id, AccountId{viewer.account}).has_value();
  });
  core.live.kind("message", [&service](db::Session& s, const i18n::Language& language,
                                       std::string_view, std::int64_t subject) {
    const auto m = store::message(s, MessageId{subject});
    if (!m || m->hidden) return std::string();
    html::Out out;
    templates::arrived(out, language,
                       bubble_of(s, service, *m, {}, language, service.core().clock.now()));
    return out.take();
  });
  core.live.kind(
      "message_gone",
      [](db::Session&, const i18n::Language&, std::string_view, std::int64_t subject) {
        html::Out out;
        templates::gone(out, "m" + std::to_string(subject));
        return out.take();
      },
      false);
  core.live.kind(
      "messages_unread",
      [&service](db::Session& s, const i18n::Language& language, std::string_view topic,
                 std::int64_t) {
        const auto id = AccountId::parse(topic.substr(std::string_view("account/").size()));
        html::Out out;
        templates::unread(out, language, id ? service.unread(s, *id) : 0);
        return out.take();
      },
      false);
}

void take_answers(const Core& core, Service& service) {
  core.replies.handle(
      "thread",
      [&service](db::Transaction& tx, const inbox::Reply& reply) {
        return service.answered(tx, reply);
      },
      "/messages/",
      [&service](const inbox::Reply& reply) -> std::shared_ptr<const void> {
        auto prepared = std::make_shared<std::vector<photos::Prepared>>();
        if (!service.with().photos) return prepared;
        for (const auto& upload : reply.photos) {
          if (prepared->size() >= kPhotosMost) break;
          if (auto photo = service.with().photos->prepare(upload.bytes))
            prepared->push_back(std::move(*photo));
        }
        return prepared;
      });
}

}  // namespace

std::unique_ptr<Messages> make(const Core& core, accounts::Accounts& accounts,
                               moderation::Moderation& moderation, With with) {
  auto made = std::make_unique<Service>(core, accounts, moderation, with);
  Service* service = made.get();
  register_pages(core.router, *service);
  register_start(core.router, *service);
  register_people(core.router, *service);
  register_api(core.router, *service);
  register_api_rounds(core.router, *service);
  core.events.subscribe<Written>("messages.letters",
                                 [service](const Written& event) { service->tell(event); });
  core.events.subscribe<moderation::Blocked>(
      "messages.apart", [service](const moderation::Blocked& event) { service->apart(event); });
  moderation.reportable("message", reportable(*service));
  if (with.photos)
    with.photos->visible("message",
                         [service](db::Session& s, const http::Viewer& viewer, std::int64_t id) {
                           const auto message = store::message(s, MessageId{id});
                           const AccountId who{viewer.account};
                           return message && (!message->hidden || message->author_id == who) &&
                                  store::may_read(s, *message, who) &&
                                  !service->moderation().blocked(s, message->author_id, who);
                         });
  if (with.notices)
    with.notices->kind({.code = "messages",
                        .name = {N_("Messages")},
                        .hint = {N_("When somebody writes to you.")},
                        .order = 10});
  tell_open_pages(core, *service);
  take_answers(core, *service);
  accounts.on_export("messages", exported);
  accounts.on_delete(
      [service](db::Transaction& tx, AccountId account) { service->forget(tx, account); });
  core.site.on_page(30, [service](html::Page& page, const http::Context& c) {
    if (!c.viewer.signed_in()) return;
    const int unread = service->core().db.read(
        [&](db::Session& s) { return service->unread(s, AccountId{c.viewer.account}); });
    page.navigation.push_back({c.language.tr(N_("Messages")), "/messages",
                               c.request.path.starts_with("/messages"), unread});
  });
  return made;
}

}  // namespace palier::messages
