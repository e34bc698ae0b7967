-- People: who they are, how they are reached, where they live, what they may do.

create table accounts (
  id bigint primary key,
  territory_id bigint not null,
  state bigint not null,
  first_name text not null,
  last_name text not null,
  language text not null,
  spoken text not null,
  about text not null,
  verified bigint not null,
  notify bigint not null,
  password text,
  rules_agreed_at bigint,
  digest_at bigint,
  created_at bigint not null,
  deleted_at bigint
);
create index accounts_by_name on accounts (territory_id, last_name, first_name);

-- One of each kind at most; the same value never twice on a site, so a sign-in finds one account.
create table account_identifiers (
  id bigint primary key,
  territory_id bigint not null,
  account_id bigint not null references accounts (id),
  kind bigint not null,
  value text not null,
  confirmed_at bigint,
  preferred boolean not null,
  constraint account_identifiers_value unique (kind, value),
  constraint account_identifiers_one_of_a_kind unique (account_id, kind)
);

-- Codes that went out, hashed. A flow is what one visitor waits on; asking again adds a row to it.
create table account_codes (
  id bigint primary key,
  territory_id bigint not null,
  purpose bigint not null,
  kind bigint not null,
  value text not null,
  account_id bigint references accounts (id),
  language text not null,
  next text not null,
  flow_hash text not null,
  code_hash text not null,
  link_hash text not null unique,
  tries bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index account_codes_by_flow on account_codes (flow_hash);
create index account_codes_by_value on account_codes (kind, value, created_at);

-- Wrong passwords by what was typed, whether or not it is anybody's.
create table account_password_tries (
  id bigint primary key,
  territory_id bigint not null,
  value_hash text not null,
  at bigint not null
);
create index account_password_tries_by_value on account_password_tries (value_hash, at);

create table account_homes (
  account_id bigint primary key references accounts (id),
  territory_id bigint not null,
  exact_lat double precision not null,
  exact_lon double precision not null,
  shown_lat double precision not null,
  shown_lon double precision not null,
  building bigint not null,
  street bigint not null,
  quarter bigint not null,
  district bigint not null,
  commune bigint not null,
  address bigint not null,
  label text not null,
  quarter_name text not null,
  details text not null,
  changed_at bigint not null
);
create index account_homes_by_quarter on account_homes (territory_id, quarter);

create table account_roles (
  account_id bigint not null references accounts (id),
  territory_id bigint not null,
  role bigint not null,
  granted_by bigint,
  granted_at bigint not null,
  primary key (account_id, territory_id, role)
);
create index account_roles_by_role on account_roles (territory_id, role);

-- What was decided about an account, by whom: roles, verification, suspension, agreement to the rules.
create table account_audit (
  id bigint primary key,
  territory_id bigint not null,
  account_id bigint not null,
  by_account bigint,
  what text not null,
  detail text not null,
  at bigint not null
);
create index account_audit_by_account on account_audit (account_id, at);

create table api_tokens (
  id bigint primary key,
  territory_id bigint not null,
  account_id bigint not null references accounts (id),
  name text not null,
  hash text not null unique,
  created_at bigint not null,
  last_used_at bigint
);
create index api_tokens_by_account on api_tokens (account_id);

-- Letters waiting for the daily or weekly one.
create table account_digest (
  id bigint primary key,
  territory_id bigint not null,
  account_id bigint not null references accounts (id),
  subject text not null,
  text text not null,
  created_at bigint not null
);
create index account_digest_by_account on account_digest (account_id, created_at);
