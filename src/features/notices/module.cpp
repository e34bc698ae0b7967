#include "features/notices/routes.hpp"
#include "features/notices/store.hpp"

namespace palier::notices {

std::unique_ptr<Notices> make(const Core& core, accounts::Accounts& accounts) {
  auto made = std::make_unique<Service>(core, accounts);
  Service* service = made.get();
  service->kind({.code = kNews,
                 .name = {N_("The news of your neighbourhood")},
                 .hint = {N_("What is new around you, in one letter.")},
                 .push = false,
                 .order = 90});
  accounts.route_letters([service](db::Session& s, AccountId id, std::string_view kind,
                                   Notify general) { return service->way(s, id, kind, general); });
  accounts.also_tell([service](db::Transaction& tx, AccountId id, const i18n::Language& language,
                               const accounts::Accounts::Letter& letter) {
    service->told(tx, id, language, letter);
  });
  accounts.on_export("notices",
                     [service](db::Session& s, AccountId id) { return service->exported(s, id); });
  accounts.on_delete([](db::Transaction& tx, AccountId id) { store::forget(tx, id); });
  register_pages(*service);
  register_stops(*service);
  register_api(*service);
  return made;
}

}  // namespace palier::notices
