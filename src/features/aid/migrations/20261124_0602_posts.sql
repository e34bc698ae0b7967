-- Needs and offers. Times are UTC microseconds. exact_*, place_label, other_* and vulnerable are
-- private: store.cpp alone reads them, view.cpp alone decides who gets them.
create table aid_posts (
  id bigint primary key,
  territory_id bigint not null,
  kind bigint not null,
  category_id bigint not null references aid_categories (id),
  owner_id bigint not null,
  made_by bigint,
  language text not null,
  title text not null,
  details text not null,
  replies text not null,
  for_other boolean not null,
  other_name text not null,
  consent bigint not null,
  consent_at bigint,
  vulnerable boolean not null,
  verified_only boolean not null,
  urgent boolean not null,
  needed_by bigint,
  windows bigint not null,
  dates text not null,
  repeats bigint not null,
  scope bigint not null,
  radius_m bigint not null,
  contactless boolean not null,
  payment bigint not null,
  amount_cents bigint,
  people bigint not null,
  state bigint not null,
  pending bigint not null default 0,
  accepted bigint not null default 0,
  hidden boolean not null default false,
  exact_lat double precision not null,
  exact_lon double precision not null,
  shown_lat double precision not null,
  shown_lon double precision not null,
  cell bigint not null,
  building bigint not null,
  street bigint not null,
  quarter_id bigint not null,
  district_id bigint not null,
  commune_id bigint not null,
  address_id bigint not null,
  place_label text not null,
  quarter_name text not null,
  created_at bigint not null,
  renewed_at bigint not null,
  expires_at bigint not null,
  asked_at bigint,
  changed_at bigint not null,
  closed_at bigint,
  version bigint not null default 0,
  draft_id bigint unique
);
create index aid_posts_owner on aid_posts (owner_id, state);
create index aid_posts_state on aid_posts (state, expires_at);
create index aid_posts_changed on aid_posts (changed_at);

-- A neighbour's answer to a need ("I can help") or to an offer ("I'd like this").
-- state: 0 pending, 1 accepted, 2 declined, 3 withdrawn.
create table aid_answers (
  id bigint primary key,
  territory_id bigint not null,
  post_id bigint not null references aid_posts (id),
  from_id bigint not null,
  message text not null,
  available text not null,
  vulnerable boolean not null default false,
  state bigint not null,
  thread_id bigint,
  created_at bigint not null,
  decided_at bigint,
  reply text not null default '',
  thanks text not null default ''
);
-- One live answer a person: a second click does not make a second.
create unique index aid_answers_once on aid_answers (post_id, from_id) where state in (0, 1);
create index aid_answers_from on aid_answers (from_id, state);

-- Who changed what, when. actor 0 is the program itself.
create table aid_history (
  id bigint primary key,
  territory_id bigint not null,
  post_id bigint not null references aid_posts (id),
  answer_id bigint,
  at bigint not null,
  actor_id bigint not null,
  action bigint not null,
  from_state bigint,
  to_state bigint not null
);
create index aid_history_post on aid_history (post_id, id);
