#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/places/places.hpp"
#include "features/search/search.hpp"

namespace palier::bulletins {

using accounts::AccountId;
struct BulletinTag;
using BulletinId = Id<BulletinTag>;

enum class Urgency : std::uint8_t { usual, important, urgent };
/// A public body speaks (role official), or a quarter's informant.
enum class Voice : std::uint8_t { official, local };

/// A bulletin as a line of a list.
struct Card {
  BulletinId id{};
  Voice voice = Voice::official;
  Urgency urgency = Urgency::usual;
  std::string body;  ///< "Ville de Merlefontaine", or the informant's first name and quarter.
  std::string title, excerpt, area, url;
  Instant since{};
  std::optional<Instant> until;
};

/// It is out. Urgent ones are written to everybody in the area, by every channel they allow.
struct Published {
  static constexpr const char* kName = "bulletins.published";
  std::int64_t bulletin = 0;
};
BOOST_DESCRIBE_STRUCT(Published, (), (bulletin))

/// The room's public face: official word, marked as such, by area and for a time.
class Bulletins {
 public:
  virtual ~Bulletins() = default;
  /// Those in force now for somebody who lives there (all of the territory's where not known), the
  /// urgent first, then the newest.
  virtual std::vector<Card> current(db::Session& s, places::TerritoryId territory,
                                    const std::optional<places::Scopes>& where,
                                    const i18n::Language& language, int limit) const = 0;

  struct Draft {
    Voice voice = Voice::official;
    Urgency urgency = Urgency::usual;
    std::string body;  ///< Official ones: a name that this account may sign with.
    std::string title, text;
    /// "quarter/12", "city/3"; empty: the whole territory.
    std::vector<std::string> circles;
    Instant from{};
    std::optional<Instant> until;
  };
  /// As the page does; nothing where the author may not (no role, a body that is not theirs, a
  /// circle that is not the informant's).
  virtual std::optional<BulletinId> publish(db::Transaction& tx, AccountId author,
                                            const Draft& draft) = 0;
  /// Who may write local bulletins for a circle: set by the informants' room.
  virtual void local_voice(
      std::function<bool(db::Session&, AccountId, std::string_view circle)> may) = 0;

  /// Makes a body, as the keeper's page does: for the demo town. Answers its name; nothing where
  /// there is one of that name. `kind` is "city", "health", "state" or "other"; of the signers only
  /// those who are officials are taken.
  virtual std::optional<std::string> add_body(db::Transaction&, places::TerritoryId,
                                              std::string_view /*name*/,
                                              std::string_view /*short_name*/,
                                              std::string_view /*kind*/,
                                              const std::vector<AccountId>& /*signers*/) {
    return {};
  }

  /// Whether a name or title passes itself off as a public body's ("Mairie de …", "OFFICIEL"): what
  /// people write elsewhere is refused with a sentence.
  virtual bool looks_official(db::Session& s, places::TerritoryId territory,
                              std::string_view text) const = 0;
};

std::unique_ptr<Bulletins> make(const Core& core, accounts::Accounts& accounts,
                                places::Places& places, moderation::Moderation& moderation,
                                notices::Notices& notices, search::Search& search);

}  // namespace palier::bulletins
