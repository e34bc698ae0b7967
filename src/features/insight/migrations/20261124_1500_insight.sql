-- How much happened, by day (days since 1970 in the territory's zone), kind and area: counts alone.
-- A day is counted anew as a whole, so that counting twice, or on two nodes, changes nothing. Areas
-- are 0 where they are not known.
create table insight_counts (
  territory_id bigint not null,
  day bigint not null,
  measure text not null,
  quarter_id bigint not null,
  district_id bigint not null,
  commune_id bigint not null,
  count bigint not null,
  primary key (territory_id, day, measure, quarter_id, district_id, commune_id)
);

-- How long needs waited until somebody was accepted, by the day of that; no need is named.
create table insight_waits (
  territory_id bigint not null,
  day bigint not null,
  quarter_id bigint not null,
  district_id bigint not null,
  commune_id bigint not null,
  seconds bigint not null
);
create index insight_waits_day on insight_waits (territory_id, day);

-- Days that have been counted.
create table insight_days (
  territory_id bigint not null,
  day bigint not null,
  counted_at bigint not null,
  primary key (territory_id, day)
);

-- Who does not want to be counted.
create table insight_refusals (
  account_id bigint primary key,
  territory_id bigint not null,
  refused_at bigint not null
);
