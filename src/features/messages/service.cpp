#include "features/messages/service.hpp"

#include <algorithm>

#include "core/form/clean.hpp"
#include "core/http/once.hpp"
#include "core/jobs/event_json.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {
namespace {

// The same words twice within this time are a double click or a nervous finger.
constexpr std::chrono::seconds kEcho{20};

}  // namespace

ThreadId Service::open(db::Transaction& tx, AccountId a, AccountId b, std::string_view about_kind,
                       std::int64_t about_id, std::string_view title, std::string_view about_url) {
  Thread t;
  t.id = ThreadId::make();
  t.account_a = std::min(a, b);
  t.account_b = std::max(a, b);
  t.about_kind = about_kind;
  t.about_id = about_id;
  t.title = title;
  t.about_url = about_url;
  t.created_at = t.last_at = core_.clock.now();
  const ThreadId id = store::open(tx, t);
  store::reopen(tx, id);
  return id;
}

void Service::close(db::Transaction& tx, ThreadId thread) {
  store::close(tx, thread, core_.clock.now());
}

std::vector<accounts::Mark> Service::written(db::Session& s, places::TerritoryId t, Instant from,
                                             Instant to) const {
  return store::written(s, t, from, to);
}

int Service::unread(db::Session& s, AccountId account) const {
  const auto rows = store::unread(s, account);
  if (rows.empty()) return 0;
  const auto apart = moderation_.apart_from(s, account);
  std::int64_t n = 0;
  for (const Unread& row : rows)
    if (!row.muted && std::find(apart.begin(), apart.end(), row.author_id) == apart.end())
      n += row.n;
  return static_cast<int>(n);
}

bool Service::knows(db::Session& s, AccountId a, AccountId b) const {
  return store::acquainted(s, a, b) ||
         std::any_of(vouching_.begin(), vouching_.end(),
                     [&](const Acquainted& vouches) { return vouches(s, a, b); });
}

Reach Service::reach(db::Session& s, AccountId from, AccountId to) const {
  Bond bond;
  bond.self = from == to;
  bond.gone = bond.self || !accounts_.person(s, to) || accounts_.roles(s, to, {1}).empty();
  if (bond.gone) return Reach::never;
  bond.apart = moderation_.blocked(s, from, to);
  bond.acquainted = knows(s, from, to);
  if (!bond.acquainted) {
    const auto here = accounts_.home(s, from);
    const auto there = accounts_.home(s, to);
    if (here && there) {
      const auto mine = places::circles(here->scopes);
      for (const auto& circle : places::circles(there->scopes))
        bond.neighbours =
            bond.neighbours || std::find(mine.begin(), mine.end(), circle) != mine.end();
    }
  }
  return messages::reach(bond);
}

Service::MayWrite Service::may_write(db::Session& s, const Thread& thread, AccountId who) const {
  if (thread.round()) return thread.closed_at ? MayWrite::closed : MayWrite::yes;
  if (!accounts_.person(s, thread.other(who))) return MayWrite::left;
  if (thread.closed_at || moderation_.blocked(s, thread.account_a, thread.account_b))
    return MayWrite::closed;
  if (thread.asked_by) return thread.asked_by == who ? MayWrite::waiting : MayWrite::asked;
  return MayWrite::yes;
}

Service::Sent Service::write(ThreadId thread_id, AccountId author, const Draft& draft) {
  return core_.db.write([&](db::Transaction& tx) { return write(tx, thread_id, author, draft); });
}

Service::Sent Service::write(db::Transaction& tx, ThreadId thread_id, AccountId author,
                             const Draft& draft, bool by_mail) {
  using How = Sent::How;
  const auto thread = store::find(tx, thread_id, author);
  if (!thread) return {How::not_found};
  switch (may_write(tx, *thread, author)) {
    case MayWrite::closed:
      return {How::closed};
    case MayWrite::left:
      return {How::left};
    case MayWrite::waiting:
    case MayWrite::asked:
      return {How::waiting};
    case MayWrite::yes:
      break;
  }
  return insert(tx, *thread, author, draft, by_mail);
}

Service::Sent Service::insert(db::Transaction& tx, const Thread& thread, AccountId author,
                              const Draft& draft, bool by_mail) {
  using How = Sent::How;
  const Instant now = core_.clock.now();
  const auto token = http::own_token(author.value, url(thread.id), draft.once);
  if (http::once(tx, token, now)) return {How::already, {}, thread.id};

  Message m;
  m.id = MessageId::make();
  m.thread_id = thread.id;
  m.author_id = author;
  m.text = draft.text;
  m.created_at = now;
  if (draft.photos.empty() && store::just_said(tx, m, now - kEcho))
    return {How::already, {}, thread.id};

  const moderation::Moderation::Text text{author, thread.territory_id, "message", m.text,
                                          m.id.value};
  const auto verdict = moderation_.weigh(tx, text);
  if (!verdict.ok()) return {How::refused, {}, thread.id, verdict.why};
  m.hidden = verdict.act == moderation::Moderation::Verdict::Do::hold;
  store::insert(tx, m);
  if (with_.photos)
    for (const auto& photo : draft.photos)
      with_.photos->keep(tx, photo, "message", m.id.value, author, draft.alt);
  moderation_.wrote(tx, text, verdict);
  if (by_mail)
    store::mark_told_as_read(tx, thread.id, author);
  else
    store::mark_read(tx, thread.id, author, now);
  store::set_by_mail(tx, thread.id, author, by_mail);
  http::keep_result(tx, token, url(thread.id));
  if (m.hidden) return {How::held, m.id, thread.id, verdict.why};
  publish(tx, m);
  core_.events.emit(tx, Written{thread.id.value, m.id.value, author.value});
  return {How::sent, m.id, thread.id};
}

