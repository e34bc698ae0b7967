-- Who at the coordinators' board has looked at an address or taken a list away. what: 'address' (the
-- subject is a need) or 'export' (detail says which list). No names, no addresses.
create table board_log (
  id bigint primary key,
  territory_id bigint not null,
  by_id bigint not null,
  what text not null,
  subject_id bigint not null,
  detail text not null,
  at bigint not null
);
create index board_log_of on board_log (territory_id, what, subject_id);
