#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "core/http/site.hpp"
#include "features/accounts/model.hpp"

namespace palier::accounts {

/// Who stands behind a session or an API token, for every request.
class Identity final : public http::Identity {
 public:
  explicit Identity(const Core& core);
  std::optional<http::Viewer> of_account(db::Session& s, std::int64_t account) const override;
  std::optional<http::Viewer> of_token(db::Session& s, std::string_view token) const override;

 private:
  void touch(TokenId token, Instant now) const;
  void write_touches(const std::stop_token& stop);

  Core core_;
  // "Last used" is written by a thread of its own: whoever asks is inside a reading transaction.
  mutable std::mutex mutex_;
  mutable std::condition_variable_any used_;
  mutable std::map<TokenId, Instant> touched_;
  std::jthread writer_;  // Last: it uses the others.
};

}  // namespace palier::accounts
