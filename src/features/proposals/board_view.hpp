#pragma once

#include <boost/json/object.hpp>

#include "core/html/field.hpp"
#include "features/proposals/board_form.hpp"
#include "features/proposals/room.hpp"

namespace palier::proposals::board {

/// Who sits at the board. The desk (operators) may see addresses, contacts, surnames and who is
/// frail; moderators may not.
struct Seat {
  AccountId account{};
  places::TerritoryId territory{1};
  bool desk = false;
};

/// What views are made with.
struct Eyes {
  db::Session& s;
  const Parts& p;
  const Seat& seat;
  const i18n::Language& l;
  Instant now;
};

/// A surname is the desk's to see.
std::string name_of(const Eyes& e, AccountId id);

/// How the needs of an area fare: a district where there are any, else a quarter, else the commune.
struct AreaLine {
  std::string id, name, url, share, longest;
  std::int64_t open = 0, alone = 0, urgent = 0;
  std::int64_t units = 0, served = 0;  ///< Of those posted in the last four weeks.
};
struct NeedLine {
  aid::PostId id{};
  std::string url, title, category, area, waits, reason;
  std::vector<std::string> bars;  ///< "12 live too far"
  bool urgent = false, vulnerable = false;
  std::int64_t missing = 1, asked = 0, answered = 0;
  Instant since{};
};
struct RunLine {
  bool any = false, running = false, failed = false, proven = false;
  int percent = 0;
  std::string when, found, proof;
};
struct BoardView {
  std::int64_t to_confirm = 0;
  RunLine run;
  std::vector<AreaLine> areas;
  std::vector<NeedLine> needs;  ///< One page of them.
  std::int64_t total = 0;
  NeedFilter filter;
  html::Pager pager;
  html::Field area, category;
  bool desk = false;
};
inline constexpr int kNeedsPage = 25;
BoardView board_view(const Eyes& e, const NeedFilter& filter);
RunLine run_line(const Eyes& e);

struct ProposalLine {
  ProposalId id{};
  std::string url, need_url, need, helper, author;
  AccountId helper_id{}, author_id{};
  aid::PostId need_id{};
  State state = State::asked;
  std::string says, when, how, distance, slot, until, confirm, no;
  Instant created{};
  bool live = false;
};
ProposalLine proposal_line(const Eyes& e, const Proposal& proposal);

struct PastLine {
  std::string when, who, what, note;
};
using Facts = std::vector<std::pair<std::string, std::string>>;
struct ProposalView {
  ProposalLine line;
  std::vector<PastLine> past;
  Facts helper, author;  ///< What a person must weigh.
  bool mine = false;     ///< The coordinator is one of the two.
  bool can_confirm = false, can_answer = false, can_cancel = false;
  html::Field decision, note, why;
  std::string apart_url;
};
ProposalView proposal_view(const Eyes& e, const Proposal& proposal);

struct CandidateLine {
  AccountId id{};
  std::string name, distance, free, asked, rate, bar;
  bool verified = false, planned = false, before = false;
};
struct NeedView {
  aid::PostId id{};
  std::string url, title, category, quarter, author, waits, reason, details;
  bool urgent = false, vulnerable = false, verified_only = false, open = true, desk = false;
  std::int64_t people = 1, missing = 1;
  std::vector<std::string> when, bars;
  Facts said;
  std::vector<ProposalLine> live, past;
  std::vector<CandidateLine> can, cannot;
  std::vector<PastLine> looks;
  Facts door;  ///< Address and contact, once asked for.
};
/// Nothing where there is no such need in this territory. `possible`: Planner::possible().
std::optional<NeedView> need_view(const Eyes& e, aid::PostId need,
                                  const std::vector<Possible>& possible);
/// Address and contact: the caller has written the line.
Facts door_facts(const Eyes& e, aid::PostId need);

struct ApartLine {
  AccountId a{}, b{};
  std::string first, second, why, by, when;
};
std::vector<ApartLine> apart_lines(const Eyes& e);

struct PersonLine {
  AccountId id{};
  std::string name, quarter;
  bool verified = false;
};
std::vector<PersonLine> people(const Eyes& e, std::string_view text);
/// Nothing for somebody of another territory, or who has left.
std::optional<PersonLine> person_line(const Eyes& e, AccountId id);

/// /board/history.
inline constexpr std::size_t kPastPage = 50;
struct PastPage {
  std::vector<ProposalLine> lines;
  html::Pager pager;
  html::Field state, days;
  std::string export_url, export_names;
  std::vector<PastLine> exports;
  bool desk = false;
};

/// /board/apart/new.
struct ApartPage {
  html::Field first, second, a, b, why;
  bool searched = false;
};

// Words.
std::string state_label(State state, const i18n::Language& l);
/// Why nobody was found; who is frail is the desk's to read.
std::string reason(const Eyes& e, const Lacking& lacking);
std::vector<std::string> bars(std::string_view barred, bool desk, const i18n::Language& l);
std::string bar_line(matching::Bar bar, bool desk, const i18n::Language& l);
std::string rate_words(double rate, std::int64_t asked, const i18n::Language& l);
/// What the plan's certificate says, in one sentence.
std::string proof(std::string_view certificate, bool& proven, const i18n::Language& l);
std::string no_label(No no, const i18n::Language& l);
/// As a coordinator is told.
i18n::Message why_not(Refusal refusal);

boost::json::object to_json(const BoardView& view);
boost::json::object to_json(const NeedLine& line);
boost::json::object to_json(const NeedView& view);
boost::json::object to_json(const ProposalLine& line);
boost::json::object to_json(const ProposalView& view);

}  // namespace palier::proposals::board
