#include "features/matching/compact.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "core/geo/cells.hpp"

namespace palier::matching {
namespace {

constexpr std::size_t kMostWords = 64;

/// Numbers for words, in order of appearance.
class Vocabulary {
 public:
  int number(std::string_view word) {
    const auto known = known_.find(word);
    if (known != known_.end()) return known->second;
    words_.emplace_back(word);
    return known_.emplace(word, static_cast<int>(known_.size())).first->second;
  }
  std::uint64_t bit(std::string_view word) {
    const int n = number(word);
    return static_cast<std::size_t>(n) < kMostWords ? std::uint64_t{1} << n : 0;
  }
  std::uint64_t bits(const std::vector<std::string>& words) {
    std::uint64_t out = 0;
    for (const auto& word : words) out |= bit(word);
    return out;
  }
  bool fits() const { return known_.size() <= kMostWords; }
  const std::vector<std::string>& words() const { return words_; }

 private:
  std::map<std::string, int, std::less<>> known_;
  std::vector<std::string> words_;
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

/// On the sphere, from the square of the chord through it.
double metres_of(double chord2) {
  return 2 * geo::kEarthRadius * std::asin(std::min(1.0, std::sqrt(chord2) / 2));
}

}  // namespace

Compact::Compact(const Instance& instance, const Basis& basis) : in_(instance) {
  Vocabulary kinds, languages, blocks, ages;
  std::unordered_map<std::string_view, int> households{{"", 0}};
  const auto household = [&](const std::string& name) {
    return households.try_emplace(name, static_cast<int>(households.size())).first->second;
  };
  const auto numbers = [&](const Words& words) {
    std::vector<int> out;
    if (words)
      for (const auto& word : *words) out.push_back(blocks.number(word));
    return out;
  };
  need_bits_.resize(in_.needs.size());
  need_blocks_.resize(in_.needs.size());
  for (std::size_t i = 0; i < in_.needs.size(); ++i) {
    const Need& n = in_.needs[i];
    NeedBits& b = need_bits_[i];
    b.kind = kinds.bit(n.kind);
    b.kind_number = kinds.number(n.kind);
    b.speaks = n.languages.has_value();
    if (n.languages) b.languages = languages.bits(*n.languages);
    b.timed = n.blocks.has_value();
    if (n.blocks) b.blocks = blocks.bits(*n.blocks);
    need_blocks_[i] = numbers(n.blocks);
    b.childcare = n.kind == "childcare";
    if (b.childcare) {
      b.ages = ages.bits(n.child_ages);
      b.children = static_cast<int>(n.child_ages.size());
    }
    b.household = household(n.household);
    b.anywhere = from_anywhere(n);
    b.vulnerable = n.vulnerable;
    b.verified = n.vulnerable || n.verified_only || b.childcare;
    place(b, n.at);
  }
  const std::size_t asked_kinds = kinds.words().size();
  helper_bits_.resize(in_.helpers.size());
  helper_blocks_.resize(in_.helpers.size());
  for (std::size_t i = 0; i < in_.helpers.size(); ++i) {
    const Helper& h = in_.helpers[i];
    HelperBits& b = helper_bits_[i];
    b.kinds = h.kinds ? kinds.bits(*h.kinds) : ~std::uint64_t{0};
    b.speaks = h.languages.has_value();
    if (h.languages) b.languages = languages.bits(*h.languages);
    b.timed = h.blocks.has_value();
    if (h.blocks) b.blocks = blocks.bits(*h.blocks);
    helper_blocks_[i] = numbers(h.blocks);
    b.ages = h.child_ages ? ages.bits(*h.child_ages) : ~std::uint64_t{0};
    if (h.max_children) b.most_children = std::max(0, *h.max_children);
    b.household = household(h.household);
    b.verified = h.verified;
    b.vulnerable = h.accepts_vulnerable;
    if (h.radius_m && *h.radius_m < geo::kEarthRadius * std::numbers::pi) {
      // Whoever is within a centimetre of the rim is measured exactly.
      const auto squared = [&](double metres) {
        const double chord = 2 * std::sin(metres / geo::kEarthRadius / 2);
        return metres <= 0 ? -1 : chord * chord;
      };
      b.inner2 = squared(*h.radius_m - 0.01);
      b.outer2 = squared(*h.radius_m + 0.01);
    }
    place(b, h.at);
  }
  bits_ = kinds.fits() && languages.fits() && blocks.fits() && ages.fits();
  block_words_ = blocks.words();
  for (const auto& [n, h] : in_.blocked) {
    apart_.insert(key(n, h));
    need_bits_[static_cast<std::size_t>(n)].kept_apart = true;
  }
  of_kind_.resize(asked_kinds);
  sort_by_place();
  rate_skills(
      {kinds.words().begin(), kinds.words().begin() + static_cast<std::ptrdiff_t>(asked_kinds)},
      basis);
}

void Compact::sort_by_place() {
  std::vector<std::pair<std::int64_t, int>> placed;
  for (int n = 0; n < needs(); ++n) {
    auto& kind = of_kind_[static_cast<std::size_t>(bits_of(n).kind_number)];
    if (bits_of(n).anywhere) {
      kind.anywhere.push_back(n);
    } else {
      kind.placed.push_back(n);
      placed.emplace_back(geo::cell_of(need(n).at), n);
    }
  }
  std::sort(placed.begin(), placed.end());
  for (const auto& [cell, n] : placed) {
    cells_.push_back(cell);
    by_place_.push_back(n);
  }
  placed.clear();
  for (int h = 0; h < helpers(); ++h) placed.emplace_back(geo::cell_of(helper(h).at), h);
  std::sort(placed.begin(), placed.end());
  for (const auto& [cell, h] : placed) helpers_by_place_.push_back(h);
}

void Compact::rate_skills(const std::vector<std::string>& kinds, const Basis& basis) {
  // Scarcity depends on the helper's skills and the need's kind alone.
  std::map<std::vector<std::string>, int> known;
  for (std::size_t i = 0; i < in_.helpers.size(); ++i) {
    if (!in_.helpers[i].kinds) continue;
    const auto [row, fresh] =
        known.try_emplace(*in_.helpers[i].kinds, static_cast<int>(scarcity_.size()));
    helper_bits_[i].scarcity = row->second;
    if (!fresh) continue;
    scarcity_.emplace_back();
    for (const auto& kind : kinds)
      scarcity_.back().push_back(scarcity_of(in_.helpers[i], kind, basis));
  }
}

std::optional<Bar> Compact::barred(int n, int h) const {
  const NeedBits& a = bits_of(n);
  const HelperBits& b = helper_bits_[static_cast<std::size_t>(h)];
  if (!bits_) {
    if (auto bar = matching::barred(need(n), helper(h))) return bar;
  } else {
    if (!(a.kind & b.kinds)) return Bar::kind;
    if (!a.anywhere) {
      const double chord = chord2(a, b);
      if (chord > b.outer2) return Bar::too_far;
      if (chord > b.inner2 && metres(need(n), helper(h)) > *helper(h).radius_m) return Bar::too_far;
    }
    if (a.verified && !b.verified) return Bar::unverified;
    if (a.vulnerable && !b.vulnerable) return Bar::vulnerable;
    if (a.childcare) {
      if (a.children > b.most_children) return Bar::children;
      if (a.ages & ~b.ages) return Bar::child_ages;
    }
    if (a.speaks && b.speaks && !(a.languages & b.languages)) return Bar::language;
    if (a.timed && b.timed && !(a.blocks & b.blocks)) return Bar::blocks;
    if ((a.timed && !a.blocks) || (b.timed && !b.blocks)) return Bar::blocks;
    if (a.household && a.household == b.household) return Bar::household;
    if (!need(n).area.empty() || need(n).reach_m) {
      // Few needs say so: as rules.hpp has it.
      if (const auto bar = matching::barred(need(n), helper(h))) return bar;
    }
  }
  if (a.kept_apart && apart_.contains(key(n, h))) return Bar::blocked;
  return {};
}

int Compact::scarcity(int n, int h) const {
  const int row = helper_bits_[static_cast<std::size_t>(h)].scarcity;
  return row < 0 ? 0
                 : scarcity_[static_cast<std::size_t>(row)]
                            [static_cast<std::size_t>(bits_of(n).kind_number)];
}

std::int64_t Compact::price(int n, int h) const {
  const NeedBits& a = bits_of(n);
  const int rare = scarcity(n, h);
  if (a.anywhere) return arc_cost(need(n), helper(h), 0, rare).distance;
  constexpr double kNear2 = 0.01;    // Some 600 km: beyond, chords are not sharp enough.
  constexpr double kBlurred = 1e-4;  // Metres: nearer to a step than this, it is measured exactly.
  const double chord = chord2(a, helper_bits_[static_cast<std::size_t>(h)]);
  if (chord < kNear2) {
    const double rough = metres_of(chord);
    const double step = std::floor((rough + kBlurred) / 10);
    if (step * 10 < rough - kBlurred) return arc_cost(need(n), helper(h), rough, rare).distance;
  }
  return arc_cost(need(n), helper(h), metres(need(n), helper(h)), rare).distance;
}

double Compact::rough_price(int n, int h) const {
  const NeedBits& a = bits_of(n);
  const double metres =
      a.anywhere ? 0 : metres_of(chord2(a, helper_bits_[static_cast<std::size_t>(h)]));
  const double wish = need(n).prefers_parent && !helper(h).has_children ? kParentWish : 0;
  return metres / 10 + scarcity(n, h) + wish;
}

void Compact::meet(int n, int h, std::vector<Meeting>& out) const {
  out.clear();
  const NeedBits& a = bits_of(n);
  const HelperBits& b = helper_bits_[static_cast<std::size_t>(h)];
  if (!a.timed && !b.timed) {
    out.emplace_back();
    return;
  }
  const auto& theirs = need_blocks_[static_cast<std::size_t>(n)];
  const auto& list = b.timed ? helper_blocks_[static_cast<std::size_t>(h)] : theirs;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (b.timed && a.timed) {
      const bool both = bits_ ? a.blocks >> list[i] & 1
                              : std::find(theirs.begin(), theirs.end(), list[i]) != theirs.end();
      if (!both) continue;
    }
    out.push_back({static_cast<int>(i), list[i]});
  }
}

}  // namespace palier::matching
