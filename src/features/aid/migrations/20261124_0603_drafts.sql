-- editing: the post being changed; post_id: what became of it, so that sending twice makes one.
-- What somebody is still writing: kept between pages, across signing in, until sent or 30 days old.
-- A visitor’s draft is tied to their session, which keeps its id; once signed in, to the account.
create table aid_drafts (
  id bigint primary key,
  territory_id bigint not null default 1,
  account_id bigint not null default 0,
  kind bigint not null,
  fields text not null,
  editing bigint not null default 0,
  post_id bigint not null default 0,
  created_at bigint not null,
  changed_at bigint not null
);
create index aid_drafts_account on aid_drafts (account_id, changed_at);
