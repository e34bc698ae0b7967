#include "core/live/live.hpp"

namespace palier::live {
namespace {

/// Until the stream is built: nothing is sent.
class Quiet final : public Live {
 public:
  void publish(db::Transaction&, std::string_view, std::string_view, std::int64_t,
               std::int64_t) override {}
  void kind(std::string, Draw) override {}
  void topic(std::string, Allowed) override {}
  void apart(Apart) override {}
  News news(db::Session&, const http::Viewer&, const std::vector<std::string>&,
            std::int64_t) const override {
    return {};
  }
};

}  // namespace

std::unique_ptr<Live> make(db::Database&, jobs::Queue&, http::Router&, const Clock&) {
  return std::make_unique<Quiet>();
}

}  // namespace palier::live
