#include "app/home.hpp"

#include <mutex>

#include "app/templates.hpp"

namespace palier::app {
namespace {

using namespace std::chrono_literals;

constexpr int kCards = 6;

/// The figures are counted at most once a minute: the home page is what everybody opens first.
class Counted {
 public:
  Counted(db::Database& db, const aid::Aid& aid) : db_(db), aid_(aid) {}

  aid::Aid::Figures at(Instant now) {
    const std::lock_guard lock(mutex_);
    if (now - counted_ > 1min || now < counted_) {
      figures_ = db_.read([&](db::Session& s) { return aid_.figures(s); });
      counted_ = now;
    }
    return figures_;
  }

 private:
  db::Database& db_;
  const aid::Aid& aid_;
  std::mutex mutex_;
  Instant counted_{};
  aid::Aid::Figures figures_;
};

html::Page frame(const http::Context& c, const Config& config) {
  html::Page page = c.page(config.site_name);
  page.description = c.language.tr(
      N_("Neighbours help each other: shopping, pharmacy, a few kind words. Ask or offer in a "
         "minute, free of charge."));
  page.index = true;
  return page;
}

}  // namespace

void open_home(const Core& core, const Rooms& rooms) {
  const aid::Aid* aid = rooms.aid.get();
  auto counted = aid ? std::make_shared<Counted>(core.db, *aid) : nullptr;
  core.router
      .get("/",
           [&config = core.config, aid, counted](http::Context& c) {
             Home home{config.host, {}, {}};
             if (aid) {
               aid::Aid::Look latest;
               latest.limit = kCards;
               latest.territory = places::TerritoryId{c.viewer.territory};
               home.cards = aid->look(latest, c.language);
               home.figures = counted->at(c.now);
             }
             return http::page(templates::home(frame(c, config), home));
           })
      .who(http::anyone());
}

}  // namespace palier::app
