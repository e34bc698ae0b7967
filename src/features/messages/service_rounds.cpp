#include <algorithm>

#include "core/http/once.hpp"
#include "features/messages/service.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {

void Service::note(db::Transaction& tx, ThreadId thread, AccountId by, const char* kind,
                   AccountId about, std::string text) {
  Message m;
  m.id = MessageId::make();
  m.thread_id = thread;
  m.author_id = by;
  m.text = std::move(text);
  m.created_at = core_.clock.now();
  m.kind = kind;
  m.about_account = about;
  store::insert(tx, m);
  core_.live.publish(tx, "thread/" + thread.str(), "message", m.id.value);
}

std::optional<Thread> Service::new_round(db::Transaction& tx, AccountId by,
                                         const std::vector<AccountId>& others,
                                         std::string_view title) {
  const auto all = static_cast<int>(others.size()) + 1;
  if (all < kRoundLeast || all > kRoundMost) return {};
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (reach(tx, by, others[i]) != Reach::free) return {};
    for (std::size_t j = 0; j < i; ++j)
      if (others[i] == others[j] || moderation_.blocked(tx, others[i], others[j])) return {};
  }
  Thread t;
  t.id = ThreadId::make();
  t.about_kind = kRound;
  t.about_id = t.id.value;
  t.title = title;
  t.created_at = t.last_at = core_.clock.now();
  t.owner_id = by;
  store::insert_round(tx, t);
  store::join(tx, t.id, by, by, t.created_at);
  for (const AccountId who : others) store::join(tx, t.id, who, by, t.created_at);
  return t;
}

std::optional<ThreadId> Service::open_round(db::Transaction& tx, AccountId by,
                                            const std::vector<AccountId>& others,
                                            std::string_view title) {
  const auto made = new_round(tx, by, others, title);
  if (!made) return {};
  return made->id;
}

Service::Sent Service::start_round(AccountId from, const RoundDraft& draft) {
  using How = Sent::How;
  return core_.db.write([&](db::Transaction& tx) -> Sent {
    // The token counts for the round as a whole: its thread has no address yet.
    const auto token = http::own_token(from.value, "/messages/round", draft.first.once);
    if (const auto before = http::once(tx, token, core_.clock.now())) {
      const auto id = ThreadId::parse(std::string_view(*before).substr(
          std::min(before->size(), std::string_view("/messages/").size())));
      return {How::already, {}, id.value_or(ThreadId{})};
    }
    const auto weighed =
        moderation_.weigh(tx, {from, {1}, "message", draft.title + "\n" + draft.first.text});
    if (!weighed.ok()) return {How::refused, {}, {}, weighed.why};
    const auto made = new_round(tx, from, draft.people, draft.title);
    if (!made) return {How::not_found};
    Draft first = draft.first;
    first.once.clear();
    Sent sent = insert(tx, *made, from, first, false);
    if (sent.how == How::refused) {
      store::drop_empty(tx, made->id);
      return sent;
    }
    http::keep_result(tx, token, url(made->id));
    return sent;
  });
}

Service::Change Service::add(ThreadId id, AccountId by, AccountId who) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto thread = store::find(tx, id, by);
    if (!thread || !thread->round() || thread->closed_at) return Change::not_found;
    if (reach(tx, by, who) != Reach::free) return Change::not_allowed;
    const auto members = store::members(tx, id);
    const auto before = store::member(tx, id, who);
    if (before && !before->left_at) return Change::done;
    // Whoever went by themselves is not pulled back in.
    if (before && before->left_by == who) return Change::has_left;
    if (!fits(static_cast<std::int64_t>(members.size()), 1)) return Change::full;
    for (const Member& m : members)
      if (moderation_.blocked(tx, m.account_id, who)) return Change::not_allowed;
    store::join(tx, id, who, by, core_.clock.now());
    note(tx, id, by, "added", who);
    tell_added(tx, *thread, who, by);
    return Change::done;
  });
}

/// Out of the round; it goes on with its oldest member in charge, and ends where one is left.
void Service::gone(db::Transaction& tx, const Thread& thread, AccountId who, AccountId by) {
  store::leave(tx, thread.id, who, by, core_.clock.now());
  note(tx, thread.id, by, by == who ? "left" : "removed", who);
  const auto members = store::members(tx, thread.id);
  if (members.size() < 2)
    store::close(tx, thread.id, core_.clock.now());
  else if (thread.owner_id == who)
    store::set_owner(tx, thread.id, members.front().account_id);
  core_.live.look_again(tx, who.value);
}

Service::Change Service::remove(ThreadId id, AccountId by, AccountId who) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto thread = store::find(tx, id, by);
    if (!thread || !thread->round()) return Change::not_found;
    if (thread->owner_id != by || who == by) return Change::not_allowed;
    const auto member = store::member(tx, id, who);
    if (!member || member->left_at) return Change::not_found;
    gone(tx, *thread, who, by);
    return Change::done;
  });
}

Service::Change Service::leave(ThreadId id, AccountId who) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto thread = store::find(tx, id, who);
    if (!thread || !thread->round()) return Change::not_found;
    gone(tx, *thread, who, who);
    return Change::done;
  });
}

Service::Change Service::set_title(ThreadId id, AccountId by, const std::string& title) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto thread = store::find(tx, id, by);
    if (!thread || !thread->round() || thread->closed_at) return Change::not_found;
    if (thread->owner_id != by) return Change::not_allowed;
    if (!moderation_.weigh(tx, {by, thread->territory_id, "message", title}).ok())
      return Change::not_allowed;
    if (thread->title == title) return Change::done;
    store::set_title(tx, id, title);
    note(tx, id, by, "titled", {}, title);
    return Change::done;
  });
}

Service::Change Service::mute(ThreadId id, AccountId who, bool muted) {
  return core_.db.write([&](db::Transaction& tx) {
    if (!store::find(tx, id, who)) return Change::not_found;
    store::mute(tx, id, who, muted);
    return Change::done;
  });
}

Service::Change Service::answer(ThreadId id, AccountId who, bool yes) {
  return core_.db.write([&](db::Transaction& tx) {
    const auto thread = store::find(tx, id, who);
    if (!thread || thread->round()) return Change::not_found;
    if (!thread->asked_by) return Change::done;
    if (thread->asked_by == who) return Change::not_allowed;
    store::set_asked(tx, id, yes ? AccountId{} : thread->asked_by,
                     yes ? std::optional<Instant>{} : core_.clock.now());
    store::mark_read(tx, id, who, core_.clock.now());
    if (yes) note(tx, id, who, "accepted", {});
    return Change::done;
  });
}

void Service::apart(const moderation::Blocked& event) {
  core_.db.write([&](db::Transaction& tx) {
    const AccountId blocker{event.blocker};
    const AccountId blocked{event.blocked};
    for (const ThreadId id : store::rounds_of(tx, blocker)) {
      const auto thread = store::find(tx, id, blocker);
      const auto other = store::member(tx, id, blocked);
      if (thread && other && !other->left_at) gone(tx, *thread, blocker, blocker);
    }
  });
}

}  // namespace palier::messages
