#include "features/insight/tree.hpp"

#include <algorithm>

namespace palier::insight {

Tree::Tree() {
  nodes_.push_back({});
  by_id_[0] = 0;
}

int Tree::add(std::int64_t id, std::string kind, std::string name, int parent) {
  const int at = static_cast<int>(nodes_.size());
  Node node;
  node.id = id;
  node.kind = std::move(kind);
  node.name = std::move(name);
  node.parent = parent;
  nodes_.push_back(std::move(node));
  nodes_[static_cast<std::size_t>(parent)].children.push_back(at);
  by_id_[id] = at;
  return at;
}

Tree Tree::of(const places::Places& places) {
  Tree tree;
  for (const char* kind : {"commune", "district", "quarter"}) {
    auto areas = places.areas(kind);
    std::stable_sort(areas.begin(), areas.end(), [](const auto& a, const auto& b) {
      return std::tie(a.code, a.name) < std::tie(b.code, b.name);
    });
    for (const auto& area : areas) {
      const auto where = places.locate_point(area.centre).scopes;
      // An area is not in itself, nor in one of its own kind.
      const bool district = area.kind == "district", quarter = area.kind == "quarter";
      const int parent = tree.leaf(0, quarter ? where.district.value : 0,
                                   quarter || district ? where.commune.value : 0);
      tree.add(area.id.value, area.kind, area.name, parent);
    }
  }
  return tree;
}

std::optional<int> Tree::find(std::int64_t area) const {
  const auto at = by_id_.find(area);
  return at == by_id_.end() ? std::nullopt : std::optional(at->second);
}

int Tree::leaf(std::int64_t quarter, std::int64_t district, std::int64_t commune) const {
  for (const auto id : {quarter, district, commune})
    if (id)
      if (const auto at = find(id)) return *at;
  return 0;
}

std::vector<int> Tree::of_kind(std::string_view kind) const {
  std::vector<int> out;
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].kind == kind) out.push_back(static_cast<int>(i));
  return out;
}

void Values::add(int node, std::int64_t count) {
  while (node >= 0) {
    values_[static_cast<std::size_t>(node)] += count;
    node = tree_->nodes()[static_cast<std::size_t>(node)].parent;
  }
}

std::vector<bool> protect(const Values& values, std::int64_t least) {
  const auto& nodes = values.tree().nodes();
  std::vector<bool> shown(nodes.size());
  shown[0] = values.at(0) >= least;
  // Parents stand before their children.
  for (std::size_t p = 0; p < nodes.size(); ++p) {
    if (!shown[p] || nodes[p].children.empty()) continue;
    std::int64_t rest = values.at(static_cast<int>(p));  // In no part that is known.
    std::int64_t hidden = 0;
    std::size_t parts = 0;
    std::vector<int> open;
    for (const int child : nodes[p].children) {
      const auto v = values.at(child);
      rest -= v;
      if (v >= least) {
        open.push_back(child);
      } else {
        hidden += v;
        if (v > 0) ++parts;
      }
    }
    hidden += rest;
    if (rest > 0) ++parts;
    std::stable_sort(open.begin(), open.end(),
                     [&](int a, int b) { return values.at(a) > values.at(b); });
    // That nothing happened anywhere else is no secret.
    while (!open.empty() && hidden > 0 && (hidden < least || parts < 2)) {
      // What lies in no known part may stand alone where it is no small figure.
      if (parts == 1 && rest >= least) break;
      hidden += values.at(open.back());
      ++parts;
      open.pop_back();
    }
    for (const int child : open) shown[static_cast<std::size_t>(child)] = true;
  }
  return shown;
}

}  // namespace palier::insight
