#include <boost/json.hpp>

#include "core/jobs/event_json.hpp"
#include "features/informants/store.hpp"
#include "features/informants/view.hpp"

namespace palier::informants {
namespace {

std::string exported(db::Session& s, AccountId account) {
  boost::json::object out;
  boost::json::array standing;
  for (const auto& one : store::of_account(s, account))
    standing.push_back(boost::json::object{{"quarter", one.quarter_id.str()},
                                           {"state", static_cast<int>(one.state)},
                                           {"why", one.why},
                                           {"knows", one.knows},
                                           {"hours", one.hours},
                                           {"reason", one.reason},
                                           {"asked", rfc3339(one.created_at)}});
  out["informant"] = std::move(standing);
  if (const auto care = store::care(s, account)) {
    boost::json::array checks;
    for (const auto& c : store::checks(s, account, 1000))
      checks.push_back(boost::json::object{
          {"at", rfc3339(c.at)}, {"outcome", static_cast<int>(c.outcome)}, {"note", c.note}});
    out["looked_after"] = boost::json::object{{"days", care->days},
                                              {"way", care->way == Way::phone ? "phone" : "door"},
                                              {"note", care->note},
                                              {"asked", rfc3339(care->asked_at)},
                                              {"asked_after", std::move(checks)}};
  }
  boost::json::array heard;
  for (const auto& h : store::heard_for(s, account))
    heard.push_back(boost::json::object{{"request", h.post_id.str()},
                                        {"agreed", h.consent},
                                        {"to", h.words},
                                        {"at", rfc3339(h.consent_at)}});
  out["passed_on_for_you"] = std::move(heard);
  return boost::json::serialize(out);
}

void follow(Service& service) {
  const auto& core = service.parts().core;
  core.events.subscribe<accounts::HomeChanged>(
      "informants", [&service](const accounts::HomeChanged& e) {
        service.parts().core.db.write([&](db::Transaction& tx) {
          const AccountId account{e.account};
          if (!store::care(tx, account)) return;
          const auto home = service.parts().accounts.home(tx, account);
          store::move_care(tx, account, home ? home->scopes.quarter : places::AreaId{});
        });
      });
  core.events.subscribe<aid::Proposed>(
      "informants", [&service](const aid::Proposed& e) { service.answered(aid::PostId{e.post}); });
  core.queue.handle("informants.daily", [&service](const jobs::Job&) {
    service.end_terms();
    service.ask_after();
  });
  core.queue.daily("informants.daily", std::chrono::hours{9}, "informants.daily");
}

}  // namespace

std::unique_ptr<Informants> make(const Core& core, accounts::Accounts& accounts,
                                 places::Places& places, moderation::Moderation& moderation,
                                 notices::Notices& notices, aid::Aid& aid,
                                 bulletins::Bulletins& bulletins,
                                 structures::Structures* structures) {
  auto service = std::make_unique<Service>(
      Parts{core, accounts, places, moderation, notices, aid, bulletins, structures});
  public_routes(*service);
  moderator_routes(*service);
  desk_routes(*service);
  care_routes(*service);
  heard_routes(*service);
  sheet_routes(*service);
  json_routes(*service);
  follow(*service);
  auto* room = service.get();
  bulletins.local_voice([room](db::Session& s, AccountId who, std::string_view circle) {
    for (const auto quarter : room->quarters(s, who))
      if (circle == "quarter/" + quarter.str()) return true;
    return false;
  });
  notices.kind({"informants",
                {N_("Your quarter’s informant")},
                {N_("If you are one, or asked to be looked after.")},
                accounts::Notify::at_once,
                true,
                60});
  accounts.on_export("informants", exported);
  accounts.on_delete([clock = &core.clock](db::Transaction& tx, AccountId account) {
    store::forget(tx, account, clock->now());
  });
  accounts.account_line({N_("Being looked after")}, "/account/look-after");
  core.site.on_page(83, [room](html::Page& page, const http::Context& c) {
    if (!c.viewer.roles.any_of({http::Role::moderator, http::Role::keeper})) return;
    const auto waiting = room->parts().core.db.read([&](db::Session& s) {
      return store::in_state(s, places::TerritoryId{c.viewer.territory}, State::candidate).size();
    });
    if (waiting)
      page.account_links.push_back({c.language.tr(N_("Informants")), "/informant/candidates", false,
                                    static_cast<int>(waiting)});
  });
  // Only while somebody waits: the desk itself is reached from /informant.
  core.site.on_page(84, [room](html::Page& page, const http::Context& c) {
    if (!c.viewer.roles.has(http::Role::informant)) return;
    const auto silent = room->parts().core.db.read([&](db::Session& s) {
      std::size_t n = 0;
      for (const auto quarter : room->quarters(s, AccountId{c.viewer.account}))
        n += room->overdue_in(s, quarter).size();
      return n;
    });
    if (silent)
      page.account_links.push_back({c.language.tr(N_("No news of them")), "/informant/desk", false,
                                    static_cast<int>(silent)});
  });
  return service;
}

}  // namespace palier::informants
