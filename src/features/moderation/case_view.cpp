#include "features/moderation/case_view.hpp"

#include <set>

#include "features/moderation/routes.hpp"
#include "features/moderation/store.hpp"
#include "features/moderation/weigh.hpp"

namespace palier::moderation {
namespace {

std::string reasons_of(const std::vector<Report>& reports, const i18n::Language& l) {
  std::set<std::string_view> seen;
  std::vector<std::string> out;
  for (const Reason& r : reasons())
    for (const auto& report : reports)
      if (report.reason == r.word && seen.insert(r.word).second) out.emplace_back(l.tr(r.label));
  return fmt::format("{}", fmt::join(out, " · "));
}

std::vector<std::string> signs_of(const Case& one, const i18n::Language& l) {
  std::vector<std::string> out;
  std::string_view rest = one.signs;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(','), rest.size());
    out.emplace_back(l.tr(label_of_sign(rest.substr(0, end))));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

std::string title_of(const Case& one, const std::optional<Reported>& about,
                     const i18n::Language& l) {
  if (about) return about->title;
  return one.title.empty() ? std::string(l.tr(N_("It is no longer there"))) : one.title;
}

bool fresh(const Looking& look, const Case& one) {
  return one.assigned_to && one.assigned_at && look.now - *one.assigned_at < Service::kLooking;
}

}  // namespace

QueueLine queue_line(const Looking& look, const Case& one) {
  const auto& l = look.l;
  QueueLine line;
  line.url = "/moderation/" + one.id.str();
  line.title = title_of(one, look.service.describe(look.s, one.kind, one.subject_id), l);
  line.kind = kind_name(one.kind, l);
  line.reasons = reasons_of(store::reports_of(look.s, one.id), l);
  if (one.held && line.reasons.empty())
    line.reasons = fmt::format("{}", fmt::join(signs_of(one, l), " · "));
  line.reports = one.reports;
  line.when = l.ago(one.opened_at, look.now);
  line.danger = one.danger;
  line.held = one.held;
  if (fresh(look, one) && one.state != CaseState::decided)
    line.looking =
        one.assigned_to == look.who
            ? l.tr(N_("You are looking at this"))
            : l.tr(i18n::Message{N_("{1} is looking at this"),
                                 {name_of(look.s, look.service.accounts(), one.assigned_to, l)}});
  if (one.state != CaseState::open)
    if (const auto d = store::find(look.s, one.decision_id))
      line.state = d->state == DecisionState::stands ? action_name(*d, l) : state_name(d->state, l);
  return line;
}

std::vector<AppealLine> appeal_lines(const Looking& look, places::TerritoryId territory) {
  std::vector<AppealLine> out;
  for (const auto& a : store::appeals(look.s, territory, AppealState::open, 50)) {
    const auto d = store::find(look.s, a.decision_id);
    if (!d) continue;
    out.push_back(
        {"/moderation/appeals/" + a.id.str(),
         d->title.empty() ? std::string(look.l.tr(N_("It is no longer there"))) : d->title,
         look.l.ago(a.at, look.now), d->by_account == look.who});
  }
  return out;
}

HistoryLine history_line(const Looking& look, const Decision& d) {
  HistoryLine line;
  line.when = look.l.date(d.at);
  line.what = action_name(d, look.l);
  if (d.state != DecisionState::stands) line.what += " · " + state_name(d.state, look.l);
  line.rule = d.rule;
  line.title = d.title;
  line.url = "/moderation/" + d.case_id.str();
  return line;
}

CasePage case_page(const Looking& look, const Case& one) {
  const auto& l = look.l;
  const auto& accounts = look.service.accounts();
  CasePage p;
  p.about = look.service.describe(look.s, one.kind, one.subject_id);
  p.title = title_of(one, p.about, l);
  p.kind = kind_name(one.kind, l);
  p.url = p.action = "/moderation/" + one.id.str();
  if (!one.excerpt.empty() && (!p.about || p.about->excerpt != one.excerpt)) p.then = one.excerpt;

  const AccountId author = p.about && p.about->author ? p.about->author : one.author_id;
  const auto person = author ? accounts.person(look.s, author) : std::nullopt;
  p.author_gone = !person;
  p.author = name_of(look.s, accounts, author, l);
  if (person) {
    p.author_since = l.ago(person->since, look.now);
    p.author_verified = person->verified;
    p.author_limited = store::limited_until(look.s, author, look.now).has_value();
    p.author_cases = store::count_cases_about(look.s, author, one.id);
    for (const auto& d : store::decisions_about(look.s, author, 20))
      if (d.case_id != one.id) p.history.push_back(history_line(look, d));
  }
  for (const auto& r : store::reports_of(look.s, one.id))
    p.reports.push_back({name_of(look.s, accounts, r.reporter_id, l), l.tr(label_of(r.reason)),
                         r.note, l.ago(r.created_at, look.now)});
  p.signs = signs_of(one, l);
  p.held = one.held;
  p.danger = one.danger;
  for (const auto& v : store::votes(look.s, one.id)) ++(v.hide ? p.votes_hide : p.votes_keep);
  p.open = one.state != CaseState::decided;
  p.provisional = one.state == CaseState::provisional;
  if (p.open)
    if (const Bar bar = look.service.bar(look.s, one, look.who); bar != Bar::none)
      p.barred = l.tr(sentence(bar));
  if (p.open && fresh(look, one)) {
    p.taken = one.assigned_to == look.who;
    if (!p.taken) p.looking = name_of(look.s, accounts, one.assigned_to, l);
  }
  for (const auto& d : store::decisions_of(look.s, one.id)) {
    p.decisions.push_back(history_line(look, d));
    p.words = d.words;
    if (const auto a = store::appeal_of(look.s, d.id))
      p.appeal_url = "/moderation/appeals/" + a->id.str();
  }
  return p;
}

}  // namespace palier::moderation
