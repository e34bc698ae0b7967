// The territory, read at one moment and turned into what matching knows.
#include <algorithm>

#include "features/proposals/planner.hpp"
#include "features/proposals/translate.hpp"

namespace palier::proposals {
namespace {

using std::chrono::days;

/// Needs live two weeks and may be renewed; what was asked earlier is forgotten.
constexpr days kRemembered{90};
/// An author who let so many offers of help go by in a week does not read our letters.
constexpr int kSilences = 2;

/// All who may be asked: those with a profile, and those whose open offers are one.
std::vector<Profile> everybody(db::Session& s, const Parts& parts, places::TerritoryId territory) {
  auto out = store::profiles(s, territory);
  std::set<AccountId> known;
  for (const auto& p : out) known.insert(p.account_id);
  std::map<AccountId, std::vector<aid::Given>> offers;
  for (auto& offer : parts.aid.given(s, territory))
    if (!known.contains(offer.owner)) offers[offer.owner].push_back(std::move(offer));
  for (const auto& [owner, list] : offers) {
    if (store::profile(s, owner)) continue;  // Theirs says that they are not to be asked.
    auto profile = profile_of_offers(owner, list);
    profile.territory_id = territory;
    out.push_back(std::move(profile));
  }
  return out;
}

void read_helpers(db::Session& s, const Parts& parts, places::TerritoryId territory,
                  Snapshot& out) {
  std::map<AccountId, store::Load> loads;
  for (const auto& load : store::loads(s, territory, out.at - days(7), out.at - days(28)))
    loads[load.helper_id] = load;
  std::map<AccountId, std::vector<store::Taken>> busy;
  for (const auto& taken : store::taken(s, territory, out.at - days(30)))
    busy[taken.helper_id].push_back(taken);
  for (auto& profile : everybody(s, parts, territory)) {
    Known known;
    known.profile = profile;
    if (const auto it = busy.find(profile.account_id); it != busy.end()) known.busy = it->second;
    if (const auto it = loads.find(profile.account_id); it != loads.end()) {
      known.asked_7d = it->second.asked_7d;
      known.jobs_7d = it->second.jobs_7d;
      known.jobs_28d = it->second.jobs_28d;
    }
    auto helper = helper_of(s, parts, known, out.at);
    if (!helper) continue;
    out.instance.helpers.push_back(std::move(*helper));
    out.helpers.push_back(std::move(profile));
  }
}

void read_tries(db::Session& s, places::TerritoryId territory, Snapshot& out) {
  std::map<aid::PostId, int> silences;
  for (const auto& t : store::tried(s, territory, out.at - kRemembered)) {
    // Somebody else came first then: they may be asked again.
    if (t.state != State::closed) out.never.emplace(t.need_id, t.helper_id);
    const bool by_author = t.state == State::lapsed && t.answered_at;
    if (by_author && t.closed_at && *t.closed_at > out.at - days(7)) ++silences[t.need_id];
  }
  for (const auto& [need, times] : silences)
    if (times >= kSilences) out.silent.insert(need);
}

/// Pairs kept apart: by a coordinator, by either of the two, by one household, by an answer given
/// on the request's own page.
void read_apart(db::Session& s, const Parts& parts, places::TerritoryId territory, Snapshot& out) {
  std::map<AccountId, std::vector<AccountId>> apart;
  for (const auto& pair : store::all_apart(s, territory)) {
    apart[pair.a].push_back(pair.b);
    apart[pair.b].push_back(pair.a);
  }
  std::map<places::AddressId, std::vector<AccountId>> at;
  for (const auto& p : out.helpers)
    if (const auto home = parts.accounts.home(s, p.account_id); home && home->address)
      at[home->address].push_back(p.account_id);
  std::map<AccountId, std::set<AccountId>> of_author;
  for (const auto& need : out.open) {
    auto [it, fresh] = of_author.try_emplace(need.owner);
    auto& others = it->second;
    if (fresh) {
      others.insert(need.owner);
      for (const AccountId other : parts.moderation.apart_from(s, need.owner)) others.insert(other);
      if (const auto kept = apart.find(need.owner); kept != apart.end())
        others.insert(kept->second.begin(), kept->second.end());
      if (const auto home = parts.accounts.home(s, need.owner); home && home->address)
        for (const AccountId neighbour : at[home->address])
          if (same_home(s, parts, need.owner, neighbour)) others.insert(neighbour);
    }
    for (const AccountId other : others) out.never.emplace(need.id, other);
    if (need.pending > 0)
      for (const AccountId other : parts.aid.answering(s, need.id))
        out.never.emplace(need.id, other);
  }
}

}  // namespace

Snapshot snapshot(db::Session& s, const Parts& parts, places::TerritoryId territory, Instant now) {
  Snapshot out;
  out.at = now;
  out.open = parts.aid.wanted(s, territory);
  out.frozen = store::live(s, territory);
  read_helpers(s, parts, territory, out);
  read_tries(s, territory, out);
  read_apart(s, parts, territory, out);

  std::map<aid::PostId, int> asked;
  for (const auto& p : out.frozen) ++asked[p.need_id];
  for (const auto& wanted : out.open) {
    // A neighbour who answered of themselves is somebody; what is urgent does not wait for a word.
    const int left = wanted.missing - asked[wanted.id] - (wanted.urgent ? 0 : wanted.pending);
    if (left <= 0) continue;
    auto need = need_of(s, parts, wanted, now);
    if (!need) continue;
    need->people = left;
    out.instance.needs.push_back(std::move(*need));
    out.needs.push_back(wanted);
  }

  std::map<AccountId, int> index;
  for (std::size_t h = 0; h < out.helpers.size(); ++h)
    index[out.helpers[h].account_id] = static_cast<int>(h);
  for (std::size_t n = 0; n < out.needs.size(); ++n) {
    const aid::PostId need = out.needs[n].id;
    for (auto it = out.never.lower_bound({need, AccountId{}});
         it != out.never.end() && it->first == need; ++it)
      if (const auto h = index.find(it->second); h != index.end())
        out.instance.blocked.emplace_back(static_cast<int>(n), h->second);
  }

  for (auto& record : store::all_asks(s, territory)) out.asks[record.account_id] = record;
  for (const auto& said : store::rates(s, territory)) {
    auto& rate = out.rates[{said.account_id, said.kind}];
    rate.yes += static_cast<double>(said.yes);
    rate.no += static_cast<double>(said.no);
  }
  return out;
}

}  // namespace palier::proposals
