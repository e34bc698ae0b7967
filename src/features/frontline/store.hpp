#pragma once

#include <optional>
#include <vector>

#include "core/form/input.hpp"
#include "core/http/context.hpp"
#include "features/frontline/model.hpp"

namespace palier::frontline {

struct DraftTag;
using DraftId = Id<DraftTag>;

/// A form that somebody is still filling in.
struct Draft {
  DraftId id{};
  AccountId account_id{};  ///< 0: a visitor's, known by their session.
  QuestionnaireId questionnaire_id{};
  std::int64_t version = 0;
  form::Input fields;
  SubmissionId submission_id{};  ///< What it became; sending again leads there.
};

/// All SQL of this room.
namespace store {

// Questionnaires.
std::vector<Questionnaire> questionnaires(db::Session& s);  ///< By position.
std::optional<Questionnaire> questionnaire(db::Session& s, std::string_view code);
/// As one version had it, whatever it is now but for `open`.
std::optional<Questionnaire> questionnaire(db::Session& s, QuestionnaireId id,
                                           std::int64_t version);
bool any_open(db::Session& s);
/// A new one; UniqueViolation where the word is taken.
void add(db::Transaction& tx, Questionnaire& q, AccountId by, Instant now);
/// The next version; false where it is not `q.version` that stands any more.
bool save(db::Transaction& tx, Questionnaire& q, AccountId by, Instant now);

// Drafts.
DraftId make_draft(db::Transaction& tx, AccountId account, const Questionnaire& q,
                   const form::Input& fields, Instant now);
std::optional<Draft> draft(db::Session& s, DraftId id);
/// As draft, and no other transaction sends it meanwhile.
std::optional<Draft> lock_draft(db::Transaction& tx, DraftId id);
void save_draft(db::Transaction& tx, DraftId id, const form::Input& fields, Instant now);
void adopt(db::Transaction& tx, DraftId id, AccountId account);
/// It was sent: its fields go.
void became(db::Transaction& tx, DraftId id, SubmissionId submission, Instant now);
void remove_draft(db::Transaction& tx, DraftId id);

// What was filled in.
void insert(db::Transaction& tx, const Submission& s);
void update(db::Transaction& tx, const Submission& s);  ///< All but id, answers' version, birth.
std::optional<Submission> submission(db::Session& s, SubmissionId id);
std::optional<Submission> lock(db::Transaction& tx, SubmissionId id);
std::optional<Submission> by_code(db::Session& s, std::string_view seal);
void add_need(db::Transaction& tx, SubmissionId id, aid::PostId need);
std::vector<aid::PostId> needs(db::Session& s, SubmissionId id);
std::vector<Submission> waiting(db::Session& s, places::TerritoryId t,
                                int limit);  ///< Oldest first.
std::vector<Submission> closed(db::Session& s, places::TerritoryId t,
                               int limit);  ///< Newest first.
int count_waiting(db::Session& s, places::TerritoryId t);
/// Others with the same number, or of the same person at the same address; not those expired.
std::vector<Submission> alike(db::Session& s, const Submission& one);
int waiting_for(db::Session& s, std::string_view phone);
int waiting_at(db::Session& s, std::string_view place);
std::vector<Submission> of_account(db::Session& s, AccountId id);
/// Their rows go, with what they hold.
void forget(db::Transaction& tx, AccountId id);
/// Empties what waited past its time, and removes drafts as old; answers how many waited.
std::int64_t sweep(db::Transaction& tx, Instant now);

}  // namespace store
}  // namespace palier::frontline
