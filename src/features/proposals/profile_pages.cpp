// "When and how can you help?": what a helper says of themselves, and how often they were asked.
#include <boost/json.hpp>

#include "features/proposals/templates.hpp"
#include "features/proposals/translate.hpp"
#include "features/proposals/view.hpp"

namespace palier::proposals {
namespace {

using form::Errors;
using http::Context;
using http::Response;
using i18n::Message;

/// A first visit's answers until the last page, in the session: nothing is half-saved.
constexpr std::string_view kDraft = "proposals.helping";

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

/// What we know of them: saved, or what their open offers say.
struct Own {
  Profile profile;
  bool saved = false;
};

Own known(Room& room, db::Session& s, const Context& c) {
  Own out;
  if (auto profile = store::profile(s, me(c))) return {std::move(*profile), true};
  if (auto k = known_of(s, room.p, me(c), places::TerritoryId{c.viewer.territory}, c.now))
    out.profile = std::move(k->profile);
  out.profile.account_id = me(c);
  out.profile.territory_id = places::TerritoryId{c.viewer.territory};
  return out;
}

/// As `known`, with the draft of a first visit.
Own drafted(Room& room, db::Session& s, const Context& c, const Kinds& kinds) {
  auto out = known(room, s, c);
  if (out.saved) return out;
  if (const auto draft = c.session.get(kDraft); !draft.empty()) {
    Errors ignored;
    boost::system::error_code bad;
    const auto value = boost::json::parse(draft, bad);
    if (!bad && value.is_object())
      read_profile(form::Input::from_json(value.as_object()), ignored, kinds, c.now, out.profile);
  }
  return out;
}

std::string path_of(Section section) {
  return "/helping/" + std::string(word(section));
}

std::vector<Section> sections_of(const Profile& profile, const Kinds& kinds) {
  std::vector<Section> out;
  for (const Section s : kSections)
    if (s != Section::children || with_children(profile, kinds)) out.push_back(s);
  return out;
}

QuestionPage question_page(const Context& c, Section section, const Own& known,
                           const Kinds& kinds) {
  const auto& l = c.language;
  QuestionPage q;
  q.action = path_of(section);
  q.fields = section_fields(section, known.profile, kinds, l);
  if (!q.fields.front().as_heading) q.heading = l.tr(question(section));
  q.back = "/helping";
  q.submit = known.saved ? l.tr(N_("Save")) : l.tr(N_("Continue"));
  if (section == Section::frail)
    q.note = l.tr(N_("To be checked, show the town’s desk a paper with your name and address."));
  if (section == Section::children)
    q.note =
        l.tr(N_("For children’s safety we ask only neighbours whose address has been checked, "
                "and a coordinator looks at it before you meet."));
  if (section == Section::asks)
    q.lead = {
        l.tr(N_("A request comes at once, by the way you chose in your account, and never "
                "in the hours you want to be left alone."))};
  if (known.saved) return q;
  const auto all = sections_of(known.profile, kinds);
  const auto at = std::find(all.begin(), all.end(), section);
  if (at == all.end()) return q;
  if (at != all.begin()) q.back = path_of(*(at - 1));
  q.progress = l.tr(Message{N_("Question {1} of {2}"),
                            {l.number(static_cast<std::int64_t>(at - all.begin() + 1)),
                             l.number(static_cast<std::int64_t>(all.size()))}});
  return q;
}

Response ask(Context& c, const QuestionPage& q, const Errors& errors = {}) {
  auto page = c.page(q.heading.empty() && !q.fields.empty() ? q.fields.front().label : q.heading);
  page.index = false;
  html::Out out;
  templates::question(out, page, q, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

std::optional<std::string> not_ready(Room& room, db::Session& s, const Context& c) {
  return accounts::before_posting(room.p.accounts, s, c, c.request.path);
}

Response show_section(Room& room, Context& c, const std::string& name) {
  const auto section = section_of(name);
  if (!section) http::not_found();
  Kinds kinds;
  Own own;
  std::optional<std::string> first;
  room.db().read([&](db::Session& s) {
    first = not_ready(room, s, c);
    kinds = room.p.aid.kinds(s, c.language);
    own = drafted(room, s, c, kinds);
  });
  return first ? http::see_other(*first) : ask(c, question_page(c, *section, own, kinds));
}

Response take_section(Room& room, Context& c, const std::string& name) {
  const auto section = section_of(name);
  if (!section) http::not_found();
  Kinds kinds;
  Own before;
  std::optional<std::string> first;
  room.db().read([&](db::Session& s) {
    first = not_ready(room, s, c);
    kinds = room.p.aid.kinds(s, c.language);
    before = drafted(room, s, c, kinds);
  });
  if (first) return http::see_other(*first);
  Errors errors;
  Profile filled = before.profile;
  read_section(*section, c.request.form, errors, kinds, filled);
  if (errors) {
    auto q = question_page(c, *section, before, kinds);
    for (auto& f : q.fields) f = html::filled(f, c.request.form, errors, c.language);
    return ask(c, q, errors);
  }
  const auto all = sections_of(filled, kinds);
  const auto at = std::find(all.begin(), all.end(), *section);
  const bool last = at == all.end() || at + 1 == all.end();
  if (!before.saved && !last) {
    c.session.set(kDraft, boost::json::serialize(fields_of(filled)));
    return http::see_other(path_of(*(at + 1)));
  }
  // An answer left out, by whoever came here by another way than the pages.
  if (filled.kinds.empty()) return http::see_other(path_of(Section::what));
  room.db().write([&](db::Transaction& tx) { room.service.save_profile(tx, filled, c.now); });
  c.session.erase(kDraft);
  if (*section == Section::what && with_children(filled, kinds) && filled.max_children == 0)
    return http::see_other(path_of(Section::children));
  c.notice(before.saved ? Message{N_("Saved.")}
                        : Message{N_("Thank you. We will write to you when somebody near you needs "
                                     "what you can do.")});
  return http::see_other("/helping");
}

std::string kinds_line(const Profile& p, const Kinds& kinds) {
  std::string out;
  for (const auto& k : kinds)
    if (std::find(p.kinds.begin(), p.kinds.end(), k.code) != p.kinds.end())
      out += (out.empty() ? "" : ", ") + k.name;
  return out;
}

std::string children_line(const Profile& p, const Kinds& kinds, const i18n::Language& l) {
  std::string ages;
  for (const auto& k : kinds)
    for (const auto& [value, label] : k.ages)
      if (std::find(p.child_ages.begin(), p.child_ages.end(), value) != p.child_ages.end())
        ages += (ages.empty() ? "" : ", ") + label;
  if (p.max_children == 0) return l.tr(N_("Not said yet"));
  const std::vector<std::string> args{l.number(p.max_children), ages};
  return i18n::Language::fill(l.tr("One child: {2}", "Up to {1} children: {2}", p.max_children),
                              args);
}

void fill_rows(HelpingPage& p, const Profile& profile, const Kinds& kinds,
               const i18n::Language& l) {
  const auto row = [&](const char* label, std::string value, Section section) {
    p.rows.push_back({l.tr(label), std::move(value), path_of(section)});
  };
  row(N_("What you can do"), kinds_line(profile, kinds), Section::what);
  if (with_children(profile, kinds))
    row(N_("Children"), children_line(profile, kinds, l), Section::children);
  row(N_("How far"), radius_name(profile.radius_m, l), Section::where);
  const std::vector<std::string> people{l.number(profile.per_week)};
  row(N_("When"),
      week_line(profile.windows, l) + ". " +
          i18n::Language::fill(
              l.tr("One person a week.", "Up to {1} people a week.", profile.per_week), people),
      Section::when);
  row(N_("Somebody frail"), profile.accepts_vulnerable ? l.tr(N_("Yes")) : l.tr(N_("No")),
      Section::frail);
  const std::vector<std::string> times{l.number(profile.asks_per_week)};
  std::string asks = i18n::Language::fill(
      l.tr("At most once a week", "At most {1} times a week", profile.asks_per_week), times);
  if (profile.quiet_from != profile.quiet_to)
    asks += l.tr(Message{N_(", never between {1} and {2}"),
                         {hour_name(profile.quiet_from, l), hour_name(profile.quiet_to, l)}});
  row(N_("How often we may ask"), asks, Section::asks);
  row(N_("Weekly letter"),
      profile.digest ? l.tr(N_("Yes, what is needed near you")) : l.tr(N_("No")), Section::asks);
}

html::Field until_field(const i18n::Language& l) {
  html::Field f;
  f.name = "until";
  f.type = "date";
  f.label = l.tr(N_("Until which day?"));
  f.hint = l.tr(N_("We ask you again from that day on."));
  f.required = true;
  return f;
}

HelpingPage overview(Room& room, db::Session& s, const Context& c) {
  const auto& l = c.language;
  const auto kinds = room.p.aid.kinds(s, l);
  const auto k = known(room, s, c);
  const Profile& profile = k.profile;
  HelpingPage p;
  p.saved = k.saved;
  p.to_answer = mine(s, room.p, me(c), l, c.now).to_answer;
  const auto asks = store::asks(s, me(c));
  const auto figure = [&](const char* label, std::int64_t n) {
    p.figures.emplace_back(l.tr(label), l.number(n));
  };
  int asked = 0, yes = 0;
  const Instant since = c.now - std::chrono::days(28);
  for (const auto& one : store::of_helper(s, me(c), 500)) {
    if (one.created_at < since) break;
    ++asked;
    yes += one.state == State::to_confirm || one.state == State::offered ||
           one.state == State::agreed || (one.answered_at && one.state == State::refused);
  }
  figure(N_("Asked in the last four weeks"), asked);
  figure(N_("You said yes, in the last four weeks"), yes);
  figure(N_("Asked in all"), asks.asked_total);
  figure(N_("You said yes, in all"), asks.yes_total);
  p.figures.emplace_back(l.tr(N_("Last asked")), asks.last_asked_at
                                                     ? l.ago(*asks.last_asked_at, c.now)
                                                     : std::string(l.tr(N_("Never"))));
  p.until = until_field(l);
  if (!k.saved) return p;
  p.stopped = !profile.active;
  p.paused = profile.paused_until && *profile.paused_until > c.now;
  p.status =
      p.stopped ? std::string(l.tr(N_("You are asked for nothing.")))
      : p.paused
          ? l.tr(Message{N_("You are left in peace until {1}."), {l.date(*profile.paused_until)}})
          : l.tr(N_("We may ask you. Thank you for being there."));
  fill_rows(p, profile, kinds, l);
  for (const auto& one : learnt(s, room.p, profile))
    p.changes.push_back({line_of(one, kinds, l), "/helping/undo/" + one.proposal.str()});
  const auto person = room.p.accounts.person(s, me(c));
  if (person && !person->verified && (profile.accepts_vulnerable || with_children(profile, kinds)))
    p.unverified =
        l.tr(N_("You would help somebody frail, or look after children: your address must be "
                "checked first. Show the town’s desk a paper with your name and address."));
  return p;
}

Response show(Room& room, Context& c, const Errors& errors = {}) {
  auto p = room.db().read([&](db::Session& s) { return overview(room, s, c); });
  if (errors) p.until = html::filled(p.until, c.request.form, errors, c.language);
  auto page = c.page(c.language.tr(N_("When and how can you help?")));
  page.index = false;
  html::Out out;
  templates::helping(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

/// Takes a break until a day, a week or a month from now, or none at all.
Response pause(Room& room, Context& c) {
  const auto& length = c.request.form.one("for");
  std::optional<Instant> until;
  if (length == "week") {
    until = c.now + std::chrono::days(7);
  } else if (length == "month") {
    until = c.now + std::chrono::days(30);
  } else if (length != "none") {
    Errors errors;
    until = read_until("until", c.request.form, errors, c.now, true);
    if (errors) return show(room, c, errors);
  }
  room.db().write([&](db::Transaction& tx) { room.service.pause(tx, me(c), until, c.now); });
  c.notice(until ? Message{N_("We leave you in peace until {1}."), {c.language.date(*until)}}
                 : Message{N_("We may ask you again.")});
  return http::see_other("/helping");
}

Response set_active(Room& room, Context& c, bool active) {
  const bool done = room.db().write([&](db::Transaction& tx) {
    auto profile = store::profile(tx, me(c));
    if (!profile) return false;
    profile->active = active;
    room.service.save_profile(tx, *profile, c.now);
    return true;
  });
  if (done)
    c.notice(active ? Message{N_("We may ask you again.")}
                    : Message{N_("You are asked for nothing any more. Your answers are kept.")});
  return http::see_other("/helping");
}

Response take_back(Room& room, Context& c, ProposalId id) {
  const bool done = room.db().write([&](db::Transaction& tx) {
    auto profile = store::profile(tx, me(c));
    const auto proposal = store::find(tx, id);
    if (!profile || !proposal || proposal->helper_id != me(c)) http::not_found();
    for (const auto& one : learnt(tx, room.p, *profile)) {
      if (one.proposal != id) continue;
      if (one.why == No::not_them) {
        room.service.lift_apart(tx, me(c), one.author, me(c), c.now);
      } else {
        undo(*profile, one);
        room.service.save_profile(tx, *profile, c.now);
      }
      store::record(tx, *proposal, proposal->state, c.now, me(c), kUndone);
      return true;
    }
    return false;
  });
  c.notice(done ? Message{N_("It is as before.")} : Message{N_("There was nothing to take back.")});
  return http::see_other("/helping");
}

}  // namespace

void profile_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/helping", [&room](Context& c) { return show(room, c); }).who(http::signed_in());
  r.get("/helping/{section}", [&room](Context& c, std::string section) {
     return show_section(room, c, section);
   }).who(http::signed_in());
  r.post("/helping/pause", [&room](Context& c) { return pause(room, c); }).who(http::signed_in());
  r.post("/helping/stop", [&room](Context& c) {
     return set_active(room, c, false);
   }).who(http::signed_in());
  r.post("/helping/start", [&room](Context& c) {
     return set_active(room, c, true);
   }).who(http::signed_in());
  r.post("/helping/undo/{proposal}", [&room](Context& c, ProposalId id) {
     return take_back(room, c, id);
   }).who(http::signed_in());
  r.post("/helping/{section}", [&room](Context& c, std::string section) {
     return take_section(room, c, section);
   }).who(http::signed_in());
  room.p.core.site.on_page(45, [&room](html::Page& page, const Context& c) {
    if (!c.viewer.signed_in()) return;
    const auto n = room.db().read([&](db::Session& s) { return store::waiting(s, me(c), c.now); });
    page.navigation.push_back({c.language.tr(N_("Helping")), "/helping",
                               c.request.path.starts_with("/helping"), n.as_helper});
    // Whoever asks for help and never helps is not sent to "Helping".
    if (n.as_author > 0)
      page.navigation.push_back({c.language.tr(N_("Proposals")), "/proposals",
                                 c.request.path.starts_with("/proposals"), n.as_author});
  });
}

}  // namespace palier::proposals
