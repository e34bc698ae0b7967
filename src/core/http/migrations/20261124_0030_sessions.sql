-- The key with which all nodes of this database seal CSRF tokens and links.
create table node_keys (
  name text primary key,
  key text not null
);

-- id is the digest of the cookie: a stolen copy of the database opens nobody's session.
create table sessions (
  id text primary key,
  account_id bigint,
  data text not null,
  created_at bigint not null,
  used_at bigint not null,
  expires_at bigint not null
);
create index sessions_account on sessions (account_id);
create index sessions_expiry on sessions (expires_at);

-- Forms sent once already, with where their answer led.
create table sent_forms (
  token text primary key,
  location text not null,
  made_at bigint not null
);
create index sent_forms_age on sent_forms (made_at);

-- What this database says of itself; 'demo' = 'yes' keeps the demo town and real data apart.
create table node_settings (
  name text primary key,
  value text not null
);
