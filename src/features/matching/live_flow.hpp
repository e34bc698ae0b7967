#pragma once

#include <cstdint>
#include <vector>

#include "features/matching/live_price.hpp"

namespace palier::matching::live {

/// A minimum-cost flow that is kept optimal while its graph changes: a pseudoflow with node prices
/// under which no residual arc has a negative reduced cost (cost + price of tail − price of head).
/// A change leaves nodes with a unit too many or too few; settle() brings each to the sink, or
/// takes it back from there, along a shortest path (successive shortest paths with early exit;
/// Ahuja, Magnanti, Orlin, Network Flows, 1993, §9.7). The sink is no node: it is what drains lead
/// to, its price is 0, and no search goes through it.
class Flow {
 public:
  using Node = int;
  using Arc = int;

  /// Where units leave the graph: the k-th costs more than the one before.
  struct Drain {
    enum class Kind : std::uint8_t { none, load, district } kind = Kind::none;
    int base = 0;              ///< load: jobs done before. district: units posted.
    int room = 0;              ///< Units that may leave.
    int taken = 0;             ///< That do.
    Price next = 0, last = 0;  ///< What one more costs; what the last one does.
  };
  struct Edge {
    Node tail = -1, head = -1;
    int flow = 0, room = 0;
    Price cost = 0;
    int at_tail = 0, at_head = 0;  ///< Positions in their lists.
  };

  Node add_node();
  void drop_node(Node v);  ///< Its arcs are cut first.
  Arc connect(Node tail, Node head, Price cost, int room);
  /// Takes its flow off, leaving its ends with too much and too little, and removes it.
  void cut(Arc a);
  void set_room(Arc a, int room);  ///< Flow beyond it is taken off, as cut() does.
  void set_cost(Arc a, Price cost) { arcs_[index(a)].cost = cost; }
  /// Where the arc's reduced cost has the wrong sign for its flow, fills or empties it.
  void mend(Arc a);

  void set_drain(Node v, Drain::Kind kind, int base, int room);
  /// Moves the base and the room by one each, against each other: a unit that is not part of the
  /// flow takes (or gives back) the first place. What flowed over a place taken is left at the
  /// node.
  void take_place(Node v);
  /// Settles first; then fills the drain one by one as long as a unit improves the whole.
  void give_place(Node v);
  void fill(Node v);

  void supply(Node v, int units);  ///< Units more (less) that start there.
  /// To start from a flow found elsewhere: units put on an arc or into a drain, nothing left over
  /// by them. restart() then makes it the cheapest, whatever the prices set: with those that prove
  /// it there is nothing to do.
  void carry(Arc a, int units) { arcs_[index(a)].flow += units; }
  void carry_out(Node v, int units) { move_drain(v, units); }
  void restart();
  void settle();

  const std::vector<Arc>& out(Node v) const { return nodes_[index(v)].out; }
  const std::vector<Arc>& in(Node v) const { return nodes_[index(v)].in; }
  const Edge& arc(Arc a) const { return arcs_[index(a)]; }
  const Drain& drain(Node v) const { return nodes_[index(v)].drain; }
  Price price(Node v) const { return hot_[index(v)].price; }
  void set_price(Node v, Price p) { hot_[index(v)].price = p; }
  /// The lowest price at which no arc out of the node is worth less than nothing.
  Price lowest_price(Node v) const;
  /// Nothing is left over and no residual arc has a negative reduced cost.
  bool optimal() const;
  /// Nodes settled by searches so far: what the work is made of.
  std::int64_t visited() const { return visited_; }

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  struct NodeData {
    std::vector<Arc> out, in;
    int surplus = 0;
    Drain drain;
  };
  struct Hot {
    Price price = 0, dist = 0;
    std::uint32_t seen = 0;
    int via = -1;  ///< Arc that led here.
  };
  struct Entry {
    Price key;
    Node node;
    bool operator<(const Entry& o) const {
      return key > o.key;
    }  // For a heap with the least on top.
  };
  void reprice(Drain& d);
  void move_drain(Node v, int by);
  void off(Node v, int by);
  void push_to_sink(Node from);
  void pull_from_sink(Node to);
  template <bool kForward>
  Node search(Node start);
  void reach(Node v, Price d, Arc via);

  std::vector<Edge> arcs_;
  std::vector<Arc> free_arcs_;
  std::vector<NodeData> nodes_;
  std::vector<Hot> hot_;
  std::vector<Node> free_nodes_;
  std::vector<Node> off_;      ///< Nodes whose surplus may be other than 0.
  std::vector<Entry> heap_;    ///< Of the running search.
  std::vector<Node> settled_;  ///< By the running search.
  std::uint32_t search_ = 0;
  Price best_ = kFar;  ///< The shortest way to the sink so far.
  std::int64_t visited_ = 0;
};

}  // namespace palier::matching::live
