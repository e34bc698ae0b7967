-- How often a word was looked for, by day and area; nobody's name, no other word beside it.
create table search_asked (
  territory_id bigint not null,
  day bigint not null,
  area_id bigint not null,
  word text not null,
  count bigint not null,
  primary key (territory_id, day, area_id, word)
);
