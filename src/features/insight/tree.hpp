#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "features/places/places.hpp"

namespace palier::insight {

/// The areas of a territory, each in the one that holds it: the territory itself is node 0, then
/// communes, arrondissements, quarters.
class Tree {
 public:
  struct Node {
    std::int64_t id = 0;  ///< Of the area; 0 for the territory.
    std::string kind, name;
    int parent = -1;
    std::vector<int> children;
  };

  Tree();
  static Tree of(const places::Places& places);
  /// A parent is added before its children.
  int add(std::int64_t id, std::string kind, std::string name, int parent);

  const std::vector<Node>& nodes() const { return nodes_; }
  /// The node of an area; nothing where it is not known.
  std::optional<int> find(std::int64_t area) const;
  /// The smallest known area of these.
  int leaf(std::int64_t quarter, std::int64_t district, std::int64_t commune) const;
  std::vector<int> of_kind(std::string_view kind) const;

 private:
  std::vector<Node> nodes_;
  std::map<std::int64_t, int> by_id_;
};

/// A figure of each node: what happened in it, the parts of it included.
class Values {
 public:
  explicit Values(const Tree& tree) : tree_(&tree), values_(tree.nodes().size()) {}
  void add(int node, std::int64_t count);
  std::int64_t at(int node) const { return values_[static_cast<std::size_t>(node)]; }
  const Tree& tree() const { return *tree_; }

 private:
  const Tree* tree_;
  std::vector<std::int64_t> values_;
};

/// Which nodes may be shown so that no figure under `least` is seen, nor found by subtracting what
/// is seen from what is seen: where the hidden parts of a shown area would come to less than
/// `least` (but not to nothing), or to one part alone, the smallest of its shown parts is hidden
/// too: complementary suppression. Of an area that is hidden, no part is shown.
std::vector<bool> protect(const Values& values, std::int64_t least);

}  // namespace palier::insight
