#include "features/notices/notices.hpp"

namespace palier::notices {
namespace {

class Room final : public Notices {
 public:
  void kind(Kind) override {}
  void digest(int, Part) override {}
};

}  // namespace

std::unique_ptr<Notices> make(const Core&, accounts::Accounts&) {
  return std::make_unique<Room>();
}

}  // namespace palier::notices
