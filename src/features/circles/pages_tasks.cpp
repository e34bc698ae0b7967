// What is to be done, and when not.
#include "core/http/once.hpp"
#include "features/circles/room.hpp"
#include "features/circles/templates.hpp"

namespace palier::circles {
namespace {

using form::Errors;
using html::Field;
using http::Context;
using i18n::Message;

std::string base(CircleId id) {
  return "/circles/" + id.str();
}

Field field(const char* name, const char* type, std::string label, std::string hint = {}) {
  Field f;
  f.name = name;
  f.type = type;
  f.label = std::move(label);
  f.hint = std::move(hint);
  return f;
}

QuestionPage new_page(const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("What is to be done, and when?"));
  p.about = l.tr(Message{N_("Around {1}"), {seen.person}});
  p.back = seen.circle.url() + "/tasks";
  p.action = p.back + "/new";
  p.submit = l.tr(N_("Put it into the calendar"));
  Field kind = field("kind", "radios", l.tr(N_("What is it?")));
  kind.required = true;
  for (int i = 0; i < kKinds; ++i) {
    const auto k = static_cast<Kind>(i);
    kind.options.push_back({std::string(word(k)), l.tr(label(k)), "", false, icon(k)});
  }
  Field title = field("title", "text", l.tr(N_("In your own words")),
                      l.tr(N_("For example: shopping at the market, with the trolley.")));
  title.max = 80;
  Field notes = field("notes", "textarea", l.tr(N_("What whoever comes must know")),
                      l.tr(N_("The whole circle reads it. No door code here: it is shown with the "
                              "address to whoever comes.")));
  notes.rows = 3;
  notes.max = 1000;
  Field repeats = field("repeats", "radios", l.tr(N_("Does it come back?")));
  repeats.required = true;
  repeats.options = {{"once", l.tr(N_("No, once")), "", false},
                     {"weekly", l.tr(N_("Every week")), "", true},
                     {"fortnightly", l.tr(N_("Every two weeks")), "", false},
                     {"monthly", l.tr(N_("Every four weeks")), "", false}};
  Field days = field("days", "checkboxes", l.tr(N_("On which days?")),
                     l.tr(N_("If it comes back. All seven for every day.")));
  for (int d = 0; d < 7; ++d)
    days.options.push_back({std::string(day_word(d)), day_name(d, l), "", false});
  Field first = field("first", "date", l.tr(N_("From which day?")),
                      l.tr(N_("Or the day itself, if it is once.")));
  first.required = true;
  Field last = field("last", "date", l.tr(N_("Until which day?")),
                     l.tr(N_("Leave it empty if there is no end.")));
  Field from = field("from", "text", l.tr(N_("From what time?")), l.tr(N_("For example 9:30")));
  from.width = 5;
  from.required = true;
  Field to = field("to", "text", l.tr(N_("Until what time?")));
  to.width = 5;
  to.required = true;
  Field holidays = field("not_on_holidays", "checkboxes", l.tr(N_("Public holidays")));
  holidays.options = {{"1", l.tr(N_("Not on public holidays")), "", false}};
  p.fields = {kind, title, notes, repeats, days, first, last, from, to, holidays};
  return p;
}

QuestionPage pause_page(const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(N_("When need nobody come?"));
  p.about = l.tr(Message{N_("Around {1}"), {seen.person}});
  p.lead = {
      l.tr(N_("The turns of these days are cancelled, and those who had said yes are told."))};
  p.back = seen.circle.url() + "/tasks";
  p.action = seen.circle.url() + "/pause";
  p.submit = l.tr(N_("Save"));
  Field first = field("first", "date", l.tr(N_("First day")));
  first.required = true;
  Field last = field("last", "date", l.tr(N_("Last day")), l.tr(N_("Leave it empty for one day.")));
  Field why = field("why", "text", l.tr(N_("Why?")),
                    l.tr(N_("The circle reads it. For example: with her daughter.")));
  why.max = 120;
  p.fields = {first, last, why};
  return p;
}

Task task_of(Room& room, db::Session& s, const Context& c, CircleId id, TaskId task) {
  (void)room.see(s, c, id, Tier::manages);
  auto t = store::task(s, task);
  if (!t || t->circle_id != id) http::not_found();
  return std::move(*t);
}

}  // namespace

