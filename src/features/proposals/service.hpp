#pragma once

#include <tl/expected.hpp>

#include "core/http/signed_links.hpp"
#include "features/proposals/letters.hpp"
#include "features/proposals/store.hpp"

namespace palier::proposals {

struct Parts {
  const Core& core;
  accounts::Accounts& accounts;
  places::Places& places;
  messages::Messages& messages;
  moderation::Moderation& moderation;
  aid::Aid& aid;
  Letters& letters;
  const http::SignedLinks& links;
};

/// Why not. Each has a sentence (refusals.cpp) and a status.
enum class Refusal : std::uint8_t {
  not_found,      ///< 404, also for what one may not know of.
  too_late,       ///< Answered, lapsed or closed: somebody else came first. 409
  barred,         ///< A rule keeps the two apart (matching::Bar says which). 422
  not_verified,   ///< The helper has lost what the need asks for. 409
  asked_already,  ///< This helper has a live proposal for this need, or that slot is taken. 409
  no_room,        ///< The helper's week is full. 409
  need_closed,    ///< 409
  wrong_state,    ///< 409
};
int status_of(Refusal r);
i18n::Message sentence(Refusal r);

/// What can be done with proposals. Each runs in the caller's transaction, takes the need's lock
/// row first, writes history, event and letters with it, and asks for a new planning where that may
/// change who is best.
class Service {
 public:
  explicit Service(Parts parts) : p_(parts) {}
  using Outcome = tl::expected<Proposal, Refusal>;

  void save_profile(db::Transaction& tx, Profile profile, Instant now);
  void pause(db::Transaction& tx, AccountId helper, std::optional<Instant> until, Instant now);

  struct New {
    aid::PostId need{};
    AccountId helper{};
    std::int64_t block = -1;  ///< −1: the first in which both can.
    std::int64_t week = 0;    ///< Of that block; 0: the first that fits.
    std::int64_t wave = 1;
    bool planned = false;
    AccountId by_hand{};
  };
  /// Asks a helper. Looks again at every rule: the plan may be minutes old.
  Outcome propose(db::Transaction& tx, const New& wanted, Instant now);
  Outcome helper_yes(db::Transaction& tx, ProposalId id, AccountId helper, Instant now);
  Outcome helper_no(db::Transaction& tx, ProposalId id, AccountId helper, No why,
                    std::string_view text, Instant now);
  /// By the author, or through a coordinator for somebody on the telephone (`desk` is theirs).
  Outcome author_yes(db::Transaction& tx, ProposalId id, AccountId author, AccountId desk,
                     Instant now);
  Outcome author_no(db::Transaction& tx, ProposalId id, AccountId author, AccountId desk,
                    Instant now);
  Outcome confirm(db::Transaction& tx, ProposalId id, AccountId coordinator, bool good,
                  std::string_view note, Instant now);
  Outcome cancel(db::Transaction& tx, ProposalId id, AccountId by, std::string_view why,
                 Instant now);
  void keep_apart(db::Transaction& tx, AccountId a, AccountId b, AccountId by, std::string_view why,
                  Instant now);
  void lift_apart(db::Transaction& tx, AccountId a, AccountId b, AccountId by, Instant now);

  /// Those past their time, closed; answers how many.
  int lapse(db::Transaction& tx, Instant now);
  /// The need has ended or has all it wants: its live proposals are closed, and told kindly.
  void close_need(db::Transaction& tx, aid::PostId need, Instant now);
  void forget(db::Transaction& tx, AccountId account, Instant now);

  const Parts& parts() const { return p_; }

  /// Letters held back by quiet hours that are over; answers how many went.
  int send_held(db::Transaction& tx, Instant now);

  /// What somebody may be asked: their profile and what their open offers add; nothing where they
  /// offer nothing.
  std::optional<Profile> profile_of(db::Session& s, AccountId account) const;
  /// A need was edited, or two were kept apart, or somebody is verified no longer: the live
  /// proposals that a rule now bars are closed, and told kindly.
  void look_again(db::Transaction& tx, aid::PostId need, Instant now);
  void look_again(db::Transaction& tx, AccountId helper, Instant now);
  /// The answer that an agreed proposal had become is over: they step back or were released.
  void released(db::Transaction& tx, aid::PostId need, aid::AnswerId answer, Instant now);
  /// Somebody asked has answered on the request's own page instead.
  void answered_there(db::Transaction& tx, aid::PostId need, Instant now);
  /// The territory is planned again soon; many wishes are one job.
  void plan_soon(db::Transaction& tx, places::TerritoryId territory,
                 std::string_view why = "change", std::chrono::seconds delay = {}) const;

 private:
  /// Twelve hours, or when the time it is for is over.
  static Instant answer_by(const Proposal& p, Instant now);
  /// Whether the rules still let these two meet for this need, time aside: they have spoken of it.
  bool may_still(db::Session& s, const Proposal& p, Instant now) const;
  /// The need's lock first, then the proposal as it stands now.
  std::optional<Proposal> locked(db::Transaction& tx, ProposalId id, Instant now);
  void move(db::Transaction& tx, Proposal& p, State to, AccountId actor, std::string_view note,
            Instant now);
  void send(db::Transaction& tx, Proposal& p, Instant now);
  void close_others(db::Transaction& tx, aid::PostId need, ProposalId but, Instant now);
  /// What a no teaches, in the helper's profile; answers the note for the history: the reason, and
  /// what was changed from what to what.
  std::string learn(db::Transaction& tx, const Proposal& p, No why, Instant now);

  Parts p_;
};

}  // namespace palier::proposals
