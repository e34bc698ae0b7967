-- Every privileged act, in order. Only ever added to: triggers refuse the rest.
create table audit_log (
  id bigint primary key,
  territory_id bigint not null,
  by_account bigint not null,
  what text not null,
  kind text not null,
  subject bigint not null,
  detail text not null,
  at bigint not null
);
create index audit_log_of on audit_log (territory_id, id);
create index audit_log_about on audit_log (kind, subject);
