-- What open pages are told. seq is given after the commit, in one order for all nodes, so that a page
-- that has seen up to n has missed nothing before it. Kept for a day.
create table live_events (
  id bigint primary key,
  seq bigint,
  topic text not null,
  kind text not null,
  subject bigint not null,
  author bigint not null,
  at bigint not null
);
create unique index live_events_in_order on live_events (seq);
create index live_events_of on live_events (topic, seq);
create index live_events_unnumbered on live_events (id) where seq is null;

create table live_stream (
  id bigint primary key,
  last bigint not null
);
insert into live_stream (id, last) values (1, 0);
