-- Rounds of three to twelve beside the pairs: who is in a conversation is now a list. A pair keeps
-- its two columns, which make it one pair about one thing; a round has 0 in both and its own id as
-- the thing.
create table thread_members (
  thread_id bigint not null references threads (id),
  account_id bigint not null,
  added_by bigint not null,
  joined_at bigint not null,
  left_at bigint,
  left_by bigint not null default 0,
  muted boolean not null default false,
  by_mail boolean not null default false,
  primary key (thread_id, account_id)
);
create index thread_members_of on thread_members (account_id, left_at);

insert into thread_members (thread_id, account_id, added_by, joined_at)
  select id, account_a, account_a, created_at from threads;
insert into thread_members (thread_id, account_id, added_by, joined_at)
  select id, account_b, account_a, created_at from threads;

-- Whose round it is; who asked to write to somebody they do not know, until that one says yes.
alter table threads add column owner_id bigint not null default 0;
alter table threads add column asked_by bigint not null default 0;
alter table threads add column refused_at bigint;
create index threads_asked on threads (asked_by, created_at);

-- "said", or a line about who came and went: "added", "joined", "left", "removed", "titled".
alter table messages add column kind text not null default 'said';
alter table messages add column about_account bigint not null default 0;
