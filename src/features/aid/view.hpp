#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/aid/policy.hpp"
#include "features/aid/store.hpp"

namespace palier::aid {

/// A question and what was answered, in the reader's language.
struct SaidView {
  std::string label;
  std::vector<std::string> values;
};

/// What everyone may see of a need or an offer: quarter and kind.
struct PublicView {
  PostId id{};
  Kind kind = Kind::need;
  State state = State::open;
  std::string url;
  std::string title;
  std::string category_code, category, icon;
  std::string quarter;
  bool urgent = false;
  bool contactless = false;
  bool anywhere = false;  ///< Distance does not matter.
  Instant created{};
  std::string ago;
  bool need() const { return kind == Kind::need; }
  bool open() const { return listed(state); }
};

/// What signed-in neighbours may see besides: no point but the blurred one, no name but the first.
struct NeighbourView {
  std::string author;
  bool author_verified = false;
  std::optional<double> metres;
  std::string distance;  ///< "350 m"; "" where the viewer has no home.
  std::string details;
  std::vector<SaidView> said;
  std::vector<std::string> when;
  std::string payment;
  std::int64_t people = 1, missing = 1;
  bool for_other = false;
  geo::Point shown{};
};

/// What the two who have agreed may see of each other.
struct ContactView {
  std::string name, phone, email, address;
};

/// What the accepted one sees of the author besides.
struct MeetingView {
  ContactView contact;
  std::string other_name;  ///< For whom it is, where that is not the author.
  std::vector<SaidView> said;
  std::string thread_url;
  std::string answer_id;
};

/// An answer as the post's author sees it, or its own author.
struct AnswerView {
  AnswerId id{};
  AnswerState state = AnswerState::pending;
  std::string from;
  bool verified = false;
  std::string message, available;
  std::string ago;
  std::optional<ContactView> contact;  ///< Once accepted, and for the post's author only.
  std::string thread_url;
  std::string reply, thanks;
  bool pending() const { return state == AnswerState::pending; }
  bool accepted() const { return state == AnswerState::accepted; }
};

/// What the author (and the desk) see of their own.
struct OwnerView {
  std::string address;
  std::string other_name, consent;
  bool vulnerable = false, verified_only = false;
  std::string scope;
  std::string expires;
  std::vector<SaidView> said;  ///< Those only the accepted one sees.
  std::vector<AnswerView> answers;
  bool editable = false, cancellable = false, renewable = false, finishable = false;
};

/// Everything a page or JSON may show of one post to one viewer: parts beyond their tier are not
/// there.
struct PostView {
  PublicView everyone;
  std::optional<NeighbourView> neighbour;
  std::optional<MeetingView> meeting;
  std::optional<OwnerView> owner;
  std::optional<AnswerView> mine;  ///< The viewer's own answer.
};

/// A line of the list.
struct CardView {
  PublicView everyone;
  std::optional<NeighbourView> neighbour;
  bool own = false;
};

// The sentences that views are made of.
std::vector<std::string> when_lines(const Post& post, const i18n::Language& l);
std::string windows_line(std::int64_t windows, const i18n::Language& l);
std::string payment_line(Payment payment, std::optional<std::int64_t> cents,
                         const i18n::Language& l);
std::string scope_line(Scope scope, std::int64_t radius_m, const i18n::Language& l);
i18n::Message label(Scope v);
i18n::Message label(Payment v);
i18n::Message label(Repeats v);
i18n::Message label(Consent v);
i18n::Message label(State v, Kind kind);
i18n::Message label(AnswerState v);
std::string block_label(int block, const i18n::Language& l);
std::string day_label(int day, const i18n::Language& l);
std::string part_label(int part, const i18n::Language& l);
std::vector<SaidView> said(const Category& category, Kind kind, const Replies& replies, Seen seen,
                           const i18n::Language& l);

PublicView public_view(const Post& post, const Category& category, const i18n::Language& l,
                       Instant now);
NeighbourView neighbour_view(const Post& post, const Category& category,
                             const std::optional<accounts::Person>& author,
                             const std::optional<geo::Point>& from, const i18n::Language& l);

/// A post's page beside the post itself.
std::string base(Kind kind);  ///< "/needs" or "/offers".

}  // namespace palier::aid
