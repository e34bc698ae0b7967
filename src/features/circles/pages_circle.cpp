// A circle's calendar, on the screen, on paper, in one's telephone; leaving and ending it.
#include "core/http/keys.hpp"
#include "core/util/ical.hpp"
#include "features/circles/room.hpp"
#include "features/circles/templates.hpp"

namespace palier::circles {
namespace {

using http::Context;
using http::Response;
using i18n::Message;
using std::chrono::days;

/// The week asked for, or this one; not further than the calendar can reach.
Day week_of(const Context& c) {
  form::Errors ignored;
  const auto input = c.request.query;
  form::Reader read(input, ignored);
  const auto at = read.day("week", false, c.now - days(3650), c.now + days(3650));
  return at ? today(*at) : today(c.now);
}

Response show(Room& room, Context& c, CircleId id) {
  const auto p = room.db().read(
      [&](db::Session& s) { return room.circle_page(s, room.see(s, c, id), week_of(c), c); });
  auto page = c.page(c.language.tr(Message{N_("Around {1}"), {p.name}}));
  page.index = false;
  html::Out out;
  templates::circle(out, page, p);
  return http::page(out.take());
}

Response print(Room& room, Context& c, CircleId id) {
  const auto& l = c.language;
  PrintPage p;
  room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id);
    p.name = seen.person;
    p.url = seen.circle.url();
    const Day first = monday(today(c.now));
    const auto all = room.days(s, seen, first, 28, c);
    for (int w = 0; w < 4; ++w) {
      PrintPage::Week week;
      week.title = l.tr(Message{N_("Week of {1}"), {day_text(number(first + days(7 * w)), l)}});
      for (int d = 0; d < 7; ++d)
        if (const auto& day = all.at(7 * static_cast<std::size_t>(w) + static_cast<std::size_t>(d));
            !day.turns.empty())
          week.days.push_back(day);
      if (!week.days.empty()) p.weeks.push_back(std::move(week));
    }
  });
  p.title = l.tr(Message{N_("Who comes to {1}"), {p.name}});
  p.desk = room.p.core.config.host.phone;
  auto page = c.page(p.title);
  page.index = false;
  html::Out out;
  templates::print(out, page, p);
  return http::page(out.take());
}

std::string absolute(const Room& room, const Context& c, const std::string& path) {
  const auto& base = room.p.core.site.public_url;
  return (base.empty() ? c.request.origin : base) + path;
}

Response feed_page(Room& room, Context& c, CircleId id) {
  const auto& l = c.language;
  QuestionPage p;
  const auto key = room.db().read([&](db::Session& s) {
    const auto seen = room.see(s, c, id);
    p.back = seen.circle.url();
    return room.me(seen).feed_key;
  });
  p.heading = l.tr(N_("In my telephone’s calendar"));
  p.lead = {l.tr(N_("Subscribe to this address in your calendar program: your turns show there "
                    "and follow every change.")),
            l.tr(N_("Keep it to yourself: whoever has it sees when you come. It holds no address "
                    "and no telephone."))};
  p.about = l.tr(N_("Address of your calendar"));
  p.action = p.back + "/feed";
  p.submit = l.tr(N_("Make a new address; the old one stops"));
  auto page = c.page(p.heading);
  page.index = false;
  html::Out out;
  templates::feed(out, page, p, absolute(room, c, "/circles/calendar/" + key));
  return http::page(out.take());
}

