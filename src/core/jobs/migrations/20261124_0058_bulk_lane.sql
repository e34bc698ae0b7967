-- Lane 2: large runs, taken when nothing else is due. What is before them is found without stepping
-- over them.
create index jobs_due_first on jobs (due_at, id) where state = 'waiting' and lane < 2;
create index jobs_due_bulk on jobs (due_at, id) where state = 'waiting' and lane = 2;
