#include "core/inbox/inbox.hpp"

namespace palier::inbox {
namespace {

/// Until mail comes in: no address is given out.
class Closed final : public Replies {
 public:
  std::string address(std::string_view, std::int64_t, std::int64_t) const override { return ""; }
  void handle(std::string, Handler) override {}
  Answer deliver(std::string_view, std::string_view) override { return {550, "No such address"}; }
  void start() override {}
  void stop() override {}
};

}  // namespace

std::unique_ptr<Replies> make(db::Database&, jobs::Queue&, mail::Outbox&, const mail::Settings&,
                              const Clock&) {
  return std::make_unique<Closed>();
}

}  // namespace palier::inbox