/// One's own turns; for those who manage, all.
Response feed(Room& room, Context& c, const std::string& key) {
  std::string name;
  std::vector<ical::Event> events;
  room.db().read([&](db::Session& s) {
    const auto m = store::member_by_feed(s, key);
    const auto circle = m ? store::circle(s, m->circle_id) : std::nullopt;
    if (!circle || !m->account_id) http::not_found();
    const auto person = room.p.accounts.person(s, m->account_id);
    const auto* own = person ? i18n::find(person->language) : nullptr;
    const auto& l = own ? *own : c.language;
    name = l.tr(Message{N_("Around {1}"), {room.p.letters.person(s, *circle, l)}});
    const bool all = m->role == Role::organiser || circle->person_id == m->account_id;
    const auto names = room.names(s, circle->id, l);
    std::map<TaskId, Task> tasks;
    for (auto& t : store::tasks(s, circle->id)) tasks[t.id] = t;
    const Day day = today(c.now);
    for (const auto& t :
         store::turns(s, circle->id, number(day - days(28)), number(day + kHorizon))) {
      const bool mine = t.member_id == m->id;
      if (t.state == TurnState::cancelled || t.state == TurnState::missed || (!mine && !all))
        continue;
      const auto& task = tasks.at(t.task_id);
      ical::Event e;
      e.uid = t.id.str() + "@circles.palier";
      e.starts = t.starts_at;
      e.ends = t.ends_at;
      e.changed = t.changed_at;
      e.tentative = t.state != TurnState::confirmed && t.state != TurnState::done;
      e.summary = l.tr(Message{N_("{1}, for {2}"),
                               {Letters::what(task, l), room.p.letters.person(s, *circle, l)}});
      if (!mine)
        e.summary +=
            " · " + (t.member_id ? names.at(t.member_id) : std::string(l.tr(label(t.state))));
      e.description = task.notes;
      e.url = absolute(room, c, t.url());
      e.sequence = static_cast<int>((to_micros(t.changed_at) / 1'000'000) % 2'000'000'000);
      events.push_back(std::move(e));
    }
  });
  auto response = http::text(ical::calendar(name, events), "text/calendar; charset=utf-8");
  response.header("Cache-Control", "private, no-store");
  return response;
}

QuestionPage sure(Context& c, const Room::Seen& seen, const char* heading, const char* lead,
                  const std::string& path, const char* submit) {
  const auto& l = c.language;
  QuestionPage p;
  p.heading = l.tr(heading);
  p.about = l.tr(Message{N_("Around {1}"), {seen.person}});
  p.lead = {l.tr(lead)};
  p.back = seen.circle.url();
  p.action = p.back + path;
  p.submit = l.tr(submit);
  p.cancel = l.tr(N_("No, go back"));
  p.danger = true;
  return p;
}

}  // namespace

void circle_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/circles", [&room](Context& c) {
     const auto p = room.db().read([&](db::Session& s) { return room.mine_page(s, c); });
     auto page = c.page(c.language.tr(N_("Circles")));
     page.index = false;
     html::Out out;
     templates::mine(out, page, p);
     return http::page(out.take());
   }).who(http::signed_in());
  r.get("/circles/{circle}", [&room](Context& c, CircleId id) {
     return show(room, c, id);
   }).who(http::signed_in());
  r.get("/circles/{circle}/print", [&room](Context& c, CircleId id) {
     return print(room, c, id);
   }).who(http::signed_in());
  r.get("/circles/{circle}/feed", [&room](Context& c, CircleId id) {
     return feed_page(room, c, id);
   }).who(http::signed_in());
  r.post("/circles/{circle}/feed", [&room](Context& c, CircleId id) {
     room.db().write([&](db::Transaction& tx) {
       auto m = room.me(room.see(tx, c, id));
       m.feed_key = http::random_token(18);
       store::save(tx, m);
     });
     c.notice({N_("Here is the new address. Put it into your calendar program.")});
     return http::see_other("/circles/" + id.str() + "/feed");
   }).who(http::signed_in());
  r.get("/circles/calendar/{key}", [&room](Context& c, std::string key) {
     return feed(room, c, key);
   }).who(http::anyone());

  r.get("/circles/{circle}/leave", [&room](Context& c, CircleId id) {
     const auto seen = room.db().read([&](db::Session& s) { return room.see(s, c, id); });
     (void)room.me(seen);
     return question(c, sure(c, seen, N_("Leave this circle?"),
                             N_("The turns you have ahead are given back, and others are asked."),
                             "/leave", N_("Leave the circle")));
   }).who(http::signed_in());
  r.post("/circles/{circle}/leave", [&room](Context& c, CircleId id) {
     const auto done = room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id);
       return room.service.leave(tx, seen.circle, room.me(seen), c.now);
     });
     if (!done) return refuse(c, done.error(), "/circles/" + id.str());
     c.notice({N_("You have left the circle. Thank you for what you did.")});
     return http::see_other("/circles");
   }).who(http::signed_in());
  r.get("/circles/{circle}/end", [&room](Context& c, CircleId id) {
     const auto seen =
         room.db().read([&](db::Session& s) { return room.see(s, c, id, Tier::manages); });
     return question(c, sure(c, seen, N_("End this circle?"),
                             N_("Everyone is told, nothing more is planned, and the address and "
                                "telephone are erased. It cannot be undone."),
                             "/end", N_("End the circle")));
   }).who(http::signed_in());
  r.post("/circles/{circle}/end", [&room](Context& c, CircleId id) {
     room.db().write([&](db::Transaction& tx) {
       const auto seen = room.see(tx, c, id, Tier::manages);
       room.service.end(tx, seen.circle, viewer(c), c.now);
     });
     c.notice({N_("The circle is over. Everyone is told.")});
     return http::see_other("/circles");
   }).who(http::signed_in());
}

}  // namespace palier::circles
