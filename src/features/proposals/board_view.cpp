// The board's front page and its lists: what is open, where, and why nobody was found.
#include "features/proposals/board_view.hpp"

#include <algorithm>
#include <cmath>

#include "features/proposals/view.hpp"

namespace palier::proposals::board {
namespace {

using i18n::Language;
using std::chrono::days;

places::AreaId area_of(places::AreaId district, places::AreaId quarter, places::AreaId commune) {
  return district ? district : quarter ? quarter : commune;
}

std::string area_name(const Eyes& e, places::AreaId id) {
  const auto area = id ? e.p.places.area(id) : std::nullopt;
  return area ? area->name : e.l.tr(N_("Elsewhere"));
}

/// An open need and what is under way for it.
struct Open {
  aid::Wanted wanted;
  std::int64_t live = 0;
  places::AreaId area{};
  /// Somebody is still missing whom nobody has been asked to be.
  bool alone() const { return wanted.missing > live + wanted.pending; }
};

std::vector<Open> open_needs(const Eyes& e) {
  std::map<aid::PostId, std::int64_t> live;
  for (const auto& p : store::live(e.s, e.seat.territory)) ++live[p.need_id];
  std::vector<Open> out;
  for (auto& w : e.p.aid.wanted(e.s, e.seat.territory)) {
    if (w.missing <= 0) continue;
    Open o;
    o.area = area_of(w.scopes.district, w.scopes.quarter, w.scopes.commune);
    if (const auto it = live.find(w.id); it != live.end()) o.live = it->second;
    o.wanted = std::move(w);
    out.push_back(std::move(o));
  }
  std::stable_sort(out.begin(), out.end(), [](const Open& a, const Open& b) {
    if (a.wanted.urgent != b.wanted.urgent) return a.wanted.urgent;
    return a.wanted.since < b.wanted.since;
  });
  return out;
}

std::vector<AreaLine> area_lines(const Eyes& e, const std::vector<Open>& open,
                                 const NeedFilter& filter) {
  std::map<places::AreaId, AreaLine> lines;
  std::map<places::AreaId, Instant> oldest;
  for (const auto& f : e.p.aid.fared(e.s, e.seat.territory, e.now - days(28))) {
    auto& line = lines[area_of(f.district_id, f.quarter_id, f.commune_id)];
    line.units += f.units;
    line.served += f.served;
  }
  for (const auto& o : open) {
    auto& line = lines[o.area];
    ++line.open;
    if (!o.alone()) continue;
    ++line.alone;
    line.urgent += o.wanted.urgent;
    auto [it, fresh] = oldest.try_emplace(o.area, o.wanted.since);
    if (!fresh) it->second = std::min(it->second, o.wanted.since);
  }
  std::vector<AreaLine> out;
  for (auto& [id, line] : lines) {
    line.id = id.str();
    line.name = area_name(e, id);
    NeedFilter only = filter;
    only.area = id.value;
    line.url = "/board" + query_of(only);
    line.share = line.units
                     ? e.l.tr(i18n::Message{N_("{1} of {2}"),
                                            {e.l.number(line.served), e.l.number(line.units)}})
                     : "–";
    if (const auto it = oldest.find(id); it != oldest.end())
      line.longest = e.l.ago(it->second, e.now);
    out.push_back(std::move(line));
  }
  std::stable_sort(out.begin(), out.end(), [](const AreaLine& a, const AreaLine& b) {
    if (a.urgent != b.urgent) return a.urgent > b.urgent;
    return a.alone > b.alone;
  });
  return out;
}

bool fits(const Open& o, const NeedFilter& f, Instant now) {
  if (!f.all && !o.alone()) return false;
  if (f.area && o.area.value != f.area) return false;
  if (!f.category.empty() && o.wanted.category != f.category) return false;
  if (f.urgent && !o.wanted.urgent) return false;
  if (f.vulnerable && !o.wanted.vulnerable) return false;
  return !f.waiting_long || now - o.wanted.since > std::chrono::hours(24);
}

NeedLine need_line(const Eyes& e, const Open& o) {
  NeedLine line;
  const auto& w = o.wanted;
  line.id = w.id;
  line.url = "/board/needs/" + w.id.str();
  if (const auto summary = e.p.aid.summary(e.s, w.id, e.l)) {
    line.title = summary->card.title;
    line.category = summary->card.category;
  }
  line.area = area_name(e, o.area);
  line.waits = e.l.ago(w.since, e.now);
  line.since = w.since;
  line.urgent = w.urgent;
  line.vulnerable = e.seat.desk && w.vulnerable;
  line.missing = w.missing;
  line.asked = o.live;
  line.answered = w.pending;
  if (!o.alone()) return line;
  if (const auto lacking = store::lacking(e.s, w.id)) {
    line.reason = reason(e, *lacking);
    line.bars = bars(lacking->barred, e.seat.desk, e.l);
  } else {
    line.reason = e.l.tr(N_("The next plan looks for somebody."));
  }
  return line;
}

void fill_choices(const Eyes& e, BoardView& v) {
  v.area.name = "area";
  v.area.label = e.l.tr(N_("District"));
  v.area.options.push_back({"", e.l.tr(N_("All")), "", v.filter.area == 0});
  auto areas = v.areas;
  std::sort(areas.begin(), areas.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  for (const auto& a : areas)
    if (a.id != "0")
      v.area.options.push_back(
          {a.id, a.name, "", v.filter.area != 0 && places::AreaId{v.filter.area}.str() == a.id});
  v.category.name = "category";
  v.category.label = e.l.tr(N_("Kind of help"));
  v.category.options.push_back({"", e.l.tr(N_("All")), "", v.filter.category.empty()});
  for (const auto& kind : e.p.aid.kinds(e.s, e.l))
    v.category.options.push_back({kind.code, kind.name, "", v.filter.category == kind.code});
}

}  // namespace

std::string name_of(const Eyes& e, AccountId id) {
  if (!id) return e.l.tr(N_("the program"));
  const auto person = e.p.accounts.person(e.s, id);
  if (!person) return e.l.tr(N_("Someone who has left"));
  std::string name = person->first_name;
  if (e.seat.desk)
    if (auto full = e.p.accounts.contact(e.s, id).full_name; !full.empty()) name = full;
  return name.empty() ? e.l.tr(N_("No name yet")) : name;
}

RunLine run_line(const Eyes& e) {
  RunLine line;
  const auto runs = store::runs(e.s, e.seat.territory, 20);
  if (runs.empty()) return line;
  line.any = true;
  line.running = runs.front().state == "running";
  line.failed = runs.front().state == "failed";
  line.percent = static_cast<int>(std::clamp(runs.front().progress, 0.0, 1.0) * 100);
  const auto done =
      std::find_if(runs.begin(), runs.end(), [](const Run& r) { return r.state == "done"; });
  if (done == runs.end()) return line;
  line.when = e.l.date(done->finished_at.value_or(done->started_at), Language::Style::day_and_time);
  line.found =
      e.l.tr(i18n::Message{N_("Requests: {1}. Helpers: {2}. With somebody: {3}. Without: {4}."),
                           {e.l.number(done->needs), e.l.number(done->helpers),
                            e.l.number(done->assigned), e.l.number(done->unserved)}});
  line.proof = proof(done->certificate, line.proven, e.l);
  return line;
}

BoardView board_view(const Eyes& e, const NeedFilter& filter) {
  BoardView v;
  v.filter = filter;
  v.desk = e.seat.desk;
  v.to_confirm = store::count_to_confirm(e.s, e.seat.territory);
  v.run = run_line(e);
  const auto open = open_needs(e);
  NeedFilter others = filter;
  others.area = 0;
  v.areas = area_lines(e, open, others);
  std::vector<const Open*> chosen;
  for (const auto& o : open)
    if (fits(o, filter, e.now)) chosen.push_back(&o);
  v.total = static_cast<std::int64_t>(chosen.size());
  const auto from = static_cast<std::size_t>(filter.page - 1) * kNeedsPage;
  for (std::size_t i = from; i < std::min(chosen.size(), from + kNeedsPage); ++i)
    v.needs.push_back(need_line(e, *chosen[i]));
  const auto page = [&](int n) {
    const auto query = query_of(filter);
    return fmt::format("/board{}{}page={}", query, query.empty() ? "?" : "&", n);
  };
  if (filter.page > 1) v.pager.previous = page(filter.page - 1);
  if (chosen.size() > from + kNeedsPage) v.pager.next = page(filter.page + 1);
  fill_choices(e, v);
  return v;
}

ProposalLine proposal_line(const Eyes& e, const Proposal& p) {
  ProposalLine line;
  line.id = p.id;
  line.url = "/board/proposals/" + p.id.str();
  line.need_url = "/board/needs/" + p.need_id.str();
  line.need_id = p.need_id;
  const auto summary = e.p.aid.summary(e.s, p.need_id, e.l);
  line.need = summary ? summary->card.title : e.l.tr(N_("A request that is gone"));
  line.helper_id = p.helper_id;
  line.author_id = p.author_id;
  line.helper = name_of(e, p.helper_id);
  line.author = name_of(e, p.author_id);
  line.state = p.state;
  line.live = live(p.state);
  line.says = state_label(p.state, e.l);
  line.created = p.created_at;
  line.when = e.l.date(p.created_at, Language::Style::day_and_time);
  line.how = p.by_hand   ? e.l.tr(i18n::Message{N_("By hand: {1}"), {name_of(e, p.by_hand)}})
             : p.planned ? e.l.tr(N_("By the plan"))
                         : e.l.tr(N_("Asked besides the plan"));
  line.distance = p.metres > 0 ? e.l.distance(p.metres) : "";
  line.slot = slot_line(p, e.l);
  if (line.live)
    line.until = p.sent_at ? e.l.date(p.expires_at, Language::Style::day_and_time)
                           : e.l.tr(N_("not sent yet: quiet hours"));
  if (p.confirm == Confirm::childcare) line.confirm = e.l.tr(N_("Childcare"));
  if (p.confirm == Confirm::first_visit)
    line.confirm = e.l.tr(N_("First visit to a vulnerable person"));
  if (p.no) line.no = no_label(*p.no, e.l);
  if (!p.no_text.empty()) line.no += (line.no.empty() ? "" : ": ") + p.no_text;
  return line;
}

}  // namespace palier::proposals::board
