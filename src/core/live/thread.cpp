// The thread between log and hub: numbers what has committed, hands it out, and looks from time to
// time whether those who listen still may.
#include <spdlog/spdlog.h>

#include "core/live/stream.hpp"

namespace palier::live {
namespace {

using namespace std::chrono_literals;

constexpr int kBatch = 500;
constexpr auto kRound = 60s;
constexpr std::size_t kLookedAtOnce = 200;
constexpr const char* kLook = "live.look";

}  // namespace

void Stream::wake() {
  {
    const std::lock_guard lock(mutex_);
    awake_ = true;
  }
  woken_.notify_one();
}

void Stream::start() {
  hub_.begin_at(db_.read([](db::Session& s) { return log::last(s); }));
  ear_ = db_.listen(log::kSignal, [this] { wake(); });
  thread_ = std::thread([this] { run(); });
}

void Stream::stop() {
  ear_.reset();
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
  for (const auto& listener : hub_.everyone()) listener->channel->close();
}

void Stream::run() {
  while (true) {
    {
      // A second is what another program (an import) or a lost signal may cost.
      std::unique_lock lock(mutex_);
      woken_.wait_for(lock, 1s, [this] { return awake_ || stop_; });
      awake_ = false;
      if (stop_) return;
    }
    try {
      turn();
      look_at_some();
    } catch (const std::exception& e) {
      spdlog::warn("live events wait: {}", e.what());
    }
  }
}

void Stream::turn() {
  while (db_.read([](db::Session& s) { return log::unnumbered(s); }))
    db_.write([](db::Transaction& tx) { return log::number(tx, kBatch); });
  while (true) {
    const auto rows = db_.read([&](db::Session& s) { return log::after(s, hub_.last(), kBatch); });
    if (rows.empty()) return;
    hub_.hand_out(rows, [this](const Row& row, const i18n::Language& language) {
      return drawn(row, language);
    });
    for (const auto& row : rows)
      if (row.kind == kLook)
        db_.read([&](db::Session& s) {
          for (const auto& listener : hub_.of_account(row.subject))
            if (!look_at(s, *listener)) listener->channel->close();
        });
  }
}

bool Stream::look_at(db::Session& s, Listener& listener) {
  http::Viewer viewer;
  if (site_.identity) {
    const auto known = site_.identity->of_account(s, listener.account);
    if (!known) return false;
    viewer = *known;
  }
  for (const auto& topic : listener.topics)
    if (!allowed(s, viewer, topic)) return false;
  hub_.set_apart(listener, apart_from(s, listener.account));
  return true;
}

void Stream::look_at_some() {
  const auto now = std::chrono::steady_clock::now();
  if (to_look_at_.empty()) {
    if (now - round_begun_ < kRound) return;
    round_begun_ = now;
    to_look_at_ = hub_.everyone();
  }
  db_.read([&](db::Session& s) {
    for (std::size_t n = 0; n < kLookedAtOnce && !to_look_at_.empty(); ++n) {
      const auto listener = std::move(to_look_at_.back());
      to_look_at_.pop_back();
      if (listener->channel->open() && !look_at(s, *listener)) listener->channel->close();
    }
  });
}

}  // namespace palier::live
