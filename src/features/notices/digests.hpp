#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/core.hpp"
#include "features/notices/kinds.hpp"

namespace palier::notices {

/// A moment of the territory's clocks at which digests go: day * 24 + hour.
struct Slot {
  std::int64_t number = 0;
  std::int64_t day() const { return number / 24; }
  std::int64_t hour() const { return number % 24; }
  bool thursday() const;  ///< Of the weekly ones.
};
Slot slot_at(Instant now);
/// By night nobody is sent a digest.
bool by_day(Slot slot);

/// The daily and weekly letters. A run is a row with a cursor: it hands out pages of people, each a
/// job that any node may take, and each digest is a transaction of its own that notes the day of
/// whoever it went to. So a kill loses nothing, nothing goes twice, and memory holds one page.
class Digests {
 public:
  using StopUrl = std::function<std::string(AccountId, std::string_view kind)>;
  Digests(const Core& core, accounts::Accounts& accounts, const Kinds& kinds, StopUrl stop_url);

  /// While building the rooms.
  void add(int order, Notices::Part part) { parts_.emplace(order, std::move(part)); }

  /// Begins the runs that are due, the missed ones of the last day too, and hands their pages out.
  void tick();
  /// Sends somebody's digest of that slot; false where there was nothing to send, or it went
  /// already.
  bool send(AccountId id, Slot slot);
  /// Sends those of one page: people after `after`, up to and with `last`.
  void work(Slot slot, AccountId after, AccountId last);

  static constexpr int kPage = 500;

 private:
  bool next_page(Slot slot);
  void page(const jobs::Job& job);
  struct Found;
  Found find(db::Session& s, AccountId id, Slot slot) const;

  Core core_;
  accounts::Accounts& accounts_;
  const Kinds& kinds_;
  StopUrl stop_url_;
  std::multimap<int, Notices::Part> parts_;
};

}  // namespace palier::notices
