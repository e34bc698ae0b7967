#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/db/database.hpp"
#include "features/aid/model.hpp"

namespace palier::aid {

/// A line of a post's history.
struct HistoryLine {
  Instant at{};
  AccountId actor_id{};
  AnswerId answer_id{};
  Action action = Action::open;
  std::optional<State> from_state;
  State to_state = State::open;
};
BOOST_DESCRIBE_STRUCT(HistoryLine, (), (at, actor_id, answer_id, action, from_state, to_state))

/// All of this room's SQL on posts, answers and their history.
namespace store {

void insert(db::Transaction& tx, const Post& post);
/// Writes what an edit may change.
void update(db::Transaction& tx, const Post& post);
std::optional<Post> find(db::Session& s, PostId id);
/// In the order asked for; those that are gone are left out.
std::vector<Post> find_all(db::Session& s, const std::vector<PostId>& ids);
/// Takes the post's row for this transaction: whoever else would change it waits. On PostgreSQL
/// the row lock of an update, on SQLite the one writer.
std::optional<Post> lock(db::Transaction& tx, PostId id, Instant now);
/// State, counts, times, hidden.
void save_state(db::Transaction& tx, const Post& post);
std::vector<Post> of_owner(db::Session& s, AccountId owner, int limit);
/// Those with an answer of theirs.
std::vector<Post> answered_by(db::Session& s, AccountId account, int limit);
std::int64_t count_live(db::Session& s, AccountId owner, bool urgent_only);
bool has_vulnerable_live(db::Session& s, AccountId owner);
/// The point shown earlier for the same address of the same person: drawn once.
std::optional<geo::Point> shown_before(db::Session& s, AccountId owner, places::AddressId address);
/// Live ones that end before then and were not asked "still needed?" since they were renewed; one
/// that lives only a few days is asked halfway at the earliest.
std::vector<PostId> to_ask(db::Session& s, Instant expires_before, Instant now, int limit);
std::vector<PostId> to_expire(db::Session& s, Instant now, int limit);
std::vector<Post> listed(db::Session& s, std::int64_t after_id, int limit);
/// What is open to answers and not hidden in a territory, oldest first.
std::vector<Post> open_of(db::Session& s, Kind kind, places::TerritoryId territory);
/// Changed since then, whatever their state: how a node learns of another's work.
std::vector<Post> changed_since(db::Session& s, Instant since, int limit);
std::vector<Aid::Fared> fared(db::Session& s, places::TerritoryId territory, Instant since);
Aid::Figures figures(db::Session& s);
std::vector<Aid::Opened> opened(db::Session& s, places::TerritoryId territory, Instant from,
                                Instant to);
std::vector<Aid::Met> met(db::Session& s, places::TerritoryId territory, Instant from, Instant to);
std::vector<accounts::Mark> helped(db::Session& s, places::TerritoryId territory, Instant from,
                                   Instant to);
std::vector<Aid::Unmet> unmet(db::Session& s, places::TerritoryId territory);

void insert(db::Transaction& tx, const Answer& answer);
std::optional<Answer> find_answer(db::Session& s, AnswerId id);
std::vector<Answer> answers_of(db::Session& s, PostId post);
/// The person's latest answer to that post.
std::optional<Answer> answer_from(db::Session& s, PostId post, AccountId from);
std::vector<Answer> answers_from(db::Session& s, AccountId from, int limit);
void save(db::Transaction& tx, const Answer& answer);
int waiting(db::Session& s, AccountId account);

void record(db::Transaction& tx, const Post& post, AnswerId answer, Instant at, AccountId actor,
            Action action, std::optional<State> from);
std::vector<HistoryLine> history(db::Session& s, PostId post);

/// A person has left: what they wrote goes, the history of states stays.
void forget(db::Transaction& tx, AccountId account, Instant now);

}  // namespace store
}  // namespace palier::aid
