// When planning runs: when something has changed, when a wave is due, and each night from nothing.
#include <spdlog/spdlog.h>

#include "core/i18n/zone.hpp"
#include "core/jobs/event_json.hpp"
#include "features/proposals/digest.hpp"
#include "features/proposals/room.hpp"

namespace palier::proposals {
namespace {

using std::chrono::seconds;

/// Letters that waited, answers that did not come, waves that are due.
void each_minute(Room& room) {
  const Instant now = room.p.core.clock.now();
  room.db().write([&](db::Transaction& tx) { room.service.send_held(tx, now); });
  while (room.db().write([&](db::Transaction& tx) { return room.service.lapse(tx, now); }) > 0) {
  }
  room.db().write([&](db::Transaction& tx) {
    for (const auto territory : store::with_waves_due(tx, now))
      room.service.plan_soon(tx, territory);
  });
}

void plan(Room& room, const jobs::Job& job) {
  const auto payload = boost::json::parse(job.payload).as_object();
  const places::TerritoryId territory{payload.at("territory").to_number<std::int64_t>()};
  const std::string why(payload.at("why").as_string());
  if (room.planner.run(territory, why)) return;
  // Another node is at it; what it read may be older than what we were told.
  room.db().write(
      [&](db::Transaction& tx) { room.service.plan_soon(tx, territory, why, seconds(5)); });
}

void nightly(Room& room) {
  room.db().write([&](db::Transaction& tx) {
    store::prune_runs(tx, room.p.core.clock.now() - std::chrono::days(90));
    auto all = store::territories(tx);
    if (std::find(all.begin(), all.end(), places::TerritoryId{1}) == all.end()) all.emplace_back(1);
    for (const auto territory : all) room.service.plan_soon(tx, territory, "nightly");
  });
}

/// A need that has changed: what is live is looked at again, and the territory planned.
template <class E>
void on_need(Room& room, void (*also)(Room&, db::Transaction&, const E&, Instant) = nullptr) {
  room.p.core.events.subscribe<E>("proposals", [&room, also](const E& event) {
    room.db().write([&](db::Transaction& tx) {
      if (also) also(room, tx, event, room.p.core.clock.now());
      const auto need = room.p.aid.wanted(tx, aid::PostId{event.post});
      room.service.plan_soon(
          tx, need ? need->territory : store::territory_of(tx, aid::PostId{event.post}));
    });
  });
}

/// A person who has changed, by the member of the event that names them.
template <class E>
void on_person(Room& room, std::int64_t E::*who, bool look) {
  room.p.core.events.subscribe<E>("proposals", [&room, who, look](const E& event) {
    room.db().write([&](db::Transaction& tx) {
      const AccountId account{event.*who};
      if (look) room.service.look_again(tx, account, room.p.core.clock.now());
      const auto home = room.p.accounts.home(tx, account);
      room.service.plan_soon(tx, home ? home->scopes.territory : places::TerritoryId{1});
    });
  });
}

void subscribe(Room& room) {
  on_need<aid::NeedOpened>(room);
  on_need<aid::OfferOpened>(room);
  on_need<aid::Renewed>(room);
  const auto look = [](Room& r, db::Transaction& tx, const auto& event, Instant now) {
    r.service.look_again(tx, aid::PostId{event.post}, now);
  };
  on_need<aid::Edited>(room, look);
  on_need<aid::Accepted>(room, look);
  on_need<aid::Done>(room, look);
  on_need<aid::Cancelled>(room, look);
  on_need<aid::Expired>(room, look);
  on_need<aid::Proposed>(room, [](Room& r, db::Transaction& tx, const auto& event, Instant now) {
    r.service.answered_there(tx, aid::PostId{event.post}, now);
  });
  const auto released = [](Room& r, db::Transaction& tx, const auto& event, Instant now) {
    r.service.released(tx, aid::PostId{event.post}, aid::AnswerId{event.answer}, now);
  };
  on_need<aid::Declined>(room, released);
  on_need<aid::Withdrawn>(room, released);
  on_person(room, &accounts::HomeChanged::account, true);
  on_person(room, &accounts::VerifiedChanged::account, true);
  on_person(room, &ProfileChanged::account, false);
  room.p.core.events.subscribe<moderation::Blocked>(
      "proposals", [&room](const moderation::Blocked& event) {
        room.db().write([&](db::Transaction& tx) {
          const Instant now = room.p.core.clock.now();
          room.service.look_again(tx, AccountId{event.blocker}, now);
          room.service.look_again(tx, AccountId{event.blocked}, now);
          const auto home = room.p.accounts.home(tx, AccountId{event.blocker});
          room.service.plan_soon(tx, home ? home->scopes.territory : places::TerritoryId{1});
        });
      });
  room.p.core.events.subscribe<Ended>("proposals", [&room](const Ended& event) {
    room.db().write([&](db::Transaction& tx) {
      if (const auto p = store::find(tx, ProposalId{event.proposal}))
        room.service.plan_soon(tx, p->territory_id);
    });
  });
}

}  // namespace

void planning_jobs(Room& room) {
  auto& queue = room.p.core.queue;
  queue.handle("proposals.plan", [&room](const jobs::Job& job) { plan(room, job); });
  queue.handle("proposals.minute", [&room](const jobs::Job&) { each_minute(room); });
  queue.handle("proposals.nightly", [&room](const jobs::Job&) { nightly(room); });
  queue.handle("proposals.digest", [&room](const jobs::Job&) { send_digests(room); });
  queue.every("proposals.minute", seconds(60), "proposals.minute");
  queue.daily("proposals.nightly", std::chrono::hours(3) + std::chrono::minutes(10),
              "proposals.nightly");
  queue.daily("proposals.digest", std::chrono::hours(17), "proposals.digest");
  subscribe(room);
}

}  // namespace palier::proposals