void task_routes(Room& room) {
  auto& r = room.p.core.router;
  const auto managed = [&room](Context& c, CircleId id) {
    return room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::manages); });
  };
  r.get("/circles/{circle}/tasks", [&room](Context& c, CircleId id) {
     const auto p =
         room.db().read([&](db::Session& s) { return room.tasks_page(s, room.see(s, c, id), c); });
     auto page = c.page(c.language.tr(N_("What is to be done")));
     page.index = false;
     html::Out out;
     templates::tasks(out, page, p);
     return http::page(out.take());
   }).who(http::signed_in());
  r.get("/circles/{circle}/tasks/new", [managed](Context& c, CircleId id) {
     return question(c, new_page(c, managed(c, id)));
   }).who(http::signed_in());
  r.post("/circles/{circle}/tasks/new",
         [&room, managed](Context& c, CircleId id) {
           Errors errors;
           const auto plan = read_task(c.request.form, errors, c.now);
           if (errors) return question(c, new_page(c, managed(c, id)), errors);
           const auto made = room.db().write([&](db::Transaction& tx) -> Service::Outcome<TaskId> {
             const auto seen = room.see(tx, c, id, Tier::manages);
             const auto token =
                 http::own_token(c.viewer.account, c.request.path, c.request.form.one("once"));
             if (http::once(tx, token, c.now)) return TaskId{};
             auto added = room.service.add_task(tx, seen.circle, viewer(c), plan, c.now);
             if (added) http::keep_result(tx, token, "added");
             return added;
           });
           if (!made) return refuse(c, made.error(), base(id) + "/tasks");
           c.notice({N_("It is in the calendar. Those who can come are asked.")});
           return http::see_other(base(id));
         })
      .who(http::signed_in())
      .limited(http::Limit::posting);
  r.get("/circles/{circle}/tasks/{task}/end", [&room](Context& c, CircleId id, TaskId task) {
     const auto t = room.db().read([&](db::Session& s) { return task_of(room, s, c, id, task); });
     const auto& l = c.language;
     QuestionPage p;
     p.heading = l.tr(N_("No longer needed?"));
     p.about = Letters::what(t, l) + " · " + rule_text(t, l);
     p.lead = {l.tr(N_("The turns ahead are cancelled, and those who had said yes are told."))};
     p.back = base(id) + "/tasks";
     p.action = p.back + "/" + task.str() + "/end";
     p.submit = l.tr(N_("Take it out of the calendar"));
     p.cancel = l.tr(N_("No, go back"));
     p.danger = true;
     return question(c, p);
   }).who(http::signed_in());
  r.post("/circles/{circle}/tasks/{task}/end", [&room](Context& c, CircleId id, TaskId task) {
     room.db().write([&](db::Transaction& tx) {
       const auto t = task_of(room, tx, c, id, task);
       room.service.end_task(tx, *store::circle(tx, id), t, c.now);
     });
     c.notice({N_("It is out of the calendar.")});
     return http::see_other(base(id) + "/tasks");
   }).who(http::signed_in());
  r.get("/circles/{circle}/pause", [managed](Context& c, CircleId id) {
     return question(c, pause_page(c, managed(c, id)));
   }).who(http::signed_in());
  r.post("/circles/{circle}/pause", [&room, managed](Context& c, CircleId id) {
     Errors errors;
     const auto span = read_span(c.request.form, errors, c.now);
     if (errors) return question(c, pause_page(c, managed(c, id)), errors);
     room.db().write([&](db::Transaction& tx) {
       room.service.pause(tx, room.see(tx, c, id, Tier::manages).circle, viewer(c), span, c.now);
     });
     c.notice({N_("It is noted. Those who had said yes are told.")});
     return http::see_other(base(id) + "/tasks");
   }).who(http::signed_in());
  r.post("/circles/{circle}/pauses/{pause}/delete", [&room](Context& c, CircleId id, SpanId pause) {
     room.db().write([&](db::Transaction& tx) {
       room.service.unpause(tx, room.see(tx, c, id, Tier::manages).circle, pause, c.now);
     });
     c.notice({N_("The pause is taken back.")});
     return http::see_other(base(id) + "/tasks");
   }).who(http::signed_in());
}

}  // namespace palier::circles
