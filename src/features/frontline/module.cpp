#include <spdlog/spdlog.h>

#include <boost/json.hpp>
#include <mutex>

#include "features/frontline/room.hpp"

namespace palier::frontline {
namespace {

class Module final : public Frontline {
 public:
  Module(const Core& core, accounts::Accounts& accounts, places::Places& places, aid::Aid& aid,
         proposals::Proposals& proposals)
      : core_(core),
        parts_{core, accounts, places, aid, proposals, http::Keys(core.db)},
        service_(parts_),
        room_(service_, parts_) {
    filling_routes(room_);
    desk_routes(room_);
    keeper_routes(room_);
    json_routes(room_);
    jobs();
    tell_others();
  }

  int waiting(db::Session& s, places::TerritoryId territory) const override {
    return store::count_waiting(s, territory);
  }

 private:
  void jobs() {
    core_.queue.handle("frontline.sweep", [this](const jobs::Job&) {
      const auto erased =
          core_.db.write([&](db::Transaction& tx) { return store::sweep(tx, core_.clock.now()); });
      if (erased > 0) spdlog::info("frontline: {} forms erased after their 30 days", erased);
    });
    core_.queue.every("frontline.sweep", std::chrono::hours(1), "frontline.sweep");
  }

  void tell_others() {
    parts_.accounts.on_export("questionnaires", [](db::Session& s, AccountId account) {
      boost::json::array out;
      for (const auto& one : store::of_account(s, account)) {
        const auto q = store::questionnaire(s, one.questionnaire_id, one.version);
        out.push_back(boost::json::object{
            {"id", one.id.str()},
            {"questionnaire", q ? q->code : ""},
            {"version", one.version},
            {"state", word(one.state)},
            {"answers", boost::json::parse(one.answers.empty() ? "{}" : one.answers)},
            {"consent", one.consent},
            {"created", to_micros(one.created_at) / 1'000'000}});
      }
      return boost::json::serialize(out);
    });
    parts_.accounts.on_delete(
        [](db::Transaction& tx, AccountId account) { store::forget(tx, account); });
    core_.site.on_page(30, [this](html::Page& page, const http::Context& c) {
      if (any_open(c.now))
        page.navigation.push_back({c.language.tr(N_("Front line")), "/front-line",
                                   c.request.path.starts_with("/front-line") &&
                                       !c.request.path.starts_with("/front-line/desk"),
                                   0});
    });
    core_.site.on_page(60, [this](html::Page& page, const http::Context& c) {
      if (!c.viewer.roles.any_of({http::Role::operator_, http::Role::moderator})) return;
      const int count = core_.db.read([&](db::Session& s) {
        return store::count_waiting(s, places::TerritoryId{c.viewer.territory});
      });
      page.navigation.push_back({c.language.tr(N_("Forms to deal with")), "/front-line/desk",
                                 c.request.path.starts_with("/front-line/desk"), count});
    });
  }

  /// Looked at every half minute at most: it is on every page.
  bool any_open(Instant now) {
    const std::lock_guard lock(mutex_);
    if (now - looked_ > std::chrono::seconds(30) || now < looked_) {
      open_ = core_.db.read([](db::Session& s) { return store::any_open(s); });
      looked_ = now;
    }
    return open_;
  }

  const Core& core_;
  Parts parts_;
  Service service_;
  Room room_;
  std::mutex mutex_;
  bool open_ = false;
  Instant looked_{};
};

}  // namespace

std::unique_ptr<Frontline> make(const Core& core, accounts::Accounts& accounts,
                                places::Places& places, aid::Aid& aid,
                                proposals::Proposals& proposals) {
  return std::make_unique<Module>(core, accounts, places, aid, proposals);
}

}  // namespace palier::frontline
