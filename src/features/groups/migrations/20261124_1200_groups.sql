-- Groups of neighbours. A hidden one is known to its members and those invited alone: every read that
-- is not by membership says so (door <> 3). `unseen`: a moderator hid it, or has still to look.
create table neighbour_groups (
  id bigint primary key,
  territory_id bigint not null,
  name text not null,
  about text not null,
  rules text not null,
  rules_at bigint not null,
  questions text not null,
  door bigint not null,
  lets_in bigint not null,
  level bigint not null,
  circle text not null,
  quarter_id bigint,
  commune_id bigint,
  place text not null,
  words text not null,
  founded_by bigint,
  founded_at bigint not null,
  members bigint not null,
  unseen boolean not null
);
create index neighbour_groups_found on neighbour_groups (territory_id, door, members);

create table group_members (
  id bigint primary key,
  territory_id bigint not null,
  group_id bigint not null references neighbour_groups (id),
  account_id bigint not null,
  role bigint not null,
  trusted boolean not null,
  notice bigint not null,
  calendar_key text not null unique,
  joined_at bigint not null,
  agreed_at bigint not null,
  digest_at bigint not null,
  constraint group_members_once unique (group_id, account_id)
);
create index group_members_account on group_members (account_id);

create table group_trusts (
  group_id bigint not null references neighbour_groups (id),
  about_id bigint not null,
  by_id bigint not null,
  territory_id bigint not null,
  at bigint not null,
  primary key (group_id, about_id, by_id)
);
create index group_trusts_by on group_trusts (by_id);

-- Questions as they were asked stand beside the answers: the group may change them.
create table group_requests (
  id bigint primary key,
  territory_id bigint not null,
  group_id bigint not null references neighbour_groups (id),
  account_id bigint not null,
  answers text not null,
  state bigint not null,
  created_at bigint not null,
  agreed_at bigint not null,
  decided_at bigint,
  decided_by bigint
);
create unique index group_requests_once on group_requests (group_id, account_id) where state = 1;
create index group_requests_account on group_requests (account_id);

-- Whoever was removed and may not come back.
create table group_bans (
  group_id bigint not null references neighbour_groups (id),
  account_id bigint not null,
  territory_id bigint not null,
  by_id bigint not null,
  at bigint not null,
  primary key (group_id, account_id)
);
create index group_bans_account on group_bans (account_id);

-- account_id: a neighbour; none: a link to pass on, or a letter to somebody without an account.
create table group_invitations (
  id bigint primary key,
  territory_id bigint not null,
  group_id bigint not null references neighbour_groups (id),
  by_id bigint not null,
  account_id bigint,
  way bigint not null,
  state bigint not null,
  created_at bigint not null,
  expires_at bigint not null
);
create index group_invitations_group on group_invitations (group_id, state);
create index group_invitations_account on group_invitations (account_id, state);

create table group_files (
  id bigint primary key,
  territory_id bigint not null,
  group_id bigint not null references neighbour_groups (id),
  by_id bigint not null,
  name text not null,
  kind text not null,
  size bigint not null,
  bytes bytea not null,
  unseen boolean not null,
  created_at bigint not null
);
create index group_files_group on group_files (group_id, id);
create index group_files_by on group_files (by_id);

-- Needs and offers of the group: posts of the room aid that its people listed here.
create table group_aid (
  group_id bigint not null references neighbour_groups (id),
  post_id bigint not null,
  territory_id bigint not null,
  by_id bigint not null,
  at bigint not null,
  primary key (group_id, post_id)
);
create index group_aid_by on group_aid (by_id);
