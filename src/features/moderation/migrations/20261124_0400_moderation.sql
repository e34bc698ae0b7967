-- What was reported, and what became of it. kind and subject_id name a thing of another room.
create table reports (
  id bigint primary key,
  territory_id bigint not null,
  kind text not null,
  subject_id bigint not null,
  reporter_id bigint not null,
  reason text not null,
  note text not null,
  state bigint not null,
  created_at bigint not null,
  decided_by bigint,
  decided_at bigint,
  decision_note text not null,
  constraint reports_once unique (kind, subject_id, reporter_id)
);
create index reports_by_state on reports (territory_id, state, created_at);

create table blocks (
  blocker_id bigint not null,
  blocked_id bigint not null,
  territory_id bigint not null,
  created_at bigint not null,
  primary key (blocker_id, blocked_id)
);
create index blocks_by_blocked on blocks (blocked_id);
