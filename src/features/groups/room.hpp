#pragma once

#include "features/groups/service.hpp"
#include "features/groups/view.hpp"

namespace palier::groups {

/// The room's inside, as its pages and its JSON share it.
class Room {
 public:
  explicit Room(Service& use_cases) : service(use_cases), p(use_cases.p) {}

  Service& service;
  const Parts& p;

  db::Database& db() const { return p.core.db; }

  /// The group as this viewer may see it: 404 where it is not for them to know of, 403 where they
  /// know of it and `least` is more than they may.
  struct Seen {
    Group group;
    Seer seer;
    Tier tier = Tier::none;
    const Member& me() const { return *seer.member; }
  };
  Seen see(db::Session& s, const http::Context& c, GroupId id, Tier least = Tier::front) const;
  /// As somebody who lets people in.
  Seen see_approver(db::Session& s, const http::Context& c, GroupId id) const;

  enum class At : std::uint8_t { posts, calendar, members, files, requests, settings };
  Head head(db::Session& s, const http::Context& c, const Seen& seen, At at) const;
  std::string place(db::Session& s, const http::Context& c, const Group& g) const;
  CardView card(const Group& g, const std::vector<std::string>& circles,
                const i18n::Language& l) const;
  Card public_card(const Group& g, const i18n::Language& l) const;
  std::vector<EventLine> events(db::Session& s, const Seen& seen, Instant from, int limit,
                                const i18n::Language& l) const;
  std::vector<AidLine> aid(db::Session& s, const Seen& seen, const i18n::Language& l) const;
  /// Without those whom the viewer is kept apart from.
  MembersPage members(db::Session& s, const http::Context& c, const Seen& seen, int page) const;
  RequestsPage requests(db::Session& s, const http::Context& c, const Seen& seen) const;
  std::string absolute(const http::Context& c, const std::string& path) const;
};

inline AccountId viewer(const http::Context& c) {
  return AccountId{c.viewer.account};
}
/// Whether the list goes on, and links to the pages around number `number`.
html::Pager pager(const std::string& path, int number, bool more);
int page_number(const http::Context& c);

http::Response question(http::Context& c, QuestionPage p, const form::Errors& errors = {},
                        int status = 0);
http::Response refuse(http::Context& c, Refusal r, const std::string& back);
/// Fields of the form that founds or changes a group.
std::vector<html::Field> group_fields(const i18n::Language& l, bool founding);
/// The form that a person of this group fills in to come in.
QuestionPage join_page(const http::Context& c, const Group& g, bool direct);

// Each file of handlers registers its own.
void directory_routes(Room& room);  ///< pages_directory.cpp
void found_routes(Room& room);      ///< pages_found.cpp
void group_routes(Room& room);      ///< pages_group.cpp
void join_routes(Room& room);       ///< pages_join.cpp
void invite_routes(Room& room);     ///< pages_invite.cpp
void member_routes(Room& room);     ///< pages_members.cpp
void calendar_routes(Room& room);   ///< pages_calendar.cpp
void file_routes(Room& room);       ///< pages_files.cpp
void aid_routes(Room& room);        ///< pages_aid.cpp
void json_routes(Room& room);       ///< json.cpp, json_people.cpp
void digest_jobs(Room& room);       ///< jobs.cpp

}  // namespace palier::groups
