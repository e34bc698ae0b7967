#pragma once

#include <string>
#include <vector>

#include "core/html/field.hpp"
#include "core/html/page.hpp"
#include "core/i18n/language.hpp"
#include "features/moderation/form.hpp"
#include "features/moderation/model.hpp"

namespace palier::moderation {

/// The report form: what is reported is shown so that nobody reports the wrong thing.
struct ReportView {
  Reported about;
  std::string action;
  html::Field reason;
  html::Field note;
};
ReportView report_view(const Reported& about, std::string action, const form::Input& input,
                       const form::Errors& errors, const i18n::Language& language);

/// A line of the moderators' queue.
struct QueueLine {
  std::string url, title, kind;
  std::string reasons;  ///< "It is hurtful or hateful, Something else"
  std::int64_t reports = 0;
  std::string when;
  bool danger = false, held = false;
  std::string looking;  ///< Who has taken it; "" for nobody.
  std::string state;    ///< Of what is decided.
};
struct AppealLine {
  std::string url, title, when;
  bool own = false;  ///< Against this viewer's own decision.
};
struct QueuePage {
  std::string at;  ///< Which tab: "", "mine", "votes", "decided".
  std::vector<QueueLine> lines;
  std::vector<AppealLine> appeals;
  html::Pager pager;
  std::int64_t votes = 0;  ///< Decided by neighbours, to look over.
};

/// One report in a case.
struct ReportLine {
  std::string by, reason, note, when;
};
/// An earlier decision about the same author.
struct HistoryLine {
  std::string when, what, rule, title, url;
};
struct CasePage {
  std::string title, kind, url, action;
  std::optional<Reported> about;  ///< As it is now.
  std::string then;               ///< As it was, where that differs.
  std::string author, author_since;
  bool author_verified = false, author_limited = false, author_gone = false;
  std::int64_t author_cases = 0;
  std::vector<HistoryLine> history;
  std::vector<ReportLine> reports;
  std::vector<std::string> signs;
  bool held = false, danger = false;
  std::int64_t votes_hide = 0, votes_keep = 0;
  bool open = true, provisional = false;
  std::string barred;                  ///< Why this moderator may not decide; "" for nothing.
  std::string looking;                 ///< Somebody else has taken it.
  bool taken = false;                  ///< By this moderator.
  std::vector<HistoryLine> decisions;  ///< On this case.
  std::string words;                   ///< Of the last decision.
  std::string appeal_url;
  std::vector<html::Field> fields;  ///< decision, rule, days, note.
};
std::string kind_name(std::string_view kind, const i18n::Language& l);
std::string action_name(const Decision& d, const i18n::Language& l);
std::string state_name(DecisionState state, const i18n::Language& l);
std::vector<html::Field> decision_fields(const std::vector<Rule>& rules, const form::Input& input,
                                         const form::Errors& errors, const i18n::Language& l);

/// An author's appeal: theirs to write, or a moderator's to decide.
struct AppealPage {
  std::string heading, title, what, rule, words, when, action, state, answer;
  std::string author, theirs;  ///< For the moderator: whose it is, and their words.
  std::string barred, case_url;
  bool open = false;
  std::vector<html::Field> fields;
};

/// Something decided about what one wrote.
struct OwnLine {
  std::string title, what, when, rule, words, state, appeal_url;
};

struct ReviewLine {
  std::string title, kind, excerpt, url, reasons, action;
};

struct ReviewerLine {
  std::string name, since, action;
};
struct ReviewersPage {
  html::Field search;
  std::vector<ReviewerLine> found, reviewers;
  bool searched = false;
};

struct RuleLine {
  std::string code, title, text, url;
  bool active = true;
};
struct RulePage {
  std::string heading, action;
  std::vector<html::Field> fields;
};

struct FigureRow {
  std::string period;
  std::vector<std::string> cells;
};
struct FiguresPage {
  std::vector<std::string> heads;
  std::vector<FigureRow> rows;
};

struct AuditLine {
  std::string when, by, by_url, what, word, about, about_url, detail;
};
struct AuditPage {
  std::vector<html::Field> fields;
  std::vector<AuditLine> lines;
  std::vector<std::string> narrowed;  ///< What the list is narrowed to besides the fields.
  std::string by, kind, subject;      ///< Kept while filtering.
  std::string csv, next, first;
};
/// A privileged act in words; the word itself where none are known.
std::string act_name(std::string_view what, const i18n::Language& l);

struct BlockLine {
  std::string name, since, action;
};

}  // namespace palier::moderation
