#include "max_flow.hpp"

#include <map>
#include <queue>
#include <string>
#include <vector>

#include "features/matching/rules.hpp"
#include "pairs.hpp"

namespace palier::bench {
namespace {

/// Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation",
/// 1970.
class Flow {
 public:
  int node() {
    first_.push_back(-1);
    return static_cast<int>(first_.size()) - 1;
  }
  void arc(int from, int to, int room) {
    arcs_.push_back({to, room, first_[at(from)]});
    first_[at(from)] = static_cast<int>(arcs_.size()) - 1;
    arcs_.push_back({from, 0, first_[at(to)]});
    first_[at(to)] = static_cast<int>(arcs_.size()) - 1;
  }
  int most(int source, int sink) {
    int flow = 0;
    while (layered(source, sink)) {
      next_ = first_;
      while (const int more = pushed(source, sink, 1 << 30)) flow += more;
    }
    return flow;
  }

 private:
  struct Arc {
    int to, room, next;
  };
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }

  bool layered(int source, int sink) {
    layer_.assign(first_.size(), -1);
    layer_[at(source)] = 0;
    std::queue<int> queue({source});
    for (; !queue.empty(); queue.pop())
      for (int a = first_[at(queue.front())]; a >= 0; a = arcs_[at(a)].next)
        if (const auto& arc = arcs_[at(a)]; arc.room > 0 && layer_[at(arc.to)] < 0) {
          layer_[at(arc.to)] = layer_[at(queue.front())] + 1;
          queue.push(arc.to);
        }
    return layer_[at(sink)] >= 0;
  }
  int pushed(int from, int sink, int most) {
    if (from == sink) return most;
    for (int& a = next_[at(from)]; a >= 0; a = arcs_[at(a)].next) {
      auto& arc = arcs_[at(a)];
      if (arc.room == 0 || layer_[at(arc.to)] != layer_[at(from)] + 1) continue;
      if (const int flow = pushed(arc.to, sink, std::min(most, arc.room))) {
        arcs_[at(a)].room -= flow;
        arcs_[at(a ^ 1)].room += flow;
        return flow;
      }
    }
    return 0;
  }

  std::vector<int> first_, layer_, next_;
  std::vector<Arc> arcs_;
};

}  // namespace

int most_served(const matching::Instance& instance, bool urgent_only) {
  using namespace matching;
  Flow flow;
  const int source = flow.node(), sink = flow.node();
  std::vector<int> need(instance.needs.size()), helper(instance.helpers.size());
  for (std::size_t n = 0; n < need.size(); ++n) {
    need[n] = flow.node();
    if (!urgent_only || instance.needs[n].urgent)
      flow.arc(source, need[n], instance.needs[n].people);
  }
  for (std::size_t h = 0; h < helper.size(); ++h) {
    helper[h] = flow.node();
    flow.arc(helper[h], sink, instance.helpers[h].capacity.value_or(1 << 20));
  }
  std::map<std::pair<int, std::string_view>, int> slots;
  each_pair(instance, [&](int need_index, int helper_index) {
    const Need& n = instance.needs[static_cast<std::size_t>(need_index)];
    const Helper& h = instance.helpers[static_cast<std::size_t>(helper_index)];
    if (urgent_only && !n.urgent) return;
    int from = need[static_cast<std::size_t>(need_index)];
    if (n.people > 1) {  // A helper counts once, in whichever block.
      const int once = flow.node();
      flow.arc(from, once, 1);
      from = once;
    }
    for (const int block : meeting_blocks(n, h)) {
      if (block == kNoBlock) {
        flow.arc(from, helper[static_cast<std::size_t>(helper_index)], 1);
        continue;
      }
      const auto [slot, fresh] = slots.try_emplace({helper_index, block_name(n, h, block)}, 0);
      if (fresh) {
        slot->second = flow.node();
        flow.arc(slot->second, helper[static_cast<std::size_t>(helper_index)], 1);
      }
      flow.arc(from, slot->second, 1);
    }
  });
  return flow.most(source, sink);
}

}  // namespace palier::bench
