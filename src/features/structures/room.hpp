#pragma once

#include "features/structures/catalog.hpp"
#include "features/structures/form.hpp"
#include "features/structures/store.hpp"
#include "features/structures/view.hpp"

namespace palier::structures {

/// The room's inside, as its pages and its JSON share it.
class Room final : public Structures {
 public:
  Room(const Core& core_, accounts::Accounts& accounts_room, places::Places& places_room,
       search::Search* search_room = nullptr);

  Found look(const Look& look, const i18n::Language& language) const override;
  std::optional<Card> card(db::Session& s, StructureId id, const i18n::Language& l) const override;
  std::vector<Card> named(db::Session& s, std::string_view words, int limit,
                          const i18n::Language& l) const override;
  std::vector<Printed> printed(const Look& look, const i18n::Language& l) const override;
  bool empty() const override;
  void refresh() override;

  /// The place, or a 404.
  Structure get(db::Session& s, StructureId id) const;
  std::shared_ptr<const hours::Hours> hours(const Structure& s) const;

  /// Sends a correction; informants', moderators' and keepers' own are taken at once. Answers
  /// whether it was.
  bool correct(db::Transaction& tx, const Structure& s, const CorrectionForm& filled,
               const http::Viewer& who, Instant now);
  /// False where another was first.
  bool decide(db::Transaction& tx, std::int64_t correction, accounts::AccountId by, bool good,
              Instant now);
  void say(db::Transaction& tx, Structure s, const StatusForm& filled, accounts::AccountId by,
           Instant now);

  const Core& core;
  accounts::Accounts& accounts;
  places::Places& places;
  search::Search* const search;

 private:
  void apply(db::Transaction& tx, Structure s, const std::string& fields, Instant now);
  void sync() const;

  mutable Catalog catalog_;
  mutable std::mutex sync_mutex_;
  mutable Instant synced_{};
  mutable std::chrono::steady_clock::time_point looked_{};
};

/// Who may judge corrections: they know the quarter, or answer for the site.
inline http::RoleSet judges() {
  return {http::Role::informant, http::Role::moderator, http::Role::operator_, http::Role::keeper};
}

void page_routes(Room& room);        ///< pages.cpp
void correction_routes(Room& room);  ///< corrections.cpp
void json_routes(Room& room);        ///< json.cpp

}  // namespace palier::structures
