#include "features/insight/room.hpp"

#include "core/i18n/zone.hpp"

namespace palier::insight {
namespace {

constexpr const char* kSession = "measurement";
constexpr places::TerritoryId kTerritory{1};
constexpr int kSteps = 12;
constexpr std::size_t kWords = 10;

}  // namespace

Room::Room(const Core& core_, Sources sources) : core(core_), from(sources), counter_(core, from) {
  page_routes(*this);
  json_routes(*this);
  keeper_routes(*this);
  refusal_routes(*this);
  core.queue.handle("insight.count", [this](const jobs::Job&) { counter_.run(kTerritory, 3); });
  // Once a night a month back: what was hidden, or whoever left or refused since.
  core.queue.handle("insight.recount", [this](const jobs::Job&) { counter_.run(kTerritory, 31); });
  core.queue.every("insight.count", std::chrono::hours(1), "insight.count");
  core.queue.daily("insight.recount", std::chrono::hours(3) + std::chrono::minutes(20),
                   "insight.recount");
  if (core.db.read([](db::Session& s) { return !store::last_day(s, kTerritory); }))
    core.db.write([this](db::Transaction& tx) { recount(tx); });
  from.search.measures([this](const http::Context& c) { return counted(c); });
  from.accounts.account_line({N_("Measurement of the site")}, "/privacy/measurement");
  from.accounts.on_export("measurement", [](db::Session& s, accounts::AccountId who) {
    return std::string(store::refused(s, who) ? R"({"refused":true})" : R"({"refused":false})");
  });
  from.accounts.on_delete([](db::Transaction& tx, accounts::AccountId who) {
    store::refuse(tx, who, kTerritory, false, {});
  });
}

void Room::recount(db::Transaction& tx) {
  jobs::Options once;
  once.unique_key = "insight.recount";
  core.queue.add(tx, "insight.recount", "{}", once);
}

bool Room::counted(const http::Context& c) const {
  if (c.request.header("sec-gpc") == "1" || c.request.header("dnt") == "1") return false;
  if (c.session.get(kSession) == "no") return false;
  if (!c.viewer.signed_in()) return true;
  return core.db.read(
      [&](db::Session& s) { return !store::refused(s, accounts::AccountId{c.viewer.account}); });
}

std::shared_ptr<const Tree> Room::tree() const {
  const std::scoped_lock lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (!tree_ || now - read_at_ > std::chrono::minutes(1)) {
    tree_ = std::make_shared<const Tree>(Tree::of(from.places));
    read_at_ = now;
  }
  return tree_;
}

Room::Seen Room::look(const http::Context& c, const LookForm& form) const {
  Seen seen;
  seen.tree = tree();
  seen.form = form;
  const places::TerritoryId t{c.viewer.territory};
  core.db.read([&](db::Session& s) {
    const Day today = day_of(c.now);
    const auto first = store::first_day(s, t);
    seen.any = first.has_value();
    seen.period = last(form.span, today, first.value_or(today));
    seen.before = before(form.span, seen.period);
    for (const auto& step : steps(form.span, today, first.value_or(today), kSteps))
      seen.steps.emplace_back(s, *seen.tree, t, step);
    seen.now.emplace(s, *seen.tree, t, seen.period);
    if (seen.before) seen.then.emplace(s, *seen.tree, t, *seen.before);
    seen.balances = balance(s, *seen.tree, t, seen.period.to);
    seen.words = words(s, from.search, *seen.tree, t, form.node, seen.period, kWords);
    for (const auto& kind : from.aid.kinds(s, c.language))
      seen.category_names.emplace_back(kind.code, kind.name);
  });
  return seen;
}

std::string Room::area_name(const Seen& seen, const i18n::Language& l) const {
  const auto& node = seen.tree->nodes()[static_cast<std::size_t>(seen.form.node)];
  return seen.form.node == 0 ? std::string(l.tr(N_("The whole territory"))) : node.name;
}

std::unique_ptr<Insight> make(const Core& core, Sources sources) {
  return std::make_unique<Room>(core, sources);
}

}  // namespace palier::insight
