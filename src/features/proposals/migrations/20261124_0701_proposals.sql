-- How people can help and when they may be asked; who is asked to help whom, and what came of it. Times
-- are UTC microseconds. Nothing here is shown as it stands: view.cpp decides what each side reads.
create table helper_profiles (
  account_id bigint primary key,
  territory_id bigint not null,
  active boolean not null,
  kinds text not null,
  radius_m bigint not null,
  per_week bigint not null,
  windows bigint not null,
  accepts_vulnerable boolean not null,
  max_children bigint not null,
  child_ages text not null,
  has_children boolean not null,
  asks_per_week bigint not null,
  quiet_from bigint not null,
  quiet_to bigint not null,
  paused_until bigint,
  digest boolean not null,
  created_at bigint not null,
  changed_at bigint not null
);
create index helper_profiles_territory on helper_profiles (territory_id, active);

-- state: 0 asked, 1 to_confirm, 2 offered, 3 agreed, 4 declined, 5 refused, 6 lapsed, 7 closed, 8 cancelled.
create table proposals (
  id bigint primary key,
  territory_id bigint not null,
  need_id bigint not null,
  helper_id bigint not null,
  author_id bigint not null,
  state bigint not null,
  block bigint not null,
  week bigint not null,
  wave bigint not null,
  planned boolean not null,
  by_hand bigint not null,
  metres double precision not null,
  kind text not null,
  confirm bigint not null,
  confirmed_by bigint not null,
  created_at bigint not null,
  sent_at bigint,
  expires_at bigint not null,
  answered_at bigint,
  closed_at bigint,
  no bigint,
  no_text text not null,
  answer_id bigint not null,
  settled_by_desk boolean not null
);
-- These two decide between two nodes: nobody is asked twice about a need, nor for two at one time.
create unique index proposals_pair on proposals (need_id, helper_id) where state in (0, 1, 2, 3);
create unique index proposals_slot on proposals (helper_id, week, block)
  where state in (0, 1, 2, 3) and block >= 0;
create index proposals_need on proposals (need_id, state);
create index proposals_helper on proposals (helper_id, created_at);
create index proposals_author on proposals (author_id, state);
create index proposals_territory on proposals (territory_id, state, id);
create index proposals_expiry on proposals (state, expires_at);

create table proposal_history (
  id bigint primary key,
  proposal_id bigint not null references proposals (id),
  at bigint not null,
  actor_id bigint not null,
  from_state bigint,
  to_state bigint not null,
  note text not null
);
create index proposal_history_of on proposal_history (proposal_id, id);

create table helper_asks (
  account_id bigint primary key,
  territory_id bigint not null,
  asked_total bigint not null,
  yes_total bigint not null,
  no_total bigint not null,
  lapsed_total bigint not null,
  last_asked_at bigint,
  price double precision not null,
  priced_at bigint
);
create table helper_rates (
  account_id bigint not null,
  kind text not null,
  yes bigint not null,
  no bigint not null,
  primary key (account_id, kind)
);

-- One row a need: the lock under which its proposals change, and when more people are asked.
create table matching_needs (
  need_id bigint primary key,
  territory_id bigint not null,
  version bigint not null,
  waves bigint not null default 0,
  next_wave_at bigint
);
-- One row a territory: who plans it now, until when.
create table matching_locks (
  territory_id bigint primary key,
  token text not null,
  until bigint not null
);
create table matching_runs (
  id bigint primary key,
  territory_id bigint not null,
  why text not null,
  state text not null,
  progress double precision not null,
  needs bigint not null,
  helpers bigint not null,
  assigned bigint not null,
  unserved bigint not null,
  asked bigint not null,
  cost text not null,
  certificate text not null,
  started_at bigint not null,
  finished_at bigint,
  error text not null
);
create index matching_runs_of on matching_runs (territory_id, id);
create table matching_lacking (
  need_id bigint primary key,
  territory_id bigint not null,
  units bigint not null,
  because bigint not null,
  barred text not null,
  at bigint not null
);
create index matching_lacking_of on matching_lacking (territory_id);

-- Pairs kept apart by a coordinator, or at a helper's wish; smaller id first.
create table helpers_apart (
  a bigint not null,
  b bigint not null,
  territory_id bigint not null,
  by_id bigint not null,
  why text not null,
  at bigint not null,
  primary key (a, b)
);
