-- Questionnaires are data: each save makes a version, which is never changed, so that what was filled
-- in keeps the wording it was answered under. audience: 0 helper, 1 front-line worker, 2 a person.
create table frontline_questionnaires (
  id bigint primary key,
  territory_id bigint not null default 1,
  code text not null,
  audience bigint not null,
  open boolean not null default false,
  position bigint not null default 0,
  version bigint not null default 1,
  unique (territory_id, code)
);

create table frontline_versions (
  questionnaire_id bigint not null references frontline_questionnaires (id),
  version bigint not null,
  territory_id bigint not null default 1,
  document text not null,
  made_by bigint not null default 0,
  made_at bigint not null default 0,
  primary key (questionnaire_id, version)
);

-- What somebody is still writing: a visitor’s is tied to their session, which keeps its id.
create table frontline_drafts (
  id bigint primary key,
  territory_id bigint not null default 1,
  account_id bigint not null default 0,
  questionnaire_id bigint not null references frontline_questionnaires (id),
  version bigint not null,
  fields text not null,
  submission_id bigint not null default 0,
  created_at bigint not null,
  changed_at bigint not null
);
create index frontline_drafts_changed on frontline_drafts (changed_at);

-- state: 0 sent, 1 waits at the desk, 2 done by the desk, 3 refused, 4 its time was over.
-- way: 0 online, 1 to be called, 2 to be written to. Nothing here is shown but to whom it belongs to,
-- and to the desk while it waits.
create table frontline_submissions (
  id bigint primary key,
  territory_id bigint not null default 1,
  questionnaire_id bigint not null references frontline_questionnaires (id),
  version bigint not null,
  audience bigint not null,
  account_id bigint not null default 0,
  made_by bigint not null default 0,
  state bigint not null,
  language text not null default 'fr',
  answers text not null,
  way bigint not null default 0,
  phone text not null default '',
  person text not null default '',
  place_label text not null default '',
  address_id bigint not null default 0,
  consent text not null default '',
  consent_at bigint,
  code_seal text not null default '',
  letter_at bigint,
  confirmed_at bigint,
  called_at bigint,
  note text not null default '',
  created_at bigint not null,
  closed_at bigint
);
create index frontline_submissions_state on frontline_submissions (territory_id, state, created_at);
create index frontline_submissions_account on frontline_submissions (account_id, created_at);
create index frontline_submissions_phone on frontline_submissions (phone);
create index frontline_submissions_person on frontline_submissions (person, place_label);
create index frontline_submissions_code on frontline_submissions (code_seal);

create table frontline_needs (
  submission_id bigint not null references frontline_submissions (id),
  post_id bigint not null,
  territory_id bigint not null default 1,
  primary key (submission_id, post_id)
);
