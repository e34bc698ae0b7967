#include "features/structures/catalog.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "core/geo/cells.hpp"
#include "features/structures/words.hpp"

namespace palier::structures {
namespace {

constexpr int kLevel = 13;

std::uint16_t number_of(std::string_view kind) {
  return static_cast<std::uint16_t>(&kind_of(kind) - kinds().data());
}

/// Its words in small letters without accents, each with a blank before it.
std::string folded(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* nfkd = icu::Normalizer2::getNFKDInstance(error);
  icu::UnicodeString apart = nfkd->normalize(
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())}), error);
  apart.foldCase();
  icu::UnicodeString out;
  bool within = false;
  for (int i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    const bool word = u_isalnum(c);
    if (word && !within) out.append(static_cast<UChar>(' '));
    if (word) out.append(c);
    within = word;
  }
  std::string utf8;
  return out.toUTF8String(utf8);
}

}  // namespace

std::vector<StructureId> Catalog::named(std::string_view words, std::size_t limit) const {
  std::vector<std::string> wanted;
  const auto all = folded(words);
  for (std::size_t from = 0; from < all.size();) {
    const auto to = std::min(all.find(' ', from + 1), all.size());
    wanted.push_back(all.substr(from, to - from));
    from = to;
  }
  if (wanted.empty()) return {};
  std::vector<std::pair<std::string_view, std::int64_t>> matches;
  const std::shared_lock lock(mutex_);
  for (const auto& [cell, bucket] : cells_)
    for (const Entry& e : bucket) {
      const auto name = folded(e.name);
      if (std::all_of(wanted.begin(), wanted.end(),
                      [&](const std::string& w) { return name.find(w) != std::string::npos; }))
        matches.emplace_back(e.name, e.id);
    }
  std::sort(matches.begin(), matches.end());
  std::vector<StructureId> out;
  out.reserve(std::min(limit, matches.size()));
  for (const auto& [name, id] : matches) {
    if (out.size() == limit) break;
    out.push_back(StructureId{id});
  }
  return out;
}

std::shared_ptr<const hours::Hours> Catalog::read(const std::string& text) {
  if (text.empty()) return {};
  auto& known = read_[text];
  if (auto there = known.lock()) return there;
  auto parsed = hours::Hours::parse(text);
  if (!parsed) return {};
  auto made = std::make_shared<const hours::Hours>(std::move(*parsed));
  known = made;
  return made;
}

void Catalog::put(const Structure& s) {
  const std::unique_lock lock(mutex_);
  if (const auto known = cell_of_.find(s.id.value); known != cell_of_.end()) {
    auto& bucket = cells_[known->second];
    std::erase_if(bucket, [&](const Entry& e) { return e.id == s.id.value; });
    if (bucket.empty()) cells_.erase(known->second);
    cell_of_.erase(known);
  }
  if (s.gone_at) return;
  Entry e;
  e.id = s.id.value;
  e.kind = number_of(s.kind);
  e.shut = s.status == Status::closed;
  e.lat = static_cast<float>(s.lat);
  e.lon = static_cast<float>(s.lon);
  if (s.valid_from) e.valid_from = on_clock(*s.valid_from);
  if (s.valid_to) e.valid_to = on_clock(*s.valid_to);
  e.hours = read(s.hours);
  e.name = s.name;
  const auto cell = geo::cell_of(s.point(), kLevel);
  cells_[cell].push_back(std::move(e));
  cell_of_[s.id.value] = cell;
}

std::size_t Catalog::size() const {
  const std::shared_lock lock(mutex_);
  return cell_of_.size();
}

bool Catalog::open(const Entry& e, hours::Minute at) {
  if (!e.hours || e.shut) return false;
  if (e.valid_from && at < *e.valid_from) return false;
  if (e.valid_to && at >= *e.valid_to) return false;
  hours::Where where;
  where.at = geo::Point{e.lat, e.lon};
  return e.hours->at(at, where).state == hours::State::open;
}

Catalog::Found Catalog::find(const Structures::Look& look,
                             std::optional<hours::Minute> open_at) const {
  struct Match {
    double metres;
    const Entry* entry;
  };
  std::vector<Match> matches;
  const auto kind = look.kind.empty() ? 0 : number_of(look.kind);
  const std::shared_lock lock(mutex_);
  const auto consider = [&](const std::vector<Entry>& bucket) {
    for (const Entry& e : bucket) {
      if (!look.kind.empty() && e.kind != kind) continue;
      const double metres = look.near ? geo::distance_m(*look.near, {e.lat, e.lon}) : 0;
      if (look.near && look.within > 0 && metres > look.within) continue;
      if (open_at && !open(e, *open_at)) continue;
      matches.push_back({metres, &e});
    }
  };
  if (look.near && look.within > 0) {
    std::int64_t done = 0;
    for (const auto& range : geo::cover(*look.near, look.within)) {
      // A cell's id lies in the middle of its leaves: half a cell back meets the one that holds
      // the first.
      constexpr std::int64_t half = std::int64_t{1} << (2 * (30 - kLevel));
      for (auto it = cells_.lower_bound(range.first - half);
           it != cells_.end() && it->first - half <= range.last; ++it) {
        if (it->first == done) continue;
        consider(it->second);
        done = it->first;
      }
    }
  } else {
    for (const auto& [cell, bucket] : cells_) consider(bucket);
  }
  Found found;
  found.total = matches.size();
  const auto from = std::min(static_cast<std::size_t>(std::max(0, look.offset)), matches.size());
  const auto to =
      std::min(from + static_cast<std::size_t>(std::max(0, look.limit)), matches.size());
  std::partial_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(to),
                    matches.end(), [&](const Match& a, const Match& b) {
                      if (a.metres != b.metres) return a.metres < b.metres;
                      if (a.entry->name != b.entry->name) return a.entry->name < b.entry->name;
                      return a.entry->id < b.entry->id;
                    });
  for (auto i = from; i < to; ++i)
    found.hits.push_back({StructureId{matches[i].entry->id}, matches[i].metres});
  return found;
}

std::shared_ptr<const hours::Hours> Catalog::hours_of(StructureId id) const {
  const std::shared_lock lock(mutex_);
  const auto cell = cell_of_.find(id.value);
  if (cell == cell_of_.end()) return {};
  for (const Entry& e : cells_.at(cell->second))
    if (e.id == id.value) return e.hours;
  return {};
}

}  // namespace palier::structures
