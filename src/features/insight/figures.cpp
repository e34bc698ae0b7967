#include "features/insight/figures.hpp"

#include <algorithm>

namespace palier::insight {
namespace {

int leaf(const Tree& tree, const Cell& c) {
  return tree.leaf(c.quarter_id, c.district_id, c.commune_id);
}

std::optional<std::int64_t> shown(const Values& values, const std::vector<bool>& open, int node) {
  if (!open[static_cast<std::size_t>(node)]) return {};
  return rounded(values.at(node));
}

}  // namespace

Public::Public(db::Session& s, const Tree& tree, places::TerritoryId t, Period period)
    : waits_(tree.nodes().size()), period_(period) {
  std::map<std::string, Values, std::less<>> sums;
  for (const auto& c : store::sums(s, t, period.from, period.to))
    sums.try_emplace(c.measure, tree).first->second.add(leaf(tree, c), c.count);
  for (auto& [measure, values] : sums) {
    auto open = protect(values, kLeast);
    measures_.emplace(measure, Protected{std::move(values), std::move(open)});
  }
  for (const auto& w : store::waits(s, t, period.from, period.to))
    for (int node = tree.leaf(w.quarter_id, w.district_id, w.commune_id); node >= 0;
         node = tree.nodes()[static_cast<std::size_t>(node)].parent)
      waits_[static_cast<std::size_t>(node)].push_back(w.seconds);
}

std::optional<std::int64_t> Public::value(const std::string& measure, int node) const {
  const auto at = measures_.find(measure);
  return at == measures_.end() ? std::nullopt : shown(at->second.values, at->second.shown, node);
}

std::vector<std::pair<std::string, std::int64_t>> Public::categories(int node) const {
  std::vector<std::pair<std::string, std::int64_t>> out;
  const auto all = measures_.find("needs");
  if (all == measures_.end() || !value("needs", node)) return out;
  // By exact figures: what is left out of a shown whole must be no small figure either.
  std::int64_t hidden = all->second.values.at(node);
  std::size_t parts = 0;
  for (const auto& [measure, p] : measures_) {
    if (!measure.starts_with(kCategory)) continue;
    const auto count = p.values.at(node);
    if (p.shown[static_cast<std::size_t>(node)]) {
      out.emplace_back(measure.substr(kCategory.size()), count);
      hidden -= count;
    } else if (count > 0) {
      ++parts;
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  while (!out.empty() && parts > 0 && (hidden < kLeast || parts < 2)) {
    hidden += out.back().second;
    ++parts;
    out.pop_back();
  }
  for (auto& [code, count] : out) count = rounded(count);
  return out;
}

std::optional<std::int64_t> Public::median_wait(int node) const {
  auto all = waits_[static_cast<std::size_t>(node)];
  if (static_cast<std::int64_t>(all.size()) < kLeast || !value("met", node)) return {};
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  return *middle;
}

std::vector<Balance> balance(db::Session& s, const Tree& tree, places::TerritoryId t, Day to) {
  Values helpers(tree), needs(tree);
  for (const auto& c : store::on(s, t, to - 1, kHelpers)) helpers.add(leaf(tree, c), c.count);
  for (const auto& c : store::sums(s, t, to - kHelpersDays, to))
    if (c.measure == "needs") needs.add(leaf(tree, c), c.count);
  const auto helpers_open = protect(helpers, kLeast), needs_open = protect(needs, kLeast);
  std::vector<Balance> out;
  out.reserve(tree.nodes().size());
  for (int node = 0; node < static_cast<int>(tree.nodes().size()); ++node)
    out.push_back({node, shown(helpers, helpers_open, node), shown(needs, needs_open, node)});
  return out;
}

std::vector<search::Search::Asked> words(db::Session& s, const search::Search& search,
                                         const Tree& tree, places::TerritoryId t, int node,
                                         Period period, std::size_t most) {
  constexpr int kLooked = 500;
  std::map<std::string, Values, std::less<>> by_word;
  for (const auto& a : search.asked(s, t, {}, period.from, period.to, kLooked))
    if (a.count >= kLeast) by_word.try_emplace(a.word, tree).first->second.add(0, a.count);
  for (const int quarter : tree.of_kind("quarter")) {
    const places::AreaId area{tree.nodes()[static_cast<std::size_t>(quarter)].id};
    for (const auto& a : search.asked(s, t, area, period.from, period.to, kLooked)) {
      const auto at = by_word.find(a.word);
      if (at == by_word.end()) continue;
      // The whole has it already.
      at->second.add(0, -a.count);
      at->second.add(quarter, a.count);
    }
  }
  std::vector<search::Search::Asked> out;
  for (const auto& [word, values] : by_word)
    if (const auto n = shown(values, protect(values, kLeast), node)) out.push_back({word, *n});
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  if (out.size() > most) out.resize(most);
  return out;
}

std::int64_t growth(std::int64_t before, std::int64_t now) {
  return before == 0 ? 0 : ((now - before) * 100) / before;
}

}  // namespace palier::insight
