#include "features/matching/live_flow.hpp"

#include <algorithm>
#include <stdexcept>

namespace palier::matching::live {

Flow::Node Flow::add_node() {
  if (free_nodes_.empty()) {
    nodes_.emplace_back();
    hot_.emplace_back();
    return static_cast<Node>(nodes_.size()) - 1;
  }
  const Node v = free_nodes_.back();
  free_nodes_.pop_back();
  return v;
}

void Flow::drop_node(Node v) {
  NodeData& node = nodes_[index(v)];
  while (!node.out.empty()) cut(node.out.back());
  while (!node.in.empty()) cut(node.in.back());
  node.surplus = 0;
  node.drain = {};
  hot_[index(v)] = {};
  free_nodes_.push_back(v);
}

Flow::Arc Flow::connect(Node tail, Node head, Price cost, int room) {
  Arc a = static_cast<Arc>(arcs_.size());
  if (free_arcs_.empty()) {
    arcs_.emplace_back();
  } else {
    a = free_arcs_.back();
    free_arcs_.pop_back();
  }
  auto& out = nodes_[index(tail)].out;
  auto& in = nodes_[index(head)].in;
  arcs_[index(a)] = {
      tail, head, 0, room, cost, static_cast<int>(out.size()), static_cast<int>(in.size())};
  out.push_back(a);
  in.push_back(a);
  return a;
}

void Flow::cut(Arc a) {
  set_room(a, 0);
  Edge& edge = arcs_[index(a)];
  auto& out = nodes_[index(edge.tail)].out;
  out[index(edge.at_tail)] = out.back();
  arcs_[index(out.back())].at_tail = edge.at_tail;
  out.pop_back();
  auto& in = nodes_[index(edge.head)].in;
  in[index(edge.at_head)] = in.back();
  arcs_[index(in.back())].at_head = edge.at_head;
  in.pop_back();
  edge.tail = edge.head = -1;
  free_arcs_.push_back(a);
}

void Flow::set_room(Arc a, int room) {
  Edge& edge = arcs_[index(a)];
  edge.room = room;
  if (const int over = edge.flow - room; over > 0) {
    edge.flow = room;
    off(edge.tail, over);
    off(edge.head, -over);
  }
}

void Flow::mend(Arc a) {
  Edge& edge = arcs_[index(a)];
  const Price reduced = edge.cost + price(edge.tail) - price(edge.head);
  const int more = reduced < 0 ? edge.room - edge.flow : reduced > 0 ? -edge.flow : 0;
  if (more == 0) return;
  edge.flow += more;
  off(edge.tail, -more);
  off(edge.head, more);
}

void Flow::off(Node v, int by) {
  nodes_[index(v)].surplus += by;
  off_.push_back(v);
}

void Flow::supply(Node v, int units) {
  if (units != 0) off(v, units);
}

void Flow::reprice(Drain& d) {
  const auto cost = [&](int k) {
    return priced(d.kind == Drain::Kind::load ? load_cost(d.base, k) : district_cost(k, d.base));
  };
  d.next = cost(d.taken + 1);
  d.last = d.taken > 0 ? cost(d.taken) : 0;
}

void Flow::set_drain(Node v, Drain::Kind kind, int base, int room) {
  Drain& d = nodes_[index(v)].drain;
  d = {kind, base, room, 0, 0, 0};
  reprice(d);
}

void Flow::move_drain(Node v, int by) {
  Drain& d = nodes_[index(v)].drain;
  d.taken += by;
  reprice(d);
}

void Flow::take_place(Node v) {
  Drain& d = nodes_[index(v)].drain;
  ++d.base;
  --d.room;
  if (d.taken > 0) {
    --d.taken;
    off(v, 1);
  }
  reprice(d);
}

void Flow::give_place(Node v) {
  settle();
  Drain& d = nodes_[index(v)].drain;
  --d.base;
  ++d.room;
  reprice(d);
  fill(v);
}

void Flow::fill(Node v) {
  // Only searches from the sink run here, and these do not look at what still may drain: an arc
  // into the sink that is worth less than nothing does not lead them astray.
  const Drain& d = nodes_[index(v)].drain;
  while (d.taken < d.room && d.next + price(v) < 0) {
    move_drain(v, 1);
    off(v, -1);
    settle();
  }
}

void Flow::restart() {
  // Prices between what the last unit of a drain cost and what one more would; then every arc that
  // is worth less than nothing at these is filled, and settle() puts right what that leaves over.
  for (std::size_t v = 0; v < nodes_.size(); ++v) {
    const Drain& d = nodes_[v].drain;
    if (d.taken < d.room) hot_[v].price = std::max(hot_[v].price, -d.next);
    if (d.taken > 0) hot_[v].price = std::min(hot_[v].price, -d.last);
  }
  for (Arc a = 0; a < static_cast<Arc>(arcs_.size()); ++a)
    if (arcs_[index(a)].tail >= 0) mend(a);
  settle();
}

Price Flow::lowest_price(Node v) const {
  Price lowest = -kFar;
  for (const Arc a : out(v)) lowest = std::max(lowest, price(arc(a).head) - arc(a).cost);
  return lowest;
}

bool Flow::optimal() const {
  for (const Edge& edge : arcs_) {
    if (edge.tail < 0) continue;
    const Price reduced = edge.cost + price(edge.tail) - price(edge.head);
    if (edge.flow < edge.room && reduced < 0) return false;
    if (edge.flow > 0 && reduced > 0) return false;
  }
  for (std::size_t v = 0; v < nodes_.size(); ++v) {
    const Drain& d = nodes_[v].drain;
    if (nodes_[v].surplus != 0) return false;
    if (d.taken < d.room && d.next + hot_[v].price < 0) return false;
    if (d.taken > 0 && d.last + hot_[v].price > 0) return false;
  }
  return true;
}

void Flow::settle() {
  // Too much first: then all that flows ends at the sink, and whatever lacks can be taken from
  // there.
  for (const Node v : off_)
    while (nodes_[index(v)].surplus > 0) push_to_sink(v);
  for (const Node v : off_)
    while (nodes_[index(v)].surplus < 0) pull_from_sink(v);
  off_.clear();
}

void Flow::push_to_sink(Node from) {
  Node v = search<true>(from);
  if (nodes_[index(v)].surplus < 0)
    ++nodes_[index(v)].surplus;
  else
    move_drain(v, 1);
  while (v != from) {
    Edge& edge = arcs_[index(hot_[index(v)].via)];
    const bool along = edge.head == v;
    edge.flow += along ? 1 : -1;
    v = along ? edge.tail : edge.head;
  }
  --nodes_[index(from)].surplus;
}

void Flow::pull_from_sink(Node to) {
  Node v = search<false>(to);
  move_drain(v, -1);
  while (v != to) {
    Edge& edge = arcs_[index(hot_[index(v)].via)];
    const bool along = edge.tail == v;
    edge.flow += along ? 1 : -1;
    v = along ? edge.head : edge.tail;
  }
  ++nodes_[index(to)].surplus;
}

void Flow::reach(Node v, Price d, Arc via) {
  if (d >= best_) return;
  Hot& hot = hot_[index(v)];
  if (hot.seen == search_ && hot.dist <= d) return;
  hot.seen = search_;
  hot.dist = d;
  hot.via = via;
  heap_.push_back({d, v});
  std::push_heap(heap_.begin(), heap_.end());
}

/// Dijkstra on reduced costs from a node to the sink, or from the sink to a node (searched
/// backwards from the node). Answers the node next to the sink; prices follow, so that what was
/// cheapest becomes free and nothing becomes cheaper than free.
template <bool kForward>
Flow::Node Flow::search(Node start) {
  ++search_;
  heap_.clear();
  settled_.clear();
  best_ = kFar;
  Node end = -1;
  reach(start, 0, -1);
  while (!heap_.empty() && heap_.front().key < best_) {
    const auto [d, u] = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end());
    heap_.pop_back();
    if (hot_[index(u)].dist < d) continue;  // Reached by a shorter way since.
    settled_.push_back(u);
    const NodeData& node = nodes_[index(u)];
    const Price base = kForward ? d + price(u) : d - price(u);
    if (kForward && node.surplus < 0) {  // It ends where a unit lacks as well as at the sink.
      best_ = d;
      end = u;
      break;
    }
    const Drain& drain = node.drain;
    if (kForward ? drain.taken < drain.room : drain.taken > 0) {
      const Price whole = kForward ? base + drain.next : base - drain.last;
      if (whole < best_) {
        best_ = whole;
        end = u;
      }
    }
    for (const Arc a : kForward ? node.out : node.in) {
      const Edge& edge = arcs_[index(a)];
      if (edge.flow == edge.room) continue;
      const Node v = kForward ? edge.head : edge.tail;
      reach(v, kForward ? base + edge.cost - price(v) : base + edge.cost + price(v), a);
    }
    for (const Arc a : kForward ? node.in : node.out) {
      const Edge& edge = arcs_[index(a)];
      if (edge.flow == 0) continue;
      const Node v = kForward ? edge.tail : edge.head;
      reach(v, kForward ? base - edge.cost - price(v) : base - edge.cost + price(v), a);
    }
  }
  if (end < 0) throw std::logic_error("a unit of the plan has no way to the sink");
  visited_ += static_cast<std::int64_t>(settled_.size());
  for (const Node v : settled_) {
    Hot& hot = hot_[index(v)];
    // A node may be popped at a key that equals best_ only after the loop: all here are nearer.
    hot.price += kForward ? hot.dist - best_ : best_ - hot.dist;
  }
  return end;
}

}  // namespace palier::matching::live
