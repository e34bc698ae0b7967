// /front-line/desk: forms of people without e-mail, for operators to call or write to.
#include "features/frontline/desk.hpp"

#include "core/audit/audit.hpp"
#include "features/frontline/templates.hpp"

namespace palier::frontline {
namespace {

using form::Errors;
using form::Input;
using http::Context;
using http::Response;
using i18n::Message;

constexpr const char* kDesk = "/front-line/desk";

std::string url_of(SubmissionId id) {
  return std::string(kDesk) + "/" + id.str();
}

/// "01 99 00 56 78", as it is dialled here; others in one piece.
std::string as_dialled(const std::string& e164) {
  if (!e164.starts_with("+33") || e164.size() != 12) return e164;
  std::string out = "0" + e164.substr(3, 1);
  for (std::size_t i = 4; i < e164.size(); i += 2) out += " " + e164.substr(i, 2);
  return out;
}

/// A form as it was kept, read again.
struct Read {
  Read(const Room& room, Questionnaire q, const Submission& s, const i18n::Language& l)
      : opened(room, std::move(q), l), fields(from_text(s.answers)) {
    Errors unused;
    filled = read_all(opened.against, fields, unused);
  }
  Opened opened;
  Input fields;
  Filled filled;
  std::string name() const {
    return filled.other ? filled.other_name : filled.first_name + " " + filled.last_name;
  }
};

Questionnaire asked(db::Session& s, const Submission& one) {
  auto q = store::questionnaire(s, one.questionnaire_id, one.version);
  if (!q) http::not_found();
  return std::move(*q);
}

std::string state_words(State s, const i18n::Language& l) {
  switch (s) {
    case State::sent:
      return l.tr(N_("Sent online"));
    case State::waiting:
      return l.tr(N_("Waits"));
    case State::done:
      return l.tr(N_("Passed on"));
    case State::refused:
      return l.tr(N_("Not passed on"));
    case State::expired:
      return l.tr(N_("Erased after 30 days"));
  }
  return "";
}

DeskLine line_of(const Room& room, const Context& c, const Submission& s, Questionnaire q) {
  const auto& l = c.language;
  DeskLine line;
  line.url = url_of(s.id);
  line.what = q.title.in(l.code());
  line.when = l.ago(s.created_at, c.now);
  if (s.answers != "{}") line.name = Read(room, std::move(q), s, l).name();
  if (line.name.empty() || line.name == " ") line.name = l.tr(N_("Erased"));
  if (s.state != State::waiting) line.marks.push_back(state_words(s.state, l));
  if (s.state == State::waiting) {
    line.marks.emplace_back(s.way == Way::letter ? l.tr(N_("To write to")) : l.tr(N_("To call")));
    if (s.confirmed_at)
      line.marks.emplace_back(l.tr(N_("The letter’s code came back")));
    else if (s.letter_at)
      line.marks.emplace_back(l.tr(N_("Letter printed")));
    if (s.called_at) line.marks.emplace_back(l.tr(N_("Tried to call")));
  }
  return line;
}

Response list(const Room& room, Context& c) {
  const places::TerritoryId t{c.viewer.territory};
  std::vector<std::pair<Submission, Questionnaire>> waiting, closed;
  room.db().read([&](db::Session& s) {
    for (auto& one : store::waiting(s, t, 200)) {
      auto q = asked(s, one);
      waiting.emplace_back(std::move(one), std::move(q));
    }
    for (auto& one : store::closed(s, t, 30)) {
      auto q = asked(s, one);
      closed.emplace_back(std::move(one), std::move(q));
    }
  });
  DeskPage p;
  for (auto& [one, q] : waiting) p.waiting.push_back(line_of(room, c, one, std::move(q)));
  for (auto& [one, q] : closed) p.closed.push_back(line_of(room, c, one, std::move(q)));
  auto page = c.page(c.language.tr(N_("Forms to deal with")));
  page.index = false;
  html::Out out;
  templates::desk(out, page, p);
  return http::page(out.take());
}

html::Field consent_field(const Submission& s, const i18n::Language& l) {
  html::Field f;
  f.name = "consent";
  f.type = "radios";
  f.required = true;
  f.label = l.tr(N_("How did the person agree?"));
  f.hint =
      l.tr(N_("Read them the request and the house rules. What you choose is kept with the "
              "date and your name."));
  f.options = {{"spoken", l.tr(N_("I spoke to them, and they agree")), "", false},
               {"written", l.tr(N_("In writing: the letter’s slip or its code")), "",
                s.confirmed_at.has_value()},
               {"guardian", l.tr(N_("I spoke to their guardian, who agrees")), "", false}};
  return f;
}

html::Field text_area(const char* name, const char* label, std::string value,
                      const i18n::Language& l) {
  html::Field f;
  f.name = name;
  f.type = "textarea";
  f.label = l.tr(label);
  f.value = std::move(value);
  f.max = 1000;
  f.rows = 2;
  return f;
}

Response show(const Room& room, Context& c, SubmissionId id, const Errors& errors = {}) {
  const auto& l = c.language;
  struct Found {
    Submission one;
    Questionnaire q;
    std::vector<std::pair<Submission, Questionnaire>> alike;
  };
  auto found = room.db().read([&](db::Session& s) {
    const auto one = store::submission(s, id);
    if (!one || one->territory_id.value != c.viewer.territory || one->state == State::sent)
      http::not_found();
    Found f{*one, asked(s, *one), {}};
    for (auto& other : store::alike(s, *one)) {
      auto q = asked(s, other);
      f.alike.emplace_back(std::move(other), std::move(q));
    }
    return f;
  });
  const auto& one = found.one;
  const Read read(room, found.q, one, l);
  DeskOne p;
  p.url = url_of(id);
  p.name = one.answers == "{}" ? l.tr(N_("Erased")) : read.name();
  p.what = found.q.title.in(l.code());
  p.since = l.ago(one.created_at, c.now);
  p.state = state_words(one.state, l);
  p.waiting = one.state == State::waiting;
  p.how = one.way == Way::letter ? l.tr(N_("To write to")) : l.tr(N_("To call"));
  p.phone = as_dialled(one.phone);
  if (!one.phone.empty()) p.phone_url = "tel:" + one.phone;
  p.address = one.place_label;
  if (one.confirmed_at) p.confirmed = l.date(*one.confirmed_at);
  if (one.letter_at) p.letter = l.date(*one.letter_at);
  if (one.called_at) p.called = l.date(*one.called_at, i18n::Language::Style::day_and_time);
  if (one.answers != "{}")
    for (auto& line : said(read.opened.against, read.fields, read.filled, l))
      p.said.emplace_back(std::move(line.label), std::move(line.values));
  for (auto& [other, q] : found.alike) {
    auto line = line_of(room, c, other, std::move(q));
    if (other.state == State::sent) line.url.clear();  // Theirs, and not the desk's to open.
    p.alike.push_back(std::move(line));
  }
  p.complete.push_back(consent_field(one, l));
  const auto theirs = room.db().read([&](db::Session& s) -> std::optional<accounts::Person> {
    const auto account = room.service.known(s, one, read.filled);
    return account ? room.p.accounts.person(s, *account) : std::nullopt;
  });
  if (theirs) {
    html::Field f;
    f.name = "account";
    f.type = "radios";
    f.required = true;
    f.label = l.tr(N_("Somebody has this number already. Is it the same person?"));
    f.options = {
        {"same", l.tr(Message{N_("Yes, it is {1}: post it in their name"), {theirs->first_name}}),
         "", false},
        {"new", l.tr(N_("No, it is somebody else: without the number")), "", false}};
    p.complete.push_back(std::move(f));
  }
  p.note = {text_area("note", N_("Notes of the desk"), one.note, l)};
  html::Field tried;
  tried.name = "tried";
  tried.type = "checkboxes";
  tried.label = l.tr(N_("Telephone"));
  tried.required = true;
  tried.options = {{"1", l.tr(N_("I called, and nobody answered")), "", false}};
  p.note.push_back(std::move(tried));
  p.refuse = {text_area("why", N_("Why is it not passed on?"), "", l)};
  p.refuse.back().required = true;
  for (auto* list : {&p.complete, &p.note, &p.refuse})
    for (auto& f : *list)
      if (c.request.method == http::Method::post) f = html::filled(f, c.request.form, errors, l);
  auto page = c.page(p.name);
  page.index = false;
  html::Out out;
  templates::desk_one(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

void note_act(db::Transaction& tx, const Context& c, const char* what, SubmissionId id) {
  audit::write(tx, c.now,
               {.territory_id = c.viewer.territory,
                .by_account = c.viewer.account,
                .what = what,
                .kind = "submission",
                .subject = id.value});
}

/// Who opens a form sees an address and a number: that is noted before they are shown.
Response open_form(const Room& room, Context& c, SubmissionId id) {
  const auto one = room.db().read([&](db::Session& s) { return store::submission(s, id); });
  if (!one || one->territory_id.value != c.viewer.territory) http::not_found();
  room.db().write([&](db::Transaction& tx) { note_act(tx, c, "desk.opened", id); });
  return show(room, c, id);
}

Response complete(const Room& room, Context& c, SubmissionId id) {
  Errors errors;
  form::Reader reader(c.request.form, errors);
  Service::Heard heard;
  heard.consent = reader.choice("consent", {"spoken", "written", "guardian"}, true,
                                {N_("Say how the person agreed.")});
  const auto one = room.db().read([&](db::Session& s) { return store::submission(s, id); });
  if (!one || one->territory_id.value != c.viewer.territory) http::not_found();
  if (one->state == State::waiting) {
    const auto theirs = room.db().read([&](db::Session& s) {
      const Read read(room, asked(s, *one), *one, c.language);
      return room.service.known(s, *one, read.filled);
    });
    if (theirs) {
      const auto who = reader.choice("account", {"same", "new"}, true,
                                     {N_("Say whether it is the same person.")});
      if (who == "same") heard.account = *theirs;
    }
  }
  if (errors) return show(room, c, id, errors);
  try {
    room.db().write([&](db::Transaction& tx) {
      room.service.complete(tx, id, heard, sender(c));
      note_act(tx, c, "desk.completed", id);
    });
  } catch (const Stopped& stopped) {
    Errors told;
    for (const auto& e : stopped.errors.entries()) told.add("", e.message);
    return show(room, c, id, told);
  }
  c.notice({N_("The request is passed on.")});
  return http::see_other(kDesk);
}

Response keep_note(const Room& room, Context& c, SubmissionId id) {
  Errors errors;
  form::Reader reader(c.request.form, errors);
  const auto text = reader.text("note", {.max = 1000, .lines = true});
  if (errors) return show(room, c, id, errors);
  const bool tried = reader.flag("tried");
  room.db().write([&](db::Transaction& tx) {
    if (room.service.note(tx, id, text, tried, c.now)) note_act(tx, c, "desk.noted", id);
  });
  c.notice({N_("Saved.")});
  return http::see_other(url_of(id));
}

Response refuse(const Room& room, Context& c, SubmissionId id) {
  Errors errors;
  form::Reader reader(c.request.form, errors);
  const auto why = reader.text(
      "why",
      {.required = true, .max = 1000, .lines = true, .missing = {N_("Say why, in a few words.")}});
  if (errors) return show(room, c, id, errors);
  room.db().write([&](db::Transaction& tx) {
    if (room.service.refuse(tx, id, why, sender(c))) note_act(tx, c, "desk.refused", id);
  });
  c.notice({N_("The form is closed. It is erased after 30 days.")});
  return http::see_other(kDesk);
}

Response letter(const Room& room, Context& c, SubmissionId id) {
  const auto one = room.db().read([&](db::Session& s) { return store::submission(s, id); });
  if (!one || one->territory_id.value != c.viewer.territory) http::not_found();
  const auto code = room.db().write([&](db::Transaction& tx) {
    auto made = room.service.letter_code(tx, id, c.now);
    if (!made.empty()) note_act(tx, c, "desk.letter", id);
    return made;
  });
  if (code.empty()) return http::see_other(url_of(id));
  auto q = room.db().read([&](db::Session& s) { return asked(s, *one); });
  const Read read(room, std::move(q), *one, c.language);
  const auto* theirs = i18n::find(one->language);
  const auto& l = theirs ? *theirs : c.language;
  LetterPage p;
  p.name = read.name();
  p.address = one->place_label;
  p.code = code;
  p.date = l.date(c.now);
  p.host = room.p.core.config.host.name;
  p.phone = room.p.core.config.host.phone;
  p.site = c.site.name;
  if (!c.site.public_url.empty()) p.url = c.site.public_url + "/front-line/code";
  p.back = url_of(id);
  auto page = c.page(c.language.tr(N_("A letter to print")));
  page.index = false;
  html::Out out;
  templates::letter(out, page, p, l);
  return http::page(out.take());
}

Response show_code(Context& c, const Errors& errors = {}) {
  const auto& l = c.language;
  CodePage p;
  p.code.name = "code";
  p.code.label = l.tr(N_("The code of the letter"));
  p.code.hint = l.tr(N_("Eight letters and digits, like ABCD-2345."));
  p.code.required = true;
  p.code.width = 10;
  p.code.max = 20;
  p.code = html::filled(p.code, c.request.form, errors, l);
  auto page = c.page(l.tr(N_("I have received a letter with a code")));
  page.index = false;
  html::Out out;
  templates::code(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

Response take_code(const Room& room, Context& c) {
  Errors errors;
  form::Reader reader(c.request.form, errors);
  const auto typed = reader.text(
      "code", {.required = true, .max = 40, .missing = {N_("Write the code of the letter.")}});
  if (!errors &&
      !room.db().write([&](db::Transaction& tx) { return room.service.confirm(tx, typed, c.now); }))
    errors.add("code", Message{N_("This code is not right, or its time is over. Look at the letter "
                                  "again, or call us.")});
  if (errors) return show_code(c, errors);
  c.notice({N_("Thank you. Your agreement is noted, and the request is passed on soon.")});
  return http::see_other("/front-line");
}

}  // namespace

void desk_routes(Room& room) {
  auto& r = room.p.core.router;
  const auto desk = http::only({http::Role::operator_, http::Role::moderator});
  const std::string one = std::string(kDesk) + "/{submission}";
  r.get(kDesk, [&room](Context& c) { return list(room, c); }).who(desk);
  r.get(one, [&room](Context& c, SubmissionId id) { return open_form(room, c, id); }).who(desk);
  r.post(one + "/complete", [&room](Context& c, SubmissionId id) {
     return complete(room, c, id);
   }).who(desk);
  r.post(one + "/note", [&room](Context& c, SubmissionId id) {
     return keep_note(room, c, id);
   }).who(desk);
  r.post(one + "/refuse", [&room](Context& c, SubmissionId id) {
     return refuse(room, c, id);
   }).who(desk);
  r.post(one + "/letter", [&room](Context& c, SubmissionId id) {
     return letter(room, c, id);
   }).who(desk);
  r.get("/front-line/code", [](Context& c) { return show_code(c); }).who(http::anyone());
  r.post("/front-line/code", [&room](Context& c) { return take_code(room, c); })
      .who(http::anyone())
      .limited(http::Limit::sign_in);
}

}  // namespace palier::frontline
