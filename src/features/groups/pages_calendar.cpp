// What a group has ahead: on a page, and in the calendar of a telephone.
#include "core/http/keys.hpp"
#include "core/i18n/zone.hpp"
#include "core/util/ical.hpp"
#include "features/groups/room.hpp"
#include "features/groups/templates.hpp"

namespace palier::groups {
namespace {

using http::Context;
using http::Response;
using i18n::Message;

constexpr int kPerPage = 30;
constexpr int kInFeed = 300;
constexpr std::chrono::days kPast{60};  ///< A calendar keeps what was a while ago.

const char* month_name(unsigned month) {
  static constexpr const char* kNames[] = {
      N_("January {1}"),   N_("February {1}"), N_("March {1}"),    N_("April {1}"),
      N_("May {1}"),       N_("June {1}"),     N_("July {1}"),     N_("August {1}"),
      N_("September {1}"), N_("October {1}"),  N_("November {1}"), N_("December {1}")};
  return kNames[(month - 1) % 12];
}

CalendarPage calendar_page(Room& room, db::Session& s, const Context& c, const Room::Seen& seen) {
  const auto& l = c.language;
  CalendarPage p;
  const int number = page_number(c);
  p.head = room.head(s, c, seen, Room::At::calendar);
  p.member = p.head.member;
  if (p.member) p.write = feed::Feed::write_url(seen.group.audience(), "event");
  const auto first = static_cast<std::size_t>(number - 1) * kPerPage;
  auto coming = room.p.below.feed.coming(s, seen.group.audience(), c.now,
                                         static_cast<int>(first) + kPerPage + 1);
  const bool more = coming.size() > first + kPerPage;
  p.pager = pager(seen.group.url() + "/calendar", number, more);
  for (std::size_t i = first; i < std::min(coming.size(), first + kPerPage); ++i) {
    const auto& e = coming[i];
    const auto day = i18n::local(e.event.starts).day;
    const auto name = l.tr(Message{month_name(static_cast<unsigned>(day.month())),
                                   {std::to_string(static_cast<int>(day.year()))}});
    if (p.months.empty() || p.months.back().name != name) p.months.push_back({name, {}});
    p.months.back().events.push_back({e.title, e.url, event_when(e.event, l), e.event.place});
  }
  if (p.member) p.feed = room.absolute(c, "/groups/calendar/" + seen.me().calendar_key + ".ics");
  return p;
}

Response feed(Room& room, Context& c, std::string key) {
  if (!key.ends_with(".ics")) http::not_found();
  key.resize(key.size() - 4);
  std::string name;
  std::vector<ical::Event> events;
  room.db().read([&](db::Session& s) {
    const auto m = store::member_by_key(s, key);
    const auto g = m ? store::group(s, m->group_id) : std::nullopt;
    if (!g || g->unseen || !room.p.below.accounts.person(s, m->account_id)) http::not_found();
    name = g->name;
    const auto coming = room.p.below.feed.coming(s, g->audience(), c.now - kPast, kInFeed);
    events.reserve(coming.size());
    for (const auto& e : coming) {
      ical::Event out;
      out.uid = e.id.str() + "@groups.palier";
      out.starts = e.event.starts;
      out.ends = e.event.ends.value_or(e.event.starts + std::chrono::hours(1));
      out.changed = e.changed;
      out.summary = e.title;
      out.description = e.event.place.empty() ? e.text : e.event.place + "\n\n" + e.text;
      out.url = room.absolute(c, e.url);
      out.sequence = static_cast<int>((to_micros(e.changed) / 1'000'000) % 2'000'000'000);
      events.push_back(std::move(out));
    }
  });
  auto response = http::text(ical::calendar(name, events), "text/calendar; charset=utf-8");
  response.header("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

void calendar_routes(Room& room) {
  auto& r = room.p.core.router;
  r.get("/groups/{group}/calendar", [&room](Context& c, GroupId id) {
     const auto p = room.db().read([&](db::Session& s) {
       return calendar_page(room, s, c, room.see(s, c, id, Tier::reads));
     });
     auto page = c.page(c.language.tr(Message{N_("Calendar of {1}"), {p.head.name}}));
     page.index = false;
     html::Out out;
     templates::calendar(out, page, p);
     return http::page(out.take());
   }).who(http::signed_in());
  r.post("/groups/{group}/calendar", [&room](Context& c, GroupId id) {
     room.db().write([&](db::Transaction& tx) {
       auto m = room.see(tx, c, id, Tier::member).me();
       m.calendar_key = http::random_token(18);
       store::save(tx, m);
     });
     c.notice({N_("Here is the new address. Put it into your calendar program.")});
     return http::see_other("/groups/" + id.str() + "/calendar");
   }).who(http::signed_in());
  r.get("/groups/calendar/{key}", [&room](Context& c, std::string key) {
     return feed(room, c, std::move(key));
   }).who(http::anyone());
}

}  // namespace palier::groups
