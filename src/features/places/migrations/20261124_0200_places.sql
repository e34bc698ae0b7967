-- Places: the ground all else stands on. Imported from open data, never typed in by hand.

create table territories (
  id bigint primary key,
  name text not null,
  created_at bigint not null
);
insert into territories (id, name, created_at) values (1, '', 0);

-- Quarters, districts (arrondissements) and communes. Either import may come first: an area known
-- only from addresses has no geometry yet.
create table areas (
  id bigint primary key,
  territory_id bigint not null references territories (id),
  kind text not null,
  code text not null,
  name text not null,
  parent_id bigint references areas (id),
  geometry text,
  lat double precision not null,
  lon double precision not null,
  south double precision not null,
  west double precision not null,
  north double precision not null,
  east double precision not null,
  updated_at bigint not null,
  constraint areas_code unique (territory_id, kind, code)
);

create table streets (
  id bigint primary key,
  territory_id bigint not null references territories (id),
  citycode text not null,
  code text not null,
  name text not null,
  commune_id bigint references areas (id),
  constraint streets_code unique (territory_id, code)
);
create index streets_by_citycode on streets (territory_id, citycode);

-- One number of one street.
create table buildings (
  id bigint primary key,
  territory_id bigint not null references territories (id),
  street_id bigint not null references streets (id),
  number bigint not null,
  suffix text not null,
  constraint buildings_number unique (street_id, number, suffix)
);

create table addresses (
  id bigint primary key,
  territory_id bigint not null references territories (id),
  ban_id text not null,
  building_id bigint not null references buildings (id),
  street_id bigint not null references streets (id),
  number bigint not null,
  suffix text not null,
  postcode text not null,
  citycode text not null,
  lat double precision not null,
  lon double precision not null,
  quarter_id bigint references areas (id),
  district_id bigint references areas (id),
  commune_id bigint references areas (id),
  -- Of what the file says of it: tells at the next import whether anything changed.
  digest bigint not null,
  -- No longer in the file. Kept, since homes and needs may refer to it.
  gone_at bigint,
  constraint addresses_ban_id unique (territory_id, ban_id)
);
create index addresses_by_citycode on addresses (territory_id, citycode);

create table postcodes (
  territory_id bigint not null references territories (id),
  postcode text not null,
  name text not null,
  lat double precision not null,
  lon double precision not null,
  -- 'addresses' (their mean) wins over 'file' (centres of communes).
  source text not null,
  primary key (territory_id, postcode)
);

-- Counts imports, so that a running program notices one made by another process.
create table places_state (
  territory_id bigint primary key references territories (id),
  generation bigint not null
);
insert into places_state (territory_id, generation) values (1, 0);
