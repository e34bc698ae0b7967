#include "features/accounts/identity.hpp"

#include <spdlog/spdlog.h>

#include "core/http/keys.hpp"
#include "features/accounts/service.hpp"
#include "features/accounts/store.hpp"

namespace palier::accounts {
namespace {

/// "Last used" is told to the hour: not a write for each request.
constexpr auto kTouchEvery = std::chrono::hours{1};

}  // namespace

std::optional<http::Viewer> Identity::of_account(db::Session& s, std::int64_t id) const {
  const auto account = store::account(s, AccountId{id});
  if (!account || account->state != State::active) return {};
  http::Viewer viewer;
  viewer.account = id;
  viewer.name = account->first_name;
  viewer.territory = account->territory_id.value;
  viewer.roles = store::roles(s, account->id, account->territory_id);
  viewer.roles.add(http::Role::neighbour);
  viewer.language = account->language;
  return viewer;
}

std::optional<http::Viewer> Identity::of_token(db::Session& s, std::string_view token) const {
  if (!token.starts_with(kTokenPrefix)) return {};
  const auto owner = store::token_owner(s, http::digest(token));
  if (!owner) return {};
  auto viewer = of_account(s, owner->account_id.value);
  if (!viewer) return {};
  viewer->by_token = true;
  const Instant now = core_.clock.now();
  if (!owner->last_used_at || now - *owner->last_used_at >= kTouchEvery) touch(owner->id, now);
  return viewer;
}

Identity::Identity(const Core& core)
    : core_(core), writer_([this](const std::stop_token& stop) { write_touches(stop); }) {}

void Identity::touch(TokenId token, Instant now) const {
  {
    const std::lock_guard lock(mutex_);
    touched_[token] = now;
  }
  used_.notify_one();
}

void Identity::write_touches(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (used_.wait(lock, stop, [&] { return !touched_.empty(); })) {
    const auto touched = std::exchange(touched_, {});
    lock.unlock();
    try {
      core_.db.write([&](db::Transaction& tx) {
        for (const auto& [token, at] : touched) store::touch_token(tx, token, at);
      });
    } catch (const std::exception& e) {
      spdlog::warn("accounts: when a key was last used could not be noted: {}", e.what());
    }
    lock.lock();
  }
}

}  // namespace palier::accounts
