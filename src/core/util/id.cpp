#include "core/util/id.hpp"

#include <atomic>
#include <chrono>
#include <random>

namespace palier {

std::int64_t new_id() {
  using namespace std::chrono;
  static const std::int64_t node = std::random_device{}() & 0xFF;
  static std::atomic<std::int64_t> last{0};

  constexpr sys_days epoch = 2020y / January / 1;
  const std::int64_t ms = duration_cast<milliseconds>(system_clock::now() - epoch).count();
  const std::int64_t floor = (ms << 21) | (node << 13);

  // Within one millisecond count up; past 8,192 ids borrow from the next. The node bits are kept by
  // stepping over them, so that a burst on one node does not land in another's range.
  std::int64_t seen = last.load(std::memory_order_relaxed);
  while (true) {
    std::int64_t next = seen + 1;
    if ((next & 0x1FFF) == 0) next = ((((seen >> 21) + 1) << 21) | (node << 13));
    if (next < floor) next = floor;
    if (last.compare_exchange_weak(seen, next, std::memory_order_relaxed)) return next;
  }
}

}  // namespace palier
