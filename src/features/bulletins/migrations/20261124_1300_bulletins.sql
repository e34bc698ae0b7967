-- Official word: who may speak (bodies and those who sign for them), what they said, to whom.

create table bulletin_bodies (
  id bigint primary key,
  territory_id bigint not null,
  name text not null,
  short_name text not null,
  kind bigint not null,
  created_at bigint not null,
  closed_at bigint
);
create index bulletin_bodies_by_territory on bulletin_bodies (territory_id, name);

create table bulletin_signers (
  body_id bigint not null references bulletin_bodies (id),
  account_id bigint not null,
  territory_id bigint not null,
  primary key (body_id, account_id)
);
create index bulletin_signers_by_account on bulletin_signers (account_id);

-- signed_as is the body's name as it was then. ends_at is far away where no end was said; withdrawing
-- brings it to that moment. body_id is 0 for an informant's.
create table bulletins (
  id bigint primary key,
  territory_id bigint not null,
  voice bigint not null,
  urgency bigint not null,
  body_id bigint not null,
  author_id bigint not null,
  signed_as text not null,
  language text not null,
  title text not null,
  text text not null,
  from_at bigint not null,
  ends_at bigint not null,
  created_at bigint not null,
  begun_at bigint,
  amended_at bigint,
  withdrawn_at bigint,
  withdrawn_why text not null,
  hidden boolean not null,
  reads bigint not null
);
create index bulletins_in_force on bulletins (territory_id, ends_at);
create index bulletins_by_author on bulletins (author_id);

-- For whom: no rows, the whole territory.
create table bulletin_circles (
  bulletin_id bigint not null references bulletins (id),
  territory_id bigint not null,
  circle text not null,
  primary key (bulletin_id, circle)
);

-- What was corrected, and how it read before.
create table bulletin_amendments (
  id bigint primary key,
  territory_id bigint not null,
  bulletin_id bigint not null references bulletins (id),
  by_id bigint not null,
  note text not null,
  old_title text not null,
  old_text text not null,
  at bigint not null
);
create index bulletin_amendments_of on bulletin_amendments (bulletin_id, at);

-- "I have read this": a mark that only the bulletin's own key can tell from another's. Key and marks go
-- together when the counting ends; the number stays in bulletins.reads.
create table bulletin_mark_keys (
  bulletin_id bigint primary key references bulletins (id),
  territory_id bigint not null,
  key text not null,
  expires_at bigint not null
);
create index bulletin_mark_keys_over on bulletin_mark_keys (expires_at);
create table bulletin_marks (
  bulletin_id bigint not null,
  mark text not null,
  primary key (bulletin_id, mark)
);

-- Writing to everybody in the area: how far it has come. `what`: 1 it is out, 2 corrected, 3 withdrawn.
create table bulletin_rounds (
  id bigint primary key,
  territory_id bigint not null,
  bulletin_id bigint not null references bulletins (id),
  what bigint not null,
  after_id bigint not null,
  told bigint not null,
  began_at bigint not null,
  done_at bigint
);
create index bulletin_rounds_of on bulletin_rounds (bulletin_id, id);
