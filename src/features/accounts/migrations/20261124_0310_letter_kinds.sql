-- Which kind of letter waits for a digest, and what it is about. Digests are the room notices' to send.
alter table account_digest add column kind text not null default '';
alter table account_digest add column path text not null default '';
alter table accounts drop column digest_at;
delete from job_schedules where name = 'accounts.digests';
delete from jobs where kind = 'accounts.digests';
