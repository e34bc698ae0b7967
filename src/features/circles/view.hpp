#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "core/html/field.hpp"
#include "core/i18n/language.hpp"
#include "features/circles/policy.hpp"

namespace palier::circles {

/// A turn as everyone of the circle may see it: who comes when, no address, no telephone.
struct TurnView {
  TurnId id{};
  std::string url;
  std::string what, icon;
  std::string when;   ///< "9:00–11:00"
  std::string day;    ///< "Tuesday 24 November 2026"
  std::string who;    ///< First name; "" where nobody yet.
  std::string label;  ///< State in words.
  std::string mark;   ///< Class of its mark.
  TurnState state = TurnState::open;
  int part = 0;           ///< 0 morning, 1 afternoon, 2 evening.
  bool mine = false;      ///< The viewer comes, or is asked to.
  bool wants_me = false;  ///< It waits for the viewer's word.
  bool can_take = false;
  Instant starts_at{}, ends_at{};
};

struct DayView {
  std::string name;  ///< "Tuesday 24 November 2026"
  std::string head;  ///< "Tue 24"
  std::string note;  ///< Holiday or pause.
  bool today = false, past = false;
  std::vector<TurnView> turns;
};

/// What it takes to come: for those whom policy.hpp's reach() names.
struct ReachView {
  std::string name, phone, email, address;
  bool any() const { return !(phone + email + address).empty(); }
};

struct CirclePage {
  std::string url, name, lead;
  std::vector<TurnView> waiting;  ///< For the viewer's word.
  std::vector<DayView> days;
  std::string week, previous, next, now;  ///< Title; links.
  bool this_week = true;
  ReachView reach;
  bool manages = false, member = false, ended = false, helps = false;
  bool no_tasks = false, alone = false, no_days = false;
  bool unverified = false;  ///< The viewer, where that bars them from visits.
  std::vector<std::pair<int, std::string>> parts;  ///< Of the day, that have turns this week.
};

struct MemberLine {
  std::string id, name, role, since;
  std::string days;   ///< "Can come: …"; "" where not said.
  std::string away;   ///< "Away from … to …"
  std::string turns;  ///< "3 turns in these weeks"
  bool verified = false, organiser = false, self = false, person = false, unverified_note = false;
};
struct InvitationLine {
  std::string id, text;
};
struct MembersPage {
  std::string url, name;
  std::vector<MemberLine> members;
  std::vector<InvitationLine> invitations;
  bool manages = false, member = false, ended = false;
};

struct TaskLine {
  std::string id, what, icon, when, notes;
  bool ended = false;
};
struct SpanLine {
  std::string id, text;
};
struct TasksPage {
  std::string url, name;
  std::vector<TaskLine> tasks;
  std::vector<SpanLine> pauses;
  bool manages = false, ended = false;
};

struct TurnPage {
  std::string circle_url, name;
  TurnView turn;
  std::string notes, note, note_by;
  ReachView reach;
  std::string reply_by;
  std::vector<std::string> history;
  bool can_yes = false, can_no = false, can_report = false, can_cancel = false, can_give = false,
       can_swap = false, promised = false, over = false;
  std::string barred;  ///< Why the viewer may not take it.
};

struct MinePage {
  struct Line {
    std::string url, name, next;
    bool organiser = false, ended = false, about_me = false;
  };
  std::vector<TurnView> waiting;
  std::vector<Line> circles;
  struct Unmet {
    std::string url, text;
  };
  std::vector<Unmet> unmet;  ///< For the desk.
};

/// A question, a confirmation or only a sentence, with a way back.
struct QuestionPage {
  std::string heading, step, about, back, action, submit, cancel;
  std::vector<std::string> lead;
  std::vector<html::Field> fields;
  bool danger = false;
};

/// What a link from a message shows.
struct AnswerPage {
  std::string heading, about, action, to, to_label;
  std::vector<std::string> lines;
  std::string yes, no;  ///< Labels of the buttons; "" for none.
  bool yes_danger = false;
};

struct PrintPage {
  std::string name, title, phone, desk, url;
  struct Week {
    std::string title;
    std::vector<DayView> days;
  };
  std::vector<Week> weeks;
};

std::string clock_text(Instant t);  ///< "9:30", on the territory's clocks.
std::string day_text(std::int64_t day, const i18n::Language& l);
std::string span_text(std::int64_t first, std::int64_t last, const i18n::Language& l);
std::string rule_text(const Task& task, const i18n::Language& l);
std::string slots_text(std::uint32_t slots, const i18n::Language& l);
/// Monday first: "Monday".
std::string day_name(int weekday, const i18n::Language& l);

}  // namespace palier::circles
