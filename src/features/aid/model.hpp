#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/aid/state.hpp"

namespace palier::aid {

enum class Repeats : std::uint8_t { once, daily, weekly, fortnightly, monthly };
enum class Scope : std::uint8_t { building, street, quarter, city, radius };
enum class Payment : std::uint8_t { free, expenses, paid };
/// How the person asked for agreed to it.
enum class Consent : std::uint8_t { none, spoken, written, guardian };

std::string_view word(Repeats v);
std::string_view word(Scope v);
std::string_view word(Payment v);
std::string_view word(Consent v);

/// A week is 21 blocks: bit day * 3 + part, Monday first; morning, afternoon, evening.
inline constexpr int kBlocks = 21;
inline constexpr std::int64_t kAllBlocks = (1 << kBlocks) - 1;
std::string block_word(int block);  ///< "mon-morning"
std::optional<int> block_of(std::string_view word);
inline constexpr std::int64_t kEvenings = 0b100'100'100'100'100'100'100;
inline constexpr std::int64_t kWeekend = 0b111'111'000'000'000'000'000;

/// A need or an offer as its row has it, private parts included: it goes from store to policy and
/// view, never to a template.
struct Post {
  PostId id{};
  places::TerritoryId territory_id{1};
  Kind kind = Kind::need;
  CategoryId category_id{};
  AccountId owner_id{};
  AccountId made_by{};
  std::string language = "fr";
  std::string title;  ///< "" shows the category's name.
  std::string details;
  std::string replies = "{}";  ///< JSON: question code → list of answers.
  bool for_other = false;
  std::string other_name;
  Consent consent = Consent::none;
  std::optional<Instant> consent_at;
  bool vulnerable = false;     ///< Private: decides who may answer, shown to nobody but the author.
  bool verified_only = false;  ///< The author wants verified neighbours.
  bool urgent = false;
  std::optional<Instant> needed_by;  ///< Start of the last day, in the territory's zone.
  std::int64_t windows = 0;          ///< 0: any time.
  std::string dates;                 ///< "2026-11-24,2026-11-26"
  Repeats repeats = Repeats::once;
  Scope scope = Scope::city;
  std::int64_t radius_m = 0;
  bool contactless = false;
  Payment payment = Payment::free;
  std::optional<std::int64_t> amount_cents;
  std::int64_t people = 1;
  State state = State::open;
  std::int64_t pending = 0;   ///< Answers that wait.
  std::int64_t accepted = 0;  ///< Answers accepted.
  bool hidden = false;        ///< By a moderator.
  double exact_lat = 0, exact_lon = 0;
  double shown_lat = 0, shown_lon = 0;
  std::int64_t cell = 0;  ///< S2 cell of the shown point.
  std::int64_t building = 0, street = 0;
  places::AreaId quarter_id{}, district_id{}, commune_id{};
  places::AddressId address_id{};
  std::string place_label;
  std::string quarter_name;
  Instant created_at{}, renewed_at{}, expires_at{};
  std::optional<Instant> asked_at;  ///< "Still needed?" was asked.
  Instant changed_at{};
  std::optional<Instant> closed_at;

  geo::Point shown() const { return {shown_lat, shown_lon}; }
  void place(const places::Location& where);
};
BOOST_DESCRIBE_STRUCT(Post, (),
                      (id, territory_id, kind, category_id, owner_id, made_by, language, title,
                       details, replies, for_other, other_name, consent, consent_at, vulnerable,
                       verified_only, urgent, needed_by, windows, dates, repeats, scope, radius_m,
                       contactless, payment, amount_cents, people, state, pending, accepted, hidden,
                       exact_lat, exact_lon, shown_lat, shown_lon, cell, building, street,
                       quarter_id, district_id, commune_id, address_id, place_label, quarter_name,
                       created_at, renewed_at, expires_at, asked_at, changed_at, closed_at))

/// A neighbour's answer to a post.
struct Answer {
  AnswerId id{};
  places::TerritoryId territory_id{1};
  PostId post_id{};
  AccountId from_id{};
  std::string message;
  std::string available;    ///< When they can, in their words.
  bool vulnerable = false;  ///< To an offer: who asks is frail. Private.
  AnswerState state = AnswerState::pending;
  messages::ThreadId thread_id{};
  Instant created_at{};
  std::optional<Instant> decided_at;
  std::string reply;  ///< The author's kind word on declining.
  std::string thanks;
};
BOOST_DESCRIBE_STRUCT(Answer, (),
                      (id, territory_id, post_id, from_id, message, available, vulnerable, state,
                       thread_id, created_at, decided_at, reply, thanks))

constexpr bool live(AnswerState s) {
  return s == AnswerState::pending || s == AnswerState::accepted;
}

/// Answers to a category's questions: code → what was said (several for boxes ticked).
using Replies = std::map<std::string, std::vector<std::string>>;
std::string to_json(const Replies& replies);
Replies replies_from_json(std::string_view json);

}  // namespace palier::aid
