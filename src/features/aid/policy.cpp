#include "features/aid/policy.hpp"

namespace palier::aid {

bool reaches(const Post& post, const Category* category, const std::optional<places::Scopes>& where,
             const std::optional<geo::Point>& point, bool own_home) {
  const auto same = [](auto a, auto b) { return a == b && a != decltype(a){}; };
  switch (post.scope) {
    case Scope::building:
      return own_home && where && same(where->building, post.building);
    case Scope::street:
      return own_home && where && same(where->street, post.street);
    case Scope::quarter:
      return where && same(where->quarter, post.quarter_id);
    case Scope::radius:
      return point && geo::distance_m(*point, post.shown()) <= static_cast<double>(post.radius_m);
    case Scope::city:
      if (!where || !where->commune || !post.commune_id || (category && category->anywhere))
        return true;
      return where->commune == post.commune_id;
  }
  return false;
}

namespace {

bool nearby(const Post& post, const Seer& seer) {
  if (!seer.home) return false;
  const auto& scopes = seer.home->scopes;
  if (post.commune_id && scopes.commune == post.commune_id) return true;
  return geo::distance_m(seer.home->exact, post.shown()) <= kNearby;
}

}  // namespace

Tier tier(const Post& post, const Category* category, const Seer& seer, const Ties& ties) {
  if (seer.account && seer.account == post.owner_id) return Tier::owner;
  const bool desk = seer.roles.has(http::Role::operator_);
  const bool moderates = seer.roles.has(http::Role::moderator);
  if (desk) return Tier::owner;
  if (ties.accepted && live(post.state)) return Tier::counterpart;
  if (ties.blocked) return Tier::none;
  if (post.hidden && !moderates) return Tier::none;
  if (ties.accepted || ties.answered || moderates) return Tier::neighbour;

  const auto where = seer.home ? std::optional(seer.home->scopes) : std::nullopt;
  const auto point = seer.home ? std::optional(seer.home->exact) : std::nullopt;
  const bool narrow = post.scope == Scope::building || post.scope == Scope::street;
  if (narrow && !reaches(post, category, where, point, true)) return Tier::none;
  if (!live(post.state)) return Tier::everyone;
  if (seer.account && nearby(post, seer)) return Tier::neighbour;
  return Tier::everyone;
}

bool wants_verified(const Post& post, const Category* category) {
  return post.vulnerable || post.verified_only || (category && category->needs_verified);
}

std::optional<Refusal> may_answer(const Post& post, const Category* category, const Seer& seer,
                                  const Ties& ties, bool author_verified, bool vulnerable) {
  if (!seer.account || ties.blocked || (post.hidden && post.owner_id != seer.account))
    return Refusal::not_found;
  if (post.owner_id == seer.account) return Refusal::own;
  if (tier(post, category, seer, ties) == Tier::none) return Refusal::not_found;
  if (ties.answered) return Refusal::answered_already;
  if (post.state == State::agreed) return Refusal::enough;
  if (!listed(post.state)) return Refusal::closed;
  // Who helps must be verified: who answers a need, who wrote an offer.
  if (post.kind == Kind::need) {
    if (wants_verified(post, category) && !seer.verified) return Refusal::unverified;
  } else {
    if ((vulnerable || (category && category->needs_verified)) && !author_verified)
      return Refusal::author_unverified;
    if (post.verified_only && !seer.verified) return Refusal::unverified;
  }
  return {};
}

std::optional<Refusal> may_accept(const Post& post, const Category* category, const Answer& answer,
                                  AccountId by, bool answerer_verified, bool author_verified) {
  if (!may_manage(post, by)) return Refusal::not_found;
  if (answer.state != AnswerState::pending) return Refusal::decided_already;
  if (post.state == State::agreed) return Refusal::enough;
  if (!listed(post.state)) return Refusal::closed;
  if (post.kind == Kind::need) {
    if (wants_verified(post, category) && !answerer_verified) return Refusal::unverified;
  } else if ((answer.vulnerable || (category && category->needs_verified)) && !author_verified) {
    return Refusal::author_unverified;
  }
  return {};
}

}  // namespace palier::aid
