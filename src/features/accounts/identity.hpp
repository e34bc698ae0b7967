#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "core/http/site.hpp"
#include "features/accounts/model.hpp"

namespace palier::accounts {

/// Who stands behind a session or an API token, for every request.
class Identity final : public http::Identity {
 public:
  explicit Identity(const Core& core) : core_(core) {}
  std::optional<http::Viewer> of_account(db::Session& s, std::int64_t account) const override;
  std::optional<http::Viewer> of_token(db::Session& s, std::string_view token) const override;

 private:
  void touch(TokenId token, Instant now) const;

  Core core_;
  mutable std::mutex touching_;
};

}  // namespace palier::accounts
