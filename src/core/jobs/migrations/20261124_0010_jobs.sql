-- Work that outlives the program. Times are UTC microseconds.
create table jobs (
  id bigint primary key,
  kind text not null,
  payload text not null,
  state text not null check (state in ('waiting', 'running', 'failed')),
  lane bigint not null default 0,  -- 1: waits on other machines, and must not hold up the rest
  unique_key text,
  attempt bigint not null default 0,
  attempts bigint not null,
  due_at bigint not null,
  leased_until bigint,
  lease text,
  created_at bigint not null,
  last_error text not null default ''
);

create index jobs_due on jobs (due_at, id) where state = 'waiting';
create index jobs_leased on jobs (leased_until) where state = 'running';
create unique index jobs_unique on jobs (unique_key) where state = 'waiting';

-- What runs by the clock. A node that moves next_at onward has won that run.
create table job_schedules (
  name text primary key,
  kind text not null,
  next_at bigint not null
);

-- What has happened, kept a month.
create table events (
  id bigint primary key,
  name text not null,
  payload text not null,
  at bigint not null
);

create index events_at on events (at);
