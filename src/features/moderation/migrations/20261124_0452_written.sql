-- What was written in the last days, as fingerprints and not as text: for floods and for the same thing
-- again. Swept after a week.
create table mod_written (
  id bigint primary key,
  territory_id bigint not null,
  author_id bigint not null,
  kind text not null,
  subject_id bigint not null,
  at bigint not null,
  exact bigint not null,
  sketch text not null,
  band_a bigint not null,
  band_b bigint not null,
  band_c bigint not null,
  band_d bigint not null
);
create index mod_written_author on mod_written (author_id, at);
create index mod_written_subject on mod_written (kind, subject_id);
create index mod_written_at on mod_written (at);
create index mod_written_exact on mod_written (exact, at);
create index mod_written_a on mod_written (band_a, at);
create index mod_written_b on mod_written (band_b, at);
create index mod_written_c on mod_written (band_c, at);
create index mod_written_d on mod_written (band_d, at);
