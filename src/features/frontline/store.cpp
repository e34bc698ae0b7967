#include "features/frontline/store.hpp"

#include <boost/json.hpp>

#include "core/db/rows.hpp"
#include "features/frontline/document.hpp"
#include "features/frontline/form.hpp"

namespace palier::frontline::store {
namespace {

struct QuestionnaireRow {
  QuestionnaireId id{};
  bool open = false;
  std::int64_t position = 0;
  std::int64_t version = 0;
  std::string document;
};
BOOST_DESCRIBE_STRUCT(QuestionnaireRow, (), (id, open, position, version, document))

struct DraftRow {
  DraftId id{};
  AccountId account_id{};
  QuestionnaireId questionnaire_id{};
  std::int64_t version = 0;
  std::string fields;
  SubmissionId submission_id{};
};
BOOST_DESCRIBE_STRUCT(DraftRow, (),
                      (id, account_id, questionnaire_id, version, fields, submission_id))

#define PALIER_FRONTLINE_QUESTIONNAIRE                      \
  "select q.id, q.open, q.position, v.version, v.document " \
  "from frontline_questionnaires q join frontline_versions v on v.questionnaire_id = q.id "
#define PALIER_FRONTLINE_DRAFT                                               \
  "select id, account_id, questionnaire_id, version, fields, submission_id " \
  "from frontline_drafts where id = $1"
#define PALIER_FRONTLINE_SUBMISSION                                                            \
  "select id, territory_id, questionnaire_id, version, audience, account_id, made_by, state, " \
  "language, answers, way, phone, person, place_label, address_id, consent, consent_at, "      \
  "code_seal, letter_at, confirmed_at, called_at, note, created_at, closed_at "                \
  "from frontline_submissions "

Questionnaire opened(const QuestionnaireRow& row) {
  auto q = kept_document(row.document);
  q.id = row.id;
  q.open = row.open;
  q.position = row.position;
  q.version = row.version;
  return q;
}

Draft opened(DraftRow row) {
  return {row.id,      row.account_id,        row.questionnaire_id,
          row.version, from_text(row.fields), row.submission_id};
}

void add_version(db::Transaction& tx, const Questionnaire& q, AccountId by, Instant now) {
  tx.run(
      "insert into frontline_versions (questionnaire_id, version, document, made_by, made_at) "
      "values ($1, $2, $3, $4, $5)",
      q.id, q.version, boost::json::serialize(to_json(q)), by.value, now);
}

}  // namespace

std::vector<Questionnaire> questionnaires(db::Session& s) {
  std::vector<Questionnaire> out;
  for (const auto& row : s.all<QuestionnaireRow>(
           PALIER_FRONTLINE_QUESTIONNAIRE "and v.version = q.version order by q.position, q.id"))
    out.push_back(opened(row));
  return out;
}

std::optional<Questionnaire> questionnaire(db::Session& s, std::string_view code) {
  const auto row = s.maybe<QuestionnaireRow>(
      PALIER_FRONTLINE_QUESTIONNAIRE "and v.version = q.version where q.code = $1 limit 1", code);
  return row ? std::optional(opened(*row)) : std::nullopt;
}

std::optional<Questionnaire> questionnaire(db::Session& s, QuestionnaireId id,
                                           std::int64_t version) {
  const auto row = s.maybe<QuestionnaireRow>(
      PALIER_FRONTLINE_QUESTIONNAIRE "where q.id = $1 and v.version = $2", id, version);
  return row ? std::optional(opened(*row)) : std::nullopt;
}

bool any_open(db::Session& s) {
  return s.maybe<std::int64_t>("select id from frontline_questionnaires where open limit 1")
      .has_value();
}

void add(db::Transaction& tx, Questionnaire& q, AccountId by, Instant now) {
  q.id = QuestionnaireId::make();
  q.version = 1;
  tx.run(
      "insert into frontline_questionnaires (id, code, audience, open, position, version) "
      "values ($1, $2, $3, $4, $5, 1)",
      q.id, q.code, q.audience, q.open, q.position);
  add_version(tx, q, by, now);
}

bool save(db::Transaction& tx, Questionnaire& q, AccountId by, Instant now) {
  if (tx.run("update frontline_questionnaires set audience = $3, open = $4, position = $5, "
             "version = version + 1 where id = $1 and version = $2",
             q.id, q.version, q.audience, q.open, q.position) == 0)
    return false;
  ++q.version;
  add_version(tx, q, by, now);
  return true;
}

DraftId make_draft(db::Transaction& tx, AccountId account, const Questionnaire& q,
                   const form::Input& fields, Instant now) {
  const auto id = DraftId::make();
  tx.run(
      "insert into frontline_drafts (id, account_id, questionnaire_id, version, fields, "
      "created_at, changed_at) values ($1, $2, $3, $4, $5, $6, $6)",
      id, account.value, q.id, q.version, to_text(fields), now);
  return id;
}

std::optional<Draft> draft(db::Session& s, DraftId id) {
  auto row = s.maybe<DraftRow>(PALIER_FRONTLINE_DRAFT, id);
  return row ? std::optional(opened(std::move(*row))) : std::nullopt;
}

std::optional<Draft> lock_draft(db::Transaction& tx, DraftId id) {
  if (tx.run("update frontline_drafts set changed_at = changed_at where id = $1", id) == 0)
    return {};
  return draft(tx, id);
}

void save_draft(db::Transaction& tx, DraftId id, const form::Input& fields, Instant now) {
  tx.run("update frontline_drafts set fields = $2, changed_at = $3 where id = $1", id,
         to_text(fields), now);
}

void adopt(db::Transaction& tx, DraftId id, AccountId account) {
  tx.run("update frontline_drafts set account_id = $2 where id = $1 and account_id = 0", id,
         account);
}

void became(db::Transaction& tx, DraftId id, SubmissionId submission, Instant now) {
  tx.run(
      "update frontline_drafts set submission_id = $2, fields = '{}', changed_at = $3 "
      "where id = $1",
      id, submission, now);
}

void remove_draft(db::Transaction& tx, DraftId id) {
  tx.run("delete from frontline_drafts where id = $1", id);
}

void insert(db::Transaction& tx, const Submission& s) {
  tx.run(
      "insert into frontline_submissions (id, territory_id, questionnaire_id, version, audience, "
      "account_id, made_by, state, language, answers, way, phone, person, place_label, address_id, "
      "consent, consent_at, created_at, closed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
      s.id, s.territory_id, s.questionnaire_id, s.version, s.audience, s.account_id.value,
      s.made_by.value, s.state, s.language, s.answers, s.way, s.phone, s.person, s.place_label,
      s.address_id, s.consent, s.consent_at, s.created_at, s.closed_at);
}

void update(db::Transaction& tx, const Submission& s) {
  tx.run(
      "update frontline_submissions set account_id = $2, made_by = $3, state = $4, answers = $5, "
      "phone = $6, person = $7, place_label = $8, address_id = $9, consent = $10, consent_at = "
      "$11, code_seal = $12, letter_at = $13, confirmed_at = $14, called_at = $15, note = $16, "
      "closed_at = $17 where id = $1",
      s.id, s.account_id.value, s.made_by.value, s.state, s.answers, s.phone, s.person,
      s.place_label, s.address_id, s.consent, s.consent_at, s.code_seal, s.letter_at,
      s.confirmed_at, s.called_at, s.note, s.closed_at);
}

std::optional<Submission> submission(db::Session& s, SubmissionId id) {
  return s.maybe<Submission>(PALIER_FRONTLINE_SUBMISSION "where id = $1", id);
}

std::optional<Submission> lock(db::Transaction& tx, SubmissionId id) {
  if (tx.run("update frontline_submissions set state = state where id = $1", id) == 0) return {};
  return submission(tx, id);
}

std::optional<Submission> by_code(db::Session& s, std::string_view seal) {
  return s.maybe<Submission>(
      PALIER_FRONTLINE_SUBMISSION "where code_seal = $1 and state = 1 limit 1", seal);
}

void add_need(db::Transaction& tx, SubmissionId id, aid::PostId need) {
  tx.run("insert into frontline_needs (submission_id, post_id) values ($1, $2)", id, need);
}

std::vector<aid::PostId> needs(db::Session& s, SubmissionId id) {
  return s.all<aid::PostId>(
      "select post_id from frontline_needs where submission_id = $1 order by post_id", id);
}

std::vector<Submission> waiting(db::Session& s, places::TerritoryId t, int limit) {
  return s.all<Submission>(PALIER_FRONTLINE_SUBMISSION
                           "where territory_id = $1 and state = 1 order by created_at limit $2",
                           t, limit);
}

std::vector<Submission> closed(db::Session& s, places::TerritoryId t, int limit) {
  return s.all<Submission>(PALIER_FRONTLINE_SUBMISSION
                           "where territory_id = $1 and state in (2, 3, 4) "
                           "order by closed_at desc limit $2",
                           t, limit);
}

int count_waiting(db::Session& s, places::TerritoryId t) {
  return static_cast<int>(s.one<std::int64_t>(
      "select count(*) from frontline_submissions where territory_id = $1 and state = 1", t));
}

std::vector<Submission> alike(db::Session& s, const Submission& one) {
  return s.all<Submission>(
      PALIER_FRONTLINE_SUBMISSION
      "where id <> $1 and territory_id = $2 and state in (0, 1, 2) and ((phone <> '' and "
      "phone = $3) or (person <> '' and person = $4 and place_label = $5)) "
      "order by created_at desc limit 20",
      one.id, one.territory_id, one.phone, one.person, one.place_label);
}

int waiting_for(db::Session& s, std::string_view phone) {
  return static_cast<int>(s.one<std::int64_t>(
      "select count(*) from frontline_submissions where state = 1 and phone <> '' and phone = $1",
      phone));
}

int waiting_at(db::Session& s, std::string_view place) {
  return static_cast<int>(
      s.one<std::int64_t>("select count(*) from frontline_submissions where state = 1 and "
                          "place_label <> '' and place_label = $1",
                          place));
}

std::vector<Submission> of_account(db::Session& s, AccountId id) {
  return s.all<Submission>(
      PALIER_FRONTLINE_SUBMISSION "where account_id = $1 order by created_at desc limit 10000", id);
}

void forget(db::Transaction& tx, AccountId id) {
  tx.run(
      "delete from frontline_needs where submission_id in "
      "(select id from frontline_submissions where account_id = $1)",
      id);
  tx.run("delete from frontline_submissions where account_id = $1", id);
  tx.run("delete from frontline_drafts where account_id = $1", id);
}

std::int64_t sweep(db::Transaction& tx, Instant now) {
  const Instant before = now - kKept;
  tx.run(
      "delete from frontline_drafts where changed_at < $1 or (submission_id <> 0 and "
      "changed_at < $2)",
      before, now - std::chrono::days(1));
  // Turned down: nothing of the person stays longer than of those who waited.
  tx.run(
      "update frontline_submissions set answers = '{}', phone = '', person = '', place_label = '', "
      "address_id = 0, note = '', code_seal = '' where state = 3 and created_at < $1 and "
      "answers <> '{}'",
      before);
  return tx.run(
      "update frontline_submissions set state = 4, answers = '{}', phone = '', person = '', "
      "place_label = '', address_id = 0, note = '', code_seal = '', closed_at = $2 "
      "where state = 1 and created_at < $1",
      before, now);
}

}  // namespace palier::frontline::store
