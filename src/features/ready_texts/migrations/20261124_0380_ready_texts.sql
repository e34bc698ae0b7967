-- Texts to start from, of the keeper's making. use_for: post, message, group, informant.
create table ready_texts (
  id bigint primary key,
  territory_id bigint not null,
  use_for text not null,
  language text not null,
  name text not null,
  body text not null,
  position bigint not null,
  active boolean not null,
  changed_at bigint not null
);
create index ready_texts_offered on ready_texts (territory_id, use_for, language, position);
