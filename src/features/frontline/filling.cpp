// Filling in a questionnaire: a page of questions after another, a check, and off it goes.
#include "features/frontline/filling.hpp"

#include "features/frontline/templates.hpp"

namespace palier::frontline {
namespace {

using form::Errors;
using form::Input;
using http::Context;
using http::Response;

constexpr const char* kSessionKey = "frontline.drafts";

AccountId me(const Context& c) {
  return AccountId{c.viewer.account};
}

bool mine(const Draft& draft, const Context& c) {
  if (draft.account_id) return draft.account_id == me(c);
  const std::string known = " " + c.session.get(kSessionKey) + " ";
  return known.find(" " + draft.id.str() + " ") != std::string::npos;
}

void remember(Context& c, DraftId id) {
  std::string known = c.session.get(kSessionKey);
  if (known.size() > 400) known.erase(0, known.find(' ', 200) + 1);
  c.session.set(kSessionKey, known.empty() ? id.str() : known + " " + id.str());
}

Draft open_draft(const Room& room, const Context& c, DraftId id) {
  auto draft = room.db().read([&](db::Session& s) { return store::draft(s, id); });
  if (!draft || !mine(*draft, c)) http::not_found();
  if (!draft->account_id && c.viewer.signed_in()) {  // Signed in on the way: it is theirs now.
    room.db().write([&](db::Transaction& tx) { store::adopt(tx, id, me(c)); });
    draft->account_id = me(c);
  }
  return std::move(*draft);
}

Questionnaire as_begun(const Room& room, const Draft& draft) {
  auto q = room.db().read([&](db::Session& s) {
    return store::questionnaire(s, draft.questionnaire_id, draft.version);
  });
  if (!q) http::not_found();
  return std::move(*q);
}

Response show(Context& c, const StepPage& p, const Errors& errors) {
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::step(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response show_check(Context& c, const CheckPage& p, const Errors& errors = {}) {
  auto page = c.page(c.language.tr(N_("Check your answers")));
  page.index = false;
  html::Out out;
  templates::check(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

CheckPage whole_check(const Context& c, const Opened& o, const Draft& draft, const Filled& filled) {
  auto p = check_page(c, o, draft.fields, filled);
  p.action = fill_url(draft.id, "send");
  p.drop = fill_url(draft.id, "drop");
  for (auto& row : p.rows) row.change = fill_url(draft.id, row.change) + "?back=check";
  return p;
}

Response choose(const Room& room, Context& c) {
  ChoicePage p;
  p.keeper = c.viewer.roles.has(http::Role::keeper);
  for (const auto& q : room.all()) {
    if (!q.open) continue;
    const char* icon = q.audience == Audience::helper   ? "help"
                       : q.audience == Audience::worker ? "heart"
                                                        : "home";
    p.all.push_back({q.url(), q.title.in(c.language.code()), q.lead.in(c.language.code()), icon});
  }
  auto page = c.page(c.language.tr(N_("In the front line")));
  html::Out out;
  templates::choice(out, page, p);
  return http::page(out.take());
}

/// What the account tells already need not be typed again.
Input known_fields(const Room& room, const Context& c, const Questionnaire& q) {
  Pairs out;
  if (!c.viewer.signed_in()) return {};
  room.db().read([&](db::Session& s) {
    const auto person = room.p.accounts.person(s, me(c));
    const auto contact = room.p.accounts.contact(s, me(c));
    if (!person) return;
    const auto put = [&](Means means, const std::string& value) {
      if (const auto* one = q.meaning(means); one && !value.empty())
        out.emplace_back(one->field(), value);
    };
    put(Means::first_name, person->first_name);
    if (contact.full_name.size() > person->first_name.size() + 1)
      put(Means::last_name, contact.full_name.substr(person->first_name.size() + 1));
    const auto home = room.p.accounts.home(s, me(c));
    if (!home || !q.meaning(Means::home) || q.audience == Audience::person) return;
    if (home->address) {
      out.emplace_back("address_id", home->address.str());
      out.emplace_back("address_text", home->label);
      out.emplace_back("address_for", home->label);
    }
  });
  return Input::from_pairs(out);
}

Response take(const Room& room, Context& c, const Opened& o, const Step& step, Input fields,
              const std::optional<Draft>& draft) {
  const auto names = fields_of(o.against, step);
  fields = merged(fields, names, c.request.form);
  Errors errors;
  Filled filled;
  read_step(o.against, step, fields, errors, filled);
  if (errors) {
    auto p = step_page(room, c, o, step, fields, errors);
    if (draft) {
      p.action = fill_url(draft->id, step.name);
      const bool checking = c.request.query.one("back") == "check";
      if (checking) p.action += "?back=check";
    }
    return show(c, p, errors);
  }
  DraftId id = draft ? draft->id : DraftId{};
  room.db().write([&](db::Transaction& tx) {
    if (draft)
      store::save_draft(tx, draft->id, fields, c.now);
    else
      id = store::make_draft(tx, me(c), o.questionnaire, fields, c.now);
  });
  if (!draft && !c.viewer.signed_in()) remember(c, id);
  if (c.request.query.one("back") == "check") return http::see_other(fill_url(id, "check"));
  const auto steps = steps_of(o.questionnaire, o.kinds, fields);
  const auto at = std::find(steps.begin(), steps.end(), step);
  if (at == steps.end() || at + 1 == steps.end()) return http::see_other(fill_url(id, "check"));
  return http::see_other(fill_url(id, (at + 1)->name));
}

std::optional<Step> named_step(const Opened& o, const Input& fields, std::string_view name) {
  for (const auto& step : steps_of(o.questionnaire, o.kinds, fields))
    if (step.name == name) return step;
  return {};
}

/// The page where the first thing wrong can be mended.
std::string mend_url(const Opened& o, const Draft& draft, const Errors& errors) {
  for (const auto& e : errors.entries())
    if (const auto step = step_of(o.against, draft.fields, e.field))
      return fill_url(draft.id, step->name) + "?back=check";
  return "";
}

Response send(const Room& room, Context& c, const Opened& o, const Draft& draft) {
  Errors errors;
  const auto filled = read_all(o.against, draft.fields, errors);
  if (errors) {
    const auto url = mend_url(o, draft, errors);
    return url.empty() ? show_check(c, whole_check(c, o, draft, filled), errors)
                       : http::see_other(url);
  }
  const bool desk = filled.way != Way::online;
  const auto check = fill_url(draft.id, "check");
  if (!desk) {
    if (!c.viewer.signed_in()) {
      std::string next;
      for (const char ch : check) next += ch == '/' ? std::string("%2F") : std::string(1, ch);
      // What the form has asked is not asked again: see accounts' come_in().
      c.session.set("accounts.introduced_at", check);
      return http::see_other("/sign-in?next=" + next);
    }
    room.db().write([&](db::Transaction& tx) { room.service.introduce(tx, filled, me(c)); });
    if (const auto path = room.db().read(
            [&](db::Session& s) { return accounts::before_posting(room.p.accounts, s, c, check); }))
      return http::see_other(*path);
  }
  try {
    room.db().write([&](db::Transaction& tx) {
      const auto locked = store::lock_draft(tx, draft.id);
      if (!locked || locked->submission_id) return;  // The second click of two.
      const auto id = desk ? room.service.to_desk(tx, o.against, draft.fields, filled, sender(c))
                           : room.service.send(tx, o.against, draft.fields, filled, sender(c));
      store::became(tx, draft.id, id, c.now);
    });
  } catch (const Stopped& stopped) {
    Errors shown;  // Those of a page lead to it from the summary's row, not to a field here.
    for (const auto& e : stopped.errors.entries()) shown.add("", e.message);
    return show_check(c, whole_check(c, o, draft, filled), shown);
  }
  return http::see_other(fill_url(draft.id, "sent"));
}

Response show_sent(const Room& room, Context& c, const Draft& draft) {
  if (!draft.submission_id) return http::see_other(fill_url(draft.id, "check"));
  const auto found = room.db().read([&](db::Session& s) {
    return std::pair(store::submission(s, draft.submission_id),
                     store::needs(s, draft.submission_id));
  });
  if (!found.first) http::not_found();
  const auto& one = *found.first;
  const auto& l = c.language;
  SentPage p;
  p.heading = l.tr(N_("It is sent"));
  if (one.way == Way::call) {
    p.text = {l.tr(N_("We call the number you gave, as a rule within two days.")),
              l.tr(N_("The request is passed on once we have spoken together."))};
  } else if (one.way == Way::letter) {
    p.text = {l.tr(N_("We write to the address you gave. The letter has a code: read it to us by "
                      "telephone, or send the letter’s slip back.")),
              l.tr(N_("The request is passed on once we have the answer."))};
  } else if (one.audience == Audience::helper) {
    p.text = {l.tr(N_("Thank you. We write to you when somebody nearby needs just what you "
                      "offer.")),
              l.tr(N_("You can change or pause this at any time."))};
    p.links.push_back({"/needs", l.tr(N_("See who needs help now"))});
  } else {
    p.text = {
        l.tr(N_("Your neighbours can answer from now on. We tell you as soon as somebody "
                "does; you choose who comes."))};
    p.links.push_back({"/mine", l.tr(N_("Follow my requests"))});
  }
  if (one.state == State::waiting)
    p.text.emplace_back(l.tr(N_("If nothing comes of it, all you wrote is erased after 30 days.")));
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::sent(out, page, p);
  return http::page(out.take());
}

Response fill_get(const Room& room, Context& c, DraftId id, const std::string& name) {
  const auto draft = open_draft(room, c, id);
  if (draft.submission_id || name == "sent") return show_sent(room, c, draft);
  const Opened o(room, as_begun(room, draft), c.language);
  if (name == "check") {
    Errors errors;
    const auto filled = read_all(o.against, draft.fields, errors);
    if (const auto url = mend_url(o, draft, errors); !url.empty()) return http::see_other(url);
    return show_check(c, whole_check(c, o, draft, filled), errors);
  }
  const auto step = named_step(o, draft.fields, name);
  if (!step) http::not_found();
  Errors errors;
  if (c.request.query.one("back") == "check") {  // Sent here to mend something: say what.
    Filled unused;
    const auto all_given = [&] {
      for (const auto& f : fields_of(o.against, *step))
        if (draft.fields.sent(f)) return true;
      return false;
    }();
    if (all_given) read_step(o.against, *step, draft.fields, errors, unused);
  }
  auto p = step_page(room, c, o, *step, draft.fields, errors);
  p.action = fill_url(id, name);
  const auto steps = steps_of(o.questionnaire, o.kinds, draft.fields);
  const auto at = std::find(steps.begin(), steps.end(), *step);
  p.back = at == steps.begin() ? o.questionnaire.url() : fill_url(id, (at - 1)->name);
  if (c.request.query.one("back") == "check") {
    p.action += "?back=check";
    p.back = fill_url(id, "check");
  }
  return show(c, p, errors);
}

Response fill_post(const Room& room, Context& c, DraftId id, const std::string& name) {
  const auto draft = open_draft(room, c, id);
  if (draft.submission_id) return http::see_other(fill_url(id, "sent"));
  const Opened o(room, as_begun(room, draft), c.language);
  if (name == "send") return send(room, c, o, draft);
  if (name == "drop") {
    room.db().write([&](db::Transaction& tx) { store::remove_draft(tx, id); });
    c.notice({N_("What you had begun is thrown away.")});
    return http::see_other("/front-line");
  }
  const auto step = named_step(o, draft.fields, name);
  if (!step) http::not_found();
  return take(room, c, o, *step, draft.fields, draft);
}

}  // namespace

Input merged(const Input& kept, const std::vector<std::string>& names, const Input& sent) {
  Input rest = kept;
  for (const auto& name : names) rest.erase(name);
  Pairs all = pairs(rest);
  for (const auto& name : names)
    for (const auto& v : sent.many(name)) all.emplace_back(name, v);
  return Input::from_pairs(all);
}

std::string fill_url(DraftId draft, std::string_view step) {
  return "/front-line/fill/" + draft.str() + "/" + std::string(step);
}

Sender sender(const http::Context& c) {
  return {AccountId{c.viewer.account}, places::TerritoryId{c.viewer.territory},
          std::string(c.language.code()), c.now};
}

Questionnaire Room::named(std::string_view code) const {
  auto q = db().read([&](db::Session& s) { return store::questionnaire(s, code); });
  if (!q) http::not_found();
  return std::move(*q);
}

Questionnaire Room::open_one(std::string_view code) const {
  auto q = named(code);
  if (!q.open) http::not_found();
  return q;
}

void filling_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/front-line", [&room](Context& c) { return choose(room, c); }).who(http::anyone());
  r.get("/front-line/{questionnaire}", [&room](Context& c, std::string code) {
     const Opened o(room, room.open_one(code), c.language);
     const auto known = known_fields(room, c, o.questionnaire);
     const auto steps = steps_of(o.questionnaire, o.kinds, known);
     if (steps.empty()) http::not_found();
     return show(c, step_page(room, c, o, steps.front(), known, {}), {});
   }).who(http::anyone());
  r.post("/front-line/{questionnaire}",
         [&room](Context& c, std::string code) {
           const Opened o(room, room.open_one(code), c.language);
           const auto known = known_fields(room, c, o.questionnaire);
           const auto steps = steps_of(o.questionnaire, o.kinds, known);
           if (steps.empty()) http::not_found();
           return take(room, c, o, steps.front(), known, {});
         })
      .who(http::anyone())
      .limited(http::Limit::posting);
  r.get("/front-line/fill/{draft}/{step}", [&room](Context& c, DraftId id, std::string name) {
     return fill_get(room, c, id, name);
   }).who(http::anyone());
  r.post("/front-line/fill/{draft}/{step}",
         [&room](Context& c, DraftId id, std::string name) { return fill_post(room, c, id, name); })
      .who(http::anyone())
      .limited(http::Limit::posting);
}

}  // namespace palier::frontline
