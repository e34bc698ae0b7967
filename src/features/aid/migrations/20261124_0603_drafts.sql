-- What somebody is still writing: kept between pages, across signing in, until sent or 30 days old.
-- A visitor’s draft is tied to their session, which keeps its id; once signed in, to the account.
create table aid_drafts (
  id bigint primary key,
  territory_id bigint not null default 1,
  account_id bigint not null default 0,
  kind bigint not null,
  fields text not null,
  post_id bigint not null default 0,
  created_at bigint not null,
  changed_at bigint not null
);
create index aid_drafts_account on aid_drafts (account_id, changed_at);

-- One-click links of "still needed?": the token itself is only in the message, here is its hash.
create table aid_links (
  hash text primary key,
  territory_id bigint not null default 1,
  post_id bigint not null references aid_posts (id),
  expires_at bigint not null
);
create index aid_links_post on aid_links (post_id);
