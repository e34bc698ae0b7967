#include "features/search/past.hpp"

#include "features/search/store.hpp"

namespace palier::search {

void count_past(db::Transaction& tx, places::TerritoryId territory, places::AreaId area,
                std::int64_t day, std::string_view word, std::int64_t count) {
  store::count_asked(tx, territory, day, area.value, word, count);
}

}  // namespace palier::search
