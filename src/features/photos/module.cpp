#include "features/photos/photos.hpp"

namespace palier::photos {
namespace {

class Room final : public Photos {
 public:
  tl::expected<Prepared, i18n::Message> prepare(std::string_view) const override {
    return Prepared{};
  }
  PhotoId keep(db::Transaction&, const Prepared&, std::string_view, std::int64_t, AccountId,
               std::string_view) override {
    return {};
  }
  void describe(db::Transaction&, PhotoId, std::string_view) override {}
  void remove(db::Transaction&, PhotoId) override {}
  void remove_of(db::Transaction&, std::string_view, std::int64_t) override {}
  std::vector<Photo> of(db::Session&, std::string_view, std::int64_t) const override { return {}; }
  void visible(std::string,
               std::function<bool(db::Session&, const http::Viewer&, std::int64_t)>) override {}
};

}  // namespace

std::vector<Prepared> Photos::prepare(const http::Request&, std::string_view, int,
                                      form::Errors&) const {
  return {};
}

std::unique_ptr<Photos> make(const Core&, accounts::Accounts&) {
  return std::make_unique<Room>();
}

}  // namespace palier::photos
