#include "features/search/search.hpp"

namespace palier::search {
namespace {

class Room final : public Search {
 public:
  void put(db::Transaction&, const Document&) override {}
  void remove(db::Transaction&, std::string_view, std::int64_t) override {}
  void kind(std::string, Kind) override {}
  void audiences(std::function<std::vector<std::string>(db::Session&, AccountId)>) override {}
};

}  // namespace

std::unique_ptr<Search> make(const Core&, accounts::Accounts&) {
  return std::make_unique<Room>();
}

}  // namespace palier::search
