#pragma once

#include <optional>
#include <vector>

#include "core/form/input.hpp"
#include "core/http/context.hpp"
#include "features/aid/model.hpp"

namespace palier::aid {

struct DraftTag;
using DraftId = Id<DraftTag>;

/// What somebody is still writing. Kept in the database, so a lost network, "back", a reload or
/// signing in on the way lose nothing.
struct Draft {
  DraftId id{};
  AccountId account_id{};  ///< 0: a visitor's, known by their session.
  Kind kind = Kind::need;
  form::Input fields;
  PostId editing{};  ///< The post it changes.
  PostId post_id{};  ///< What it became; sending again leads there.
  Instant created_at{}, changed_at{};
};

namespace drafts {

using Pairs = std::vector<std::pair<std::string, std::string>>;

DraftId make(db::Transaction& tx, AccountId account, Kind kind, const Pairs& fields, PostId editing,
             Instant now);
std::optional<Draft> find(db::Session& s, DraftId id);
/// As find, and no other transaction sends it meanwhile.
std::optional<Draft> lock(db::Transaction& tx, DraftId id);
/// Replaces the inputs named by what `sent` has of them.
void merge(db::Transaction& tx, const Draft& draft, const std::vector<std::string>& names,
           const form::Input& sent, Instant now);
void posted(db::Transaction& tx, DraftId id, PostId post, Instant now);
/// A visitor has signed in.
void adopt(db::Transaction& tx, DraftId id, AccountId account);
void remove(db::Transaction& tx, DraftId id);
/// The person's latest unsent draft of that kind that is not a change of a post.
std::optional<Draft> unfinished(db::Session& s, AccountId account, Kind kind);
/// Forgets what is 30 days old, and sent ones after one.
void sweep(db::Transaction& tx, Instant now);

/// Inputs as name and value pairs, and as kept.
Pairs pairs(const form::Input& input);
std::string to_json(const form::Input& input);
form::Input from_json(std::string_view json);

// The session remembers a visitor's drafts by id.
bool mine(const Draft& draft, const http::Context& c);
void remember(http::Context& c, DraftId id);

}  // namespace drafts
}  // namespace palier::aid
