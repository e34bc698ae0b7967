#pragma once

#include <string>

#include "core/http/signed_links.hpp"
#include "features/proposals/model.hpp"

namespace palier::proposals {

/// What we write to people about proposals: quarter, kind, distance and time; never a name, an
/// address, a contact or a vulnerability before both have said yes (then aid's own letter says
/// who). Each letter to a helper has the one-click links (links.hpp): yes, no, pause.
class Letters {
 public:
  Letters(const Core& core, accounts::Accounts& accounts, aid::Aid& aid,
          const http::SignedLinks& links);

  /// To the helper: would you?
  void ask(db::Transaction& tx, const Proposal& proposal);
  /// To the helper: thank you, somebody was first / it was withdrawn.
  void closed(db::Transaction& tx, const Proposal& proposal);
  /// To the one who asked: a neighbour 400 m away, free on Tuesday evening, can come. Yes or no.
  void offered(db::Transaction& tx, const Proposal& proposal);
  /// To the helper: they said no, kindly.
  void refused(db::Transaction& tx, const Proposal& proposal);
  /// The week's needs nearby, for those who want it; what they were asked, how often.
  void digest(db::Transaction& tx, const Profile& profile, const std::vector<aid::Card>& cards,
              std::int64_t asked_28d);

 private:
  const Core& core_;
  accounts::Accounts& accounts_;
  aid::Aid& aid_;
  const http::SignedLinks& links_;
};

/// Why these two, in the reader's words: "400 m from you", "Tuesday evening", "Shopping". One line
/// each; nothing that tells who.
std::vector<std::string> why_lines(db::Session& s, const aid::Aid& aid, const Proposal& proposal,
                                   const i18n::Language& language, bool for_helper);

}  // namespace palier::proposals
