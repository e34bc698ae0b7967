#include "features/messages/service.hpp"

#include "core/http/once.hpp"
#include "core/jobs/event_json.hpp"
#include "features/messages/store.hpp"

namespace palier::messages {
namespace {

// The same words twice within this time are a double click or a nervous finger.
constexpr std::chrono::seconds kEcho{20};

/// The beginning of a text for a letter: whole words, at most `most` bytes, never half a character.
std::string beginning(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = text.rfind(' ', most);
  if (end == std::string::npos || end < most / 2) {
    end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  }
  return text.substr(0, end) + " …";
}

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

int Service::unread(db::Session& s, AccountId account) const {
  return static_cast<int>(store::unread(s, account));
}

Service::MayWrite Service::may_write(db::Session& s, const Thread& thread, AccountId who) const {
  if (!accounts_.person(s, thread.other(who))) return MayWrite::left;
  if (thread.closed_at || moderation_.blocked(s, thread.account_a, thread.account_b))
    return MayWrite::closed;
  return MayWrite::yes;
}

Service::Sent Service::write(ThreadId thread_id, AccountId author, const Draft& draft) {
  return core_.db.write([&](db::Transaction& tx) { return write(tx, thread_id, author, draft); });
}

Service::Sent Service::write(db::Transaction& tx, ThreadId thread_id, AccountId author,
                             const Draft& draft) {
  using How = Sent::How;
  const auto thread = store::find(tx, thread_id, author);
  if (!thread) return {How::not_found};
  switch (may_write(tx, *thread, author)) {
    case MayWrite::closed:
      return {How::closed};
    case MayWrite::left:
      return {How::left};
    case MayWrite::yes:
      break;
  }
  const Instant now = core_.clock.now();
  const auto token = http::own_token(author.value, url(thread_id), draft.once);
  if (http::once(tx, token, now)) return {How::already};

  Message m;
  m.id = MessageId::make();
  m.thread_id = thread_id;
  m.author_id = author;
  m.text = draft.text;
  m.created_at = now;
  if (store::just_said(tx, m, now - kEcho)) return {How::already};
  store::insert(tx, m);
  store::mark_read(tx, thread_id, author, now);
  http::keep_result(tx, token, url(thread_id));
  core_.events.emit(tx, Written{thread_id.value, m.id.value, author.value});
  return {How::sent, m.id};
}

bool Service::say(db::Transaction& tx, ThreadId thread, AccountId author, std::string_view text) {
  return write(tx, thread, author, {std::string(text), ""}).how == Sent::How::sent;
}

void Service::seen(db::Transaction& tx, ThreadId thread, AccountId who) {
  if (store::find(tx, thread, who)) store::mark_read(tx, thread, who, core_.clock.now());
}

void Service::tell(const Written& event) {
  core_.db.write([&](db::Transaction& tx) {
    const AccountId author{event.author};
    const auto thread = store::find(tx, ThreadId{event.thread}, author);
    const auto message = store::message(tx, MessageId{event.message});
    const auto from = accounts_.person(tx, author);
    if (!thread || !message || message->hidden || !from) return;
    const AccountId to = thread->other(author);
    if (moderation_.blocked(tx, author, to)) return;
    if (!store::claim_letter(tx, thread->id, to, core_.clock.now())) return;

    const std::string link = core_.site.public_url + url(thread->id);
    accounts_.write_to(tx, to, [&](const i18n::Language& language) {
      return accounts::Accounts::Letter{
          .subject = language.tr(i18n::Message{N_("{1} has written to you"), {from->first_name}}),
          .text = language.tr(i18n::Message{
              N_("Hello,\n\n{1} has written to you about “{2}”:\n\n{3}\n\nTo answer:\n{4}"),
              {from->first_name, thread->title, beginning(message->text, 600), link}}),
          .sms = language.tr(i18n::Message{N_("{1} has written to you on Palier: {2}"),
                                           {from->first_name, link}})};
    });
  });
}

void Service::read(ThreadId thread, AccountId who) {
  core_.db.write([&](db::Transaction& tx) { seen(tx, thread, who); });
}

}  // namespace palier::messages
