-- Messages to people: a row first, then a job that sends it. Texts are emptied a day after.
create table outbox (
  id bigint primary key,
  channel text not null check (channel in ('mail', 'sms')),
  recipient text not null,
  subject text not null default '',
  text text not null default '',
  html text not null default '',
  language text not null default 'fr',
  unsubscribe_url text not null default '',
  state text not null check (state in ('waiting', 'sent', 'kept', 'refused')),
  created_at bigint not null,
  done_at bigint,
  note text not null default '',
  emptied boolean not null default false
);

create index outbox_to_empty on outbox (created_at) where not emptied;
