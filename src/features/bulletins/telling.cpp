// What comes of a bulletin by itself: it begins, open pages and search get it, people are written
// to, and in the end who read it is forgotten.
#include <algorithm>

#include "core/html/markdown.hpp"
#include "core/jobs/event_json.hpp"
#include "features/bulletins/service.hpp"
#include "features/bulletins/store.hpp"
#include "features/bulletins/templates.hpp"

namespace palier::bulletins {
namespace {

using i18n::Language;
using i18n::Message;
using Letter = accounts::Accounts::Letter;

/// Letters of one transaction: SQLite's other writers wait no longer than for these.
constexpr int kBatch = 100;
constexpr std::size_t kSmsText = 160;

std::string paragraphs(std::initializer_list<std::string> parts) {
  std::string out;
  for (const auto& p : parts) {
    if (p.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += p;
  }
  return out;
}

search::Document document(const Bulletin& b) {
  search::Document d;
  d.kind = "bulletin";
  d.id = b.id.value;
  d.territory = b.territory_id;
  d.title = b.title;
  d.text = html::plain_text(b.text) + "\n" + b.signed_as;
  d.language = b.language;
  d.author = b.author_id;
  d.at = b.from_at;
  return d;
}

}  // namespace

/// Whoever has it open sees it come, change or go; search follows.
void Service::shown_again(db::Transaction& tx, const Bulletin& b, const char* kind) {
  const auto circles = store::circles(tx, b.id);
  const auto author = b.official() ? 0 : b.author_id.value;
  if (circles.empty())
    p_.core.live.publish(tx, "bulletins/territory/" + b.territory_id.str(), kind, b.id.value,
                         author);
  for (const auto& circle : circles)
    p_.core.live.publish(tx, "bulletins/" + circle, kind, b.id.value, author);
  if (b.hidden || !b.begun_at)
    p_.search.remove(tx, "bulletin", b.id.value);
  else
    p_.search.put(tx, document(b));
}

void Service::begin(db::Transaction& tx, Bulletin b) {
  const Instant now = p_.core.clock.now();
  if (b.begun_at || b.withdrawn_at || b.hidden || b.ends_at <= now) return;
  b.begun_at = now;
  store::update(tx, b);
  store::start_counting(tx, b, http::random_token(32), std::min(b.ends_at, now + kCounting));
  shown_again(tx, b, "bulletin");
  if (b.urgency != Urgency::usual) start_round(tx, b, News::out);
  p_.core.events.emit(tx, Published{b.id.value});
}

void Service::hide(db::Transaction& tx, BulletinId id, bool hidden) {
  auto b = store::find(tx, id);
  if (!b || b->hidden == hidden) return;
  b->hidden = hidden;
  store::update(tx, *b);
  if (!hidden && !b->begun_at && b->from_at <= p_.core.clock.now()) {
    begin(tx, *b);  // A moderator has looked at it, and lets it out.
    return;
  }
  shown_again(tx, *b);
}

void Service::start_round(db::Transaction& tx, const Bulletin& b, News what) {
  const Round r{RoundId::make(), b.id, what, 0, 0, p_.core.clock.now(), {}};
  store::insert(tx, r, b.territory_id);
  p_.core.queue.add(tx, "bulletins.tell", r.id.str());
}

void Service::write_letter(db::Transaction& tx, const Bulletin& b,
                           const std::vector<std::string>& circles, News what, AccountId to) const {
  p_.accounts.write_to(tx, to, [&](const Language& l) {
    const auto from = voice(b, circles, l);
    const bool urgent = b.urgency == Urgency::urgent;
    Letter out;
    const char* subject = what == News::corrected   ? N_("Correction – {1}: {2}")
                          : what == News::withdrawn ? N_("No longer in force – {1}: {2}")
                          : urgent                  ? N_("Urgent – {1}: {2}")
                                                    : N_("{1}: {2}");
    out.subject = l.tr(Message{subject, {from, b.title}});
    const auto url = p_.core.site.public_url + b.url();
    std::string change;
    if (what == News::corrected) {
      const auto made = store::amendments(tx, b.id);
      if (!made.empty()) change = l.tr(Message{N_("What has changed: {1}"), {made.front().note}});
    } else if (what == News::withdrawn) {
      change = l.tr(Message{N_("This does not hold any more: {1}"), {b.withdrawn_why}});
    }
    std::string until;
    if (what != News::withdrawn && b.ends_at != kNever)
      until = l.tr(
          Message{N_("In force until {1}."), {l.date(b.ends_at - std::chrono::microseconds{1})}});
    out.text = paragraphs(
        {b.official()
             ? l.tr(Message{N_("Official information from {1}, for: {2}."),
                            {from, area(circles, l)}})
             : l.tr(Message{N_("From {1}. It is a neighbour’s word, not official."), {from}}),
         change, b.title, html::plain_text(b.text), until,
         l.tr(Message{N_("On the site, with corrections if there are any: {1}"), {url}})});
    out.sms = fmt::format("{}. {} {}", out.subject,
                          change.empty() ? html::excerpt(b.text, kSmsText) : change, url);
    out.kind = urgent ? "urgent" : "bulletins";
    out.soon = out.every_way = urgent;
    out.path = b.url();
    out.from_name = from;
    return out;
  });
}

bool Service::tell_some(RoundId id) {
  return p_.core.db.write([&](db::Transaction& tx) {
    auto r = store::round(tx, id);
    if (!r || r->done_at) return false;
    const Instant now = p_.core.clock.now();
    const auto b = store::find(tx, r->bulletin_id);
    // What was withdrawn or hidden meanwhile goes to nobody else.
    if (!b || b->hidden || now - r->began_at > kTooLate ||
        (r->what != News::withdrawn && (b->withdrawn_at || b->ends_at <= now))) {
      r->done_at = now;
      store::advance(tx, *r);
      return false;
    }
    const auto circles = store::circles(tx, b->id);
    const auto people =
        p_.accounts.living_in(tx, b->territory_id, circles, AccountId{r->after_id}, kBatch);
    for (const auto to : people) {
      if (to == b->author_id) continue;
      if (!b->official() && p_.moderation.blocked(tx, b->author_id, to)) continue;
      write_letter(tx, *b, circles, r->what, to);
      ++r->told;
    }
    if (!people.empty()) r->after_id = people.back().value;
    const bool more = static_cast<int>(people.size()) == kBatch;
    if (!more) r->done_at = now;
    store::advance(tx, *r);
    return more;
  });
}

void Service::register_jobs() {
  auto& queue = p_.core.queue;
  queue.handle("bulletins.begin", [this](const jobs::Job& job) {
    const auto id = BulletinId::parse(job.payload);
    if (!id) return;
    p_.core.db.write([&](db::Transaction& tx) {
      if (auto b = store::find(tx, *id)) begin(tx, std::move(*b));
    });
  });
  queue.handle("bulletins.tell", [this](const jobs::Job& job) {
    const auto id = RoundId::parse(job.payload);
    while (id && tell_some(*id)) {
    }
  });
  queue.handle("bulletins.forget", [this](const jobs::Job&) {
    while (p_.core.db.write([&](db::Transaction& tx) {
      return store::forget_marks(tx, p_.core.clock.now());
    }) > 0) {
    }
  });
  queue.every("bulletins.forget", std::chrono::hours{1}, "bulletins.forget");
}

notices::Section Service::digest(db::Session& s, AccountId account, const Language& l,
                                 Instant since) const {
  notices::Section out;
  out.title = l.tr(N_("Bulletins"));
  const auto home = p_.accounts.home(s, account);
  if (!home) return out;
  const auto theirs = places::circles(home->scopes);
  const auto fresh =
      store::begun_since(s, home->scopes.territory, Urgency::usual, since, p_.core.clock.now());
  for (const auto& b : fresh) {
    const auto circles = store::circles(s, b.id);
    const bool for_them =
        circles.empty() || std::any_of(circles.begin(), circles.end(), [&](const auto& circle) {
          return std::find(theirs.begin(), theirs.end(), circle) != theirs.end();
        });
    if (!for_them || (!b.official() && p_.moderation.blocked(s, b.author_id, account))) continue;
    out.lines.push_back({l.tr(Message{N_("{1}: {2}"), {voice(b, circles, l), b.title}}), b.url()});
  }
  return out;
}

void Service::register_rooms() {
  p_.notices.kind({"urgent",
                   {N_("Urgent bulletins")},
                   {N_("Danger to health or safety, from a public body: written at once.")},
                   accounts::Notify::at_once,
                   true,
                   1,
                   true});
  p_.notices.kind({"bulletins",
                   {N_("Important bulletins")},
                   {N_("From public bodies, and from your quarter’s informant.")},
                   accounts::Notify::at_once,
                   true,
                   10});
  p_.notices.digest(10, [this](db::Session& s, AccountId account, const Language& l,
                               Instant since) { return digest(s, account, l, since); });

  p_.core.live.topic("bulletins",
                     [](db::Session&, const http::Viewer&, std::string_view) { return true; });
  p_.core.live.kind(
      "bulletin",
      [this](db::Session& s, const Language& l, std::string_view,
             std::int64_t subject) -> std::string {
        const auto b = store::find(s, BulletinId{subject});
        if (!b || !b->in_force(p_.core.clock.now()))
          return fmt::format(
              "<turbo-stream action=\"remove\" target=\"bulletin-{}\"></turbo-stream>", subject);
        html::Page page;
        page.language = &l;
        page.now = p_.core.clock.now();
        return "<turbo-stream action=\"prepend\" target=\"bulletins\"><template>" +
               templates::line(page, card(*b, store::circles(s, b->id), l)) +
               "</template></turbo-stream>";
      });

  p_.moderation.reportable(
      "bulletin",
      {[](db::Session& s, std::int64_t id) -> std::optional<moderation::Reported> {
         const auto b = store::find(s, BulletinId{id});
         if (!b) return {};
         return moderation::Reported{b->title, html::excerpt(b->text, 300), b->url(), b->author_id};
       },
       [this](db::Transaction& tx, std::int64_t id, bool hidden) {
         hide(tx, BulletinId{id}, hidden);
       },
       [](db::Session& s, std::int64_t id, AccountId) {
         const auto b = store::find(s, BulletinId{id});
         return b && !b->hidden && b->begun_at;
       }});

  search::Search::Kind kind;
  kind.plural = {N_("Bulletins")};
  kind.order = 20;
  kind.show = [this](db::Session& s, const http::Viewer&, const Language& l,
                     std::int64_t id) -> std::optional<search::Hit> {
    const auto b = store::find(s, BulletinId{id});
    if (!b || b->hidden || !b->begun_at) return {};
    const auto circles = store::circles(s, b->id);
    search::Hit hit;
    hit.kind = "bulletin";
    hit.id = id;
    hit.title = b->title;
    hit.excerpt = html::excerpt(b->text, 200);
    hit.url = b->url();
    hit.icon = b->official() ? "official" : "lantern";
    hit.note = fmt::format("{}, {}", voice(*b, circles, l), l.date(b->from_at));
    if (!b->in_force(p_.core.clock.now()))
      hit.note += fmt::format(" ({})", l.tr(N_("no longer in force")));
    return hit;
  };
  kind.all = [](db::Session& s, std::int64_t after, int limit) {
    std::vector<search::Document> out;
    // Those that are not to be found are left out, but the page goes on after them.
    std::int64_t from = after;
    while (static_cast<int>(out.size()) < limit) {
      const auto some = store::page(s, from, limit);
      if (some.empty()) break;
      for (const auto& b : some) {
        from = b.id.value;
        if (!b.hidden && b.begun_at && static_cast<int>(out.size()) < limit)
          out.push_back(document(b));
        if (static_cast<int>(out.size()) == limit) break;
      }
    }
    return out;
  };
  p_.search.kind("bulletin", std::move(kind));
}

}  // namespace palier::bulletins
