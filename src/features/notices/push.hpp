#pragma once

#include <mutex>
#include <string>

#include "core/core.hpp"
#include "features/notices/model.hpp"
#include "features/notices/push_crypto.hpp"
#include "features/notices/push_sender.hpp"

namespace palier::notices {

/// What a notification shows. No address, no contact: it lies on a locked screen.
struct Note {
  std::string title, body;
  std::string path;  ///< Opens on a press.
  std::string tag;   ///< A newer one with the same takes its place.
  std::string language;
  bool urgent = false;
};

/// Notifications on people's devices: jobs in the slow lane, each one message to one device.
class Push {
 public:
  Push(const Core& core, PushOptions options);

  bool enabled() const { return options_.enabled; }
  const PushOptions& options() const { return options_; }
  /// What browsers subscribe with: our public key, base64url. The key is made by whoever asks
  /// first and stays for good: another would silence every device.
  std::string public_key() const;

  /// In the caller's transaction; goes after `delay`.
  void enqueue(db::Transaction& tx, DeviceId device, const Note& note,
               std::chrono::microseconds delay) const;

 private:
  void deliver(const jobs::Job& job);
  /// What came of it; throws where it is to be tried again.
  void heed(const jobs::Job& job, const Device& device, const PushAnswer& answer, Instant until);
  P256 key() const;
  std::string contact() const;

  Core core_;
  PushOptions options_;
};

}  // namespace palier::notices
