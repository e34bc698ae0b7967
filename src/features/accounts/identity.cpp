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

void Identity::touch(TokenId token, Instant now) const {
  // One at a time: the caller holds a reading connection, and all of them waiting for a second one
  // would wait for ever.
  const std::unique_lock only(touching_, std::try_to_lock);
  if (!only) return;
  try {
    core_.db.write([&](db::Transaction& tx) { store::touch_token(tx, token, now); });
  } catch (const db::Error& e) {
    spdlog::warn("accounts: when a key was last used could not be noted: {}", e.what());
  }
}

}  // namespace palier::accounts
