#include <boost/json.hpp>

#include "features/proposals/room.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

std::string exported(db::Session& s, AccountId account) {
  boost::json::object out;
  if (const auto p = store::profile(s, account)) {
    boost::json::array kinds, ages;
    for (const auto& kind : p->kinds) kinds.emplace_back(kind);
    for (const auto& age : p->child_ages) ages.emplace_back(age);
    out["profile"] = boost::json::object{{"active", p->active},
                                         {"kinds", std::move(kinds)},
                                         {"radius_m", p->radius_m},
                                         {"per_week", p->per_week},
                                         {"windows", p->windows},
                                         {"accepts_vulnerable", p->accepts_vulnerable},
                                         {"max_children", p->max_children},
                                         {"child_ages", std::move(ages)},
                                         {"has_children", p->has_children},
                                         {"asks_per_week", p->asks_per_week},
                                         {"quiet_from", p->quiet_from},
                                         {"quiet_to", p->quiet_to},
                                         {"digest", p->digest}};
  }
  const auto lines = [](const std::vector<Proposal>& list, bool own_words) {
    boost::json::array array;
    for (const auto& p : list) {
      boost::json::object o{{"id", p.id.str()},
                            {"need", p.need_id.str()},
                            {"state", word(p.state)},
                            {"created", to_micros(p.created_at) / 1'000'000}};
      if (own_words && p.no) o["no"] = word(*p.no);
      if (own_words && !p.no_text.empty()) o["words"] = p.no_text;
      array.push_back(std::move(o));
    }
    return array;
  };
  out["asked"] = lines(store::of_helper(s, account, 10'000), true);
  out["offered"] = lines(store::of_author(s, account, 10'000), false);
  const auto asks = store::asks(s, account);
  out["how_often"] = boost::json::object{{"asked", asks.asked_total},
                                         {"yes", asks.yes_total},
                                         {"no", asks.no_total},
                                         {"no_answer", asks.lapsed_total}};
  return boost::json::serialize(out);
}

class Module final : public Proposals {
 public:
  Module(const Core& core, accounts::Accounts& accounts, places::Places& places,
         messages::Messages& messages, moderation::Moderation& moderation, aid::Aid& aid)
      : core_(core),
        links_(core.db, core.clock),
        letters_(core, accounts, aid, links_),
        parts_{core, accounts, places, messages, moderation, aid, letters_, links_},
        service_(parts_),
        planner_(service_),
        room_{service_, planner_, parts_} {
    profile_routes(room_);
    proposal_routes(room_);
    message_routes(room_);
    board_routes(room_);
    json_routes(room_);
    board_json_routes(room_);
    planning_jobs(room_);
    accounts.on_export("proposals", exported);
    accounts.on_delete([this](db::Transaction& tx, AccountId account) {
      service_.forget(tx, account, core_.clock.now());
    });
  }

  std::optional<Profile> profile(db::Session& s, AccountId account) const override {
    return store::profile(s, account);
  }
  void volunteer(db::Transaction& tx, const Profile& profile) override {
    service_.save_profile(tx, profile, core_.clock.now());
  }
  int waiting(db::Session& s, AccountId account) const override {
    const auto n = store::waiting(s, account, core_.clock.now());
    return n.as_helper + n.as_author;
  }
  void run(places::TerritoryId territory) override { planner_.run(territory, "hand"); }
  bool say_yes(db::Transaction& tx, ProposalId id, AccountId helper) override {
    return service_.helper_yes(tx, id, helper, core_.clock.now()).has_value();
  }
  bool say_no(db::Transaction& tx, ProposalId id, AccountId helper, No why,
              std::string_view text) override {
    return service_.helper_no(tx, id, helper, why, text, core_.clock.now()).has_value();
  }
  bool author_accepts(db::Transaction& tx, ProposalId id, AccountId author) override {
    return service_.author_yes(tx, id, author, {}, core_.clock.now()).has_value();
  }
  std::vector<Open> live(db::Session& s, places::TerritoryId territory) const override {
    std::vector<Open> out;
    for (const auto& p : store::live(s, territory))
      out.push_back({p.id, p.need_id, p.helper_id, p.state});
    return out;
  }

 private:
  const Core& core_;
  http::SignedLinks links_;
  Letters letters_;
  Parts parts_;
  Service service_;
  Planner planner_;
  Room room_;
};

}  // namespace

std::unique_ptr<Proposals> make(const Core& core, accounts::Accounts& accounts,
                                places::Places& places, messages::Messages& messages,
                                moderation::Moderation& moderation, aid::Aid& aid) {
  return std::make_unique<Module>(core, accounts, places, messages, moderation, aid);
}

}  // namespace palier::proposals
