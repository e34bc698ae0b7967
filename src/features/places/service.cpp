#include "features/places/service.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "features/places/store.hpp"

namespace palier::places {
namespace {

constexpr std::chrono::seconds kPoll{3};

bool five_digits(std::string_view s) {
  return s.size() == 5 &&
         std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Service::Service(db::Database& db, geo::Point centre) : db_(db), centre_(centre) {
  snapshot_ = db_.read([](db::Session& s) { return load_snapshot(s); });
}

Service::~Service() = default;

void Service::watch() {
  watcher_ = std::jthread([this](const std::stop_token& stop) {
    std::unique_lock lock(stopping_mutex_);
    while (!stop.stop_requested()) {
      stopping_.wait_for(lock, stop, kPoll, [] { return false; });
      if (stop.stop_requested()) return;
      try {
        refresh();
      } catch (const std::exception& e) {
        // The places of before stay good; the next round tries again.
        spdlog::warn("places cannot be reloaded: {}", e.what());
      }
    }
  });
}

void Service::refresh() {
  const std::lock_guard one_at_a_time(refreshing_);
  auto fresh = db_.read([&](db::Session& s) -> std::shared_ptr<const Snapshot> {
    if (store::generation(s) == snapshot()->generation) return nullptr;
    return load_snapshot(s);
  });
  if (!fresh) return;
  spdlog::info("places reloaded: {} addresses, {} areas", fresh->index->addresses(),
               fresh->areas.size());
  const std::lock_guard lock(mutex_);
  snapshot_ = std::move(fresh);
}

std::shared_ptr<const Snapshot> Service::snapshot() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

std::vector<Address> Service::search(const Query& query) const {
  return snapshot()->index->search(query);
}

std::optional<Address> Service::address(AddressId id) const {
  const auto s = snapshot();
  const auto number = s->index->find(id);
  if (!number) return {};
  return s->index->address(*number);
}

std::optional<Address> Service::address_by_ban(std::string_view ban_id) const {
  const auto s = snapshot();
  const auto number = s->index->find_ban(ban_id);
  if (!number) return {};
  return s->index->address(*number);
}

std::optional<Address> Service::nearest(geo::Point p, double metres) const {
  return snapshot()->index->nearest(p, metres);
}

std::optional<Area> Service::area(AreaId id) const {
  const auto s = snapshot();
  const auto at = s->areas.find(id);
  if (at == s->areas.end()) return {};
  return at->second;
}

std::vector<Area> Service::areas(std::string_view kind) const {
  std::vector<Area> out;
  for (const auto& [id, area] : snapshot()->areas)
    if (area.kind == kind) out.push_back(area);
  std::sort(out.begin(), out.end(), [](const Area& a, const Area& b) { return a.code < b.code; });
  return out;
}

bool Service::has_addresses() const {
  return snapshot()->index->addresses() > 0;
}

bool Service::has_postcodes() const {
  return !snapshot()->postcodes.empty();
}

std::string Service::name_of(const Snapshot& s, const Scopes& scopes) const {
  for (const AreaId id : {scopes.quarter, scopes.district, scopes.commune}) {
    const auto at = s.areas.find(id);
    if (at != s.areas.end()) return at->second.name;
  }
  return {};
}

std::optional<Location> Service::locate(AddressId id) const {
  const auto s = snapshot();
  const auto number = s->index->find(id);
  if (!number) return {};
  const Address a = s->index->address(*number);
  Location out;
  out.exact = a.point;
  out.shown = geo::jittered(a.point);
  out.scopes = s->index->scopes(*number);
  out.address = id;
  out.label = a.label;
  out.quarter_name = name_of(*s, out.scopes);
  if (out.quarter_name.empty()) out.quarter_name = fmt::format("{} {}", a.postcode, a.city);
  return out;
}

std::optional<Location> Service::locate_postcode(std::string_view postcode) const {
  const auto s = snapshot();
  if (!five_digits(postcode)) return {};
  Location out;
  const auto at = s->postcodes.find(postcode);
  if (at != s->postcodes.end()) {
    out.exact = at->second.point;
    out.label = fmt::format("{} {}", postcode, at->second.name);
  } else if (s->postcodes.empty()) {
    // Nothing was imported: the middle of the town, as configured, is all we know. Without even
    // that everyone is at one point, and what is near is what shares the postcode: it is a start.
    out.exact = centre_;
    out.label = postcode;
  } else {
    return {};
  }
  out.shown = geo::jittered(out.exact);
  // The quarter is not known: a postcode covers several.
  std::string citycode;
  for (const PostcodeEntry& p : s->index->postcodes)
    if (p.postcode == postcode) citycode = s->index->towns[p.town].citycode;
  out.scopes.district = s->finder->district(out.exact, citycode);
  out.scopes.commune = s->finder->commune(out.exact, citycode);
  out.quarter_name = out.label;
  return out;
}

Location Service::locate_point(geo::Point p) const {
  const auto s = snapshot();
  Location out;
  out.exact = p;
  out.shown = geo::jittered(p);
  const auto near = s->index->nearest(p, 300);
  const std::string citycode = near ? near->citycode : "";
  out.scopes.quarter = s->finder->quarter(p);
  out.scopes.district = s->finder->district(p, citycode);
  out.scopes.commune = s->finder->commune(p, citycode);
  out.quarter_name = name_of(*s, out.scopes);
  if (out.quarter_name.empty() && near)
    out.quarter_name = fmt::format("{} {}", near->postcode, near->city);
  out.label = out.quarter_name;
  return out;
}

MapPicture Service::map() const {
  const auto s = snapshot();
  return {s->map.empty() ? 0 : AreaMap::kWidth, s->map.height()};
}

std::optional<geo::Point> Service::point_on_map(double x, double y) const {
  return snapshot()->map.at(x, y);
}

}  // namespace palier::places
