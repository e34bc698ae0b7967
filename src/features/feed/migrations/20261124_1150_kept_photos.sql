-- Photos of a form that was sent back with an error, so that they need not be chosen again. A day old
-- at most; seen by whoever sent them.
create table feed_kept_photos (
  id bigint primary key,
  territory_id bigint not null,
  account_id bigint not null,
  made_at bigint not null,
  large bytea not null,
  small bytea not null,
  width bigint not null,
  height bigint not null,
  small_width bigint not null,
  small_height bigint not null
);
create index feed_kept_photos_of on feed_kept_photos (account_id, id);
create index feed_kept_photos_made on feed_kept_photos (made_at);
