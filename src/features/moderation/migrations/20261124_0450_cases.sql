-- One case for each thing that was reported or held, however many report it; what was decided, on which
-- house rule, and what came of it. kind and subject_id name a thing of another room.
create table mod_cases (
  id bigint primary key,
  territory_id bigint not null,
  kind text not null,
  subject_id bigint not null,
  author_id bigint not null,
  title text not null,
  excerpt text not null,
  state bigint not null,
  held boolean not null,
  signs text not null,
  danger boolean not null,
  reports bigint not null,
  opened_at bigint not null,
  assigned_to bigint not null,
  assigned_at bigint,
  decision_id bigint not null,
  closed_at bigint
);
create unique index mod_cases_one_open on mod_cases (kind, subject_id) where state <> 1;
create index mod_cases_queue on mod_cases (territory_id, state, opened_at);
create index mod_cases_author on mod_cases (author_id, id);

create table mod_decisions (
  id bigint primary key,
  territory_id bigint not null,
  case_id bigint not null,
  kind text not null,
  subject_id bigint not null,
  author_id bigint not null,
  title text not null,
  action bigint not null,
  days bigint not null,
  rule text not null,
  words text not null,
  by_account bigint not null,
  provisional boolean not null,
  state bigint not null,
  at bigint not null,
  ended_at bigint
);
create index mod_decisions_case on mod_decisions (case_id, id);
create index mod_decisions_author on mod_decisions (author_id, id);
create index mod_decisions_at on mod_decisions (territory_id, at);

-- Asked once, decided by another moderator than the first.
create table mod_appeals (
  id bigint primary key,
  territory_id bigint not null,
  decision_id bigint not null unique,
  author_id bigint not null,
  words text not null,
  at bigint not null,
  state bigint not null,
  decided_by bigint not null,
  decided_at bigint,
  answer text not null
);
create index mod_appeals_queue on mod_appeals (territory_id, state, at);
create index mod_appeals_at on mod_appeals (territory_id, at);

-- Who may not write for now.
create table mod_limits (
  decision_id bigint primary key,
  account_id bigint not null,
  territory_id bigint not null,
  until bigint not null
);
create index mod_limits_of on mod_limits (account_id, until);

create table mod_votes (
  case_id bigint not null,
  account_id bigint not null,
  territory_id bigint not null,
  hide boolean not null,
  at bigint not null,
  primary key (case_id, account_id)
);

create table mod_reviewers (
  account_id bigint not null,
  territory_id bigint not null,
  by_account bigint not null,
  since bigint not null,
  primary key (account_id, territory_id)
);

create table mod_settings (
  territory_id bigint primary key,
  votes_needed bigint not null,
  new_days bigint not null,
  words text not null
);

alter table reports add column case_id bigint not null default 0;
create index reports_by_case on reports (case_id);
create index reports_at on reports (territory_id, created_at);

insert into mod_cases (id, territory_id, kind, subject_id, author_id, title, excerpt, state, held, signs,
    danger, reports, opened_at, assigned_to, decision_id, closed_at)
  select min(id), territory_id, kind, subject_id, 0, '', '', case when state = 0 then 0 else 1 end, false, '',
    max(case when reason = 'danger' then 1 else 0 end) = 1, count(*), min(created_at), 0,
    max(case when state = 0 then 0 else id end), max(decided_at)
  from reports group by territory_id, kind, subject_id, case when state = 0 then 0 else 1 end;
insert into mod_decisions (id, territory_id, case_id, kind, subject_id, author_id, title, action, days, rule,
    words, by_account, provisional, state, at, ended_at)
  select r.id, c.territory_id, c.id, c.kind, c.subject_id, 0, '', case when r.state = 2 then 1 else 0 end, 0,
    '', r.decision_note, coalesce(r.decided_by, 0), false, 0, coalesce(r.decided_at, r.created_at), null
  from mod_cases c join reports r on r.id = c.decision_id where c.state = 1;
update reports set case_id = (select max(c.id) from mod_cases c where c.kind = reports.kind
  and c.subject_id = reports.subject_id and c.state = case when reports.state = 0 then 0 else 1 end);
