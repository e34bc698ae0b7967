-- The voisins informateurs: who stands for it, for which quarter, until when.
-- state: 1 asks to be one, 2 is one, 3 was refused, 4 is one no longer.
create table informants (
  id bigint primary key,
  territory_id bigint not null,
  account_id bigint not null,
  quarter_id bigint not null,
  state bigint not null,
  why text not null,
  knows text not null,
  hours text not null,
  created_at bigint not null,
  decided_by bigint not null,
  decided_at bigint,
  reason text not null,
  since bigint,
  until bigint,
  reminded_at bigint,
  ended_at bigint
);
create unique index informants_live on informants (account_id, quarter_id) where state in (1, 2);
create index informants_of_quarter on informants (quarter_id, state);
create index informants_by_state on informants (territory_id, state, created_at);

-- "I know someone who would be good": the address itself is not kept, so that nobody is written to twice.
create table informant_invitations (
  id bigint primary key,
  territory_id bigint not null,
  quarter_id bigint not null,
  by_id bigint not null,
  seal text not null,
  created_at bigint not null
);
create index informant_invitations_to on informant_invitations (seal, created_at);
create index informant_invitations_by on informant_invitations (by_id, created_at);

-- Who asked to be asked after. way: 1 telephone, 2 at the door. told_at, warned_at and desk_at count only
-- while they are younger than the last news.
create table informant_care (
  account_id bigint primary key,
  territory_id bigint not null,
  quarter_id bigint not null,
  days bigint not null,
  way bigint not null,
  note text not null,
  asked_at bigint not null,
  heard_at bigint not null,
  warned_at bigint,
  told_at bigint,
  desk_at bigint
);
create index informant_care_in_quarter on informant_care (quarter_id);

-- What was found. outcome: 1 all is well, 2 needs help, 3 nobody there.
create table informant_checks (
  id bigint primary key,
  territory_id bigint not null,
  account_id bigint not null,
  by_id bigint not null,
  outcome bigint not null,
  note text not null,
  at bigint not null
);
create index informant_checks_of on informant_checks (account_id, at);

-- Requests heard in the street: for whom, how they agreed, and to which words.
create table informant_heard (
  id bigint primary key,
  territory_id bigint not null,
  quarter_id bigint not null,
  by_id bigint not null,
  account_id bigint not null,
  post_id bigint not null,
  consent text not null,
  words text not null,
  consent_at bigint not null
);
create index informant_heard_by on informant_heard (by_id, consent_at);
create index informant_heard_post on informant_heard (post_id);
