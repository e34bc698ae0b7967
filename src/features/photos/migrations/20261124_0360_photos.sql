-- Photos that belong to a thing of another room, which kind and subject name. The bytes are apart, so
-- that a list of photos reads none of them.
create table photos (
  id bigint primary key,
  territory_id bigint not null,
  kind text not null,
  subject bigint not null,
  position bigint not null,
  by_id bigint not null,
  alt text not null,
  width bigint not null,
  height bigint not null,
  small_width bigint not null,
  small_height bigint not null,
  created_at bigint not null
);
create index photos_of on photos (kind, subject, position);
create index photos_by on photos (by_id);

create table photo_bytes (
  photo_id bigint not null references photos (id) on delete cascade,
  size text not null,
  bytes bytea not null,
  primary key (photo_id, size)
);
