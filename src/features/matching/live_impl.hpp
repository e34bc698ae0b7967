#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "features/matching/live.hpp"
#include "features/matching/live_flow.hpp"
#include "features/matching/live_nearby.hpp"
#include "features/matching/rules.hpp"

namespace palier::matching {

/// The graph behind a LivePlan: need → (helper, block) → helper → sink, need → district → sink.
/// A need for several people and a helper with several common blocks have a node for the pair, so
/// that one helper gets one unit only.
struct LivePlan::Impl {
  using Flow = live::Flow;
  struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  template <typename T>
  using ByName = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

  /// A unit promised to a helper, out of the game.
  struct Held {
    int helper = 0;
    int block = kNoBlock;  ///< A word, or kNoBlock.
  };
  struct NeedSlot {
    bool here = false;
    Need need;
    live::Spot at;
    int kind = 0, district = 0;
    Flow::Node node = -1;
    Flow::Arc unserved = -1;
    std::vector<Held> held;
  };
  struct BlockNode {
    int block = kNoBlock;
    Flow::Node node = -1;
    Flow::Arc arc = -1;  ///< To the helper: room 0 while a promised unit has the block.
  };
  struct HelperSlot {
    bool here = false;
    Helper helper;
    live::Spot at;
    std::vector<int> kinds;     ///< kAnyKind alone where there is no list.
    std::vector<int> scarcity;  ///< Beside kinds.
    Flow::Node node = -1;
    std::vector<BlockNode> blocks;
    std::vector<int> held;  ///< Needs promised to them.
    const double* radius() const { return helper.radius_m ? &*helper.radius_m : nullptr; }
    bool full() const;  ///< All that they take is promised.
  };
  struct District {
    std::string name;
    Flow::Node node = -1;
  };
  /// What a node of the flow stands for, as far as anybody asks.
  struct Tag {
    enum class Role : std::uint8_t { none, pair, block, helper } role = Role::none;
    int helper = -1;
    int block = kNoBlock;
  };

  Impl(Instance instance, Basis with);

  // live_impl.cpp: the nodes.
  int need_at(std::string_view id) const;  ///< Throws where there is none.
  int helper_at(std::string_view id) const;
  int word(const std::string& text);  ///< Its number, from 1.
  int district(const Need& need);
  Flow::Node add_node(Tag tag);
  int place(Need need);      ///< With its arcs, but without a price; nothing of it flows yet.
  int place(Helper helper);  ///< With arcs from the needs that are here.
  void add(Need need);
  void add(Helper helper);
  /// At the lowest price that any need would pay, no arc to the helper is worth less than nothing:
  /// only their drain may be.
  void price_by_needs(int h);
  void remove_need(int n);
  void remove_helper(int h);
  void set_waiting(int n, double hours);

  // live_start.cpp: from a plan of the batch solver.
  void take_over(const Instance& from, const Plan& plan);

  // live_pairs.cpp: what runs between them.
  bool kept_apart(const NeedSlot& n, const HelperSlot& h) const;
  bool meet(const NeedSlot& n, const HelperSlot& h) const;
  static int scarcity(const HelperSlot& h, int kind);
  std::vector<int> common_blocks(const NeedSlot& n, const HelperSlot& h);
  Flow::Node block_node(int h, int block);
  /// Arcs of the pair where it may meet. `mend`: between two who were here before; else the caller
  /// sets the price of the one who is new.
  void connect(int n, int h, bool mend);
  void disconnect(int n, int h);
  void open_block(HelperSlot& h, int block);
  void drop_idle_blocks(int h);
  bool freeze(int n, int h, std::string_view block);
  /// The promised unit is no more; whatever of the need is left to do is the caller's.
  void unhold(NeedSlot& n, int h);
  void release(int n, int h);

  // live_view.cpp: what others see.
  void each_given(const NeedSlot& n, const std::function<void(int h, int block)>& then) const;
  Pair pair_of(const NeedSlot& n, int h, int block, bool frozen) const;
  void pairs_of(const NeedSlot& n, std::vector<Pair>& out) const;
  Cost cost() const;
  Instance instance() const;

  NeedSlot& need(int n) { return needs[static_cast<std::size_t>(n)]; }
  HelperSlot& helper(int h) { return helpers[static_cast<std::size_t>(h)]; }
  const HelperSlot& helper(int h) const { return helpers[static_cast<std::size_t>(h)]; }
  const Tag& tag(Flow::Node v) const { return tags[static_cast<std::size_t>(v)]; }

  Basis basis;
  Flow flow;
  live::Nearby nearby;
  std::vector<NeedSlot> needs;
  std::vector<HelperSlot> helpers;
  std::vector<int> free_needs, free_helpers;
  ByName<int> need_ids, helper_ids, words, district_ids;
  std::vector<std::string> texts{""};  ///< Of words, by number.
  std::vector<District> districts;
  std::vector<Tag> tags;                   ///< By node.
  ByName<std::vector<std::string>> apart;  ///< Need → helpers it never meets.
  std::int64_t arcs = 0;
};

}  // namespace palier::matching
