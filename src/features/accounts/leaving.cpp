// Taking one's data along, and going.
#include <boost/json.hpp>

#include "core/http/sessions.hpp"
#include "core/jobs/event_json.hpp"
#include "features/accounts/letters.hpp"
#include "features/accounts/service.hpp"
#include "features/accounts/store.hpp"
#include "features/accounts/view.hpp"

namespace palier::accounts {

std::string Service::exported(AccountId id) const {
  namespace json = boost::json;
  return core_.db.read([&](db::Session& s) -> std::string {
    const auto account = store::account(s, id);
    if (!account) return "{}";
    Own own;
    own.account = *account;
    own.identifiers = store::identifiers(s, id);
    own.home = store::home(s, id);
    own.roles = store::roles(s, id, account->territory_id);

    json::object out;
    out["site"] = post_.site_name();
    out["exported_at"] = view::time(core_.clock.now());
    out["account"] = view::me(own);
    json::array keys;
    for (const auto& t : store::tokens(s, id)) keys.push_back(view::token(t));
    out["api_keys"] = std::move(keys);
    json::array history;
    for (const auto& line : store::audit_of(s, id, 1000))
      history.push_back(
          {{"what", line.what}, {"detail", line.detail}, {"at", view::time(line.at)}});
    out["history"] = std::move(history);
    json::array waiting;
    for (const auto& line : store::kept_letters(s, id))
      waiting.push_back({{"kind", line.kind},
                         {"subject", line.subject},
                         {"text", line.text},
                         {"at", view::time(line.created_at)}});
    out["letters_waiting"] = std::move(waiting);
    for (const auto& [section, part] : export_parts_) out[section] = json::parse(part(s, id));
    return view::pretty(out);
  });
}

Service::Erased Service::erase(AccountId id) const {
  return core_.db.write([&](db::Transaction& tx) {
    auto account = store::account(tx, id);
    if (!account || account->state == State::deleted) return Erased::done;
    if (store::roles(tx, id, account->territory_id).has(http::Role::keeper) &&
        store::active_with_role(tx, account->territory_id, http::Role::keeper) <= 1)
      return Erased::last_keeper;
    for (const auto& theirs : store::identifiers(tx, id)) core_.outbox.forget(tx, theirs.value);
    post_.to_all_of(tx, *account, [&](const i18n::Language& l) {
      return letters::farewell(l, post_.site_name());
    });
    // Other rooms first, while the person is still there to be read.
    for (const auto& part : delete_parts_) part(tx, id);
    store::erase_traces(tx, id);
    http::end_sessions_of(tx, id.value);

    const Instant now = core_.clock.now();
    Account empty;
    empty.id = id;
    empty.territory_id = account->territory_id;
    empty.language = account->language;
    empty.state = State::deleted;
    empty.notify = Notify::never;
    empty.deleted_at = now;
    store::update_account(tx, empty);
    store::audit(tx, account->territory_id, id, id, "deleted", "", now);
    core_.events.emit(tx, Deleted{id.value});
    return Erased::done;
  });
}

}  // namespace palier::accounts
