#pragma once

#include <atomic>

#include "features/frontline/service.hpp"

namespace palier::frontline {

/// The room's inside, as its pages and its JSON share it.
class Room {
 public:
  Room(const Service& use_cases, const Parts& parts) : service(use_cases), p(parts) {}

  const Service& service;
  const Parts& p;

  db::Database& db() const { return p.core.db; }
  std::vector<Questionnaire> all() const {
    return db().read([](db::Session& s) { return store::questionnaires(s); });
  }
  /// 404 where there is none of that word.
  Questionnaire named(std::string_view code) const;
  Questionnaire open_one(std::string_view code) const;  ///< 404 where it is closed, too.
};

/// A questionnaire with what is needed to read and show it; not to be moved.
struct Opened {
  Opened(const Room& room, Questionnaire q, const i18n::Language& l)
      : questionnaire(std::move(q)),
        kinds(room.service.kinds(questionnaire.audience, l)),
        against(room.service.against(questionnaire, kinds)) {}
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  const Questionnaire questionnaire;
  const Kinds kinds;
  Against against;
};

Sender sender(const http::Context& c);

// Each file of handlers registers its own.
void filling_routes(Room& room);  ///< filling.cpp
void desk_routes(Room& room);     ///< desk.cpp
void keeper_routes(Room& room);   ///< keeper.cpp
void json_routes(Room& room);     ///< json.cpp

}  // namespace palier::frontline
