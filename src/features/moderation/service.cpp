#include "features/moderation/service.hpp"

#include "core/audit/audit.hpp"
#include "core/html/markdown.hpp"
#include "core/jobs/event_json.hpp"
#include "features/moderation/store.hpp"

namespace palier::moderation {

bool Service::blocked(db::Session& s, AccountId a, AccountId b) const {
  return store::apart(s, a, b);
}

std::vector<AccountId> Service::apart_from(db::Session& s, AccountId a) const {
  return store::apart_from(s, a);
}

std::vector<Moderation::HouseRule> Service::house_rules(db::Session& s,
                                                        places::TerritoryId territory,
                                                        std::string_view language) const {
  std::vector<HouseRule> out;
  for (const auto& r : store::rules(s, territory))
    if (r.active) out.push_back({r.code, r.title(language), r.text(language)});
  return out;
}

std::optional<Reported> Service::describe(db::Session& s, std::string_view kind,
                                          std::int64_t id) const {
  const auto known = kinds_.find(kind);
  if (known == kinds_.end()) return {};
  return known->second.describe(s, id);
}

std::optional<Reported> Service::describe_to(db::Session& s, std::string_view kind, std::int64_t id,
                                             AccountId viewer) const {
  const auto known = kinds_.find(kind);
  if (known == kinds_.end()) return {};
  const Kind& how = known->second;
  if (how.visible && !how.visible(s, id, viewer)) return {};
  return how.describe(s, id);
}

void Service::note(db::Transaction& tx, places::TerritoryId territory, AccountId by,
                   std::string what, std::string_view kind, std::int64_t subject,
                   std::string detail) const {
  audit::write(tx, core_.clock,
               {.territory_id = territory.value,
                .by_account = by.value,
                .what = "moderation." + std::move(what),
                .kind = std::string(kind),
                .subject = subject,
                .detail = std::move(detail)});
}

Case Service::case_of(db::Transaction& tx, std::string_view kind, std::int64_t id,
                      places::TerritoryId territory, AccountId author) {
  Case fresh;
  fresh.id = CaseId::make();
  fresh.territory_id = territory;
  fresh.kind = kind;
  fresh.subject_id = id;
  fresh.author_id = author;
  fresh.opened_at = core_.clock.now();
  if (const auto about = describe(tx, kind, id)) {
    fresh.title = about->title;
    fresh.excerpt = about->excerpt;
    if (about->author) fresh.author_id = about->author;
  }
  return store::open_case(tx, fresh);
}

bool Service::report(std::string_view kind, std::int64_t id, AccountId by,
                     places::TerritoryId territory, const ReportDraft& draft) {
  return core_.db.write([&](db::Transaction& tx) {
    return report(tx, kind, id, by, territory, draft.reason, draft.note);
  });
}

bool Service::report(db::Transaction& tx, std::string_view kind, std::int64_t id, AccountId by,
                     places::TerritoryId territory, std::string_view reason,
                     std::string_view note) {
  Report report;
  report.id = ReportId::make();
  report.territory_id = territory;
  report.kind = kind;
  report.subject_id = id;
  report.reporter_id = by;
  report.reason = reason;
  report.note = note;
  report.created_at = core_.clock.now();
  const Case about = case_of(tx, kind, id, territory, {});
  report.case_id = about.id;
  // What came before was settled: whoever reports it again is thanked, and no case is left empty.
  if (!store::insert(tx, report)) {
    store::drop_if_empty(tx, about.id);
    return false;
  }
  const bool danger = reason == "danger";
  store::count_report(tx, about.id, danger);
  if (danger && !about.danger)
    letters_.moderators(tx, territory, by, true, "/moderation/" + about.id.str());
  core_.events.emit(tx, ReportMade{report.id.value});
  return true;
}

void Service::wrote(db::Transaction& tx, const Text& text, const Verdict& verdict) {
  const Print print = print_of(text.text);
  store::wrote(tx, text.territory,
               {text.author, std::string(text.kind), text.id, core_.clock.now(), print.exact,
                print ? to_text(print.sketch) : ""},
               print);
  if (verdict.act != Verdict::Do::hold) return;
  const Case about = case_of(tx, text.kind, text.id, text.territory, text.author);
  if (about.title.empty())
    store::say_author(tx, about.id, text.author, html::excerpt(text.text, 60),
                      html::excerpt(text.text, 600));
  store::hold(tx, about.id, verdict.signs);
}

bool Service::block(AccountId blocker, AccountId blocked, places::TerritoryId territory) {
  if (blocker == blocked) return false;
  return core_.db.write([&](db::Transaction& tx) {
    if (!accounts_.person(tx, blocked)) return false;
    store::block(tx, blocker, blocked, territory, core_.clock.now());
    core_.events.emit(tx, Blocked{blocker.value, blocked.value});
    return true;
  });
}

bool Service::unblock(AccountId blocker, AccountId blocked) {
  return core_.db.write([&](db::Transaction& tx) { return store::unblock(tx, blocker, blocked); });
}

}  // namespace palier::moderation
