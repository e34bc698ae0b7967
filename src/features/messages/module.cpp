#include <boost/json.hpp>

#include "core/jobs/event_json.hpp"
#include "features/messages/routes.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {
namespace {

std::string exported(db::Session& s, AccountId account) {
  boost::json::array written;
  for (const Message& m : store::written_by(s, account))
    written.push_back(
        {{"thread", m.thread_id.str()}, {"text", m.text}, {"at_us", to_micros(m.created_at)}});
  return boost::json::serialize(written);
}

moderation::Moderation::Kind reportable(const Service& service) {
  return {.describe = [&service](db::Session& s,
                                 std::int64_t id) -> std::optional<moderation::Reported> {
            const auto message = store::message(s, MessageId{id});
            if (!message) return {};
            const auto author = service.accounts().person(s, message->author_id);
            return moderation::Reported{.title = author ? author->first_name : "—",
                                        .excerpt = message->text,
                                        .url = Messages::url(message->thread_id),
                                        .author = message->author_id};
          },
          .hide = [](db::Transaction& tx, std::int64_t id,
                     bool hidden) { store::hide(tx, MessageId{id}, hidden); },
          .visible =
              [](db::Session& s, std::int64_t id, AccountId viewer) {
                const auto message = store::message(s, MessageId{id});
                return message && store::find(s, message->thread_id, viewer);
              }};
}

}  // namespace

std::unique_ptr<Messages> make(const Core& core, accounts::Accounts& accounts,
                               moderation::Moderation& moderation, With) {
  auto made = std::make_unique<Service>(core, accounts, moderation);
  Service* service = made.get();
  register_pages(core.router, *service);
  register_api(core.router, *service);
  core.events.subscribe<Written>("messages.letters",
                                 [service](const Written& event) { service->tell(event); });
  moderation.reportable("message", reportable(*service));
  accounts.on_export("messages", exported);
  accounts.on_delete([&clock = core.clock](db::Transaction& tx, AccountId account) {
    store::forget(tx, account, clock.now());
  });
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
