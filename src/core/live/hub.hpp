#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/http/events.hpp"
#include "core/i18n/language.hpp"
#include "core/live/log.hpp"

namespace palier::live {

/// One open stream.
struct Listener {
  std::int64_t account = 0;
  std::int64_t territory = 1;
  const i18n::Language* language = nullptr;
  std::shared_ptr<http::Channel> channel;
  std::vector<std::string> topics;
  std::vector<std::int64_t> apart;  ///< Sorted.
  std::int64_t from = 0;            ///< What comes after this is sent live.
  bool holding = true;  ///< What it missed is still being read; new ones wait in `held`.
  std::vector<std::pair<Row, std::string>> held;
};
using ListenerPtr = std::shared_ptr<Listener>;

/// Who listens on this node, and what has been handed to them. Thread-safe.
class Hub {
 public:
  /// The markup of an event in a language; "" for nothing.
  using Draw = std::function<std::string(const Row&, const i18n::Language&)>;

  /// Counts as listening from the last event handed out on; answers its number.
  std::int64_t enter(const ListenerPtr& listener);
  /// What was missed has been sent: now what came meanwhile, then live.
  void release(Listener& listener);
  void leave(const ListenerPtr& listener);

  /// Hands events out in order, drawn once a language. The first call fixes where the hub begins.
  void hand_out(const std::vector<Row>& rows, const Draw& draw);
  std::int64_t last() const;
  void begin_at(std::int64_t seq);

  std::vector<ListenerPtr> everyone() const;
  std::vector<ListenerPtr> of_account(std::int64_t account) const;
  std::size_t size() const;

  /// The only way to change a listener that has entered.
  void set_apart(Listener& listener, std::vector<std::int64_t> apart);

  static void send(http::Channel& channel, const Row& row, const std::string& streams);
  static bool spared(const Listener& listener, std::int64_t author);

 private:
  mutable std::mutex mutex_;
  std::int64_t last_ = 0;
  std::unordered_map<std::string, std::unordered_set<Listener*>> by_topic_;
  std::unordered_map<Listener*, ListenerPtr> all_;
  std::unordered_multimap<std::int64_t, Listener*> by_account_;
};

}  // namespace palier::live
