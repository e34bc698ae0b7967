-- What can be asked and offered, as data that a keeper edits. Retired ones stay for what was posted.
create table aid_categories (
  id bigint primary key,
  territory_id bigint not null default 1,
  code text not null,
  name_fr text not null,
  name_en text not null,
  hint_fr text not null default '',
  hint_en text not null default '',
  icon text not null default '',
  contactless boolean not null default false,
  needs_verified boolean not null default false,
  anywhere boolean not null default false,
  position bigint not null default 0,
  active boolean not null default true,
  unique (territory_id, code)
);

-- kind: 0 text, 1 long text, 2 number, 3 choice, 4 choices, 5 money, 6 yes or no.
-- applies: 0 needs and offers, 1 needs, 2 offers. seen: 0 by neighbours, 1 by who was accepted.
-- options: JSON [{"value","fr","en"}]. minimum and maximum: of a number; maximum: letters of a text.
create table aid_questions (
  id bigint primary key,
  territory_id bigint not null default 1,
  category_id bigint not null references aid_categories (id),
  code text not null,
  kind bigint not null,
  label_fr text not null,
  label_en text not null,
  hint_fr text not null default '',
  hint_en text not null default '',
  options text not null default '[]',
  applies bigint not null default 0,
  seen bigint not null default 0,
  required boolean not null default false,
  minimum bigint not null default 0,
  maximum bigint not null default 0,
  position bigint not null default 0,
  active boolean not null default true,
  unique (category_id, code, applies)
);
create index aid_questions_category on aid_questions (category_id, position);
