#pragma once

#include <boost/describe.hpp>

#include "features/photos/photos.hpp"

namespace palier::photos::store {

struct Row {
  PhotoId id{};
  std::string kind;
  std::int64_t subject = 0;
  AccountId by_id{};
  std::string alt;
  int width = 0, height = 0, small_width = 0, small_height = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, kind, subject, by_id, alt, width, height, small_width, small_height))

void insert(db::Transaction& tx, const Row& row, const Prepared& photo, Instant now);
std::optional<Row> find(db::Session& s, PhotoId id);
std::optional<std::string> bytes(db::Session& s, PhotoId id, std::string_view size);
std::vector<Row> of(db::Session& s, std::string_view kind, std::int64_t subject);
std::vector<Row> by(db::Session& s, AccountId account);
void describe(db::Transaction& tx, PhotoId id, std::string_view alt);
void remove(db::Transaction& tx, PhotoId id);
void remove_of(db::Transaction& tx, std::string_view kind, std::int64_t subject);
void remove_by(db::Transaction& tx, AccountId account);

}  // namespace palier::photos::store
