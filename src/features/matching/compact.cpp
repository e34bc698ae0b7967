#include "features/matching/compact.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "core/geo/cells.hpp"

namespace palier::matching {
namespace {

constexpr int kMostWords = 64;

/// Numbers for words, in order of appearance.
class Vocabulary {
 public:
  int number(std::string_view word) {
    return known_.try_emplace(std::string(word), static_cast<int>(known_.size())).first->second;
  }
  std::uint64_t bit(std::string_view word) {
    const int n = number(word);
    return n < kMostWords ? std::uint64_t{1} << n : 0;
  }
  std::uint64_t bits(const std::vector<std::string>& words) {
    std::uint64_t out = 0;
    for (const auto& word : words) out |= bit(word);
    return out;
  }
  bool fits() const { return known_.size() <= kMostWords; }

 private:
  std::unordered_map<std::string, int> known_;
};

template <class T>
void place(T& out, geo::Point p) {
  const double lat = p.lat * std::numbers::pi / 180, lon = p.lon * std::numbers::pi / 180;
  out.x = std::cos(lat) * std::cos(lon);
  out.y = std::cos(lat) * std::sin(lon);
  out.z = std::sin(lat);
}

std::uint64_t key(int n, int h) {
  return (static_cast<std::uint64_t>(n) << 32) | static_cast<std::uint32_t>(h);
}

}  // namespace

Compact::Compact(const Instance& instance, const Basis& basis) : in_(instance), basis_(basis) {
  Vocabulary kinds, languages, blocks, ages, households;
  households.number("");
  need_bits_.resize(in_.needs.size());
  for (std::size_t i = 0; i < in_.needs.size(); ++i) {
    const Need& n = in_.needs[i];
    NeedBits& b = need_bits_[i];
    b.kind = kinds.bit(n.kind);
    b.kind_number = kinds.number(n.kind);
    b.speaks = n.languages.has_value();
    if (n.languages) b.languages = languages.bits(*n.languages);
    b.timed = n.blocks.has_value();
    if (n.blocks) b.blocks = blocks.bits(*n.blocks);
    b.childcare = n.kind == "childcare";
    if (b.childcare) b.ages = ages.bits(n.child_ages);
    b.household = households.number(n.household);
    b.anywhere = from_anywhere(n);
    b.vulnerable = n.vulnerable;
    b.verified = n.vulnerable || n.verified_only || b.childcare;
    place(b, n.at);
  }
  helper_bits_.resize(in_.helpers.size());
  for (std::size_t i = 0; i < in_.helpers.size(); ++i) {
    const Helper& h = in_.helpers[i];
    HelperBits& b = helper_bits_[i];
    b.kinds = h.kinds ? kinds.bits(*h.kinds) : ~std::uint64_t{0};
    b.speaks = h.languages.has_value();
    if (h.languages) b.languages = languages.bits(*h.languages);
    b.timed = h.blocks.has_value();
    if (h.blocks) b.blocks = blocks.bits(*h.blocks);
    b.ages = h.child_ages ? ages.bits(*h.child_ages) : ~std::uint64_t{0};
    b.household = households.number(h.household);
    b.verified = h.verified;
    b.vulnerable = h.accepts_vulnerable;
    if (h.radius_m && *h.radius_m < geo::kEarthRadius * std::numbers::pi) {
      // Whoever is within a centimetre of the rim is measured exactly.
      const auto chord2 = [&](double metres) {
        const double chord = 2 * std::sin(metres / geo::kEarthRadius / 2);
        return metres <= 0 ? -1 : chord * chord;
      };
      b.inner2 = chord2(*h.radius_m - 0.01);
      b.outer2 = chord2(*h.radius_m + 0.01);
    }
    place(b, h.at);
  }
  bits_ = kinds.fits() && languages.fits() && blocks.fits() && ages.fits();
  for (const auto& [n, h] : in_.blocked) {
    apart_.insert(key(n, h));
    need_bits_[static_cast<std::size_t>(n)].kept_apart = true;
  }

  std::vector<std::pair<std::int64_t, int>> placed;
  for (int n = 0; n < needs(); ++n) {
    if (need_bits_[static_cast<std::size_t>(n)].anywhere)
      anywhere_.push_back(n);
    else
      placed.emplace_back(geo::cell_of(need(n).at), n);
  }
  std::sort(placed.begin(), placed.end());
  for (const auto& [cell, n] : placed) {
    cells_.push_back(cell);
    by_place_.push_back(n);
  }
  // Scarcity depends on the helper's skills and the need's kind alone.
  if (bits_) {
    std::vector<std::string> words;
    for (const Need& n : in_.needs) {
      const auto number = static_cast<std::size_t>(kinds.number(n.kind));
      if (words.size() <= number) words.resize(number + 1);
      words[number] = n.kind;
    }
    std::unordered_map<std::uint64_t, std::vector<int>> known;
    scarcity_.resize(in_.helpers.size());
    for (std::size_t i = 0; i < in_.helpers.size(); ++i) {
      if (!in_.helpers[i].kinds) continue;
      auto& row = known[helper_bits_[i].kinds];
      if (row.empty())
        for (const auto& word : words) row.push_back(scarcity_of(in_.helpers[i], word, basis_));
      scarcity_[i] = row;
    }
  }
}

std::optional<Bar> Compact::barred(int n, int h) const {
  const NeedBits& a = need_bits_[static_cast<std::size_t>(n)];
  const HelperBits& b = helper_bits_[static_cast<std::size_t>(h)];
  if (!bits_) {
    if (auto bar = matching::barred(need(n), helper(h))) return bar;
  } else {
    if (!(a.kind & b.kinds)) return Bar::kind;
    if (!a.anywhere && helper(h).radius_m) {
      const double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      const double chord2 = dx * dx + dy * dy + dz * dz;
      if (chord2 > b.outer2) return Bar::too_far;
      if (chord2 > b.inner2 && metres(need(n), helper(h)) > *helper(h).radius_m)
        return Bar::too_far;
    }
    if (a.verified && !b.verified) return Bar::unverified;
    if (a.vulnerable && !b.vulnerable) return Bar::vulnerable;
    if (a.childcare) {
      const auto& most = helper(h).max_children;
      if (most && static_cast<int>(need(n).child_ages.size()) > std::max(0, *most))
        return Bar::children;
      if (a.ages & ~b.ages) return Bar::child_ages;
    }
    if (a.speaks && b.speaks && !(a.languages & b.languages)) return Bar::language;
    if (a.timed && b.timed && !(a.blocks & b.blocks)) return Bar::blocks;
    if ((a.timed && !a.blocks) || (b.timed && !b.blocks)) return Bar::blocks;
    if (a.household && a.household == b.household) return Bar::household;
  }
  if (a.kept_apart && apart_.contains(key(n, h))) return Bar::blocked;
  return {};
}

std::int64_t Compact::price(int n, int h) const {
  const NeedBits& a = need_bits_[static_cast<std::size_t>(n)];
  int scarcity = 0;
  if (!bits_) {
    scarcity = scarcity_of(helper(h), need(n).kind, basis_);
  } else if (const auto& row = scarcity_[static_cast<std::size_t>(h)]; !row.empty()) {
    scarcity = row[static_cast<std::size_t>(a.kind_number)];
  }
  return arc_cost(need(n), helper(h), a.anywhere ? 0 : metres(need(n), helper(h)), scarcity)
      .distance;
}

}  // namespace palier::matching
