#pragma once

#include <string>

#include "core/http/signed_links.hpp"
#include "features/proposals/model.hpp"

namespace palier::proposals::links {

// What a link in a message may do, each for one proposal and nothing else. Opening one only asks.
inline constexpr std::string_view kAnswer = "proposals.answer";  ///< The helper's yes or no.
inline constexpr std::string_view kAuthor = "proposals.author";  ///< The author's yes or no.
inline constexpr std::string_view kSpare = "proposals.spare";    ///< Ask this helper less.

/// A link still opens for a week after the answer was due, to say what came of it: whether
/// something can be done is the proposal's state to say, not the link's.
inline constexpr std::chrono::days kTells{7};
/// "Ask me less" works for as long as people keep such letters.
inline constexpr std::chrono::days kSpares{60};

inline std::string answer(const http::SignedLinks& links, const Proposal& p) {
  return "/asked/" + links.make(kAnswer, p.id.value, p.expires_at + kTells);
}
inline std::string author(const http::SignedLinks& links, const Proposal& p) {
  return "/offered/" + links.make(kAuthor, p.id.value, p.expires_at + kTells);
}
inline std::string spare(const http::SignedLinks& links, const Proposal& p) {
  return "/ask-me-less/" + links.make(kSpare, p.id.value, p.created_at + kSpares);
}

}  // namespace palier::proposals::links
