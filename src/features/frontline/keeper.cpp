// /keeper/questionnaires: their texts, questions and answers; each save makes a version.
#include "features/frontline/keeper.hpp"

#include <boost/json.hpp>

#include "core/audit/audit.hpp"
#include "features/frontline/document.hpp"
#include "features/frontline/filling.hpp"
#include "features/frontline/templates.hpp"

namespace palier::frontline {
namespace {

using form::Errors;
using form::Input;
using http::Context;
using http::Response;
using i18n::Message;

constexpr const char* kBase = "/keeper/questionnaires";

std::string url_of(const Questionnaire& q) {
  return std::string(kBase) + "/" + q.code;
}

Response show(Context& c, KeeperPage p, const Errors& errors = {}) {
  if (c.request.method == http::Method::post)
    for (auto& f : p.fields) f = html::filled(f, c.request.form, errors, c.language);
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::keeper(out, page, p, errors);
  return http::page(out.take(), errors ? 422 : 200);
}

KeeperPage all(const Room& room, const Context& c) {
  const auto& l = c.language;
  KeeperPage p;
  p.heading = l.tr(N_("Questionnaires"));
  p.lead =
      l.tr(N_("What people fill in to help, or to be helped. What was filled in keeps the "
              "wording of its day."));
  for (const auto& q : room.all())
    p.rows.push_back({q.title.in(l.code()),
                      l.tr(label(q.audience)) + " · " + l.tr(q.open ? N_("open") : N_("closed")),
                      url_of(q), "", !q.open});
  p.links = {{std::string(kBase) + "/import", l.tr(N_("Import a questionnaire"))}};
  return p;
}

KeeperPage one_page(const Context& c, const Questionnaire& q) {
  const auto& l = c.language;
  KeeperPage p;
  p.heading = q.title.in(l.code());
  p.lead = l.tr(Message{N_("For: {1}. Version {2}. Its address: {3}"),
                        {l.tr(label(q.audience)), std::to_string(q.version), q.url()}});
  p.back = kBase;
  p.action = url_of(q);
  p.submit = l.tr(N_("Save"));
  p.fields = questionnaire_fields(q, l);
  p.list_title = l.tr(N_("Its questions"));
  for (const auto& one : q.questions) {
    const auto at = url_of(q) + "/questions/" + one.code;
    p.rows.push_back(
        {one.label.in(l.code()),
         l.tr(Message{N_("page {1}"), {std::to_string(one.page)}}) + " · " + l.tr(label(one.kind)),
         at, at + "/move", one.retired});
  }
  p.links = {{url_of(q) + "/questions/new", l.tr(N_("Add a question"))},
             {url_of(q) + "/preview", l.tr(N_("Preview"))},
             {url_of(q) + "/copy", l.tr(N_("Copy for a new crisis"))},
             {url_of(q) + "/export", l.tr(N_("Export as a file"))}};
  return p;
}

KeeperPage question_page(const Context& c, const Questionnaire& q, const Question& one,
                         bool fresh) {
  const auto& l = c.language;
  KeeperPage p;
  p.heading = fresh ? l.tr(N_("A new question")) : one.label.in(l.code());
  p.back = url_of(q);
  p.action = url_of(q) + "/questions/" + (fresh ? "new" : one.code);
  p.submit = l.tr(N_("Save"));
  p.fields = question_fields(q, one, fresh, l);
  return p;
}

/// Errors of the whole, at the field of the form that can mend them where there is one.
Errors at_fields(const Errors& of_whole, std::size_t question) {
  Errors out;
  const std::string at = "questions." + std::to_string(question) + ".";
  for (const auto& e : of_whole.entries()) {
    auto field = e.field.starts_with(at) ? e.field.substr(at.size()) : std::string();
    if (field == "shown_if.question") field = "shown_question";
    if (field == "shown_if.is") field = "shown_is";
    if (e.field == "pages") field = "pages";
    out.add(field, e.message);
  }
  return out;
}

void note(db::Transaction& tx, const Context& c, const Questionnaire& q) {
  audit::write(tx, c.now,
               {.territory_id = c.viewer.territory,
                .by_account = c.viewer.account,
                .what = "desk.questionnaire_saved",
                .detail = q.code});
}

/// Saves what was read; 409 where somebody else has changed it meanwhile.
void save(const Room& room, const Context& c, Questionnaire& q) {
  const bool saved = room.db().write([&](db::Transaction& tx) {
    if (!store::save(tx, q, AccountId{c.viewer.account}, c.now)) return false;
    note(tx, c, q);
    return true;
  });
  if (!saved) throw http::Refused{409};
}

Response save_one(const Room& room, Context& c, const Questionnaire& before) {
  Questionnaire q = before;
  Errors errors;
  read_questionnaire_form(c.request.form, errors, q);
  if (!errors) {
    Errors whole;
    check(q, whole);
    errors = at_fields(whole, q.questions.size());
  }
  if (errors) return show(c, one_page(c, before), errors);
  save(room, c, q);
  c.notice({N_("Saved.")});
  return http::see_other(url_of(q));
}

Response save_question(const Room& room, Context& c, const Questionnaire& before,
                       std::string_view code) {
  Questionnaire q = before;
  const bool fresh = code.empty();
  std::size_t at = q.questions.size();
  if (fresh) q.questions.emplace_back();
  for (std::size_t i = 0; i < before.questions.size(); ++i)
    if (!fresh && before.questions[i].code == code) at = i;
  if (at == q.questions.size()) http::not_found();
  const Question old = q.questions[at];
  Errors errors;
  read_question_form(c.request.form, errors, q.questions[at]);
  if (!errors) {
    Errors whole;
    check(q, whole);
    errors = at_fields(whole, at);
  }
  if (errors) return show(c, question_page(c, before, old, fresh), errors);
  save(room, c, q);
  c.notice({N_("Saved.")});
  return http::see_other(url_of(q));
}

Response move(const Room& room, Context& c, Questionnaire q, std::string_view code) {
  const bool later = c.request.form.one("to") == "later";
  for (std::size_t i = 0; i < q.questions.size(); ++i) {
    if (q.questions[i].code != code) continue;
    const std::size_t other = later ? i + 1 : i - 1;
    if (other >= q.questions.size()) break;  // The first has none before it: i - 1 wraps.
    std::swap(q.questions[i], q.questions[other]);
    save(room, c, q);
    break;
  }
  return http::see_other(url_of(q));
}

html::Field code_field(const i18n::Language& l) {
  html::Field f;
  f.name = "code";
  f.label = l.tr(N_("Word for its address"));
  f.hint =
      l.tr(N_("Small letters, digits and hyphens. It stands in addresses: no word that says "
              "something of the person."));
  f.required = true;
  f.max = 40;
  return f;
}

KeeperPage copy_page(const Context& c, const Questionnaire& q) {
  const auto& l = c.language;
  KeeperPage p;
  p.heading = l.tr(N_("Copy for a new crisis"));
  p.lead = l.tr(Message{N_("A copy of “{1}”, closed until you open it."), {q.title.in(l.code())}});
  p.back = url_of(q);
  p.action = url_of(q) + "/copy";
  p.submit = l.tr(N_("Copy"));
  html::Field fr, en;
  fr.name = "title_fr";
  fr.label = l.tr(N_("Title in French"));
  fr.value = q.title.fr;
  fr.required = true;
  en.name = "title_en";
  en.label = l.tr(N_("Title in English"));
  en.value = q.title.en;
  en.required = true;
  p.fields = {code_field(l), fr, en};
  return p;
}

bool add(const Room& room, const Context& c, Questionnaire& q, Errors& errors) {
  try {
    room.db().write([&](db::Transaction& tx) {
      store::add(tx, q, AccountId{c.viewer.account}, c.now);
      note(tx, c, q);
    });
    return true;
  } catch (const db::UniqueViolation&) {
    errors.add("code", Message{N_("This word is taken already. Choose another.")});
    return false;
  }
}

Response copy(const Room& room, Context& c, const Questionnaire& before) {
  Questionnaire q = before;
  Errors errors;
  form::Reader reader(c.request.form, errors);
  q.code = reader.text("code", {.required = true, .max = 40});
  if (!q.code.empty() && (!is_code(q.code) || q.code == "fill" || q.code == "desk" ||
                          q.code == "code" || q.code == "import"))
    errors.add("code", Message{N_("Write small letters, digits and hyphens only.")});
  q.title.fr = reader.text("title_fr", {.required = true, .max = 120});
  q.title.en = reader.text("title_en", {.required = true, .max = 120});
  q.open = false;
  q.position += 100;
  if (errors || !add(room, c, q, errors)) return show(c, copy_page(c, before), errors);
  c.notice({N_("Copied. It is closed until you open it.")});
  return http::see_other(url_of(q));
}

KeeperPage import_page(const Context& c) {
  const auto& l = c.language;
  KeeperPage p;
  p.heading = l.tr(N_("Import a questionnaire"));
  p.lead =
      l.tr(N_("As another town exported it. One with the same word gets a new version; what "
              "it no longer asks is retired."));
  p.back = kBase;
  p.action = std::string(kBase) + "/import";
  p.submit = l.tr(N_("Import"));
  html::Field f;
  f.name = "document";
  f.type = "textarea";
  f.label = l.tr(N_("The file’s text"));
  f.required = true;
  f.rows = 12;
  p.fields = {f};
  return p;
}

Response import(const Room& room, Context& c) {
  Errors errors;
  boost::system::error_code wrong;
  const auto& typed = c.request.form.one("document");
  boost::json::parse_options options;
  options.max_depth = 12;
  const auto value =
      typed.size() > 400'000 ? boost::json::value{} : boost::json::parse(typed, wrong, {}, options);
  if (wrong || !value.is_object()) {
    errors.add("document", Message{N_("This is not a questionnaire: JSON was expected.")});
    return show(c, import_page(c), errors);
  }
  Errors found;
  auto q = read_document(Input::from_json(value.as_object()), found);
  if (found) {
    const auto& first = found.entries().front();
    errors.add("document", Message{N_("In {1}: {2}"), {first.field, c.language.tr(first.message)}});
    return show(c, import_page(c), errors);
  }
  import_document(room, c, q, errors);
  if (errors) return show(c, import_page(c), errors);
  c.notice({N_("Imported.")});
  return http::see_other(url_of(q));
}

Response preview(const Room& room, Context& c, const Questionnaire& q) {
  const auto& l = c.language;
  const Opened o(room, q, l);
  PreviewPage p;
  p.title = q.title.in(l.code());
  p.lead = q.lead.in(l.code());
  p.back = url_of(q);
  for (std::size_t i = 0; i < q.pages.size(); ++i) {
    PreviewPage::One one;
    one.heading = q.pages[i].in(l.code());
    // As if every condition were met.
    Questionnaire whole = q;
    for (auto& question : whole.questions) {
      if (question.page != static_cast<std::int64_t>(i + 1) || question.retired) continue;
      if (question.shown_if) {
        const auto* other = q.find(question.shown_if->question);
        std::string is;
        for (const auto& v : question.shown_if->is) is += (is.empty() ? "" : ", ") + v;
        one.when.push_back(l.tr(
            Message{N_("“{1}” is shown if “{2}” is: {3}"),
                    {question.label.in(l.code()), other ? other->label.in(l.code()) : "", is}}));
      }
      question.shown_if.reset();
    }
    const Opened open(room, whole, l);
    const auto step = step_page(
        room, c, open, {std::to_string(i + 1), static_cast<std::int64_t>(i + 1), ""}, {}, {});
    one.fields = step.fields;
    one.where = step.where;
    p.pages.push_back(std::move(one));
  }
  auto page = c.page(l.tr(N_("Preview")));
  page.index = false;
  html::Out out;
  templates::keeper_preview(out, page, p);
  return http::page(out.take());
}

}  // namespace

bool import_document(const Room& room, const Context& c, Questionnaire& q, Errors& errors) {
  const auto before =
      room.db().read([&](db::Session& s) { return store::questionnaire(s, q.code); });
  if (!before) {
    if (add(room, c, q, errors)) return true;
    return false;
  }
  q.id = before->id;
  q.version = before->version;
  keep_retired(q, *before);
  save(room, c, q);
  return false;
}

void keeper_routes(Room& room) {
  auto& r = room.p.core.router;
  const auto keeper = http::only({http::Role::keeper});
  const std::string one = std::string(kBase) + "/{questionnaire}";
  r.get(kBase, [&room](Context& c) { return show(c, all(room, c)); }).who(keeper);
  r.get(std::string(kBase) + "/import", [](Context& c) {
     return show(c, import_page(c));
   }).who(keeper);
  r.post(std::string(kBase) + "/import", [&room](Context& c) {
     return import(room, c);
   }).who(keeper);
  r.get(one, [&room](Context& c, std::string code) {
     return show(c, one_page(c, room.named(code)));
   }).who(keeper);
  r.post(one, [&room](Context& c, std::string code) {
     return save_one(room, c, room.named(code));
   }).who(keeper);
  r.get(one + "/preview", [&room](Context& c, std::string code) {
     return preview(room, c, room.named(code));
   }).who(keeper);
  r.get(one + "/export", [&room](Context&, std::string code) {
     return http::download(boost::json::serialize(to_json(room.named(code))), "application/json",
                           code + ".json");
   }).who(keeper);
  r.get(one + "/copy", [&room](Context& c, std::string code) {
     return show(c, copy_page(c, room.named(code)));
   }).who(keeper);
  r.post(one + "/copy", [&room](Context& c, std::string code) {
     return copy(room, c, room.named(code));
   }).who(keeper);
  r.get(one + "/questions/new", [&room](Context& c, std::string code) {
     return show(c, question_page(c, room.named(code), {}, true));
   }).who(keeper);
  r.post(one + "/questions/new", [&room](Context& c, std::string code) {
     return save_question(room, c, room.named(code), "");
   }).who(keeper);
  r.get(one + "/questions/{question}", [&room](Context& c, std::string code, std::string q) {
     const auto questionnaire = room.named(code);
     const auto* question = questionnaire.find(q);
     if (!question) http::not_found();
     return show(c, question_page(c, questionnaire, *question, false));
   }).who(keeper);
  r.post(one + "/questions/{question}", [&room](Context& c, std::string code, std::string q) {
     if (q.empty()) http::not_found();
     return save_question(room, c, room.named(code), q);
   }).who(keeper);
  r.post(one + "/questions/{question}/move", [&room](Context& c, std::string code, std::string q) {
     return move(room, c, room.named(code), q);
   }).who(keeper);
}

}  // namespace palier::frontline
