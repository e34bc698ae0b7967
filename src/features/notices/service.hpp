#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/http/signed_links.hpp"
#include "features/notices/digests.hpp"
#include "features/notices/form.hpp"
#include "features/notices/kinds.hpp"
#include "features/notices/push.hpp"

namespace palier::notices {

/// The use cases of this room, and its public face. Thread-safe once the rooms are built.
class Service final : public Notices {
 public:
  Service(const Core& core, accounts::Accounts& accounts);

  // The public face.
  void kind(Kind kind) override { kinds_.add(std::move(kind)); }
  void digest(int order, Part part) override { digests_.add(order, std::move(part)); }

  // What accounts asks for each letter.
  accounts::Accounts::Way way(db::Session& s, AccountId id, std::string_view kind,
                              Notify general) const;
  void told(db::Transaction& tx, AccountId id, const i18n::Language& language,
            const accounts::Accounts::Letter& letter) const;

  // One's own settings.
  Settings settings(db::Session& s, AccountId id) const;
  void save(db::Transaction& tx, AccountId id, const SettingsDraft& draft);

  // From a message, without signing in: the right to say how letters of one kind, and all, come.
  struct Stopping {
    AccountId id{};
    const Kind* kind = nullptr;
    std::optional<Notify> mail;  ///< As chosen for the kind.
    Notify general = Notify::at_once;
  };
  std::string stop_url(AccountId id, std::string_view kind) const;
  /// Nothing where the link is not ours, too old, or of somebody who has left.
  std::optional<Stopping> stopping(std::string_view kind, std::string_view token) const;
  void set_kind(AccountId id, const Kind& kind, std::optional<Notify> mail);
  void set_general(AccountId id, Notify general);

  // Devices.
  DeviceId add_device(AccountId id, const Subscription& from);
  /// Whoever knows the old endpoint is the browser it was given to: that is what endpoints are.
  bool renew_device(std::string_view old_endpoint, const Subscription& to);
  bool remove_device(AccountId id, DeviceId device);
  bool remove_endpoint(AccountId id, std::string_view endpoint);

  std::string exported(db::Session& s, AccountId id) const;

  const Core& core() const { return core_; }
  const accounts::Accounts& accounts() const { return accounts_; }
  const Kinds& kinds() const { return kinds_; }
  const Push& push() const { return push_; }
  Digests& digests() { return digests_; }

 private:
  places::TerritoryId territory_of(db::Session& s, AccountId id) const;

  Core core_;
  accounts::Accounts& accounts_;
  http::SignedLinks links_;
  Kinds kinds_;
  Push push_;
  Digests digests_;
};

/// When what is not urgent is shown, if it came at `now`: at once by day, in the morning if it came
/// in the evening or at night.
std::chrono::microseconds until_morning(Instant now);

}  // namespace palier::notices
