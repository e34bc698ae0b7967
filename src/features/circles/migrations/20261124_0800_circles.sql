-- A circle of neighbours around one person. Days are numbers of days since 1970 in the territory's
-- calendar, times of day are minutes. person_*, place_*, exact_*, home_details, phone and vulnerable
-- are private: view.cpp alone decides who gets them.
create table circles (
  id bigint primary key,
  territory_id bigint not null,
  person_id bigint,
  person_name text not null,
  consent bigint not null,
  consent_at bigint,
  vulnerable boolean not null,
  started_by bigint not null,
  place_label text not null,
  exact_lat double precision not null,
  exact_lon double precision not null,
  home_details text not null,
  phone text not null,
  state bigint not null,
  created_at bigint not null,
  ended_at bigint
);
create index circles_running on circles (state, id);
create index circles_person on circles (person_id);

create table circle_members (
  id bigint primary key,
  territory_id bigint not null,
  circle_id bigint not null references circles (id),
  account_id bigint,
  role bigint not null,
  state bigint not null,
  slots bigint not null,
  per_week bigint not null,
  feed_key text not null unique,
  joined_at bigint not null,
  left_at bigint,
  constraint circle_members_once unique (circle_id, account_id)
);
create index circle_members_account on circle_members (account_id, state);

create table circle_away (
  id bigint primary key,
  member_id bigint not null references circle_members (id),
  first_day bigint not null,
  last_day bigint not null
);
create index circle_away_member on circle_away (member_id);

create table circle_invitations (
  id bigint primary key,
  territory_id bigint not null,
  circle_id bigint not null references circles (id),
  by_id bigint not null,
  way bigint not null,
  sent_to text not null,
  state bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  decided_at bigint
);
create index circle_invitations_circle on circle_invitations (circle_id, state);

-- What is to be done, and when: days is a mask, Monday first; 0 for a single day, first_day.
create table circle_tasks (
  id bigint primary key,
  territory_id bigint not null,
  circle_id bigint not null references circles (id),
  kind bigint not null,
  title text not null,
  notes text not null,
  days bigint not null,
  every_weeks bigint not null,
  first_day bigint not null,
  last_day bigint,
  from_time bigint not null,
  to_time bigint not null,
  on_holidays boolean not null,
  ended boolean not null,
  created_at bigint not null
);
create index circle_tasks_circle on circle_tasks (circle_id);

create table circle_pauses (
  id bigint primary key,
  circle_id bigint not null references circles (id),
  first_day bigint not null,
  last_day bigint not null,
  why text not null
);
create index circle_pauses_circle on circle_pauses (circle_id);

create table circle_turns (
  id bigint primary key,
  territory_id bigint not null,
  circle_id bigint not null references circles (id),
  task_id bigint not null references circle_tasks (id),
  day bigint not null,
  starts_at bigint not null,
  ends_at bigint not null,
  state bigint not null,
  member_id bigint references circle_members (id),
  ask_id bigint,
  reply_by bigint,
  sought_at bigint,
  alarmed_at bigint,
  reminded_at bigint,
  note text not null,
  note_by bigint,
  changed_at bigint not null,
  constraint circle_turns_once unique (task_id, day)
);
create index circle_turns_circle on circle_turns (circle_id, day);
create index circle_turns_state on circle_turns (state, starts_at);
create index circle_turns_member on circle_turns (member_id, starts_at);

-- Whoever was asked for a turn, or took it: one row each time. It is what a link in a message names.
create table circle_asks (
  id bigint primary key,
  turn_id bigint not null references circle_turns (id),
  member_id bigint not null references circle_members (id),
  kind bigint not null,
  answer bigint not null,
  made_at bigint not null,
  sent_at bigint,
  answered_at bigint
);
create index circle_asks_turn on circle_asks (turn_id);
create index circle_asks_unsent on circle_asks (sent_at, answer);

create table circle_swaps (
  id bigint primary key,
  circle_id bigint not null references circles (id),
  give_ask bigint not null references circle_asks (id),
  want_ask bigint not null references circle_asks (id),
  state bigint not null,
  made_at bigint not null,
  answered_at bigint
);
create index circle_swaps_circle on circle_swaps (circle_id, state);

create table circle_history (
  id bigint primary key,
  territory_id bigint not null,
  circle_id bigint not null references circles (id),
  turn_id bigint,
  member_id bigint,
  actor_id bigint,
  action bigint not null,
  at bigint not null
);
create index circle_history_turn on circle_history (turn_id);
create index circle_history_circle on circle_history (circle_id, at);
