-- Open places of first necessity. (source, source_ref) names a place in the file it came from, so that
-- reading the file again changes it rather than adds another. `kept` lists the fields that a person has
-- corrected by hand: an import leaves those alone. Times are UTC microseconds.
create table structures (
  id bigint primary key,
  territory_id bigint not null,
  source text not null,
  source_ref text not null,
  kind text not null,
  name text not null,
  about text not null,
  address text not null,
  postcode text not null,
  city text not null,
  lat double precision not null,
  lon double precision not null,
  quarter_id bigint not null,
  district_id bigint not null,
  commune_id bigint not null,
  quarter_name text not null,
  phone text not null,
  email text not null,
  website text not null,
  services text not null,
  languages text not null,
  access text not null,
  wheelchair bigint not null,
  hours text not null,
  hours_said text not null,
  valid_from bigint,
  valid_to bigint,
  status bigint not null,
  status_note text not null,
  status_by bigint not null,
  status_at bigint,
  kept text not null,
  gone_at bigint,
  created_at bigint not null,
  changed_at bigint not null,
  constraint structures_source unique (source, source_ref)
);
create index structures_changed on structures (changed_at);

-- What people say should be otherwise: fields as JSON {"hours": "…"}. state: 0 waiting, 1 taken, 2 refused.
create table structure_corrections (
  id bigint primary key,
  territory_id bigint not null,
  structure_id bigint not null references structures (id),
  by_id bigint not null,
  fields text not null,
  note text not null,
  state bigint not null,
  created_at bigint not null,
  decided_by bigint not null,
  decided_at bigint
);
create index structure_corrections_waiting on structure_corrections (territory_id, state, created_at);
create index structure_corrections_of on structure_corrections (structure_id, created_at);

-- How the columns of a keeper's own file are read: kept by source, so that next month's file needs none.
create table structure_mappings (
  source text primary key,
  mapping text not null,
  changed_at bigint not null
);
