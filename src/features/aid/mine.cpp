// My requests and offers, and my answers to others'.
#include "features/aid/mine.hpp"

#include "features/aid/templates.hpp"

namespace palier::aid {
namespace {

using http::Context;
using i18n::Message;
using Line = MinePage::Line;

constexpr int kMost = 100;

http::Response show(Room& room, Context& c) {
  const AccountId me{c.viewer.account};
  const auto& l = c.language;
  const auto catalogue = room.catalogue();
  std::vector<Line> waiting, current, helping, past;
  room.db().read([&](db::Session& s) {
    for (const auto& post : store::of_owner(s, me, kMost)) {
      const Category* category = catalogue->find(post.category_id);
      if (!category) continue;
      Line line{public_view(post, *category, l, c.now),
                l.tr(label(post.state, post.kind)),
                "",
                0,
                "",
                ""};
      line.waiting = listed(post.state) ? static_cast<int>(post.pending) : 0;
      if (live(post.state)) line.note = l.tr(Message{N_("Until {1}"), {l.date(post.expires_at)}});
      const bool ending = live(post.state) && post.expires_at - kAskBefore <= c.now;
      auto& to = line.waiting > 0 || ending ? waiting : live(post.state) ? current : past;
      to.push_back(std::move(line));
    }
    std::map<PostId, Post> posts;
    for (auto& post : store::answered_by(s, me, kMost)) posts.emplace(post.id, std::move(post));
    for (const auto& a : store::answers_from(s, me, kMost)) {
      const auto found = posts.find(a.post_id);
      if (found == posts.end()) continue;
      const Category* category = catalogue->find(found->second.category_id);
      if (!category) continue;
      Line line{public_view(found->second, *category, l, c.now),
                l.tr(label(a.state)),
                a.thanks,
                0,
                "",
                ""};
      const bool going = live(a.state) && live(found->second.state);
      if (going) line.withdraw = "/answers/" + a.id.str() + "/withdraw";
      if (a.thread_id) line.thread = messages::Messages::url(a.thread_id);
      if (!going && line.note.empty()) line.note = a.reply;
      (going ? helping : past).push_back(std::move(line));
    }
  });
  MinePage p;
  const auto section = [&](const char* title, std::vector<Line> lines) {
    if (!lines.empty()) p.sections.push_back({l.tr(title), std::move(lines)});
  };
  section(N_("They wait for your word"), std::move(waiting));
  section(N_("Your requests and offers"), std::move(current));
  section(N_("Your answers to others"), std::move(helping));
  section(N_("Past"), std::move(past));
  auto page = c.page(l.tr(N_("My requests and offers")));
  page.index = false;
  html::Out out;
  templates::mine(out, page, p);
  return http::page(out.take());
}

}  // namespace

void mine_routes(Room& room) {
  room.p.core.router.get("/mine", [&room](Context& c) { return show(room, c); })
      .who(http::signed_in());
}

}  // namespace palier::aid
