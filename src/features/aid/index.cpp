#include "features/aid/index.hpp"

#include <charconv>
#include <cmath>
#include <numbers>

#include "core/geo/cells.hpp"
#include "core/i18n/zone.hpp"
#include "features/aid/form.hpp"

namespace palier::aid {
namespace {

constexpr int kLevel = 13;

struct Vector {
  double x, y, z;
};

Vector unit(geo::Point p) {
  const double lat = p.lat * std::numbers::pi / 180;
  const double lon = p.lon * std::numbers::pi / 180;
  return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

std::int32_t day_number(Instant t) {
  return static_cast<std::int32_t>(
      std::chrono::sys_days(i18n::local(t).day).time_since_epoch().count());
}

/// 0 for Monday.
int weekday(std::int32_t day) {
  return (day + 3) % 7;
}

/// What sorts first, and by what a page continues: millimetres from the centre or age; then the
/// newer first.
struct Key {
  std::int64_t rank = 0;
  std::int64_t id = 0;
  bool operator<(const Key& o) const { return rank != o.rank ? rank < o.rank : id > o.id; }
};

std::optional<Key> key_of(std::string_view cursor) {
  Key key;
  const auto dot = cursor.find('.');
  if (dot == std::string_view::npos) return {};
  const auto read = [](std::string_view s, std::int64_t& out) {
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out);
    return error == std::errc{} && end == s.data() + s.size();
  };
  if (!read(cursor.substr(0, dot), key.rank) || !read(cursor.substr(dot + 1), key.id)) return {};
  return key;
}

std::string cursor_of(const Key& key) {
  return fmt::format("{}.{}", key.rank, key.id);
}

}  // namespace

std::string_view word(When v) {
  constexpr std::array<std::string_view, 5> words{"any", "now", "week", "evenings", "weekend"};
  return words[static_cast<std::size_t>(v)];
}

struct Index::Today {
  std::int32_t day = 0;
  std::uint32_t block = 0;  ///< The bit of this moment's block.
};

void Index::put(const Post& post, bool anywhere) {
  const bool in = listed(post.state) && !post.hidden;
  const std::int64_t cell = anywhere ? 0 : geo::cell_of(post.shown(), kLevel);
  Entry e;
  if (in) {
    const auto v = unit(post.shown());
    e.id = post.id.value;
    e.owner = post.owner_id.value;
    e.created = to_micros(post.created_at);
    e.x = v.x, e.y = v.y, e.z = v.z;
    e.building = post.building;
    e.street = post.street;
    e.quarter = post.quarter_id.value;
    e.commune = post.commune_id.value;
    e.category = post.category_id.value;
    e.territory = static_cast<std::int32_t>(post.territory_id.value);
    e.radius = static_cast<std::int32_t>(post.radius_m);
    e.needed_by = post.needed_by ? day_number(*post.needed_by) : 0;
    e.windows = static_cast<std::uint32_t>(post.windows);
    for (const Instant day : dates_of(post.dates)) e.days.push_back(day_number(day));
    e.kind = post.kind;
    e.scope = post.scope;
    e.urgent = post.urgent;
    e.anywhere = anywhere;
  }
  const std::unique_lock lock(mutex_);
  if (const auto known = cell_of_.find(post.id.value); known != cell_of_.end()) {
    auto& bucket = cells_[known->second];
    std::erase_if(bucket, [&](const Entry& old) { return old.id == post.id.value; });
    if (bucket.empty()) cells_.erase(known->second);
    cell_of_.erase(known);
  }
  if (!in) return;
  cells_[cell].push_back(std::move(e));
  cell_of_[post.id.value] = cell;
}

void Index::clear() {
  const std::unique_lock lock(mutex_);
  cells_.clear();
  cell_of_.clear();
}

std::size_t Index::size() const {
  const std::shared_lock lock(mutex_);
  return cell_of_.size();
}

bool Index::fits(const Entry& e, const Look& look, const Today& today) {
  if (e.territory != look.territory.value) return false;
  if (look.kind && e.kind != *look.kind) return false;
  if (look.category && e.category != look.category.value) return false;
  if (look.urgent && !e.urgent) return false;
  for (const AccountId other : look.apart)
    if (other.value == e.owner) return false;
  const auto some_day = [&](auto&& good) {
    return std::any_of(e.days.begin(), e.days.end(), good);
  };
  switch (look.when) {
    case When::any:
      return true;
    case When::now:
      if (e.windows && !(e.windows & today.block)) return false;
      return e.days.empty() || some_day([&](auto d) { return d == today.day; });
    case When::week:
      if (!e.days.empty())
        return some_day([&](auto d) { return d >= today.day && d < today.day + 7; });
      return !e.needed_by || e.windows || e.needed_by < today.day + 7;
    case When::evenings:
      return !e.windows || (e.windows & kEvenings);
    case When::weekend:
      if (e.windows) return e.windows & kWeekend;
      return e.days.empty() || some_day([](auto d) { return weekday(d) >= 5; });
  }
  return true;
}

Found Index::find(const Look& look) const {
  const auto local = i18n::local(look.now);
  Today today;
  today.day = day_number(look.now);
  const int part = local.time < std::chrono::hours(12)   ? 0
                   : local.time < std::chrono::hours(18) ? 1
                                                         : 2;
  today.block = 1U << (weekday(today.day) * 3 + part);

  const Vector centre = look.centre ? unit(*look.centre) : Vector{};
  const auto same = [](std::int64_t a, std::int64_t b) { return a != 0 && a == b; };
  const auto metres_to = [&](const Entry& e) {
    // Chord to arc: exact enough at every distance, without a call to acos near 1.
    const double dx = e.x - centre.x, dy = e.y - centre.y, dz = e.z - centre.z;
    return 2 * geo::kEarthRadius *
           std::asin(std::min(1.0, std::sqrt(dx * dx + dy * dy + dz * dz) / 2));
  };
  const auto reached = [&](const Entry& e, double metres) {  // As policy's reaches().
    switch (e.scope) {
      case Scope::building:
        return look.own_home && same(e.building, look.where.building);
      case Scope::street:
        return look.own_home && same(e.street, look.where.street);
      case Scope::quarter:
        return same(e.quarter, look.where.quarter.value);
      case Scope::radius:
        return look.centre && metres <= e.radius;
      case Scope::city:
        return e.anywhere || !e.commune || !look.where.commune ||
               e.commune == look.where.commune.value;
    }
    return false;
  };
  const auto in_scope = [&](const Entry& e) {
    if (!look.scope) return true;
    switch (*look.scope) {
      // Only what was addressed so: asking "in my building" of what was written for the whole city
      // would tell from which building it comes.
      case Scope::building:
        return e.scope == Scope::building;
      case Scope::street:
        return e.scope == Scope::building || e.scope == Scope::street;
      case Scope::quarter:
        return same(e.quarter, look.where.quarter.value);
      default:
        return true;
    }
  };

  struct Match {
    Key key;
    double metres;
  };
  std::vector<Match> matches;
  const auto after = look.after.empty() ? std::nullopt : key_of(look.after);
  std::size_t total = 0;
  const auto consider = [&](const std::vector<Entry>& bucket) {
    for (const Entry& e : bucket) {
      if (!fits(e, look, today) || !in_scope(e)) continue;
      const double metres = look.centre ? metres_to(e) : 0;
      if (look.centre && look.within > 0 && metres > look.within && !e.anywhere) continue;
      if (!reached(e, metres)) continue;
      ++total;
      const Key key{
          look.centre && !look.newest ? static_cast<std::int64_t>(metres * 1000) : -e.created,
          e.id};
      if (!after || *after < key) matches.push_back({key, metres});
    }
  };

  {
    const std::shared_lock lock(mutex_);
    if (look.centre && look.within > 0) {
      if (const auto far = cells_.find(0); far != cells_.end()) consider(far->second);
      std::int64_t done = 0;  // Cells of level 13 may be met by two ranges next to each other.
      for (const auto& range : geo::cover(*look.centre, look.within)) {
        // A cell's id lies in the middle of its leaves: step back by half a cell to meet the one
        // that holds the first leaf.
        constexpr std::int64_t half = std::int64_t{1} << (2 * (30 - kLevel));
        for (auto it = cells_.lower_bound(range.first - half);
             it != cells_.end() && it->first - half <= range.last; ++it) {
          if (it->first == 0 || it->first == done) continue;
          consider(it->second);
          done = it->first;
        }
      }
    } else {
      for (const auto& [cell, bucket] : cells_) consider(bucket);
    }
  }

  Found found;
  found.total = total;
  const auto less = [](const Match& a, const Match& b) { return a.key < b.key; };
  const std::size_t from = std::min(look.offset, matches.size());
  const std::size_t to = std::min(from + look.limit, matches.size());
  std::partial_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(to),
                    matches.end(), less);
  for (std::size_t i = from; i < to; ++i)
    found.hits.push_back({PostId{matches[i].key.id}, matches[i].metres});
  if (to > from && to < matches.size()) found.next = cursor_of(matches[to - 1].key);
  return found;
}

}  // namespace palier::aid
