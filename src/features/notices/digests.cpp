#include "features/notices/digests.hpp"

#include <spdlog/spdlog.h>

#include <boost/json.hpp>
#include <set>

#include "core/i18n/zone.hpp"
#include "features/notices/digest_letter.hpp"
#include "features/notices/store.hpp"

namespace palier::notices {
namespace {

using namespace std::chrono_literals;
using accounts::Accounts;
namespace json = boost::json;

constexpr const char* kTick = "notices.digests";
constexpr const char* kPageJob = "notices.digest_page";
constexpr std::int64_t kMadeUp = 23;     ///< Slots before now that are made up.
constexpr std::int64_t kKept = 24 * 14;  ///< Slots for which runs are kept.
constexpr auto kFirstSince = std::chrono::days{7};
constexpr auto kMostSince = std::chrono::days{14};

/// Whether something that comes so often comes now. "At once": chosen after it was kept.
bool due(Notify how, Slot slot) {
  return how == Notify::at_once || how == Notify::daily ||
         (how == Notify::weekly && slot.thursday());
}

}  // namespace

bool Slot::thursday() const {
  return std::chrono::weekday(std::chrono::sys_days(std::chrono::days(day()))) ==
         std::chrono::Thursday;
}

Slot slot_at(Instant now) {
  const auto local = i18n::local(now);
  const auto day = std::chrono::sys_days(local.day).time_since_epoch().count();
  return {day * 24 + std::chrono::floor<std::chrono::hours>(local.time).count()};
}

bool by_day(Slot slot) {
  return slot.hour() >= kFirstHour && slot.hour() <= kLastHour;
}

Digests::Digests(const Core& core, Accounts& accounts, const Kinds& kinds, StopUrl stop_url)
    : core_(core), accounts_(accounts), kinds_(kinds), stop_url_(std::move(stop_url)) {
  core_.queue.handle(kTick, [this](const jobs::Job&) { tick(); });
  core_.queue.handle(
      kPageJob, [this](const jobs::Job& job) { page(job); }, jobs::Lane::bulk);
  core_.queue.every(kTick, 300s, kTick);
}

void Digests::tick() {
  const Instant now = core_.clock.now();
  const Slot slot = slot_at(now);
  if (!by_day(slot)) return;
  const auto runs = core_.db.write([&](db::Transaction& tx) {
    const auto last = store::last_slot(tx);
    const std::int64_t from = last ? std::max(*last + 1, slot.number - kMadeUp) : slot.number;
    for (std::int64_t n = from; n <= slot.number; ++n)
      if (by_day({n})) store::begin_run(tx, n, now);
    store::forget_runs(tx, slot.number - kKept);
    return store::unfinished(tx);
  });
  for (const auto& run : runs)
    while (next_page({run.slot})) {
    }
}

bool Digests::next_page(Slot slot) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto run = store::run(tx, slot.number);
    if (!run || run->finished) return false;
    AccountId last{};
    if (slot.hour() == kUsualHour) {
      const auto people = accounts_.active_after(tx, run->cursor, kPage);
      if (!people.empty()) last = people.back().id;
    } else {
      const auto people = store::at_hour(tx, slot.hour(), run->cursor, kPage);
      if (!people.empty()) last = people.back();
    }
    if (!last) {
      store::advance(tx, slot.number, run->cursor, true);
      return false;
    }
    core_.queue.add(
        tx, kPageJob,
        json::serialize(json::object{
            {"slot", slot.number}, {"after", run->cursor.value}, {"last", last.value}}));
    store::advance(tx, slot.number, last, false);
    return true;
  });
}

void Digests::page(const jobs::Job& job) {
  const auto parsed = json::parse(job.payload);
  const auto number = [&](const char* name) { return parsed.at(name).to_number<std::int64_t>(); };
  const Slot slot{number("slot")};
  const AccountId after{number("after")}, last{number("last")};
  const Instant now = core_.clock.now();
  if (!by_day(slot_at(now))) {  // It waited into the night: in the morning, then.
    core_.db.write([&](db::Transaction& tx) {
      jobs::Options options;
      options.delay = 1h;
      core_.queue.add(tx, kPageJob, job.payload, options);
    });
    return;
  }
  work(slot, after, last);
}

