#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/html/field.hpp"
#include "core/html/html.hpp"
#include "features/groups/policy.hpp"

namespace palier::groups {

/// A group in a list, as whoever may find it sees it.
struct CardView {
  std::string url, name, about, place, members, door, mine;
  std::string note;  ///< "Your request waits", "You are invited".
  int waiting = 0;   ///< Requests that wait for the viewer.
};

struct ListPage {
  std::vector<CardView> mine, invited, found;
  std::vector<html::Field> filters;
  html::Pager pager;
  bool signed_in = false, filtered = false, homeless = false;
  int number = 1;
};

/// The links between the pages of one group.
struct Tab {
  std::string label, url;
  bool current = false;
  int count = 0;
};
struct Head {
  std::string url, name, place, members, door;
  std::string role;  ///< The viewer's, "" for others.
  std::vector<Tab> tabs;
  bool member = false;
};

struct EventLine {
  std::string title, url, when, place;
};
struct Month {
  std::string name;
  std::vector<EventLine> events;
};

struct AidLine {
  aid::Card card;
  std::string by, kind;
  std::string unlist;  ///< Where to take it off the page; "" for those who may not.
};

struct GroupPage {
  Head head;
  html::Html about, rules, posts;
  bool has_rules = false, reads = false, unseen = false, moderator = false, new_rules = false;
  bool invited = false, asked = false, banned = false, can_join = false, full = false;
  bool direct = false;  ///< Joins at once, without a word of the group's people.
  std::string trust;    ///< For a newcomer: how far they are.
  std::string notice;   ///< How the viewer is told.
  bool full_rights = false, organises = false, lets_in = false;
  std::vector<EventLine> events;
  bool more_events = false;
  std::vector<AidLine> aid;
  std::string report, write_event;
};

struct MemberLine {
  std::string id, name, role, since, trust;
  bool self = false, organiser = false, helper = false, newcomer = false, verified = false;
  bool can_trust = false, trusted_by_me = false, can_remove = false, can_role = false;
};
struct MembersPage {
  Head head;
  std::vector<MemberLine> members;
  struct Line {
    std::string id, text;
  };
  std::vector<Line> bans, invitations;
  html::Pager pager;
  std::string rule;  ///< How newcomers come to be trusted, in numbers of now.
  bool invites = false, runs = false;
};

struct RequestLine {
  std::string id, name, since, report;
  bool verified = false;
  std::vector<Answered> said;
};
struct RequestsPage {
  Head head;
  std::vector<RequestLine> requests;
};

struct CalendarPage {
  Head head;
  std::vector<Month> months;
  std::string write, feed;
  html::Pager pager;
  bool member = false;
};

struct FileLine {
  std::string id, name, kind, size, by, when, url, report;
  bool can_remove = false, unseen = false;
};
struct FilesPage {
  Head head;
  std::vector<FileLine> files;
  html::Pager pager;
  std::string error;
  bool adds = false;
};

/// A question, a confirmation or only a sentence, with a way back.
struct QuestionPage {
  std::string heading, about, back, action, submit, cancel;
  std::vector<std::string> lead;
  html::Html text;  ///< Rules, before one agrees to them.
  std::string text_heading;
  std::vector<html::Field> fields;
  std::string url, url_label;         ///< An address to copy.
  std::string link, link_label;       ///< The one thing to do next.
  std::string second, second_action;  ///< Another button with a form of its own.
  bool danger = false;
};

/// Where a group is at home, in words: never a number in a street.
std::string place_name(const Group& g, const std::vector<std::string>& circles,
                       const places::Places& places, const std::string& site,
                       const i18n::Language& l);
std::string size_text(std::int64_t bytes, const i18n::Language& l);
std::string event_when(const feed::Event& e, const i18n::Language& l);

}  // namespace palier::groups
