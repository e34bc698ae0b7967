#include "core/db/rows.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation::store {
namespace {

#define RULE_COLUMNS                                                                       \
  "select id, territory_id, code, position, active, reason, title_fr, text_fr, title_en, " \
  "text_en from mod_rules "

}  // namespace

bool cast(db::Transaction& tx, const Case& about, const Vote& v) {
  return tx.run(
             "insert into mod_votes (case_id, account_id, territory_id, hide, at) "
             "values ($1, $2, $3, $4, $5) on conflict (case_id, account_id) do nothing",
             about.id, v.account_id, about.territory_id, v.hide, v.at) == 1;
}

std::vector<Vote> votes(db::Session& s, CaseId id) {
  return s.all<Vote>("select account_id, hide, at from mod_votes where case_id = $1 order by at",
                     id);
}

bool add_reviewer(db::Transaction& tx, places::TerritoryId territory, const Reviewer& who) {
  return tx.run(
             "insert into mod_reviewers (account_id, territory_id, by_account, since) "
             "values ($1, $2, $3, $4) on conflict (account_id, territory_id) do nothing",
             who.account_id, territory, who.by_account.value, who.since) == 1;
}

bool remove_reviewer(db::Transaction& tx, places::TerritoryId territory, AccountId who) {
  return tx.run("delete from mod_reviewers where account_id = $1 and territory_id = $2", who,
                territory) == 1;
}

bool is_reviewer(db::Session& s, places::TerritoryId territory, AccountId who) {
  return s.one<std::int64_t>(
             "select count(*) from mod_reviewers where account_id = $1 and territory_id = $2", who,
             territory) > 0;
}

std::vector<Reviewer> reviewers(db::Session& s, places::TerritoryId territory) {
  return s.all<Reviewer>(
      "select account_id, by_account, since from mod_reviewers where territory_id = $1 "
      "order by since, account_id",
      territory);
}

std::vector<Case> to_review(db::Session& s, places::TerritoryId territory, AccountId who,
                            int limit) {
  return s.all<Case>(
      "select id, territory_id, kind, subject_id, author_id, title, excerpt, state, held, signs, "
      "danger, reports, opened_at, assigned_to, assigned_at, decision_id, closed_at from mod_cases "
      "where territory_id = $1 and state = 0 and not held and not danger and reports > 0 "
      "and not exists (select 1 from reports r where r.case_id = mod_cases.id "
      "  and r.reason = 'private') "
      "and not exists (select 1 from mod_votes v where v.case_id = mod_cases.id "
      "  and v.account_id = $2) order by opened_at, id limit $3",
      territory, who, limit);
}

Settings settings(db::Session& s, places::TerritoryId territory) {
  return s
      .maybe<Settings>(
          "select votes_needed, new_days, words from mod_settings where territory_id = $1",
          territory)
      .value_or(Settings{});
}

void put(db::Transaction& tx, places::TerritoryId territory, const Settings& v) {
  tx.run(
      "insert into mod_settings (territory_id, votes_needed, new_days, words) "
      "values ($1, $2, $3, $4) on conflict (territory_id) do update set "
      "votes_needed = excluded.votes_needed, new_days = excluded.new_days, words = excluded.words",
      territory, v.votes_needed, v.new_days, v.words);
}

std::vector<Rule> rules(db::Session& s, places::TerritoryId territory) {
  return s.all<Rule>(RULE_COLUMNS "where territory_id = $1 order by position, code", territory);
}

std::optional<Rule> rule(db::Session& s, places::TerritoryId territory, std::string_view code) {
  return s.maybe<Rule>(RULE_COLUMNS "where territory_id = $1 and code = $2", territory, code);
}

void save(db::Transaction& tx, const Rule& r) {
  tx.run(
      "insert into mod_rules (id, territory_id, code, position, active, reason, title_fr, text_fr, "
      "title_en, text_en) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
      "on conflict (id) do update set code = excluded.code, position = excluded.position, "
      "active = excluded.active, reason = excluded.reason, title_fr = excluded.title_fr, "
      "text_fr = excluded.text_fr, title_en = excluded.title_en, text_en = excluded.text_en",
      r.id, r.territory_id, r.code, r.position, r.active, r.reason, r.title_fr, r.text_fr,
      r.title_en, r.text_en);
}

}  // namespace palier::moderation::store
