#pragma once

#include <boost/describe.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.hpp"
#include "features/accounts/accounts.hpp"
#include "features/aid/aid.hpp"
#include "features/messages/messages.hpp"
#include "features/moderation/moderation.hpp"
#include "features/places/places.hpp"

namespace palier::proposals {

using accounts::AccountId;
struct ProposalTag;
using ProposalId = Id<ProposalTag>;

/// What somebody said of how they can help, and when we may ask them. Whoever has an open offer and
/// no profile is taken to have the one that the offer says (profile_of()).
struct Profile {
  AccountId account_id{};
  places::TerritoryId territory_id{1};
  bool active = true;              ///< False: asked for nothing.
  std::vector<std::string> kinds;  ///< Codes of categories.
  std::int64_t radius_m = 1000;    ///< From home; company by phone has none.
  std::int64_t per_week = 1;       ///< Needs they take in a week, 1 to 14.
  std::int64_t windows = 0;        ///< A week's 21 blocks (aid's bits); 0: any time.
  bool accepts_vulnerable = false;
  std::int64_t max_children = 0;  ///< 0: no childcare.
  std::vector<std::string> child_ages;
  bool has_children = false;
  std::int64_t asks_per_week = 3;  ///< Asked no more often than this, 1 to 14.
  std::int64_t quiet_from = 21 * 60,
               quiet_to = 8 * 60;  ///< Local minutes; nothing is sent between.
  std::optional<Instant> paused_until;
  bool digest = true;  ///< Once a week, the needs nearby that nobody was asked for.
};

/// asked      the helper has been asked, and has until expires_at
/// to_confirm the helper said yes; a coordinator must confirm (childcare, first visit)
/// offered    the helper said yes (and it was confirmed): the one who needs help is asked
/// agreed     both said yes: aid has the accepted answer, each knows the other
/// declined   the helper said no; refused: the other side or the coordinator said no
/// lapsed     nobody answered in time; closed: somebody else came first, or the need ended
/// cancelled  by a coordinator, or the helper stepped back
enum class State : std::uint8_t {
  asked,
  to_confirm,
  offered,
  agreed,
  declined,
  refused,
  lapsed,
  closed,
  cancelled
};
constexpr bool live(State s) {
  return s == State::asked || s == State::to_confirm || s == State::offered;
}
std::string_view word(State s);

/// Why a helper said no. Each feeds the constraints (service_answers.cpp says how), and the pair is
/// never proposed again for this need.
enum class No : std::uint8_t {
  not_now,
  too_far,
  not_this_kind,
  not_then,
  too_often,
  not_them,
  other
};
std::string_view word(No no);
std::optional<No> no_of(std::string_view word);

// What has happened; ids only.
struct Asked {
  static constexpr const char* kName = "proposals.asked";
  std::int64_t proposal = 0;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (proposal))
struct Agreed {
  static constexpr const char* kName = "proposals.agreed";
  std::int64_t proposal = 0;
};
BOOST_DESCRIBE_STRUCT(Agreed, (), (proposal))
/// Declined, refused, lapsed, closed or cancelled.
struct Ended {
  static constexpr const char* kName = "proposals.ended";
  std::int64_t proposal = 0;
};
BOOST_DESCRIBE_STRUCT(Ended, (), (proposal))
/// A profile was saved, paused or taken up again.
struct ProfileChanged {
  static constexpr const char* kName = "proposals.profile_changed";
  std::int64_t account = 0;
};
BOOST_DESCRIBE_STRUCT(ProfileChanged, (), (account))

/// The room's public face: helpers' profiles, and who is asked to help whom.
class Proposals {
 public:
  virtual ~Proposals() = default;
  virtual std::optional<Profile> profile(db::Session& s, AccountId account) const = 0;
  /// Saves it whole; matching runs soon after. For forms of other rooms and the demo town.
  virtual void volunteer(db::Transaction& tx, const Profile& profile) = 0;

  /// Live proposals that wait for this person's word, as helper or as the one who asked.
  virtual int waiting(db::Session& s, AccountId account) const = 0;

  /// Plans and asks now, on this thread, for tests and the demo: as the job does.
  virtual void run(places::TerritoryId territory) = 0;
  /// The helper says yes or no, the author says yes: what the buttons do, for the demo town.
  virtual bool say_yes(db::Transaction& tx, ProposalId id, AccountId helper) = 0;
  virtual bool say_no(db::Transaction& tx, ProposalId id, AccountId helper, No why,
                      std::string_view text) = 0;
  virtual bool author_accepts(db::Transaction& tx, ProposalId id, AccountId author) = 0;

  struct Open {
    ProposalId id{};
    aid::PostId need{};
    AccountId helper{};
    State state = State::asked;
  };
  virtual std::vector<Open> live(db::Session& s, places::TerritoryId territory) const = 0;
};

std::unique_ptr<Proposals> make(const Core& core, accounts::Accounts& accounts,
                                places::Places& places, messages::Messages& messages,
                                moderation::Moderation& moderation, aid::Aid& aid);

}  // namespace palier::proposals
