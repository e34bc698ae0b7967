// Who may see how much, and who may do what: without a database.
#include "features/aid/policy.hpp"

#include <gtest/gtest.h>

namespace palier::aid {
namespace {

const AccountId kJeanne{1}, kKarim{2};

Post need() {
  Post p;
  p.id = PostId{10};
  p.owner_id = kJeanne;
  p.building = 101;
  p.street = 201;
  p.quarter_id = places::AreaId{301};
  p.commune_id = places::AreaId{401};
  p.exact_lat = p.shown_lat = 48.87;
  p.exact_lon = p.shown_lon = 2.38;
  return p;
}

/// Karim lives in Jeanne's building.
Seer karim(bool verified = false) {
  Seer s;
  s.account = kKarim;
  s.verified = verified;
  s.home.emplace();
  s.home->exact = {48.8701, 2.3801};
  s.home->scopes = {101, 201, places::AreaId{301}, {}, places::AreaId{401}, places::TerritoryId{1}};
  return s;
}

Seer stranger() {
  Seer s = karim();
  s.account = AccountId{3};
  s.home->exact = {43.3, 5.4};
  s.home->scopes = {102, 202, places::AreaId{302}, {}, places::AreaId{402}, places::TerritoryId{1}};
  return s;
}

TEST(Tiers, AVisitorSeesQuarterAndKind) {
  EXPECT_EQ(tier(need(), nullptr, {}, {}), Tier::everyone);
}

TEST(Tiers, ANeighbourSeesMoreAndAStrangerFromFarDoesNot) {
  EXPECT_EQ(tier(need(), nullptr, karim(), {}), Tier::neighbour);
  EXPECT_EQ(tier(need(), nullptr, stranger(), {}), Tier::everyone);
  Seer homeless = karim();
  homeless.home.reset();
  EXPECT_EQ(tier(need(), nullptr, homeless, {}), Tier::everyone);
}

TEST(Tiers, OnlyTheAcceptedSeesTheAddressAndOnlyWhileItLasts) {
  EXPECT_EQ(tier(need(), nullptr, karim(), {.accepted = true}), Tier::counterpart);
  Post done = need();
  done.state = State::done;
  EXPECT_EQ(tier(done, nullptr, karim(), {.accepted = true}), Tier::neighbour);
}

TEST(Tiers, ForTheBlockedItDoesNotExist) {
  EXPECT_EQ(tier(need(), nullptr, karim(), {.blocked = true}), Tier::none);
  EXPECT_EQ(tier(need(), nullptr, karim(), {.answered = true, .blocked = true}), Tier::none);
}

TEST(Tiers, WhatAModeratorHidIsSeenByAuthorAndModeratorsOnly) {
  Post hidden = need();
  hidden.hidden = true;
  EXPECT_EQ(tier(hidden, nullptr, karim(), {}), Tier::none);
  Seer moderator = stranger();
  moderator.roles = {http::Role::moderator};
  EXPECT_EQ(tier(hidden, nullptr, moderator, {}), Tier::neighbour);
  Seer author = karim();
  author.account = kJeanne;
  EXPECT_EQ(tier(hidden, nullptr, author, {}), Tier::owner);
}

TEST(Tiers, TheDeskSeesAllAModeratorNoAddress) {
  Seer desk = stranger();
  desk.roles = {http::Role::operator_};
  EXPECT_EQ(tier(need(), nullptr, desk, {}), Tier::owner);
  desk.roles = {http::Role::moderator};
  EXPECT_EQ(tier(need(), nullptr, desk, {}), Tier::neighbour);
}

TEST(Tiers, APostForTheBuildingIsNotThereForOthers) {
  Post post = need();
  post.scope = Scope::building;
  EXPECT_EQ(tier(post, nullptr, karim(), {}), Tier::neighbour);
  EXPECT_EQ(tier(post, nullptr, stranger(), {}), Tier::none);
  EXPECT_EQ(tier(post, nullptr, {}, {}), Tier::none);
}

TEST(Reach, BuildingAndStreetAreNeverMatchedWithAPlaceThatWasTyped) {
  Post post = need();
  const auto where = karim().home->scopes;
  for (const Scope narrow : {Scope::building, Scope::street}) {
    post.scope = narrow;
    EXPECT_TRUE(reaches(post, nullptr, where, {}, true));
    EXPECT_FALSE(reaches(post, nullptr, where, {}, false));
  }
}

TEST(Reach, NoBuildingIsNotTheSameAsNoBuilding) {
  Post post = need();
  post.building = 0;
  post.scope = Scope::building;
  places::Scopes nowhere;
  EXPECT_FALSE(reaches(post, nullptr, nowhere, {}, true));
}

TEST(Reach, ARadiusIsMeasuredFromTheShownPoint) {
  Post post = need();
  post.scope = Scope::radius;
  post.radius_m = 500;
  EXPECT_TRUE(reaches(post, nullptr, {}, geo::Point{48.8744, 2.38}, false));
  EXPECT_FALSE(reaches(post, nullptr, {}, geo::Point{48.8746, 2.38}, false));
  EXPECT_FALSE(reaches(post, nullptr, {}, {}, false));
}

TEST(Answering, WhoeverNeedsSomebodyVerifiedGetsNobodyElse) {
  Category childcare;
  childcare.needs_verified = true;
  Post frail = need(), careful = need();
  frail.vulnerable = true;
  careful.verified_only = true;
  for (const auto& [post, category] : {std::pair<Post, const Category*>{frail, nullptr},
                                       {careful, nullptr},
                                       {need(), &childcare}}) {
    EXPECT_EQ(may_answer(post, category, karim(), {}, true, false), Refusal::unverified);
    EXPECT_FALSE(may_answer(post, category, karim(true), {}, true, false));
    Answer answer;
    EXPECT_EQ(may_accept(post, category, answer, kJeanne, false, true), Refusal::unverified);
    EXPECT_FALSE(may_accept(post, category, answer, kJeanne, true, true));
  }
}

TEST(Answering, AFrailPersonTakesUpOnlyAVerifiedNeighboursOffer) {
  Post offer = need();
  offer.kind = Kind::offer;
  EXPECT_EQ(may_answer(offer, nullptr, karim(), {}, false, true), Refusal::author_unverified);
  EXPECT_FALSE(may_answer(offer, nullptr, karim(), {}, true, true));
  EXPECT_FALSE(may_answer(offer, nullptr, karim(), {}, false, false));
}

TEST(Answering, EachRefusalHasItsReason) {
  EXPECT_EQ(may_answer(need(), nullptr, {}, {}, true, false), Refusal::not_found);
  Seer author = karim();
  author.account = kJeanne;
  EXPECT_EQ(may_answer(need(), nullptr, author, {}, true, false), Refusal::own);
  EXPECT_EQ(may_answer(need(), nullptr, karim(), {.answered = true}, true, false),
            Refusal::answered_already);
  EXPECT_EQ(may_answer(need(), nullptr, karim(), {.blocked = true}, true, false),
            Refusal::not_found);
  Post agreed = need(), done = need();
  agreed.state = State::agreed;
  done.state = State::done;
  EXPECT_EQ(may_answer(agreed, nullptr, karim(), {}, true, false), Refusal::enough);
  EXPECT_EQ(may_answer(done, nullptr, karim(), {}, true, false), Refusal::closed);
}

TEST(Accepting, IsTheAuthorsAloneAndOnceOnly) {
  Answer answer;
  EXPECT_EQ(may_accept(need(), nullptr, answer, kKarim, true, true), Refusal::not_found);
  answer.state = AnswerState::declined;
  EXPECT_EQ(may_accept(need(), nullptr, answer, kJeanne, true, true), Refusal::decided_already);
  answer.state = AnswerState::pending;
  Post agreed = need();
  agreed.state = State::agreed;
  EXPECT_EQ(may_accept(agreed, nullptr, answer, kJeanne, true, true), Refusal::enough);
}

}  // namespace
}  // namespace palier::aid
