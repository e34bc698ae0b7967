#pragma once

#include "features/circles/service.hpp"
#include "features/circles/view.hpp"

namespace palier::circles {

/// The room's inside, as its pages and its JSON share it.
class Room {
 public:
  explicit Room(Service& use_cases) : service(use_cases), p(use_cases.p) {}

  Service& service;
  const Parts& p;

  db::Database& db() const { return p.core.db; }

  /// The circle as this viewer may see it; throws 404 where they are not of it, or do not manage it
  /// where that is asked.
  struct Seen {
    Circle circle;
    Seer seer;
    Tier tier = Tier::none;
    std::string person;  ///< First name of the one in the middle.
    bool manages() const { return tier == Tier::manages; }
  };
  Seen see(db::Session& s, const http::Context& c, CircleId id, Tier least = Tier::helper) const;
  /// As an active member; 404 otherwise.
  Member me(const Seen& seen) const;

  struct SeenTurn {
    TurnRow row;
    Task task;
  };
  SeenTurn turn(db::Session& s, const Seen& seen, TurnId id) const;

  using Names = std::map<MemberId, std::string>;
  Names names(db::Session& s, CircleId circle, const i18n::Language& l) const;
  TurnView turn_view(const Seen& seen, const TurnRow& t, const Task& task, const Names& names,
                     const std::vector<Ask>& asks, const http::Context& c) const;
  /// `days` days from that one, each with its turns.
  std::vector<DayView> days(db::Session& s, const Seen& seen, Day from, int days,
                            const http::Context& c) const;
  /// Empty where the policy does not say so.
  ReachView reach(db::Session& s, const Seen& seen, Instant now) const;

  CirclePage circle_page(db::Session& s, const Seen& seen, Day week, const http::Context& c) const;
  MembersPage members_page(db::Session& s, const Seen& seen, const http::Context& c) const;
  TasksPage tasks_page(db::Session& s, const Seen& seen, const http::Context& c) const;
  TurnPage turn_page(db::Session& s, const Seen& seen, const SeenTurn& turn,
                     const http::Context& c) const;
  MinePage mine_page(db::Session& s, const http::Context& c) const;
  /// The lines that wait for the viewer's word, of one circle or of all.
  std::vector<TurnView> waiting(db::Session& s, const http::Context& c, CircleId only = {}) const;
};

inline AccountId viewer(const http::Context& c) {
  return AccountId{c.viewer.account};
}

http::Response question(http::Context& c, QuestionPage p, const form::Errors& errors = {},
                        int status = 0);
/// Fields filled from what was sent, where something was.
void fill(QuestionPage& p, const http::Context& c, const form::Errors& errors);
http::Response refuse(http::Context& c, Refusal r, const std::string& back);
http::Response tell(http::Context& c, const AnswerPage& p, int status = 200);

// Each file of handlers registers its own.
void new_routes(Room& room);     ///< pages_new.cpp
void circle_routes(Room& room);  ///< pages_circle.cpp
void member_routes(Room& room);  ///< pages_members.cpp
void task_routes(Room& room);    ///< pages_tasks.cpp
void turn_routes(Room& room);    ///< pages_turn.cpp
void link_routes(Room& room);    ///< pages_links.cpp
void json_routes(Room& room);    ///< json.cpp

}  // namespace palier::circles
