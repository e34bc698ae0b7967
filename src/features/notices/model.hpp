#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/util/id.hpp"
#include "core/util/time.hpp"
#include "features/notices/notices.hpp"

namespace palier::notices {

using accounts::Notify;

/// What somebody chose for a kind; what they left open follows the general choice and the kind.
struct Choice {
  std::string kind;
  std::optional<Notify> mail;
  std::optional<bool> push;
};

struct DeviceTag;
using DeviceId = Id<DeviceTag>;

/// A browser that asked for notifications. Endpoint and keys are secrets: whoever has them can
/// write to it.
struct Device {
  DeviceId id{};
  AccountId account_id{};
  std::string name;  ///< "Firefox, Android"
  std::string endpoint, p256dh, auth;
  std::int64_t failures = 0;  ///< In a row.
  Instant created_at{};
  std::optional<Instant> last_used_at;
};

/// What a browser gave, read and found good.
struct Subscription {
  std::string endpoint, p256dh, auth, name;
};

/// When somebody's digests come.
struct Rhythm {
  std::int64_t hour = 18;  ///< On the territory's clocks.
  std::int64_t day = 0;    ///< Of their last digest, in days since 1970.
  std::optional<Instant> sent_at;
};

inline constexpr std::int64_t kUsualHour = 18;
inline constexpr std::int64_t kFirstHour = 7, kLastHour = 21;  ///< Nights are quiet.
inline constexpr std::size_t kMostDevices = 20;
/// The kind of the digest's own sections: what is new around them.
inline constexpr const char* kNews = "news";

/// What changes of one's settings: only what was sent is set.
struct SettingsDraft {
  std::optional<Notify> general;
  std::optional<std::int64_t> hour;
  struct OfKind {
    std::string code;
    bool mail_sent = false;
    std::optional<Notify> mail;  ///< Nothing: as the general choice.
    std::optional<bool> push;
  };
  std::vector<OfKind> kinds;
};

/// One's settings, whole.
struct Settings {
  Notify general = Notify::at_once;
  std::int64_t hour = kUsualHour;
  struct Row {
    const Kind* kind = nullptr;
    std::optional<Notify> mail;          ///< As chosen.
    Notify effective = Notify::at_once;  ///< As it is.
    bool push = true;
  };
  std::vector<Row> rows;
  std::vector<Device> devices;
};

}  // namespace palier::notices
