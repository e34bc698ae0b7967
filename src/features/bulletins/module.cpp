#include "features/bulletins/bulletins.hpp"

namespace palier::bulletins {
namespace {

class Room final : public Bulletins {
 public:
  std::vector<Card> current(db::Session&, places::TerritoryId, const std::optional<places::Scopes>&,
                            const i18n::Language&, int) const override {
    return {};
  }
  std::optional<BulletinId> publish(db::Transaction&, AccountId, const Draft&) override {
    return {};
  }
  void local_voice(std::function<bool(db::Session&, AccountId, std::string_view)>) override {}
  bool looks_official(db::Session&, places::TerritoryId, std::string_view) const override {
    return false;
  }
};

}  // namespace

std::unique_ptr<Bulletins> make(const Core&, accounts::Accounts&, places::Places&,
                                moderation::Moderation&, notices::Notices&, search::Search&) {
  return std::make_unique<Room>();
}

}  // namespace palier::bulletins
