#pragma once

#include <optional>
#include <vector>

#include "core/db/database.hpp"
#include "features/messages/model.hpp"

namespace palier::messages::store {

/// The thread of that pair about that thing, with both in it; made from `t` where there is none.
ThreadId open(db::Transaction& tx, const Thread& t);
/// A round, without anybody in it yet.
void insert_round(db::Transaction& tx, const Thread& t);
/// Of a conversation whose first message was not taken nothing is left.
void drop_empty(db::Transaction& tx, ThreadId id);
void reopen(db::Transaction& tx, ThreadId id);
void close(db::Transaction& tx, ThreadId id, Instant now);
void set_title(db::Transaction& tx, ThreadId id, std::string_view title);
void set_owner(db::Transaction& tx, ThreadId id, AccountId owner);
/// A request is answered; `asked_by` 0 once it was accepted.
void set_asked(db::Transaction& tx, ThreadId id, AccountId asked_by,
               std::optional<Instant> refused);

/// Only where `viewer` is in it now.
std::optional<Thread> find(db::Session& s, ThreadId id, AccountId viewer);
std::optional<Thread> of_pair(db::Session& s, AccountId a, AccountId b, std::string_view about);
std::vector<Summary> threads_of(db::Session& s, AccountId viewer, int limit, int offset);
std::int64_t asks_since(db::Session& s, AccountId by, Instant since);
std::int64_t asks_open(db::Session& s, AccountId by);
/// Whether the two are in one conversation where both may write.
bool acquainted(db::Session& s, AccountId a, AccountId b);
/// Everyone in an accepted conversation with that person, those lately heard of first.
std::vector<AccountId> acquaintances(db::Session& s, AccountId who, int limit);

void join(db::Transaction& tx, ThreadId thread, AccountId who, AccountId by, Instant now);
void leave(db::Transaction& tx, ThreadId thread, AccountId who, AccountId by, Instant now);
void mute(db::Transaction& tx, ThreadId thread, AccountId who, bool muted);
void set_by_mail(db::Transaction& tx, ThreadId thread, AccountId who, bool by_mail);
std::optional<Member> member(db::Session& s, ThreadId thread, AccountId who);
/// Those in it now, the first first.
std::vector<Member> members(db::Session& s, ThreadId thread);
/// The open rounds where both are.
std::vector<ThreadId> rounds_of(db::Session& s, AccountId who);

void insert(db::Transaction& tx, const Message& m);
std::optional<Message> message(db::Session& s, MessageId id);
/// Whether that person was in the thread when it was written, and is still.
bool may_read(db::Session& s, const Message& m, AccountId who);
/// The last `limit` messages since `joined`, oldest first; before `before` where given.
std::vector<Message> page(db::Session& s, ThreadId thread, Instant joined,
                          std::optional<MessageId> before, int limit);
std::vector<Message> after(db::Session& s, ThreadId thread, Instant joined, MessageId last,
                           int limit);
std::vector<Message> written_by(db::Session& s, AccountId author);
void hide(db::Transaction& tx, MessageId id, bool hidden);
/// Whether the same words went into the same thread within `window`.
bool just_said(db::Session& s, const Message& m, Instant since);

void mark_read(db::Transaction& tx, ThreadId thread, AccountId who, Instant now);
/// They have read what letters told them, and no more.
void mark_told_as_read(db::Transaction& tx, ThreadId thread, AccountId who);
/// True where there is something unread that no letter has told of since they last read; marks all
/// up to now as told. `each`: also where a letter has told of what came before.
bool claim_letter(db::Transaction& tx, ThreadId thread, AccountId to, Instant now,
                  bool each = false);
/// What is unread and no letter has told of, oldest first. Ask before claim_letter().
std::vector<Message> untold(db::Session& s, ThreadId thread, AccountId to, int limit);
std::vector<Unread> unread(db::Session& s, AccountId who);
/// Who wrote between these moments.
std::vector<accounts::Mark> written(db::Session& s, places::TerritoryId t, Instant from,
                                    Instant to);

/// What somebody wrote is emptied; the others keep the shape of the conversation.
std::vector<MessageId> with_photos_of(db::Session& s, AccountId account);
void forget(db::Transaction& tx, AccountId account, Instant now);

}  // namespace palier::messages::store
