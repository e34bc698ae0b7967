#include <boost/json.hpp>

#include "features/bulletins/room.hpp"
#include "features/bulletins/store.hpp"

namespace palier::bulletins {
namespace {

std::string exported(db::Session& s, AccountId account) {
  boost::json::array out;
  for (const auto& b : store::by_author(s, account))
    out.push_back(boost::json::object{{"id", b.id.str()},
                                      {"signed", b.signed_as},
                                      {"urgency", word(b.urgency)},
                                      {"title", b.title},
                                      {"text", b.text},
                                      {"from", rfc3339(b.from_at)}});
  return boost::json::serialize(out);
}

}  // namespace

std::unique_ptr<Bulletins> make(const Core& core, accounts::Accounts& accounts,
                                places::Places& places, moderation::Moderation& moderation,
                                notices::Notices& notices, search::Search& search) {
  auto service =
      std::make_unique<Service>(Parts{core, accounts, places, moderation, notices, search});
  page_routes(*service);
  writing_routes(*service);
  keeper_routes(*service);
  json_routes(*service);
  service->register_jobs();
  service->register_rooms();
  // A name stands beside everything its owner writes.
  accounts.name_check(
      [room = service.get()](db::Session& s, places::TerritoryId t,
                             std::string_view name) -> std::optional<i18n::Message> {
        if (!room->looks_official(s, t, name)) return {};
        return i18n::Message{
            N_("This is the name of a public body, or looks like one. Write your own.")};
      });
  accounts.on_export("bulletins", exported);
  accounts.on_delete([clock = &core.clock](db::Transaction& tx, AccountId account) {
    store::forget(tx, account, clock->now());
  });
  return service;
}

}  // namespace palier::bulletins
