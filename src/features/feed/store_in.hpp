#pragma once
// Reading rows for a list of ids: statements are kept by their text, so a list is read in chunks of
// one length, filled up with zeros.

#include <array>
#include <utility>
#include <vector>

#include "core/db/rows.hpp"

/// The placeholders of a chunk that begins with $2, or with $1.
#define PALIER_FEED_IN_FROM_2                                                                \
  "($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, " \
  "$21, $22, $23, $24, $25)"
#define PALIER_FEED_IN                                                                      \
  "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, " \
  "$20, $21, $22, $23, $24)"

namespace palier::feed::store {

inline constexpr std::size_t kChunk = 24;

template <class T, std::size_t... I, class... First>
std::vector<T> one_chunk(db::Session& s, const char* sql,
                         const std::array<std::int64_t, kChunk>& ids, std::index_sequence<I...>,
                         const First&... first) {
  return s.all<T>(sql, first..., ids[I]...);
}

/// All rows of `sql`, whose last parameters are the chunk's, for all ids.
template <class T, class Tag, class... First>
std::vector<T> all_in(db::Session& s, const char* sql, const std::vector<Id<Tag>>& ids,
                      const First&... first) {
  std::vector<T> out;
  out.reserve(ids.size());
  for (std::size_t from = 0; from < ids.size(); from += kChunk) {
    std::array<std::int64_t, kChunk> chunk{};
    for (std::size_t i = 0; i < kChunk && from + i < ids.size(); ++i)
      chunk[i] = ids[from + i].value;
    for (auto& row : one_chunk<T>(s, sql, chunk, std::make_index_sequence<kChunk>{}, first...))
      out.push_back(std::move(row));
  }
  return out;
}

}  // namespace palier::feed::store
