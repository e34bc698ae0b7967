#pragma once

#include "features/search/asked.hpp"
#include "features/search/view.hpp"

namespace palier::search {

/// The room's inside, as its pages and its JSON share it.
class Room final : public Search {
 public:
  Room(const Core& core_, accounts::Accounts& accounts_room);

  void put(db::Transaction& tx, const Document& document) override;
  void remove(db::Transaction& tx, std::string_view kind, std::int64_t id) override;
  void kind(std::string kind, Kind how) override;
  void audiences(std::function<std::vector<std::string>(db::Session&, AccountId)> of) override;
  std::int64_t rebuild() override;
  void measures(std::function<bool(const http::Context&)> may) override { may_ = std::move(may); }
  std::vector<Asked> asked(db::Session& s, places::TerritoryId territory, places::AreaId area,
                           std::int64_t from, std::int64_t to, int limit) const override;

  /// One look: what was found, each shown by its room; `page` from 1.
  struct Look {
    Query query;
    std::string kind;  ///< "" for all.
    int page = 1;
  };
  Found look(const Look& look, const http::Context& c) const;
  /// Notes what was looked for, where that may be.
  void count(const Query& query, const http::Context& c);
  bool has_kind(std::string_view kind) const { return kinds_.contains(kind); }
  std::vector<std::string> kind_words() const;

  const Core& core;

 private:
  std::vector<std::string> marks_of(db::Session& s, const http::Viewer& viewer) const;
  const Finder& finder() const;

  accounts::Accounts& accounts_;
  std::map<std::string, Kind, std::less<>> kinds_;
  std::vector<std::function<std::vector<std::string>(db::Session&, AccountId)>> audiences_;
  std::function<bool(const http::Context&)> may_;
  mutable std::once_flag made_;
  mutable std::unique_ptr<Finder> finder_;
  AskedWords asked_words_;
};

void page_routes(Room& room);  ///< pages.cpp
void json_routes(Room& room);  ///< json.cpp

}  // namespace palier::search
