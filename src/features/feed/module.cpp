#include "features/feed/feed.hpp"

namespace palier::feed {
namespace {

class Room final : public Feed {
 public:
  void audience(std::string, Audience) override {}
  Made post(db::Transaction&, AccountId, const Draft&, std::optional<Instant>) override {
    return {};
  }
  std::optional<CommentId> comment(db::Transaction&, PostId, CommentId, AccountId, std::string_view,
                                   std::optional<Instant>) override {
    return {};
  }
  bool thank(db::Transaction&, PostId, AccountId) override { return false; }
  html::Html part(http::Context&, const html::Page&, std::string_view) override { return {}; }
  std::vector<Coming> coming(db::Session&, std::string_view, Instant, int) const override {
    return {};
  }
  void remove_all_for(db::Transaction&, std::string_view) override {}
};

}  // namespace

std::unique_ptr<Feed> make(const Core&, Below) {
  return std::make_unique<Room>();
}

}  // namespace palier::feed
