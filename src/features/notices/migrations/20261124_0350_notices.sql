-- What people chose for a kind of letter; null: as the general choice has it.
create table notice_choices (
  account_id bigint not null,
  kind text not null,
  territory_id bigint not null,
  mail bigint,
  push boolean,
  primary key (account_id, kind)
);

-- When their digests come, and when the last one did.
create table notice_people (
  account_id bigint primary key,
  territory_id bigint not null,
  hour bigint not null default 18,
  day bigint not null default 0,
  sent_at bigint
);
create index notice_people_by_hour on notice_people (hour, account_id);

-- Runs of digests: slot is day * 24 + hour; cursor the last account handed out.
create table notice_runs (
  slot bigint primary key,
  cursor bigint not null default 0,
  finished boolean not null default false,
  started_at bigint not null
);

-- Browsers that asked for notifications.
create table notice_devices (
  id bigint primary key,
  territory_id bigint not null,
  account_id bigint not null,
  name text not null,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  failures bigint not null default 0,
  created_at bigint not null,
  last_used_at bigint
);
create index notice_devices_by_account on notice_devices (account_id);