void Service::publish(db::Transaction& tx, const Message& m) {
  core_.live.publish(tx, "thread/" + m.thread_id.str(), "message", m.id.value, m.author_id.value);
  for (const Member& member : store::members(tx, m.thread_id))
    if (member.account_id != m.author_id && !member.muted)
      core_.live.publish(tx, "account/" + member.account_id.str(), "messages_unread",
                         m.thread_id.value, m.author_id.value);
}

bool Service::say(db::Transaction& tx, ThreadId thread, AccountId author, std::string_view text) {
  return write(tx, thread, author, {std::string(text), ""}).how == Sent::How::sent;
}

void Service::seen(db::Transaction& tx, ThreadId thread, AccountId who) {
  if (store::find(tx, thread, who)) store::mark_read(tx, thread, who, core_.clock.now());
}

void Service::read(ThreadId thread, AccountId who) {
  core_.db.write([&](db::Transaction& tx) { seen(tx, thread, who); });
}

Service::Sent Service::start(AccountId from, AccountId to, const Draft& draft) {
  using How = Sent::How;
  return core_.db.write([&](db::Transaction& tx) -> Sent {
    const Reach how = reach(tx, from, to);
    if (how == Reach::never) return {How::not_found};
    const auto before = store::of_pair(tx, from, to, kPerson);
    if (how == Reach::free || (before && before->asked_by == to && before->refused_at)) {
      // Whoever refused, and now writes, has thought better of it.
      const ThreadId id = open(tx, from, to, kPerson, 0, "", "");
      store::set_asked(tx, id, {}, {});
      return insert(tx, *store::find(tx, id, from), from, draft, false);
    }
    if (before) return {before->asked_by == to ? How::waiting : How::already, {}, before->id};
    const Instant now = core_.clock.now();
    if (store::asks_since(tx, from, now - std::chrono::hours{24}) >= kAsksADay ||
        store::asks_open(tx, from) >= kAsksOpen)
      return {How::too_many};
    Thread t;
    t.id = ThreadId::make();
    t.account_a = std::min(from, to);
    t.account_b = std::max(from, to);
    t.about_kind = kPerson;
    t.created_at = t.last_at = now;
    t.owner_id = t.asked_by = from;
    t.id = store::open(tx, t);
    Sent sent = insert(tx, t, from, draft, false);
    // Nothing is left of what was not taken.
    if (sent.how == How::refused) store::drop_empty(tx, t.id);
    return sent;
  });
}

inbox::Outcome Service::answered(db::Transaction& tx, const inbox::Reply& reply) {
  using How = Sent::How;
  if (form::length(reply.text) > kTextMost) return inbox::Outcome::too_long;
  Draft draft{reply.text, reply.message_id};
  if (reply.ready)
    draft.photos = *std::static_pointer_cast<const std::vector<photos::Prepared>>(reply.ready);
  if (draft.text.empty() && draft.photos.empty()) return inbox::Outcome::empty;
  const ThreadId thread_id{reply.subject};
  const AccountId who{reply.account};
  switch (write(tx, thread_id, who, draft, true).how) {
    case How::sent:
    case How::held:
    case How::already:
      break;
    case How::refused:
    case How::too_many:
      return inbox::Outcome::not_allowed;
    case How::not_found:
    case How::closed:
    case How::left:
    case How::waiting:
      return inbox::Outcome::closed;
  }
  // What was written since the letter that they answered, and that no letter told them of.
  const auto thread = store::find(tx, thread_id, who);
  const auto member = store::member(tx, thread_id, who);
  if (thread && member) tell_one(tx, *thread, *member);
  return inbox::Outcome::taken;
}

void Service::hide(db::Transaction& tx, MessageId id, bool hidden) {
  const auto before = store::message(tx, id);
  if (!before || before->hidden == hidden) return;
  store::hide(tx, id, hidden);
  if (hidden) {
    core_.live.publish(tx, "thread/" + before->thread_id.str(), "message_gone", id.value);
    return;
  }
  publish(tx, *store::message(tx, id));
  core_.events.emit(tx, Written{before->thread_id.value, id.value, before->author_id.value});
}

void Service::forget(db::Transaction& tx, AccountId account) {
  if (with_.photos)
    for (const MessageId id : store::with_photos_of(tx, account))
      with_.photos->remove_of(tx, "message", id.value);
  for (const ThreadId id : store::rounds_of(tx, account))
    if (const auto thread = store::find(tx, id, account)) gone(tx, *thread, account, account);
  store::forget(tx, account, core_.clock.now());
}

}  // namespace palier::messages
