-- How many were asked in the wave under way: whoever says no is replaced at once, up to that many.
alter table matching_needs add column wave_size bigint not null default 0;
create index matching_needs_due on matching_needs (next_wave_at);
-- When the week's digest went to them: a job that runs twice writes once.
alter table helper_profiles add column digest_at bigint;
