-- A conversation of two about one thing of another room. account_a < account_b, so a pair has one.
create table threads (
  id bigint primary key,
  territory_id bigint not null,
  account_a bigint not null,
  account_b bigint not null,
  about_kind text not null,
  about_id bigint not null,
  title text not null,
  about_url text not null,
  created_at bigint not null,
  last_at bigint not null,
  closed_at bigint,
  constraint threads_once unique (about_kind, about_id, account_a, account_b)
);
create index threads_of_a on threads (account_a, last_at);
create index threads_of_b on threads (account_b, last_at);

create table messages (
  id bigint primary key,
  thread_id bigint not null references threads (id),
  author_id bigint not null,
  text text not null,
  created_at bigint not null,
  hidden boolean not null
);
create index messages_by_thread on messages (thread_id, created_at, id);

-- How far each has read, and up to which message they were told by letter.
create table message_reads (
  thread_id bigint not null references threads (id),
  account_id bigint not null,
  read_at bigint not null,
  told_at bigint not null,
  primary key (thread_id, account_id)
);
