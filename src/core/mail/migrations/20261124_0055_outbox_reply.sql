-- Where an answer to a letter goes, and whose name it bears.
alter table outbox add column reply_to text not null default '';
alter table outbox add column from_name text not null default '';
