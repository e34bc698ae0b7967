#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "features/search/search.hpp"

namespace palier::search {

/// A document as it is kept: its words as terms, alternatives of one word joined by "|".
struct Row {
  std::int64_t key = 0;
  places::TerritoryId territory_id{1};
  std::string kind;
  std::int64_t thing_id = 0;
  std::int64_t part = 0;
  std::string audience;
  AccountId author_id{};
  Instant at{};
  std::string title_terms, body_terms;
  Instant put_at{};
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (key, territory_id, kind, thing_id, part, audience, author_id, at,
                       title_terms, body_terms, put_at))

/// What a search reads of each document that the engine found.
struct Candidate {
  std::int64_t key = 0;
  std::string kind;
  std::int64_t thing_id = 0;
  Instant at{};
  std::string title_terms, body_terms;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (key, kind, thing_id, at, title_terms, body_terms))

/// One of the words looked for, and by which terms a document may have it; the weight says how good
/// each is: 1 as written, less for a beginning or a slip of the pen.
struct Alternative {
  std::string term;
  double weight = 1;
};
struct Wanted {
  std::vector<Alternative> any;
  bool required = true;
};

/// What the engine is asked: each group must be met by one of its terms.
using Groups = std::vector<std::vector<std::string>>;

std::string audience_mark(std::string_view audience, places::TerritoryId territory);
std::string kind_mark(std::string_view kind);

/// The terms of a text, as title_terms and body_terms hold them; stop words left out.
std::string terms_of_text(std::string_view text, std::string_view language, std::size_t most);

}  // namespace palier::search
