#pragma once

#include <mutex>

#include "features/insight/counter.hpp"
#include "features/insight/figures.hpp"
#include "features/insight/form.hpp"
#include "features/insight/view.hpp"

namespace palier::insight {

/// The room's inside, as its pages and its JSON share it.
class Room final : public Insight {
 public:
  Room(const Core& core_, Sources sources);

  void recount(db::Transaction& tx) override;
  bool counted(const http::Context& c) const override;

  /// The areas as they are now; read anew every few minutes.
  std::shared_ptr<const Tree> tree() const;
  /// Everything a page needs of one look, already protected.
  struct Seen {
    std::shared_ptr<const Tree> tree;
    LookForm form;
    Period period;
    std::optional<Period> before;
    bool any = false;
    std::vector<Public> steps;  ///< Oldest first.
    std::optional<Public> now, then;
    std::vector<Balance> balances;
    std::vector<search::Search::Asked> words;
    std::vector<std::pair<std::string, std::string>> category_names;  ///< Code, name.
  };
  Seen look(const http::Context& c, const LookForm& form) const;
  std::string area_name(const Seen& seen, const i18n::Language& l) const;

  const Core& core;
  const Sources from;

 private:
  Counter counter_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Tree> tree_;
  mutable std::chrono::steady_clock::time_point read_at_{};
};

/// A period in words: "the week of 16 November 2026", "November 2026", "since the beginning".
std::string words_of(Span span, const Period& period, const i18n::Language& l);
/// The tables of one look, by name: "figures", "words", "categories", "quarters".
Table series_table(const Room::Seen& seen, const std::vector<std::string>& measures,
                   const i18n::Language& l);
Table words_table(const Room::Seen& seen, const i18n::Language& l);
Table categories_table(const Room::Seen& seen, const i18n::Language& l);
Table quarters_table(const Room::Seen& seen, const i18n::Language& l);
std::vector<std::string> class_words(const i18n::Language& l);

void page_routes(Room& room);     ///< pages.cpp
void json_routes(Room& room);     ///< json.cpp
void keeper_routes(Room& room);   ///< keeper.cpp
void refusal_routes(Room& room);  ///< refusal.cpp

}  // namespace palier::insight
