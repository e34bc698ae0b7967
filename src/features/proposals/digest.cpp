#include "features/proposals/digest.hpp"

#include <algorithm>

#include "core/i18n/zone.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

constexpr std::size_t kMostCards = 5;

}  // namespace

std::vector<aid::Card> worth_offering(db::Session& s, const Room& room, const Snapshot& snap,
                                      std::size_t h, const i18n::Language& language) {
  const matching::Helper& helper = snap.instance.helpers[h];
  std::vector<std::pair<double, std::size_t>> near;
  for (std::size_t n = 0; n < snap.instance.needs.size(); ++n) {
    const auto& need = snap.instance.needs[n];
    if (snap.never.contains({snap.needs[n].id, snap.helpers[h].account_id})) continue;
    if (matching::barred(need, helper)) continue;
    near.emplace_back(matching::from_anywhere(need) ? 0 : matching::metres(need, helper), n);
  }
  std::sort(near.begin(), near.end());
  if (near.size() > kMostCards) near.resize(kMostCards);
  std::vector<aid::Card> out;
  for (const auto& [metres, n] : near)
    if (auto summary = room.p.aid.summary(s, snap.needs[n].id, language))
      out.push_back(std::move(summary->card));
  return out;
}

void send_digests(Room& room) {
  const Instant now = room.p.core.clock.now();
  if (i18n::local(now).weekday != std::chrono::Thursday) return;
  for (const auto territory :
       room.db().read([](db::Session& s) { return store::territories(s); })) {
    const auto snap =
        room.db().read([&](db::Session& s) { return snapshot(s, room.p, territory, now); });
    for (std::size_t h = 0; h < snap.helpers.size(); ++h) {
      const Profile& profile = snap.helpers[h];
      if (!profile.digest) continue;
      room.db().write([&](db::Transaction& tx) {
        // Who was asked this week has been written to enough.
        if (store::asked_since(tx, profile.account_id, now - std::chrono::days(7)) > 0) return;
        const auto person = room.p.accounts.person(tx, profile.account_id);
        const auto* language = person ? i18n::find(person->language) : nullptr;
        const auto cards =
            worth_offering(tx, room, snap, h, language ? *language : *i18n::languages().front());
        if (cards.empty() || !store::digest_now(tx, profile.account_id, now)) return;
        room.p.letters.digest(
            tx, profile, cards,
            store::asked_since(tx, profile.account_id, now - std::chrono::days(28)));
      });
    }
  }
}

}  // namespace palier::proposals