void Digests::work(Slot slot, AccountId after, AccountId last) {
  // Most have nothing coming: three queries a page find those who may.
  const auto wanted = core_.db.read([&](db::Session& s) {
    std::vector<AccountId> out;
    if (slot.hour() != kUsualHour) {
      out = store::at_hour(s, slot.hour(), after, kPage);
      std::erase_if(out, [&](AccountId id) { return id > last; });
      return out;
    }
    const Kind* news = parts_.empty() ? nullptr : kinds_.find(kNews);
    std::map<AccountId, Notify> chosen;
    for (const auto& c : store::chosen_between(s, after, last))
      if (c.kind == kNews && c.mail) chosen[c.account_id] = *c.mail;
    std::set<AccountId> elsewhen;
    for (const auto& h : store::hours_between(s, after, last))
      if (h.hour != kUsualHour || h.day >= slot.day()) elsewhen.insert(h.account_id);
    for (const auto& a : accounts_.active_after(s, after, kPage)) {
      if (a.id > last) break;
      if (elsewhen.contains(a.id)) continue;
      const auto c = chosen.find(a.id);
      const auto choice = c == chosen.end() ? std::nullopt : std::optional(c->second);
      if (a.letters || (news && due(effective(*news, choice, a.notify), slot))) out.push_back(a.id);
    }
    return out;
  });
  for (const AccountId id : wanted) {
    try {
      send(id, slot);
    } catch (const db::Unavailable&) {
      throw;
    } catch (const std::exception& e) {
      // One person's trouble is not the next one's.
      spdlog::error("digest of account {} failed: {}", id.value, e.what());
    }
  }
}

struct Digests::Found {
  const i18n::Language* language = nullptr;  ///< Null: nothing to do at all.
  std::vector<Section> sections;
  std::vector<KeptOfKind> kept;
  std::vector<std::string> kinds;  ///< Whose letters are sent now, or wanted no longer.
  std::int64_t up_to = 0;
};

Digests::Found Digests::find(db::Session& s, AccountId id, Slot slot) const {
  Found out;
  const auto person = accounts_.person(s, id);
  const auto rhythm = store::rhythm(s, id);
  if (!person || (rhythm && rhythm->day >= slot.day())) return out;
  const auto* language = i18n::find(person->language);
  out.language = language ? language : i18n::languages().front();
  const Notify general = accounts_.notify(s, id);
  std::map<std::string, std::optional<Notify>, std::less<>> chosen;
  for (const auto& c : store::choices(s, id)) chosen[c.kind] = c.mail;
  const auto how = [&](const Kind& kind) {
    const auto c = chosen.find(kind.code);
    return effective(kind, c == chosen.end() ? std::nullopt : c->second, general);
  };

  std::map<std::string, std::vector<Accounts::Kept>> by_kind;
  for (auto& letter : accounts_.kept_letters(s, id)) {
    out.up_to = letter.id;
    by_kind[letter.kind].push_back(std::move(letter));
  }
  const auto take = [&](const Kind* kind, const std::string& code) {
    const auto found = by_kind.find(code);
    if (found == by_kind.end()) return;
    const Notify wanted = kind ? how(*kind) : general;
    if (wanted == Notify::never || due(wanted, slot)) out.kinds.push_back(code);
    if (wanted != Notify::never && due(wanted, slot))
      out.kept.push_back({kind, std::move(found->second)});
    by_kind.erase(found);
  };
  for (const Kind& kind : kinds_.all()) take(&kind, kind.code);
  while (!by_kind.empty()) take(nullptr, std::string(by_kind.begin()->first));

  const Kind* news = kinds_.find(kNews);
  if (news && how(*news) != Notify::never && due(how(*news), slot)) {
    const Instant now = core_.clock.now();
    const Instant since = rhythm && rhythm->sent_at ? std::max(*rhythm->sent_at, now - kMostSince)
                                                    : now - kFirstSince;
    for (const auto& [order, part] : parts_) {
      auto section = part(s, id, *out.language, since);
      if (!section.lines.empty()) out.sections.push_back(std::move(section));
    }
  }
  return out;
}

bool Digests::send(AccountId id, Slot slot) {
  const auto found = core_.db.read([&](db::Session& s) { return find(s, id, slot); });
  const bool something = !found.sections.empty() || !found.kept.empty();
  if (!found.language || (!something && found.kinds.empty())) return false;
  return core_.db.write([&](db::Transaction& tx) {
    const auto home = accounts_.home(tx, id);
    const auto territory = home ? home->scopes.territory : places::TerritoryId{1};
    if (something && !store::take_day(tx, id, territory, slot.day(), core_.clock.now()))
      return false;  // Another node was quicker.
    accounts_.drop_kept(tx, id, found.kinds, found.up_to);
    if (!something) return false;
    DigestView view;
    view.site = core_.site.name;
    view.base = core_.site.public_url;
    view.settings_url = view.base + "/account/notices";
    view.stop_all_url = accounts_.stop_all_url(id);
    view.sections = found.sections;
    if (!found.sections.empty()) view.news_stop_url = stop_url_(id, kNews);
    for (const auto& kept : found.kept) {
      view.kept.push_back(kept);
      if (kept.kind) view.kept.back().stop_url = stop_url_(id, kept.kind->code);
    }
    accounts_.deliver_digest(
        tx, id, [&](const i18n::Language& language) { return digest_letter(language, view); });
    return true;
  });
}

}  // namespace palier::notices
