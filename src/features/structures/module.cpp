#include <boost/json.hpp>

#include "core/audit/audit.hpp"
#include "features/structures/found.hpp"
#include "features/structures/room.hpp"

namespace palier::structures {
namespace {

constexpr int kPage = 5000;

std::string exported(db::Session& s, accounts::AccountId account) {
  boost::json::array out;
  for (const auto& c : store::corrections_by(s, account))
    out.push_back(boost::json::object{{"place", c.structure_id.str()},
                                      {"fields", boost::json::parse(c.fields)},
                                      {"note", c.note}});
  return boost::json::serialize(out);
}

}  // namespace

Room::Room(const Core& core_, accounts::Accounts& accounts_room, places::Places& places_room,
           search::Search* search_room)
    : core(core_), accounts(accounts_room), places(places_room), search(search_room) {
  if (search) register_search(*search, *this);
  StructureId after;
  while (true) {
    const auto page = core.db.read([&](db::Session& s) { return store::page(s, after, kPage); });
    for (const auto& s : page) {
      catalog_.put(s);
      synced_ = std::max(synced_, s.changed_at);
    }
    if (page.size() < kPage) break;
    after = page.back().id;
  }
  page_routes(*this);
  correction_routes(*this);
  json_routes(*this);
  accounts.on_export("open-places", exported);
  accounts.on_delete(store::forget);
  core.site.on_page(30, [this](html::Page& page, const http::Context& c) {
    if (empty()) return;
    page.navigation.push_back({c.language.tr(N_("Open places")), "/open-places",
                               c.request.path.starts_with("/open-places"), 0});
  });
  core.site.on_page(81, [this](html::Page& page, const http::Context& c) {
    if (!c.viewer.roles.any_of(judges())) return;
    const auto waiting = core.db.read([&](db::Session& s) {
      return store::count_waiting(s, places::TerritoryId{c.viewer.territory});
    });
    if (waiting)
      page.account_links.push_back({c.language.tr(N_("Corrections of places")),
                                    "/open-places/corrections", false, static_cast<int>(waiting)});
  });
}

void Room::sync() const {
  const std::unique_lock lock(sync_mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_ < std::chrono::seconds(2)) return;
  looked_ = now;
  while (true) {
    const auto changed =
        core.db.read([&](db::Session& s) { return store::changed_since(s, synced_, kPage); });
    bool moved = false;
    for (const auto& s : changed) {
      catalog_.put(s);
      moved = moved || s.changed_at > synced_;
      synced_ = std::max(synced_, s.changed_at);
    }
    if (changed.size() < kPage) return;
    // More changed at one moment than a page holds: read on by the whole.
    if (!moved) {
      StructureId after;
      for (auto page = core.db.read([&](db::Session& s) { return store::page(s, after, kPage); });
           !page.empty();
           page = core.db.read([&](db::Session& s) { return store::page(s, after, kPage); })) {
        for (const auto& s : page) catalog_.put(s);
        after = page.back().id;
      }
      return;
    }
  }
}

void Room::refresh() {
  {
    const std::unique_lock lock(sync_mutex_);
    looked_ = {};
  }
  sync();
}

bool Room::empty() const {
  sync();
  return catalog_.size() == 0;
}

Structures::Found Room::look(const Look& look, const i18n::Language& l) const {
  sync();
  const Instant now = core.clock.now();
  const auto found =
      catalog_.find(look, look.open_now ? std::optional(on_clock(now)) : std::nullopt);
  Found out;
  out.total = static_cast<std::int64_t>(found.total);
  core.db.read([&](db::Session& s) {
    for (const auto& hit : found.hits)
      if (const auto structure = store::find(s, hit.id))
        out.cards.push_back(card_of(*structure, hours(*structure).get(),
                                    look.near ? std::optional(hit.metres) : std::nullopt, now, l));
  });
  return out;
}

std::optional<Card> Room::card(db::Session& s, StructureId id, const i18n::Language& l) const {
  const auto found = store::find(s, id);
  if (!found || found->gone_at) return {};
  return card_of(*found, hours(*found).get(), {}, core.clock.now(), l);
}

std::vector<Card> Room::named(db::Session& s, std::string_view words, int limit,
                              const i18n::Language& l) const {
  std::vector<Card> out;
  for (const auto id : catalog_.named(words, static_cast<std::size_t>(std::max(0, limit))))
    if (auto one = card(s, id, l)) out.push_back(*std::move(one));
  return out;
}

Structure Room::get(db::Session& s, StructureId id) const {
  auto found = store::find(s, id);
  if (!found || found->gone_at) http::not_found();
  return *std::move(found);
}

std::shared_ptr<const hours::Hours> Room::hours(const Structure& s) const {
  if (auto kept = catalog_.hours_of(s.id)) return kept;
  auto parsed = hours::Hours::parse(s.hours);
  return parsed ? std::make_shared<const hours::Hours>(std::move(*parsed)) : nullptr;
}

void Room::apply(db::Transaction& tx, Structure s, const std::string& fields, Instant now) {
  const auto said = boost::json::parse(fields);
  for (const auto& [field, value] : said.as_object()) {
    if (!set_field(s, field, std::string(value.as_string()))) continue;
    const std::string name(field);
    if ((" " + s.kept + " ").find(" " + name + " ") == std::string::npos)
      s.kept += (s.kept.empty() ? "" : " ") + name;
  }
  s.changed_at = now;
  store::update(tx, s);
  index(tx, search, s);
  tx.after_commit([this, s] { catalog_.put(s); });
}

bool Room::correct(db::Transaction& tx, const Structure& s, const CorrectionForm& filled,
                   const http::Viewer& who, Instant now) {
  boost::json::object fields;
  for (const auto& [field, value] : filled.fields) fields[field] = value;
  Correction c;
  c.id = new_id();
  c.territory_id = s.territory_id;
  c.structure_id = s.id;
  c.by_id = accounts::AccountId{who.account};
  c.fields = boost::json::serialize(fields);
  c.note = filled.note;
  c.created_at = now;
  const bool trusted = who.roles.any_of(judges());
  if (trusted) {
    c.state = 1;
    c.decided_by = c.by_id;
    c.decided_at = now;
    apply(tx, s, c.fields, now);
  }
  store::insert(tx, c);
  return trusted;
}

bool Room::decide(db::Transaction& tx, std::int64_t id, accounts::AccountId by, bool good,
                  Instant now) {
  auto c = store::find_correction(tx, id);
  if (!c || c->state != 0 || c->by_id == by) return false;
  c->state = good ? 1 : 2;
  c->decided_by = by;
  c->decided_at = now;
  store::save(tx, *c);
  if (good)
    if (const auto s = store::find(tx, c->structure_id)) apply(tx, *s, c->fields, now);
  audit::write(tx, now,
               {.territory_id = c->territory_id.value,
                .by_account = by.value,
                .what = good ? "structures.correction_taken" : "structures.correction_refused",
                .kind = "structure",
                .subject = c->structure_id.value});
  return true;
}

void Room::say(db::Transaction& tx, Structure s, const StatusForm& filled, accounts::AccountId by,
               Instant now) {
  s.status = filled.status;
  s.status_note = filled.note;
  s.status_by = by;
  s.status_at = now;
  s.changed_at = now;
  store::update(tx, s);
  tx.after_commit([this, s] { catalog_.put(s); });
}

std::unique_ptr<Structures> make(const Core& core, accounts::Accounts& accounts,
                                 places::Places& places, search::Search* search) {
  return std::make_unique<Room>(core, accounts, places, search);
}

}  // namespace palier::structures
