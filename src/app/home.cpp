#include "app/home.hpp"

#include <mutex>

#include "app/templates.hpp"

namespace palier::app {
namespace {

using namespace std::chrono_literals;

constexpr int kCards = 6;
constexpr int kBulletins = 3;

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

/// What everybody is to know, or whoever lives there; and the quarter's informant.
void put_word(Home& home, const html::Page& page, const http::Context& c, const Core& core,
              const Rooms& rooms) {
  core.db.read([&](db::Session& s) {
    const places::TerritoryId territory{c.viewer.territory};
    std::optional<places::Scopes> where;
    if (c.viewer.signed_in())
      if (const auto lives = rooms.accounts->home(s, accounts::AccountId{c.viewer.account}))
        where = lives->scopes;
    if (!where) {  // A visitor is shown what is for everyone here.
      where.emplace();
      where->territory = territory;
    }
    home.bulletins = rooms.bulletins->current(s, territory, where, c.language, kBulletins);
    home.informant = rooms.informants->box(s, c.viewer, page);
  });
}

}  // namespace

void open_home(const Core& core, const Rooms& rooms) {
  const aid::Aid* aid = rooms.aid.get();
  auto counted = aid ? std::make_shared<Counted>(core.db, *aid) : nullptr;
  core.router
      .get("/",
           [core, &config = core.config, &rooms, aid, counted](http::Context& c) {
             Home home{config.host, {}, {}, {}, {}};
             const auto page = frame(c, config);
             if (rooms.bulletins && rooms.informants) put_word(home, page, c, core, rooms);
             if (aid) {
               aid::Aid::Look latest;
               latest.limit = kCards;
               latest.territory = places::TerritoryId{c.viewer.territory};
               home.cards = aid->look(latest, c.language);
               home.figures = counted->at(c.now);
             }
             return http::page(templates::home(page, home));
           })
      .who(http::anyone());
}

}  // namespace palier::app
