-- Answers that came by mail, from the moment the mail server was told 250 until their room has them.
-- What somebody wrote is emptied as soon as that is done; the row stays a month, so that the same
-- message handed in again is known. They belong to an account, not to a territory.
create table inbound_mail (
  id bigint primary key,
  purpose text not null,
  subject bigint not null,
  account_id bigint not null,
  message_key text not null,
  message bytea not null,
  state text not null,
  attempts bigint not null default 0,
  received_at bigint not null,
  done_at bigint,
  told_at bigint,
  constraint inbound_mail_once unique (account_id, purpose, subject, message_key)
);
create index inbound_mail_by_account on inbound_mail (account_id, received_at);
create index inbound_mail_by_age on inbound_mail (received_at);
