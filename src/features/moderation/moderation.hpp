#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"

namespace palier::moderation {

using accounts::AccountId;

/// What a moderator is shown of a thing somebody reported.
struct Reported {
  std::string title;
  std::string excerpt;
  std::string url;
  AccountId author{};
};

/// The room's public face. It includes no feature but accounts: rooms register what of theirs can be
/// reported, and are told when a moderator hides it.
class Moderation {
 public:
  virtual ~Moderation() = default;
  struct Kind {
    /// Nothing where the thing is gone.
    std::function<std::optional<Reported>(db::Session&, std::int64_t id)> describe;
    /// Hidden things are shown to nobody but their author and moderators.
    std::function<void(db::Transaction&, std::int64_t id, bool hidden)> hide;
  };
  /// `kind` is a word for URLs: "aid", "message". The report page is /report/{kind}/{id}.
  virtual void reportable(std::string kind, Kind how) = 0;

  /// Whether one has blocked the other, either way: such a pair never meets, and neither is told.
  virtual bool blocked(db::Session& s, AccountId a, AccountId b) const = 0;
};

std::unique_ptr<Moderation> make(const Core& core, accounts::Accounts& accounts);

}  // namespace palier::moderation
