#pragma once

#include <optional>
#include <vector>

#include "core/db/database.hpp"
#include "features/messages/model.hpp"

namespace palier::messages::store {

/// The thread of that pair about that thing; made from `t` where there is none.
ThreadId open(db::Transaction& tx, const Thread& t);
void reopen(db::Transaction& tx, ThreadId id);
void close(db::Transaction& tx, ThreadId id, Instant now);
/// Only where `viewer` is one of the two.
std::optional<Thread> find(db::Session& s, ThreadId id, AccountId viewer);
std::vector<Summary> threads_of(db::Session& s, AccountId viewer, int limit, int offset);

void insert(db::Transaction& tx, const Message& m);
std::optional<Message> message(db::Session& s, MessageId id);
/// The last `limit` messages, oldest first; before `before` where given.
std::vector<Message> page(db::Session& s, ThreadId thread, std::optional<MessageId> before,
                          int limit);
std::vector<Message> after(db::Session& s, ThreadId thread, MessageId last, int limit);
std::vector<Message> written_by(db::Session& s, AccountId author);
void hide(db::Transaction& tx, MessageId id, bool hidden);
/// Whether the same words went into the same thread within `window`.
bool just_said(db::Session& s, const Message& m, Instant since);

void mark_read(db::Transaction& tx, ThreadId thread, AccountId who, Instant now);
/// True where there is something unread that no letter has told of since they last read; marks it
/// told.
bool claim_letter(db::Transaction& tx, ThreadId thread, AccountId to, Instant now);
std::int64_t unread(db::Session& s, AccountId who);

/// What somebody wrote is emptied; the other keeps the shape of the conversation.
void forget(db::Transaction& tx, AccountId account, Instant now);

}  // namespace palier::messages::store
