// The page that shows everything once more before it is sent.
#include "features/aid/asking.hpp"

namespace palier::aid {
namespace {

using i18n::Language;
using i18n::Message;
using Row = CheckPage::Row;

std::vector<Row> question_rows(const PostForm& f, Kind kind, const Language& l,
                               const std::string& change) {
  std::vector<Row> rows;
  for (const Seen seen : {Seen::neighbours, Seen::accepted})
    for (auto& line : said(*f.category, kind, f.replies, seen, l))
      rows.push_back({line.label, std::move(line.values), change, {}});
  if (rows.empty()) rows.push_back({l.tr(N_("Questions")), {l.tr(N_("No answer"))}, change, {}});
  return rows;
}

}  // namespace

CheckPage check_page(Room& room, const http::Context& c, const Draft& draft, const ReadDraft& read,
                     const form::Errors& errors) {
  const auto& l = c.language;
  const auto& f = read.form;
  const bool need = draft.kind == Kind::need;
  CheckPage p;
  p.kind = draft.kind;
  p.editing = static_cast<bool>(draft.editing);
  p.signed_in = c.viewer.signed_in();
  p.action = ask_url(draft, "send");
  p.drop = ask_url(draft, "drop");
  if (!f.category) return p;

  const auto change = [&](Step step) { return ask_url(draft, word(step)) + "?back=check"; };
  const auto row = [&](Step step, const char* label, std::vector<std::string> values) {
    p.rows.push_back({l.tr(label), std::move(values), change(step), {}});
  };
  row(Step::category, need ? N_("What you need") : N_("What you offer"),
      {f.category->name(l.code())});
  if (!f.category->asked(draft.kind).empty())
    for (auto& r : question_rows(f, draft.kind, l, change(Step::questions)))
      p.rows.push_back(std::move(r));
  if (!f.title.empty()) row(Step::details, N_("Title"), {f.title});
  row(Step::details, N_("In your own words"),
      {f.details.empty() ? std::string(l.tr(N_("Nothing more"))) : f.details});
  if (need) {
    std::vector<std::string> whom{f.for_other ? l.tr(Message{N_("For {1}"), {f.other_name}})
                                              : std::string(l.tr(N_("For me")))};
    if (f.for_other) whom.emplace_back(l.tr(label(f.consent)));
    if (f.vulnerable)
      whom.emplace_back(
          l.tr(N_("A person to protect: only verified neighbours can answer, nobody is "
                  "told why")));
    row(Step::whom, N_("For whom"), std::move(whom));
  }
  std::string where;
  if (read.place) {
    where = read.place->label;
  } else if (draft.fields.one("place") == "same") {
    where = l.tr(N_("The same place as before"));
  } else {
    where = l.tr(N_("At my home"));
    if (p.signed_in)
      if (const auto home = room.db().read(
              [&](db::Session& s) { return room.p.accounts.home(s, AccountId{c.viewer.account}); }))
        where += ": " + home->label;
  }
  row(Step::where, N_("Where"), {where});

  Post when;  // Only to say it as the page will.
  when.needed_by = f.needed_by;
  when.windows = f.windows;
  when.dates = dates_text(f.dates);
  when.repeats = f.repeats;
  auto lines = when_lines(when, l);
  if (f.urgent) lines.insert(lines.begin(), l.tr(N_("Urgent")));
  row(Step::when, N_("When"), std::move(lines));

  std::vector<std::string> how;
  if (f.category->contactless)
    how.emplace_back(f.contactless ? l.tr(N_("Without contact: left on the landing"))
                                   : l.tr(N_("We will meet")));
  how.push_back(payment_line(f.payment, f.amount_cents, l));
  if (f.people > 1) how.push_back(l.tr(Message{N_("{1} people"), {std::to_string(f.people)}}));
  row(Step::how, N_("How"), std::move(how));
  std::vector<std::string> who{scope_line(f.scope, f.radius_m, l)};
  if (f.verified_only) who.emplace_back(l.tr(N_("Only verified neighbours can answer")));
  row(Step::how, N_("Who can see it"), std::move(who));

  for (const auto& e : errors.entries()) {
    if (e.field.empty()) continue;
    const auto url = change(step_of(e.field));
    for (auto& r : p.rows)
      if (r.change == url) {
        r.anchors.push_back(e.field);
        break;
      }
  }
  return p;
}

}  // namespace palier::aid
