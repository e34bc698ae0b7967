#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/places/places.hpp"

namespace palier::notices {

using accounts::AccountId;

/// A kind of letter, as people set it on /account/notices. Letters name it in Letter::kind.
struct Kind {
  std::string code;  ///< "messages": lower-case letters, digits, "_" and ".".
  i18n::Message name, hint;
  /// What holds until somebody chooses for themselves; never more often than their general choice.
  accounts::Notify mail = accounts::Notify::at_once;
  bool push = true;  ///< On devices where they have turned notifications on.
  int order = 50;    ///< In the table of their settings.
  /// Goes at once even to whoever wants no letters, until they turn this very kind off: for what
  /// cannot wait and concerns everybody (an urgent bulletin).
  bool urgent = false;
  /// Always sent: not in the table of their settings.
  bool fixed = false;
  /// In the settings of those with one of these roles; empty: in everybody's.
  http::RoleSet only{};
};

/// A part of the daily or weekly letter, in the reader's language: a few lines worth reading.
struct Section {
  struct Line {
    std::string text;  ///< One sentence.
    std::string path;  ///< Where it leads.
  };
  std::string title;
  std::vector<Line> lines;
};

/// The room's public face. Rooms write with Accounts::write_to as before; this room decides, per
/// kind and person, whether it goes at once, in the digest or not, and sends notifications to their
/// devices (web push, RFC 8030, 8291, 8292).
class Notices {
 public:
  virtual ~Notices() = default;
  /// While building the rooms.
  virtual void kind(Kind kind) = 0;
  /// While building the rooms: adds to everybody's digest. Called once a person and digest, inside
  /// a read; `since` is their last one. No lines: nothing is added, and a digest without sections
  /// and letters is not sent.
  using Part =
      std::function<Section(db::Session&, AccountId, const i18n::Language&, Instant since)>;
  virtual void digest(int order, Part part) = 0;
};

std::unique_ptr<Notices> make(const Core& core, accounts::Accounts& accounts);

}  // namespace palier::notices
